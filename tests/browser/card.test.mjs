// A paper card: printed by the command line, held before a camera, read by the page. Chromium plays a film of
// the card instead of a camera.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {stranger} from './badges.mjs';
import {launch, picture, visit, words} from './browser.mjs';
import {Node} from './node.mjs';
import {readPng} from './png.mjs';

const earner = stranger();
const camera = {width: 1280, height: 720};
const folder = mkdtempSync(join(tmpdir(), 'waarmerk-card-'));
const film = join(folder, 'card.y4m');
let node, badge, card, browser;

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
async function photograph(html) {
  const plain = await launch();
  const page = await plain.newPage({viewport: {width: 600, height: 900}, deviceScaleFactor: 1.6});
  await page.setContent(html);
  const bytes = await page.locator('svg').screenshot();
  await plain.close();
  return bytes;
}

before(async () => {
  node = await Node.start();
  badge = node.award(node.define(), earner.did);
  writeFileSync(join(folder, 'badge.json'), badge);
  const html = execFileSync(join(process.env.WAARMERK_BIN, 'waarmerk'), ['badge', 'print', join(folder, 'badge.json'),
    '--card', '--check-page', `${node.base}/check`, '--allow-loopback'], {encoding: 'utf8'});
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
    await context.setOffline(true);
    await page.locator('#text').fill('');
    await scan(page).click();
    await isRead();
    assert.equal(await page.locator('#text').inputValue(), badge.trim());
  });
});
