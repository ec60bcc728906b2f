// Badges that were made to do harm, where somebody is offered one, keeps one, or prints a card of one.
import {after, before, test} from 'node:test';
import assert from 'node:assert/strict';
import {launch, visit, words} from './browser.mjs';
import {stranger} from './badges.mjs';
import {bomb, dangers, hostile, scripts} from './hostile.mjs';
import {Node} from './node.mjs';

let node, browser;
before(async () => {
  [node, browser] = await Promise.all([Node.start(), launch()]);
});
after(async () => {
  await browser?.close();
  await node?.stop();
});

const turns = /[\u202a-\u202e\u2066\u2067]/;

/** Puts a badge into an empty book, and is on its page then. */
async function keep(page, badge) {
  await page.goto('/wallet?lang=en#add');
  await page.getByLabel(words('en', 'book.file'), {exact: true}).setInputFiles({
    name: 'badge.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(badge))
  });
  await page.getByRole('link', {name: words('en', 'book.card'), exact: true}).waitFor();
}

const everywhere = text => stranger(text).issue({
  name: text, issuer: {description: text},
  achievement: {name: text, description: text, criteria: {narrative: text}}
});

for(const script of scripts) {
  test(`a badge whose texts are ${script} does nothing in the book and on its card`, () =>
    visit(browser, node, {}, async page => {
      await keep(page, everywhere(script));
      assert.deepEqual(await dangers(page), []);
      assert.ok((await page.locator('main').innerText()).includes(script.trim()), 'it is shown as the text that it is');
      await page.getByRole('link', {name: words('en', 'book.card'), exact: true}).click();
      await page.getByRole('heading', {level: 1, name: words('en', 'card.title')}).waitFor();
      assert.deepEqual(await dangers(page), []);
    }));

  test(`an offer of a badge whose name is ${script} shows that name`, () => visit(browser, node, {}, async page => {
    const {interaction} = node.offer(node.define({name: script, description: script}));
    await page.goto(interaction);
    const found = await dangers(page);
    assert.deepEqual(found.filter(one => !one.startsWith('a href=openid-credential-offer:')), []);
    assert.ok((await page.locator('main').innerText()).includes(script.trim()));
  }));
}

test('a name that turns writing around turns none in the book and on its card', () =>
  visit(browser, node, {}, async page => {
    await keep(page, everywhere('Bieb\u2069\u202egnikcart\u2067x'));
    assert.doesNotMatch(await page.locator('main').innerText(), turns);
    await page.getByRole('link', {name: words('en', 'book.card'), exact: true}).click();
    await page.getByRole('heading', {level: 1, name: words('en', 'card.title')}).waitFor();
    assert.doesNotMatch(await page.locator('main').innerText(), turns);
  }));

const pictures = {
  'from elsewhere': 'https://elsewhere.example/badge.png', 'from elsewhere, without a scheme': '//elsewhere.example/badge.png',
  'of SVG with script': `data:image/svg+xml;base64,${Buffer.from(hostile).toString('base64')}`,
  'that would be enormous': `data:image/png;base64,${bomb(60_000, 60_000).toString('base64')}`
};
for(const [what, id] of Object.entries(pictures)) {
  test(`a picture ${what} brings nothing into the book, and runs nothing there`, () => visit(browser, node, {}, async page => {
    const image = {id, type: 'Image'};
    await keep(page, stranger().issue({image, issuer: {image}, achievement: {image}}));
    await page.waitForLoadState('networkidle');
    assert.deepEqual(await dangers(page), []);
  }));
}

test('another site cannot take an offer with the browser of whoever visits it', async () => {
  // Nothing of a visitor goes along: with the code alone, which is on the back of a card, there is no token.
  const offer = node.offer(node.define());
  const place = new URL(offer.link).searchParams.get('credential_offer_uri');
  const {grants} = await (await fetch(place)).json();
  const [[grant, {'pre-authorized_code': code}]] = Object.entries(grants);
  for(const path of ['token', 'nonce', 'credential', 'deferred-credential', 'notification']) {
    const isForm = path === 'token';
    const response = await fetch(`${node.base}/openid/${path}`, {
      method: 'POST', headers: {
        Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site',
        'Content-Type': isForm ? 'application/x-www-form-urlencoded' : 'text/plain'
      },
      body: isForm ? new URLSearchParams({grant_type: grant, 'pre-authorized_code': code}) : '{}'
    });
    assert.equal(response.headers.get('access-control-allow-origin'), null, path);
    assert.equal(response.headers.get('set-cookie'), null, path);
    if(path !== 'nonce') assert.ok(response.status >= 400, `${path}: ${response.status}`);
  }
  assert.equal((await fetch(place)).status, 200, 'it is open still');
});
