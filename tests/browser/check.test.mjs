// Somebody who has a badge before them, and wants to know whether it is genuine: /check.
import {after, before, test} from 'node:test';
import assert from 'node:assert/strict';
import {launch, picture, print, sentence, sideways, sizes, visit, words} from './browser.mjs';
import {changed, doubtful, stranger, unknown} from './badges.mjs';
import {Node} from './node.mjs';

const blank = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4" cy="4" r="4"/></svg>';
const foreign = stranger();

let node, browser, achievement, own, revoked;
before(async () => {
  [node, browser] = await Promise.all([Node.start(), launch()]);
  achievement = node.define();
  own = node.award(achievement, foreign.did);
  revoked = node.award(achievement, foreign.did);
  node.revoke(revoked);
});
after(async () => {
  await browser?.close();
  await node?.stop();
});

const asFile = (text, name = 'badge.json', mimeType = 'application/json') =>
  ({name, mimeType, buffer: Buffer.from(text)});

async function paste(page, text, language = 'en') {
  await page.goto(`/check?lang=${language}`);
  await page.getByLabel(words(language, 'check.text'), {exact: true}).fill(text);
  await page.getByRole('button', {name: words(language, 'check.do'), exact: true}).click();
  await page.locator('.verdict').waitFor();
}

async function upload(page, file, language = 'en') {
  await page.goto(`/check?lang=${language}`);
  await page.getByLabel(words(language, 'check.file'), {exact: true}).setInputFiles(file);
  await page.getByRole('button', {name: words(language, 'check.do'), exact: true}).click();
  await page.locator('.verdict').waitFor();
}

/** The word of the verdict in letters, and the whole sentence. */
async function verdictOf(page) {
  const verdict = page.locator('.verdict').first();
  return {word: (await verdict.locator('h1').innerText()).trim(), says: await verdict.innerText()};
}

async function assertVerdict(page, name, language = 'en') {
  const {word, says} = await verdictOf(page);
  assert.equal(word, words(language, name), says);
}

const outcomes = [
  ['a badge of this node', () => own, 'outcome.genuine'],
  ['a badge that was withdrawn', () => revoked, 'outcome.not_accepted'],
  ['a badge from elsewhere', () => JSON.stringify(foreign.issue()), 'outcome.genuine'],
  ['a badge from elsewhere that is over', () => JSON.stringify(foreign.issue({validUntil: '2026-04-04T00:00:00Z'})),
    'outcome.not_accepted'],
  ['a badge that was changed', () => JSON.stringify(changed(foreign.issue())), 'outcome.not_genuine'],
  ['a badge with a signature of a kind that nobody knows', () => JSON.stringify(unknown(foreign.issue())),
    'outcome.cannot_be_checked'],
  ['a badge with a second signature of such a kind', () => JSON.stringify(doubtful(foreign.issue())),
    'outcome.genuine_with_warning']
];

for(const scripts of [true, false]) {
  const how = scripts ? '' : ', where no script runs';
  for(const [what, badge, outcome] of outcomes) {
    test(`${what} is pasted, and the answer is ${outcome}${how}`, () =>
      visit(browser, node, {scripts}, async page => {
        await paste(page, badge());
        await assertVerdict(page, outcome);
      }));
  }

  test(`a file is chosen${how}`, () => visit(browser, node, {scripts}, async page => {
    await upload(page, asFile(own));
    await assertVerdict(page, 'outcome.genuine');
  }));

  test(`a picture with a badge in it is chosen${how}`, () => visit(browser, node, {scripts}, async page => {
    await upload(page, asFile(node.bake(own, blank), 'badge.svg', 'image/svg+xml'));
    await assertVerdict(page, 'outcome.genuine');
  }));

  const wrongs = [
    ['nothing', '', 'wrong.nothing'],
    ['an essay', 'Het was een mooie dag.', 'wrong.no_badge_at_all'],
    ['half a badge', '{"@context": [', 'wrong.json']
  ];
  for(const [what, text, sentence] of wrongs) {
    test(`${what} is pasted, and one sentence says so${how}`, () => visit(browser, node, {scripts}, async page => {
      await paste(page, text);
      const {word, says} = await verdictOf(page);
      assert.equal(word, words('en', 'wrong.title'));
      assert.ok(says.includes(words('en', sentence)), says);
    }));
  }

  test(`a picture without a badge is chosen, and one sentence says so${how}`, () =>
    visit(browser, node, {scripts}, async page => {
      await upload(page, asFile(blank, 'badge.svg', 'image/svg+xml'));
      assert.ok((await verdictOf(page)).says.includes(words('en', 'wrong.no_badge')));
    }));
}

