// Badges that were made to do harm, and sites that were: what they do to somebody who checks a badge.
import {after, before, test} from 'node:test';
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {createServer, request} from 'node:http';
import {launch, sideways, sizes, visit, words} from './browser.mjs';
import {stranger} from './badges.mjs';
import {bomb, dangers, hostile, scripts} from './hostile.mjs';
import {Node} from './node.mjs';

let node, browser, site;
before(async () => {
  [node, browser, site] = await Promise.all([Node.start(), launch(), evilSite()]);
});
after(async () => {
  await browser?.close();
  site?.server.close();
  await node?.stop();
});

/** A site of somebody else, with pages of what is put in `bodies`. */
async function evilSite() {
  const bodies = new Map();
  const server = createServer((asked, response) => {
    response.writeHead(200, {'Content-Type': 'text/html'});
    response.end(`<!DOCTYPE html><html lang="en"><title>Win a prize</title>${bodies.get(asked.url) ?? ''}</html>`);
  });
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  return {server, bodies, base: `http://127.0.0.1:${server.address().port}`};
}

const submit = page => page.getByRole('button', {name: words('en', 'check.do'), exact: true}).click();

async function paste(page, badge) {
  await page.goto('/check?lang=en');
  await page.getByLabel(words('en', 'check.text'), {exact: true}).fill(JSON.stringify(badge));
  await submit(page);
  await page.locator('.verdict').waitFor();
}

for(const script of scripts) {
  test(`a badge whose texts are ${script} says so, and does nothing`, () => visit(browser, node, {}, async page => {
    const badge = stranger(script).issue({
      name: script,
      issuer: {description: script},
      achievement: {
        name: script, description: script, criteria: {narrative: script}, tag: [script],
        alignment: [{
          type: ['Alignment'], targetName: script, targetUrl: 'https://skills.example/1', targetFramework: script
        }]
      }
    });
    await paste(page, badge);
    assert.deepEqual(await dangers(page), []);
    const says = await page.locator('main').innerText();
    assert.ok(says.includes(script.trim()), 'it is shown as the text that it is');
    assert.ok((await page.title()).includes(script.trim()));
  }));
}

const inside = 'data:text/html,<script>parent.stolen=1</script>';
for(const url of ['javascript:window.stolen=1', 'JaVaScRiPt:window.stolen=1', inside, 'vbscript:x', 'file:///etc/passwd']) {
  test(`a badge whose links are ${url} leads nowhere`, () => visit(browser, node, {}, async page => {
    await paste(page, stranger().issue({
      evidence: [{id: url, type: ['Evidence'], name: 'Look'}],
      issuer: {url, image: {id: url, type: 'Image'}},
      achievement: {
        criteria: {id: url, narrative: `[press](${url})`}, image: {id: url, type: 'Image'},
        alignment: [{type: ['Alignment'], targetName: 'Skill', targetUrl: url}]
      }
    }));
    assert.deepEqual(await dangers(page), []);
  }));
}

test('the pictures of a badge bring nothing in from elsewhere, and run nothing', () =>
  visit(browser, node, {}, async page => {
    const svg = `data:image/svg+xml;base64,${Buffer.from(hostile).toString('base64')}`;
    for(const id of ['https://elsewhere.example/badge.png', '//elsewhere.example/badge.png', svg]) {
      await paste(page, stranger().issue({
        image: {id, type: 'Image'}, issuer: {image: {id, type: 'Image'}}, achievement: {image: {id, type: 'Image'}}
      }));
      await page.waitForLoadState('networkidle');
      assert.deepEqual(await dangers(page), []);
    }
  }));

test('a picture that would be enormous is told to have no badge in it', () => visit(browser, node, {}, async page => {
  await page.goto('/check?lang=en');
  await page.getByLabel(words('en', 'check.file'), {exact: true})
    .setInputFiles({name: 'badge.png', mimeType: 'image/png', buffer: bomb(60_000, 60_000)});
  await submit(page);
  await page.locator('.verdict').waitFor();
  const says = await page.locator('.verdict').innerText();
  assert.ok(['wrong.no_badge', 'wrong.picture'].some(name => says.includes(words('en', name))), says);
  assert.equal((await fetch(`${node.base}/readyz`)).status, 200);
}));

test('a badge with an enormous picture in it is answered all the same', () => visit(browser, node, {}, async page => {
  const id = `data:image/png;base64,${bomb(60_000, 60_000).toString('base64')}`;
  await paste(page, stranger().issue({achievement: {image: {id, type: 'Image'}}}));
  assert.equal(await page.locator('.verdict h1').innerText(), words('en', 'outcome.genuine'));
}));

