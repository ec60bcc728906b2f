// Chromium, and somebody who looks at a page in it. Of every visit it is asserted that no request left the
// origin, that nothing was refused by the page's own policy, and that no error was logged.
import assert from 'node:assert/strict';
import {existsSync, mkdirSync, readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {join, resolve} from 'node:path';
import jsqr from 'jsqr';
import {readPng} from './png.mjs';

// What a service worker fetches is watched too.
process.env.PW_EXPERIMENTAL_SERVICE_WORKER_NETWORK_EVENTS = '1';
const {chromium} = await import('playwright-core');

const here = new URL('.', import.meta.url).pathname;
const catalogue = join(here, '../../spec/messages');
const screenshots = process.env.WAARMERK_SCREENSHOTS ?? resolve(here, '../../build/screenshots');
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

export const sizes = {
  phone: {width: 420, height: 860},
  narrow: {width: 320, height: 640}, // 1280 px at 400 %
  wide: {width: 1280, height: 900},
  paper: {width: 794, height: 1123} // A4 at 96 dots an inch
};

const messages = new Map();

/** The text of the catalogue by this name, so that a better wording breaks no test. */
export function words(language, name) {
  if(!messages.has(language)) {
    messages.set(language, JSON.parse(readFileSync(join(catalogue, `${language}.json`), 'utf8')));
  }
  const text = messages.get(language).texts[name];
  assert.ok(text, `there is no text ${name} in ${language}`);
  return text;
}

/** The same with any facts in it, for looking for it. */
export function sentence(language, name) {
  const parts = words(language, name).split(/\{[a-z_]+\}/).map(part => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(parts.join('.*'));
}

export function launch({args = []} = {}) {
  const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
  assert.ok(existsSync(executablePath), `there is no Chromium at ${executablePath}: set CHROMIUM, or ./run deps browser`);
  const asRoot = process.getuid() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({executablePath, args: [...asRoot, ...args]});
}

/** What a visitor must never see; `origin` is the only one that may be asked. */
function watch(context, origin) {
  const wrongs = [];
  const isMine = url => url === 'about:blank' || /^(data|blob):/.test(url) || new URL(url).origin === origin;
  context.on('request', request => {
    if(!isMine(request.url())) wrongs.push(`asked elsewhere: ${request.url()}`);
  });
  context.on('console', message => {
    // A form that was refused is a page of its own; the tests look at its status.
    const isForm = /^Failed to load resource.* status of 4\d\d/.test(message.text()) &&
      message.location().url === message.page()?.url();
    if(message.type() === 'error' && !isForm) wrongs.push(`console: ${message.text()}`);
  });
  context.on('weberror', error => wrongs.push(`error: ${error.error()}`));
  context.on('page', page => {
    page.on('websocket', socket => {
      if(new URL(socket.url()).host !== new URL(origin).host) wrongs.push(`socket elsewhere: ${socket.url()}`);
    });
    page.on('dialog', dialog => {
      wrongs.push(`dialog: ${dialog.message()}`);
      return dialog.dismiss();
    });
  });
  return wrongs;
}

/**
 * A device of its own, with nothing on it, for as long as `deed(page, device)` takes.
 * `language` is what the browser asks for; `scripts`: whether pages may run any; `dots`: of the screen a px;
 * `allowed`: what the test does on purpose, of what is else wrong.
 */
export async function visit(browser, node, options, deed) {
  const {language = 'en', size = sizes.phone, scheme = 'light', scripts = true, dots = 1, allowed = []} = options;
  const context = await browser.newContext({
    baseURL: node.base, locale: language, viewport: size, colorScheme: scheme, javaScriptEnabled: scripts,
    deviceScaleFactor: dots,
    reducedMotion: 'reduce', serviceWorkers: 'allow', acceptDownloads: true
  });
  const wrongs = watch(context, node.base);
  if(scripts) {
    await context.exposeBinding('waarmerkViolation', (_source, what) => wrongs.push(`policy: ${what}`));
    await context.addInitScript(() => addEventListener('securitypolicyviolation', event =>
      window.waarmerkViolation(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`)));
  }
  try {
    const page = await context.newPage();
    const found = await deed(page, {context, wrongs});
    assert.deepEqual(wrongs.filter(wrong => !allowed.some(one => one.test(wrong))), []);
    assert.deepEqual(await context.cookies(), [], 'a page sets no cookie');
    return found;
  } finally {
    await context.close();
  }
}

/** What axe finds wrong: [{rule, where}]. It is put in beside the page's policy, which would refuse it. */
export async function violations(page) {
  const session = await page.context().newCDPSession(page);
  const run = async expression => {
    const {result, exceptionDetails} = await session.send('Runtime.evaluate',
      {expression, awaitPromise: true, returnByValue: true});
    if(exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  };
  await run(`window.axe || (() => { ${axe} })(); 0`);
  const {violations: found, passes} = await run(`axe.run(document, {runOnly: ${JSON.stringify(rules)}, resultTypes: ['violations']})
    .then(({violations, passes}) => ({passes: passes.length, violations: violations.map(({id, nodes}) =>
      ({rule: id, where: nodes.map(node => node.target.join(' '))}))}))`);
  await session.detach();
  assert.ok(passes > 5, 'axe looked at next to nothing');
  return found;
}

/** The languages that a page says it has. */
export function languagesOf(page) {
  return page.$$eval('a[hreflang]', links => [...new Set(links.map(link => link.hreflang))]);
}

/** By how much what there is goes beyond the sides of the window, in px. */
export function sideways(page) {
  return page.evaluate(() => {
    const root = document.scrollingElement;
    return root.scrollWidth - root.clientWidth;
  });
}

/** Kept by the run, to be looked at. */
export async function picture(page, name) {
  mkdirSync(screenshots, {recursive: true});
  await page.screenshot({path: join(screenshots, `${name}.png`), fullPage: true});
}

/** The page as paper has it: kept as a PDF too; the pixels of one sheet. */
export async function print(page, name) {
  mkdirSync(screenshots, {recursive: true});
  await page.pdf({path: join(screenshots, `${name}.pdf`), format: 'A4', preferCSSPageSize: true, printBackground: true});
  const before = page.viewportSize();
  await page.setViewportSize(sizes.paper);
  await page.emulateMedia({media: 'print'});
  const bytes = await page.screenshot({path: join(screenshots, `${name}.png`), fullPage: true});
  await page.emulateMedia({media: 'screen'});
  await page.setViewportSize(before);
  return bytes;
}

/** What stands in the QR code of a picture, as bytes; nothing where none is read. */
export function readQr(png) {
  const {pixels, width, height} = readPng(png);
  const found = jsqr(pixels, width, height);
  return found ? Buffer.from(found.binaryData) : undefined;
}