test('a JWT is pasted', () => visit(browser, node, {}, async page => {
  await paste(page, node.award(achievement, foreign.did, '--form', 'vc-jwt'));
  await assertVerdict(page, 'outcome.genuine');
}));

test('a file is dropped anywhere on the page', () => visit(browser, node, {}, async page => {
  await page.goto('/check?lang=en');
  await page.locator('form.can-drop').waitFor();
  const transfer = await page.evaluateHandle(text => {
    const data = new DataTransfer();
    data.items.add(new File([text], 'badge.json', {type: 'application/json'}));
    return data;
  }, own);
  await page.dispatchEvent('h1', 'dragover', {dataTransfer: transfer});
  await page.dispatchEvent('h1', 'drop', {dataTransfer: transfer});
  await page.locator('.verdict').waitFor();
  await assertVerdict(page, 'outcome.genuine');
}));

test('a file that is too large is not sent', () => visit(browser, node, {}, async page => {
  await page.goto('/check?lang=en');
  const posts = [];
  page.on('request', request => request.method() === 'POST' && posts.push(request.url()));
  const max = Number(await page.locator('form.check').getAttribute('data-bytes-max'));
  await page.getByLabel(words('en', 'check.file'), {exact: true}).setInputFiles(asFile(' '.repeat(max + 1)));
  await page.getByRole('button', {name: words('en', 'check.do'), exact: true}).click();
  await page.getByText(sentence('en', 'paste.too_large')).first().waitFor();
  assert.deepEqual(posts, []);
}));

test('a badge is good until the moment that it is withdrawn', () => visit(browser, node, {}, async page => {
  const badge = node.award(achievement, foreign.did);
  await paste(page, badge);
  await assertVerdict(page, 'outcome.genuine');
  node.revoke(badge);
  await paste(page, badge);
  await assertVerdict(page, 'outcome.not_accepted');
  await picture(page, 'check-withdrawn');
}));

test('who asks is told that nobody else was', () => visit(browser, node, {}, async page => {
  await paste(page, own);
  assert.ok((await verdictOf(page)).says.includes(words('en', 'verdict.asked_nobody')));
}));

test('without a node the browser checks by itself what it knows enough of', () =>
  visit(browser, node, {allowed: [/^console: .*(ERR_CONNECTION_REFUSED|Failed to load)/]}, async page => {
    await paste(page, own);
    await page.getByText(words('en', 'second.agree')).waitFor();
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
    await page.waitForFunction(() => navigator.serviceWorker.controller);
    await page.goto('/check?lang=en');
    await page.waitForLoadState('networkidle');
    await node.down();
    try {
      await paste(page, own);
      await page.getByText(words('en', 'second.alone')).waitFor();
      await assertVerdict(page, 'outcome.genuine');
      await picture(page, 'check-alone');
    } finally {
      await node.up();
    }
  }));

/** Where the focus is, and how it shows: with what the same thing looks like without. */
function focused(page) {
  return page.evaluate(() => {
    const one = document.activeElement;
    const look = () => {
      const {outlineStyle, outlineWidth, outlineColor, boxShadow, borderColor} = getComputedStyle(one);
      return `${outlineStyle} ${outlineWidth} ${outlineColor} ${boxShadow} ${borderColor}`;
    };
    const {top, bottom, height} = one.getBoundingClientRect();
    const inView = top >= 0 && bottom <= innerHeight;
    const withFocus = look();
    one.blur();
    const without = look();
    one.focus();
    return {
      name: one.id || one.textContent.trim() || one.tagName, tag: one.tagName, height,
      shows: withFocus !== without, inView: inView || height > innerHeight
    };
  });
}