test('a picture with script and a badge in it is read for the badge, and does not run', () =>
  visit(browser, node, {}, async page => {
    const credential = JSON.stringify(stranger().issue());
    const baked = hostile.replace('viewBox', 'xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0" viewBox')
      .replace('</svg>', `<openbadges:credential><![CDATA[${credential}]]></openbadges:credential></svg>`);
    await page.goto('/check?lang=en');
    await page.getByLabel(words('en', 'check.file'), {exact: true})
      .setInputFiles({name: 'badge.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(baked)});
    await submit(page);
    await page.locator('.verdict').waitFor();
    assert.equal(await page.locator('.verdict h1').innerText(), words('en', 'outcome.genuine'));
    assert.deepEqual(await dangers(page), []);
  }));

/** Where the parts of the sentence with this name in it stand: [{text, left, top}], as it is written. */
function placesIn(page, selector) {
  return page.locator(selector).first().evaluate(paragraph => [...paragraph.childNodes].map(part => {
    const range = document.createRange();
    range.selectNodeContents(part);
    const {left, right, top} = range.getBoundingClientRect();
    return {text: part.textContent, left, right, top: Math.round(top)};
  }));
}

const turning = {
  'an override': '\u202egnikcart', 'an embedding': '\u202bBieb', 'an isolate that is not closed': '\u2067Bieb',
  'an end of an isolate': '\u2069\u202egnikcart', Arabic: 'مكتبة', 'an override in Arabic': '\u202dمكتبة\u202e', 'marks that are not seen': 'Bi\u200be\u2060b\ufeff\u200f'
};
const marks = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
for(const [what, name] of Object.entries(turning)) {
  test(`a name with ${what} in it turns nothing around but itself`, () =>
    visit(browser, node, {size: sizes.wide}, async page => {
      await paste(page, stranger(name).issue({name, achievement: {name, description: name}}));
      const parts = await placesIn(page, '.verdict > div > p');
      const [, shown] = parts;
      assert.equal(shown.text, name.replace(marks, ''), 'it is shown without what turns, in an element of its own');
      assert.equal(new Set(parts.map(({top}) => top)).size, 1, 'they stand on one line');
      for(let i = 1; i < parts.length; ++i) {
        assert.ok(parts[i].left >= parts[i - 1].right - 1, `${parts[i].text} stands behind ${parts[i - 1].text}`);
      }
      const loose = await page.evaluate(name => [...document.querySelectorAll('main *')].filter(one =>
        !one.closest('bdi, pre, code') && [...one.childNodes].some(part => part.nodeType === 3 && part.data.includes(name)))
        .map(one => one.outerHTML), name);
      assert.deepEqual(loose, [], 'it stands nowhere that it is not kept apart');
    }));
}

for(const length of [10_000, 100_000]) test(`a name of ${length} letters is shown, and pushes nothing aside`, () =>
  visit(browser, node, {size: sizes.narrow}, async page => {
    const name = 'A'.repeat(length);
    await paste(page, stranger().issue({name, achievement: {name}}));
    assert.equal(await sideways(page), 0);
    const heading = await page.locator('.verdict h1').boundingBox();
    assert.ok(heading.y < sizes.narrow.height, 'the verdict is what is seen first');
    assert.ok((await page.locator('.says').innerText()).includes(name));
  }));

// --- other sites ----------------------------------------------------------------------------------

/** An answer with its headers, however the question looks. */
function ask(path, {method = 'GET', headers = {}, body} = {}) {
  return new Promise((resolve, reject) => {
    const asked = request(`${node.base}${path}`, {method, headers}, response => {
      response.resume().once('end', () => resolve(response));
    }).once('error', reject);
    asked.end(body);
  });
}

const crossSite = () => ({Origin: site.base, 'Sec-Fetch-Site': 'cross-site', Referer: `${site.base}/`});
const operations = Object.entries(JSON.parse(readFileSync(new URL('../../spec/http/openapi.json', import.meta.url))).paths)
  .flatMap(([path, methods]) => Object.entries(methods).map(([method, {security, ...rest}]) => ({
    path: path.replaceAll(/\{[^}]*\}/g, 'x'), method: method.toUpperCase(), security, rest
  }))).filter(({method, rest}) => rest.responses && /^(GET|POST|PUT|DELETE|PATCH)$/.test(method));

test('nothing that needs a token is done for another site, with the cookies of a browser or without', async () => {
  const guarded = operations.filter(({security}) => security?.some(one => one.token));
  assert.ok(guarded.length > 20);
  for(const {path, method} of guarded) {
    for(const type of ['application/json', 'text/plain']) {
      const body = method === 'GET' ? '' : '{}';
      const {statusCode} = await ask(path, {method, body, headers: {
        ...crossSite(), Cookie: `token=${node.token}`, 'Content-Type': type, 'Content-Length': body.length
      }});
      assert.equal(statusCode, 401, `${method} ${path}`);
    }
  }
});

test('no answer lets another site read it, sets a cookie, or may be taken for something else', async () => {
  for(const {path, method} of operations) {
    for(const asked of [method, 'OPTIONS']) {
      const {headers} = await ask(path, {method: asked, headers: crossSite()});
      const what = `${asked} ${path}`;
      assert.deepEqual(Object.keys(headers).filter(name => name.startsWith('access-control-')), [], what);
      assert.equal(headers['set-cookie'], undefined, what);
      assert.equal(headers['x-content-type-options'], 'nosniff', what);
      assert.match(headers['content-security-policy'], /frame-ancestors 'none'/, what);
      assert.equal(headers['referrer-policy'], 'no-referrer', what);
    }
  }
});

const visitSite = (body, deed, options = {}) => {
  site.bodies.set('/', body);
  // What a site is refused is written to its own console, and it asks a node, which is another origin.
  return visit(browser, site, {allowed: [/^asked elsewhere: http:\/\/127/, /^console: /], ...options}, deed);
};

test('another site cannot show a page of ours inside its own', () =>
  visitSite(`<iframe src="${node.base}/check"></iframe>`, async page => {
    const [refused] = await Promise.all([
      page.waitForEvent('console', message => /frame/i.test(message.text())), page.goto('/')
    ]);
    assert.match(refused.text(), /frame-ancestors/);
    const [, frame] = page.frames();
    assert.equal(await frame.locator('form.check').count(), 0);
  }));

test('another site can send a badge to be checked, and learns nothing of the answer', () =>
  visitSite('', async page => {
    await page.goto('/');
    const outcomes = await page.evaluate(async ([base, token]) => {
      const tried = (url, options) => fetch(url, options).then(({type}) => type, () => 'refused');
      const form = new FormData();
      form.set('text', '{}');
      return {
        checked: await tried(`${base}/check`, {method: 'POST', body: form}),
        unread: await tried(`${base}/check`, {method: 'POST', body: form, mode: 'no-cors'}),
        written: await tried(`${base}/v1/badges`, {method: 'POST', body: '{}', mode: 'no-cors'}),
        withToken: await tried(`${base}/v1/badges`, {headers: {Authorization: `Bearer ${token}`}}),
        read: await tried(`${base}/v1/node`)
      };
    }, [node.base, node.token]);
    // Chromium keeps even the opaque answer back where a header says that it is for its own origin.
    assert.ok(['refused', 'opaque'].includes(outcomes.unread));
    assert.ok(['refused', 'opaque'].includes(outcomes.written));
    assert.deepEqual([outcomes.checked, outcomes.withToken, outcomes.read], ['refused', 'refused', 'refused']);
    assert.deepEqual((await node.cli('badge', 'list')) ?? [], []);
  }));

test('a form of another site leads to the answer and to nothing else', () =>
  visitSite(`<form method="post" enctype="multipart/form-data" action="${node.base}/check?lang=en">
    <textarea name="text">{"a":</textarea><button>Win</button></form>`, async page => {
    await page.goto('/');
    await page.locator('button').click();
    await page.locator('.verdict').waitFor();
    assert.equal(await page.locator('.verdict h1').innerText(), words('en', 'wrong.title'));
    assert.equal(await page.evaluate(() => window.opener), null);
  }));

test('a window that another site opened cannot be reached from there', () =>
  visitSite(`<button onclick="window.theirs = window.open('${node.base}/check?lang=en')">Open</button>`, async (page, {context}) => {
    await page.goto('/');
    const [opened] = await Promise.all([context.waitForEvent('page'), page.locator('button').click()]);
    await opened.locator('form.check').waitFor();
    assert.equal(await opened.evaluate(() => window.opener), null);
    assert.equal(await page.evaluate(() => window.theirs.closed), true);
  }));
