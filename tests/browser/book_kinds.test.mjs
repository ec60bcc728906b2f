// A badge leaves the book in every kind of file and comes into another out of each; codes are read by the camera and
// from photos; and all of it works with the network cut.
import {after, before, test} from 'node:test';
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {launch, sentence, visit, words} from './browser.mjs';
import {cameraBefore} from './film.mjs';
import {Node} from './node.mjs';

const language = 'nl';
const book = name => words(language, `book.${name}`);
const files = {json: 'application/json', png: 'image/png', svg: 'image/svg+xml', pdf: 'application/pdf', kit: 'application/json'};

let node, browser, achievement;
before(async () => {
  [node, browser] = await Promise.all([Node.start(), launch()]);
  achievement = node.define();
});
after(async () => {
  await browser?.close();
  await node?.stop();
});

const journey = (name, deed, options = {}) => test(name, () => visit(browser, node, {language, ...options}, deed));
const press = (page, name) => page.getByRole('button', {name, exact: true}).click();
const heading = (page, text) => page.getByRole('heading', {level: 1, name: text}).waitFor();
const open = (page, place = '') => page.goto(`/wallet?lang=${language}${place}`);

async function take(page, txCode) {
  await page.getByLabel(book('offer.code_label'), {exact: true}).fill(txCode);
  await press(page, book('offer.take'));
  await page.getByText(book('received')).waitFor();
  await heading(page, 'Taalmaatje');
}

async function receive(page, {link, txCode} = node.offer(achievement)) {
  await open(page, `&${new URL(link).search.slice(1)}`);
  await take(page, txCode);
}

const placeOf = page => new URL(page.url()).hash.split('/').pop();

/** The bytes of the file that this button saves. */
async function saved(page, form) {
  const [download] = await Promise.all([page.waitForEvent('download'), press(page, words(language, `export.${form}`))]);
  return readFileSync(await download.path());
}

async function put(page, name, mimeType, buffer) {
  await page.goto('about:blank');
  await open(page, '#add');
  await page.getByLabel(book('file'), {exact: true}).setInputFiles({name, mimeType, buffer});
}

/** All that the page loaded is on the shelf of the service worker, and what reads a code is in it. */
const isKept = page => page.waitForFunction(async () => {
  const shelf = (await caches.keys()).find(name => name.startsWith('waarmerk-'));
  const kept = shelf ? (await (await caches.open(shelf)).keys()).map(({url}) => url) : [];
  const loaded = performance.getEntriesByType('resource').map(({name}) => name).filter(name => name.includes('/assets/'));
  return loaded.some(name => /jsqr/i.test(name)) && loaded.every(name => kept.includes(name));
}, undefined, {timeout: 60_000});

journey('each kind of file that the book saves holds the badge, and another book takes it', async page => {
  await receive(page);
  await page.goto(`/wallet?lang=${language}#part/Export/${placeOf(page)}`);
  await heading(page, words(language, 'export.title'));
  for(const [form, mimeType] of Object.entries(files)) {
    const bytes = await saved(page, form);
    if(form === 'kit') assert.equal(JSON.parse(bytes).type, 'SurvivalKit');
    await visit(browser, node, {language}, async other => {
      await put(other, `badge.${form}`, mimeType, bytes);
      await heading(other, 'Taalmaatje');
    });
  }
});

journey('a photo of a card, and of a code on a screen, is a file like any other', async page => {
  await receive(page);
  await page.goto(`/wallet?lang=${language}#part/Card/${placeOf(page)}`);
  const code = page.getByRole('img', {name: words(language, 'card.code'), exact: true});
  await code.waitFor();
  const photo = await code.screenshot();
  const offer = node.offer(achievement);
  const asked = await page.context().newPage();
  await asked.goto(offer.interaction);
  const screen = await asked.locator('svg.qr').screenshot();
  await visit(browser, node, {language}, async other => {
    await put(other, 'kaart.png', 'image/png', photo);
    await heading(other, 'Taalmaatje');
    await put(other, 'scherm.png', 'image/png', screen);
    await heading(other, sentence(language, 'book.offer.title'));
    await take(other, offer.txCode);
    await put(other, 'leeg.txt', 'text/plain', Buffer.from('niets'));
    await other.getByText(book('wrong.none')).waitFor();
  });
}, {dots: 3});

journey('an offer is read from a screen by the camera, and its address may be pasted', async page => {
  const [first, second] = [node.offer(achievement), node.offer(achievement)];
  await page.goto(first.interaction);
  const camera = cameraBefore(await page.locator('svg.qr').screenshot());
  const desk = await launch(camera);
  try {
    await visit(desk, node, {language}, async other => {
      await open(other, '#add');
      await press(other, book('scan'));
      await heading(other, sentence(language, 'book.offer.title'));
      await take(other, first.txCode);
      for(const link of [second.interaction, second.link]) {
        await open(other, '#add');
        await other.getByLabel(book('text'), {exact: true}).fill(link);
        await press(other, book('add_do'));
        await heading(other, sentence(language, 'book.offer.title'));
      }
      await take(other, second.txCode);
    });
  } finally {
    await desk.close();
    camera.remove();
  }
});

journey('with the network cut the book opens, a card is printed, a PDF is saved and a card is read', async page => {
  await receive(page);
  await isKept(page);
  const id = placeOf(page);
  await node.down();
  try {
    await page.goto('about:blank');
    await page.goto(`/wallet?lang=${language}#part/Card/${id}`);
    const code = page.getByRole('img', {name: words(language, 'card.code'), exact: true});
    await code.waitFor();
    const photo = await code.screenshot();
    await page.goto(`/wallet?lang=${language}#part/Export/${id}`);
    await heading(page, words(language, 'export.title'));
    assert.equal((await saved(page, 'pdf')).subarray(0, 5).toString(), '%PDF-');
    await put(page, 'kaart.png', 'image/png', photo);
    await heading(page, 'Taalmaatje');
  } finally {
    await node.up();
  }
}, {dots: 3, allowed: [/^console: .*(ERR_CONNECTION_REFUSED|Failed to load)/]});