test('keys alone do: the order is that of the page, the focus is seen, and goes to the verdict', () =>
  visit(browser, node, {}, async page => {
    await page.goto('/check?lang=en');
    const stops = [];
    for(let i = 0; i < 40; ++i) {
      await page.keyboard.press('Tab');
      const stop = await focused(page);
      if(stop.tag === 'BODY') break;
      assert.ok(stop.shows, `the focus cannot be seen on ${stop.name}`);
      assert.ok(stop.inView, `${stop.name} has the focus out of sight`);
      stops.push(stop.name);
      if(stop.tag === 'TEXTAREA') break;
    }
    assert.equal(stops[0], words('en', 'page.skip'));
    assert.ok(stops.indexOf('file') > 0 && stops.indexOf('file') < stops.indexOf('text'), stops.join(' | '));
    await page.keyboard.insertText(own);
    for(let i = 0; i < 10; ++i) {
      await page.keyboard.press('Tab');
      if((await focused(page)).name === words('en', 'check.do')) break;
    }
    await page.keyboard.press('Enter');
    await page.locator('.verdict').waitFor();
    await page.waitForFunction(() => document.activeElement?.matches('.verdict'));
    const role = await page.evaluate(() => document.activeElement.getAttribute('role'));
    assert.equal(role, 'status');
  }));

test('the first key leads to the content', () => visit(browser, node, {}, async page => {
  await page.goto('/check?lang=nl');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'main');
}));

for(const language of ['nl', 'ar']) {
  test(`at 400 % nothing goes beyond the sides (${language})`, () =>
    visit(browser, node, {language, size: sizes.narrow}, async page => {
      await page.goto(`/check?lang=${language}`);
      assert.equal(await sideways(page), 0);
      await paste(page, own, language);
      for(const details of await page.locator('main details').all()) await details.evaluate(one => { one.open = true; });
      assert.equal(await sideways(page), 0);
      await picture(page, `check-answer-400-percent-${language}`);
    }));
}

test('Arabic is written from right to left, and what is not Arabic stays as it is', () =>
  visit(browser, node, {language: 'ar'}, async page => {
    await paste(page, own, 'ar');
    await assertVerdict(page, 'outcome.genuine', 'ar');
    assert.equal(await page.locator('html').getAttribute('dir'), 'rtl');
    const [sign, heading] = await Promise.all(['.verdict > svg', '.verdict h1'].map(one =>
      page.locator(one).first().boundingBox()));
    assert.ok(sign.x > heading.x, 'the sign stands where reading begins');
    for(const raw of await page.locator('details.raw pre').all()) assert.equal(await raw.getAttribute('dir'), 'ltr');
    assert.equal(await page.locator('details.raw pre').count(), 2, 'the badge, and what was found');
  }));

test('on paper there is the answer with all its checks, and nothing to press', () =>
  visit(browser, node, {language: 'nl'}, async page => {
    await paste(page, own, 'nl');
    await print(page, 'check-print');
    await page.emulateMedia({media: 'print'});
    assert.equal(await page.locator('button:visible, nav:visible, form:visible').count(), 0);
    assert.ok(await page.locator('.verdict').isVisible());
    assert.ok(await page.locator('details.all ul').isVisible());
  }));

test('the language is that of the browser, and can be chosen', () =>
  visit(browser, node, {language: 'nl'}, async page => {
    await page.goto('/check');
    assert.equal(await page.locator('html').getAttribute('lang'), 'nl');
    const menu = page.locator('.languages summary');
    if(await menu.count()) await menu.click();
    await page.locator('a[hreflang=ar]').first().click();
    assert.equal(await page.locator('html').getAttribute('lang'), 'ar');
    assert.equal(await page.locator('h1').innerText(), words('ar', 'check.title'));
  }));
