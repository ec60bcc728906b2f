// A paper card: printed by the command line, held before a camera, read by the page. Chromium plays a film of
// the card instead of a camera.
import assert from 'node:assert/strict';
import {execFileSync, spawnSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {stranger} from './badges.mjs';
import {launch, picture, readQr, visit, words} from './browser.mjs';
import {judgeAlone} from './desk.mjs';
import {Node} from './node.mjs';
import {readPng} from './png.mjs';
import {take} from './wallet.mjs';

const earner = stranger();
const camera = {width: 1280, height: 720};
const folder = mkdtempSync(join(tmpdir(), 'waarmerk-card-'));
const film = join(folder, 'card.y4m');
const a6 = {width: 397, height: 559}; // at 96 dots an inch
let node, badge, html, card, browser;

/** Two frames with the picture in the middle, grey around it: YUV4MPEG2. */
function writeFilm({pixels, width, height}) {
  const light = Buffer.alloc(camera.width * camera.height, 90);
  const [left, top] = [(camera.width - width) >> 1, (camera.height - height) >> 1];
  for(let y = Math.max(0, -top); y < Math.min(height, camera.height - top); ++y) {
    for(let x = 0; x < width; ++x) {
      const [red, green, blue] = pixels.subarray((y * width + x) * 4);
      light[(y + top) * camera.width + x + left] = 16 + (red * 66 + green * 129 + blue * 25) / 256;
    }
  }
  const frame = Buffer.concat([Buffer.from('FRAME\n'), light, Buffer.alloc(light.length / 2, 128)]);
  const head = Buffer.from(`YUV4MPEG2 W${camera.width} H${camera.height} F10:1 Ip A1:1 C420jpeg\n`);
  writeFileSync(film, Buffer.concat([head, frame, frame]));
}

/** The card as the page of the command line looks on paper, 6 pixels a millimetre at the code. */
async function photograph(page) {
  const plain = await launch();
  const shown = await plain.newPage({viewport: {width: 600, height: 900}, deviceScaleFactor: 1.6});
  await shown.setContent(page);
  const bytes = await shown.locator('svg').screenshot();
  await plain.close();
  return bytes;
}

/** What the code on the back says, read from a picture of it. */
async function backOf(page) {
  const plain = await launch();
  const shown = await plain.newPage({viewport: {width: 600, height: 1300}, deviceScaleFactor: 2});
  await shown.setContent(page);
  const bytes = await shown.locator('.back svg').screenshot();
  await plain.close();
  return readQr(bytes).toString();
}

/** A picture of the whole page as it comes out of the printer. */
async function printed(page) {
  const plain = await launch();
  const shown = await plain.newPage({viewport: a6, deviceScaleFactor: 3});
  await shown.emulateMedia({media: 'print'});
  await shown.setContent(page);
  const bytes = await shown.screenshot();
  const fits = await shown.evaluate(() => document.documentElement.scrollHeight <= innerHeight);
  await plain.close();
  return {bytes, fits};
}

const printCard = () => execFileSync(join(process.env.WAARMERK_BIN, 'waarmerk'), ['badge', 'print',
  join(folder, 'badge.json'), '--card', '--check-page', `${node.base}/check`, '--allow-loopback'], {encoding: 'utf8'});

before(async () => {
  node = await Node.start();
  badge = node.award(node.define(), earner.did);
  writeFileSync(join(folder, 'badge.json'), badge);
  html = printCard();
  card = await photograph(html);
  writeFilm(readPng(card));
  browser = await launch({args: ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream',
    `--use-file-for-fake-video-capture=${film}`]});
});
after(async () => {
  await browser?.close();
  await node?.stop();
  rmSync(folder, {recursive: true, force: true});
});

const scan = page => page.getByRole('button', {name: words('nl', 'camera.scan'), exact: true});

test('a card before the camera is read, and checked as the badge that it holds', async () => {
  await visit(browser, node, {language: 'nl'}, async page => {
    await page.goto('/check?lang=nl');
    await scan(page).click();
    await page.locator('.verdict').first().waitFor();
    assert.equal((await page.locator('.verdict h1').first().innerText()).trim(), words('nl', 'outcome.genuine'));
    await picture(page, 'card-checked');
  });
});

