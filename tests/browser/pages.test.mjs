// Every page in every language that it says it has: axe-core finds nothing wrong with it, light or dark, and it
// fits in 320 px. A page that comes is added to `pages`; a language is found by itself.
import {after, before, test} from 'node:test';
import assert from 'node:assert/strict';
import {languagesOf, launch, picture, sideways, sizes, violations, visit, words} from './browser.mjs';
import {changed, doubtful, stranger, unknown} from './badges.mjs';
import {Node} from './node.mjs';

const foreign = stranger();
const foreignBadge = foreign.issue();

let node, browser, revoked, invitation, interaction;
before(async () => {
  [node, browser] = await Promise.all([Node.start(), launch()]);
  const achievement = node.define();
  revoked = node.award(achievement, foreign.did);
  node.revoke(revoked);
  invitation = new URL(node.invite().link).pathname;
  interaction = node.offer(achievement).interaction ?? '/interactions/none';
});
after(async () => {
  await browser?.close();
  await node?.stop();
});

const at = path => (page, language) => {
  const url = new URL(path(), node.base);
  url.searchParams.set('lang', language);
  return page.goto(url.href);
};

const answerTo = badge => async (page, language) => {
  await page.goto(`/check?lang=${language}`);
  await page.getByLabel(words(language, 'check.text'), {exact: true}).fill(badge());
  await page.getByRole('button', {name: words(language, 'check.do'), exact: true}).click();
  await page.locator('.verdict').waitFor();
  for(const details of await page.locator('main details').all()) await details.evaluate(one => { one.open = true; });
};

// How to get there. Where `from` is given, the languages are those of that page.
const pages = [
  {name: 'check', open: at(() => '/check')},
  {name: 'answer-genuine', from: '/check', open: answerTo(() => JSON.stringify(foreignBadge))},
  {name: 'answer-warning', from: '/check', open: answerTo(() => JSON.stringify(doubtful(foreignBadge)))},
  {name: 'answer-unknown', from: '/check', open: answerTo(() => JSON.stringify(unknown(foreignBadge)))},
  {name: 'answer-not-genuine', from: '/check', open: answerTo(() => JSON.stringify(changed(foreignBadge)))},
  {name: 'answer-withdrawn', from: '/check', open: answerTo(() => revoked)},
  {name: 'answer-wrong', from: '/check', open: answerTo(() => 'geen badge')},
  {name: 'invitation', open: at(() => invitation)},
  {name: 'invitation-closed', open: at(() => '/invitation/uAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA')},
  {name: 'interaction', open: at(() => interaction)},
  {name: 'wallet', open: at(() => '/wallet')},
  {name: 'confirm', open: at(() => '/confirm')}
];

// A page that has no links to others is looked at in what a browser can ask it for.
const spoken = ['en', 'nl'];

async function languagesFor({from, open}) {
  return visit(browser, node, {}, async page => {
    await (from ? page.goto(from) : open(page, 'en'));
    const found = await languagesOf(page);
    return found.length ? found : spoken;
  });
}

async function look(page, {name}, language) {
  assert.notEqual(await page.title(), '');
  assert.equal(await page.locator('html').getAttribute('lang'), language);
  await picture(page, `${name}-${language}`);
  for(const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({colorScheme});
    assert.deepEqual(await violations(page), [], colorScheme);
  }
  await page.setViewportSize(sizes.narrow);
  assert.equal(await sideways(page), 0, 'it fits in 320 px');
}

for(const one of pages) {
  test(one.name, async t => {
    const languages = await languagesFor(one);
    assert.ok(languages.length >= 2, languages.join());
    for(const language of languages) {
      await t.test(language, () => visit(browser, node, {language}, async page => {
        await one.open(page, language);
        await look(page, one, language);
      }));
    }
  });
}

test('on a wide screen too', () => visit(browser, node, {language: 'nl', size: sizes.wide}, async page => {
  await answerTo(() => JSON.stringify(foreignBadge))(page, 'nl');
  await picture(page, 'answer-genuine-wide-nl');
  assert.deepEqual(await violations(page), []);
}));
