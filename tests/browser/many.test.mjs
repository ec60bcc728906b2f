// What is brought to the page for checking beside one file: many at once, links, photos, and what belongs elsewhere.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {after, before, test} from 'node:test';
import {changed, stranger} from './badges.mjs';
import {launch, picture, sentence, sideways, sizes, violations, visit, words} from './browser.mjs';
import {Node} from './node.mjs';

const foreign = stranger();
const good = JSON.stringify(foreign.issue());
const bad = JSON.stringify(changed(foreign.issue()));

let node, browser;
before(async () => {
  [node, browser] = await Promise.all([Node.start(), launch()]);
});
after(async () => {
  await browser?.close();
  await node?.stop();
});

const cell = text => `"${text.replaceAll('"', '""')}"`;
const csv = rows => ({name: 'applicants.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.map(row => row.map(cell).join(',')).join('\r\n'))});
const applicants = csv([['nr', 'name', 'badge'], ['1', 'Jan', good], ['2', 'An', bad], ['3', 'Bo', ''], ['4', 'Al', 'geen badge']]);

/** Chooses the file, checks all, and waits until it is done. */
async function checkMany(page, file, {query = 'lang=en', receipts = false} = {}) {
  await page.goto(`/check?${query}`);
  await page.locator('details.many > summary').click();
  await page.locator('.many .fields input[type=file]').first().setInputFiles(file);
  if(receipts) await page.locator('.many .tick input').check();
  await page.locator('.many > button').click();
  await page.locator('.many .deeds').waitFor();
}

const cellsOf = (page, column) => page.locator(`.results tbody tr > :nth-child(${column})`).allInnerTexts();

test('applicants of a CSV stand in a table, each with an answer and why it is no better', () =>
  visit(browser, node, {size: sizes.wide}, async page => {
    await checkMany(page, applicants);
    const verdicts = (await cellsOf(page, 3)).map(text => text.trim());
    assert.deepEqual(verdicts, ['outcome.genuine', 'outcome.not_genuine', 'many.unread', 'many.unread'].map(name => words('en', name)));
    const causes = await cellsOf(page, 7);
    assert.ok(causes[1].includes(words('en', 'badge.bad_signature')), causes[1]);
    assert.ok(causes[2].includes(words('en', 'many.empty')));
    assert.equal(await page.locator('.results tr.failed').count(), 1, 'what is no badge is not red');
    assert.deepEqual(await violations(page), []);
    await page.locator('.many select').selectOption({index: 2});
    assert.equal(await page.locator('.results tbody tr:visible').count(), 1);
    const [down] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', {name: words('en', 'many.download')}).click()]);
    assert.equal(readFileSync(await down.path(), 'utf8').trim().split('\r\n').length, 2, 'what is filtered is what is saved');
    await picture(page, 'many');
  }));

// A cell without a badge is refused, which the browser notes.
const isRefused = /^console: Failed to load resource.* status of 400/;

test('of each answer there is a receipt, and all are in one ZIP', () => visit(browser, node, {allowed: [isRefused]}, async page => {
  await checkMany(page, applicants, {receipts: true});
  const [down] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', {name: words('en', 'many.receipts')}).click()]);
  const zip = readFileSync(await down.path());
  assert.equal(zip.subarray(0, 2).toString(), 'PK');
  for(const name of ['receipt-0002.json', 'receipt-0003.json']) assert.ok(zip.includes(name), name);
  assert.ok(!zip.includes('Jan'));
}));

test('on a phone a row stands by itself, with what each column is called, in both languages', () =>
  visit(browser, node, {size: sizes.narrow}, async page => {
    await checkMany(page, applicants, {query: 'lang=nl+ar'});
    assert.equal(await sideways(page), 0);
    const label = await page.locator('.results tbody td').first().evaluate(one => getComputedStyle(one, '::before').content);
    assert.ok(label.includes(words('nl', 'many.who')) && label.includes(words('ar', 'many.who')), label);
    const [verdict] = await cellsOf(page, 3);
    for(const language of ['nl', 'ar']) assert.ok(verdict.includes(words(language, 'outcome.genuine')), verdict);
    assert.deepEqual(await violations(page), []);
    await picture(page, 'many-phone-nl-ar');
  }));

test('a run of many is stopped, and says how far it came', () => visit(browser, node, {}, async page => {
  await page.goto('/check?lang=en');
  await page.locator('details.many > summary').click();
  await page.locator('.many .fields input[type=file]').first().setInputFiles(csv([['badge'], ...Array(1500).fill([good])]));
  await page.locator('.many > button').click();
  await page.getByRole('button', {name: words('en', 'many.stop'), exact: true}).click();
  await page.getByText(sentence('en', 'many.stopped')).waitFor();
  assert.ok(Number(await page.locator('.many progress').getAttribute('max')) === 1500);
  assert.ok(await page.locator('.many progress').evaluate(one => one.value) < 1500);
}));

async function paste(page, text, query = 'lang=en') {
  await page.goto(`/check?${query}`);
  await page.locator('form.can-drop').waitFor();
  await page.locator('#text').fill(text);
  await page.locator('form.check button:not([type=button])').click();
}

test('what belongs in a badge book is said to, and nothing is sent', () => visit(browser, node, {}, async page => {
  const posts = [];
  page.on('request', request => request.method() === 'POST' && posts.push(request.url()));
  await paste(page, 'openid4vp://?client_id=x&request_uri=https%3A%2F%2Fa.example%2Fr');
  await page.getByText(words('en', 'paste.request')).waitFor();
  await paste(page, 'openid-credential-offer://?credential_offer_uri=https%3A%2F%2Fa.example%2Foffer');
  await page.getByText(words('en', 'wrong.offer')).waitFor();
  const link = page.getByRole('link', {name: words('en', 'paste.open_book')});
  assert.ok((await link.getAttribute('href')).startsWith('/wallet?lang=en&credential_offer_uri='));
  assert.deepEqual(posts, []);
}));

test('a badge that a mail cut into lines, and one as a data: URL, are checked as they were', () => visit(browser, node, {}, async page => {
  const jwt = node.award(node.define(), foreign.did, '--form', 'vc-jwt').trim();
  for(const text of [jwt.replace(/.{70}/g, '$&\r\n'), `data:application/json;base64,${Buffer.from(good).toString('base64')}`]) {
    await paste(page, text);
    await page.locator('.verdict').waitFor();
    assert.equal((await page.locator('.verdict h1').innerText()).trim(), words('en', 'outcome.genuine'));
    await page.getByText(words('en', 'second.agree')).waitFor();
  }
}));

test('both checks speak both languages, and the second asks nothing more of the node', () => visit(browser, node, {}, async page => {
  const asked = [];
  page.on('request', request => asked.push(new URL(request.url()).pathname));
  await paste(page, node.award(node.define(), foreign.did), 'lang=nl+ti');
  for(const language of ['nl', 'ti']) await page.locator('.second').getByText(words(language, 'second.agree')).waitFor();
  assert.ok(!asked.includes('/check/material'), asked.join(' '));
  await picture(page, 'check-second-nl-ti');
}));

test('each page loads the script that is its own', () => visit(browser, node, {}, async page => {
  const scriptsOf = () => page.$$eval('script[src]', all => all.map(one => one.getAttribute('src').replace(/^\/assets\/(\w+)-.*$/, '$1')).sort());
  await page.goto('/check?lang=en');
  assert.deepEqual(await scriptsOf(), ['check', 'page']);
  await paste(page, good);
  await page.locator('.verdict').waitFor();
  assert.deepEqual(await scriptsOf(), ['answer', 'page']);
  await page.goto('/confirm?lang=en');
  assert.deepEqual(await scriptsOf(), ['confirm', 'page']);
}));

test('without a node, what is no badge is not called false', () =>
  visit(browser, node, {allowed: [/^console: .*(ERR_CONNECTION_REFUSED|Failed to load)/]}, async page => {
    await paste(page, good);
    await page.getByText(words('en', 'second.agree')).waitFor();
    await page.waitForFunction(() => navigator.serviceWorker.controller);
    await page.goto('/check?lang=en');
    await page.waitForLoadState('networkidle');
    await node.down();
    try {
      await paste(page, 'Het was een mooie dag.');
      const shown = page.locator('.second-alone');
      await shown.waitFor();
      assert.equal((await shown.locator('h1').innerText()).trim(), words('en', 'wrong.title'));
      assert.equal(await page.locator('.verdict.failed').count(), 0);
      await paste(page, good);
      await page.locator('.second-alone.passed').waitFor();
    } finally {
      await node.up();
    }
  }));

test('the menu closes again by Escape, and its button has the focus', () => visit(browser, node, {}, async page => {
  await page.goto('/check?lang=en');
  await page.locator('.languages summary').click();
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('.languages details').getAttribute('open'), null);
  assert.equal(await page.evaluate(() => document.activeElement.tagName), 'SUMMARY');
}));
