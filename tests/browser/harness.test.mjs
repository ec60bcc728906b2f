// That the harness sees what it says that no page does: here is a page which does all of it.
import {after, before, test} from 'node:test';
import assert from 'node:assert/strict';
import {createServer} from 'node:http';
import {launch, readQr, sideways, violations, visit} from './browser.mjs';

const policy = "default-src 'none'; img-src *; script-src 'unsafe-inline'; connect-src *";
const bodies = {
  '/elsewhere': '<img src="http://elsewhere.invalid/pixel.png">',
  '/refused': '<script src="/other.js"></script>',
  '/thrown': '<script>throw new Error("no")</script>',
  '/logged': '<script>console.error("no")</script>',
  '/socket': '<script>new WebSocket("ws://localhost:" + location.port)</script>',
  '/asks': '<script>alert("no")</script>',
  '/cookie': '<script>document.cookie = "a=b"</script>',
  '/missing': '<img src="/nothing.png">',
  '/unlabelled': '<input name="what"><p>wide</p>',
  '/good': '<p>Good</p>'
};

let server, browser, site;
before(async () => {
  browser = await launch();
  server = createServer((request, response) => {
    const body = bodies[request.url];
    response.writeHead(body || request.url === '/favicon.ico' ? 200 : 404,
      {'Content-Type': 'text/html', 'Content-Security-Policy': policy});
    response.end(`<!DOCTYPE html><html lang="en"><title>A page</title><main><h1>A page</h1>${body}</main></html>`);
  });
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  site = {base: `http://127.0.0.1:${server.address().port}`};
});
after(async () => {
  await browser?.close();
  server?.close();
});

const see = path => visit(browser, site, {}, page => page.goto(path, {waitUntil: 'networkidle'}));

const caught = {
  '/elsewhere': /asked elsewhere/, '/refused': /policy: script-src/, '/thrown': /error: Error: no/,
  '/logged': /console: no/, '/socket': /socket elsewhere/, '/asks': /dialog: no/, '/cookie': /"name":"a"/,
  '/missing': /console: Failed to load/
};
for(const [path, what] of Object.entries(caught)) {
  test(`a page is caught that is as ${path} says`, () =>
    assert.rejects(see(path), ({actual}) => what.test(JSON.stringify(actual))));
}

test('a page that does none of it is not', () => see('/good'));

test('a field without a label is found, and a page that is too wide', () =>
  visit(browser, site, {size: {width: 320, height: 600}}, async page => {
    await page.goto('/unlabelled');
    const found = await violations(page);
    assert.ok(found.some(({rule}) => rule === 'label'), JSON.stringify(found));
    await page.evaluate(() => { document.querySelector('p').style.inlineSize = '500px'; });
    assert.ok(await sideways(page) > 0);
  }));

test('a picture without a QR code has none that is read', () => visit(browser, site, {}, async page => {
  await page.goto('/good');
  assert.equal(readQr(await page.screenshot()), undefined);
}));