test('without a camera a photo of the card does', async () => {
  const blind = await launch();
  await visit(blind, node, {language: 'nl'}, async page => {
    await page.goto('/check?lang=nl');
    await scan(page).click();
    await page.locator('.camera [role=status]:not(:empty)').waitFor();
    await page.locator('.camera input').setInputFiles({name: 'card.png', mimeType: 'image/png', buffer: card});
    await page.locator('.verdict').first().waitFor();
  });
  await blind.close();
});

test('with the network cut a card is still read', async () => {
  await visit(browser, node, {language: 'nl'}, async (page, {context}) => {
    await page.goto('/check?lang=nl');
    await page.evaluate(() => { document.querySelector('form.check').submit = () => {}; });
    const isRead = () => page.waitForFunction(() => document.querySelector('#text').value !== '');
    await scan(page).click();
    await isRead();
    await page.waitForLoadState('networkidle');
    await context.setOffline(true);
    await page.locator('#text').fill('');
    await scan(page).click();
    await isRead();
    assert.equal(await page.locator('#text').inputValue(), badge.trim());
  });
});

test('a picture of the printed page is read and judged where nobody can be asked', async () => {
  const {bytes, fits} = await printed(html);
  assert.ok(fits, 'it is one page of A6');
  assert.match(readQr(bytes).toString(), /#paper=\d+$/);
  const known = node.award(node.define({name: 'Gids'}), stranger().did);
  const {outcome, says} = await judgeAlone(node, {known, card: bytes, shot: 'card-alone'});
  assert.equal(outcome, words('nl', 'outcome.genuine'));
  assert.ok(says.includes('Taalmaatje'));
});

test('a card that was changed is found out from its picture alone', async () => {
  const changed = badge.replace('Taalmaatje', 'Taalmeester');
  assert.notEqual(changed, badge);
  writeFileSync(join(folder, 'changed.json'), changed);
  // It is printed all the same; the exit code is that of verify.
  const {status, stdout: page} = spawnSync(join(process.env.WAARMERK_BIN, 'waarmerk'), ['badge', 'print',
    join(folder, 'changed.json'), '--card', '--check-page', `${node.base}/check`, '--allow-loopback'], {encoding: 'utf8'});
  assert.equal(status, 11);
  const {bytes} = await printed(page);
  const {outcome} = await judgeAlone(node, {known: badge, card: bytes});
  assert.equal(outcome, words('nl', 'outcome.not_genuine'));
});

/** A card for somebody without a key, with a back: {paper, link, txCode} as they stand on the three. */
async function claimable(name) {
  const [file, slip] = ['paper.json', 'slip.html'].map(one => join(folder, one));
  const paper = node.award(node.define({name}), 'amira@example.org');
  writeFileSync(file, paper);
  const page = execFileSync(join(process.env.WAARMERK_BIN, 'waarmerk'), ['badge', 'print', file,
    '--card', '--claim', '--slip', slip, '--allow-loopback', '--config', node.config], {encoding: 'utf8'});
  const [txCode] = readFileSync(slip, 'utf8').match(/\b\d{8}\b/);
  assert.ok(!page.includes(txCode));
  return {paper, link: await backOf(page), txCode};
}

test('the back of a card claims its badge into a wallet, with the digits from the slip', async () => {
  const {paper, link, txCode} = await claimable('Kopje koffie');
  assert.ok(link.startsWith(`${node.base}/interactions/`));
  const {protocols} = await (await fetch(link, {headers: {Accept: 'application/json'}})).json();
  const claimed = JSON.parse(await take({link: protocols['oid4vci-1.0'], txCode}));
  assert.equal(claimed.credentialSubject.achievement.name, 'Kopje koffie');
  assert.match(claimed.credentialSubject.id, /^did:/);
  assert.equal(claimed.credentialSubject.identifier, undefined);
  assert.notEqual(claimed.id, JSON.parse(paper).id);
});

test('whoever opens the back of a card with a phone takes its badge into the book', async () => {
  const {link, txCode} = await claimable('Koor');
  await visit(browser, node, {language: 'nl'}, async page => {
    await page.goto(link);
    await page.getByRole('link', {name: words('nl', 'ask.open_book'), exact: true}).click();
    await page.getByLabel(words('nl', 'book.offer.code_label'), {exact: true}).fill(txCode);
    await page.getByRole('button', {name: words('nl', 'book.offer.take'), exact: true}).click();
    await page.getByText(words('nl', 'book.received')).waitFor();
    await page.getByRole('heading', {level: 1, name: 'Koor'}).waitFor();
  });
});
