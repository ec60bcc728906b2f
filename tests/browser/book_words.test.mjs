// Every screen of the badge book and of the page for confirming, in languages of both directions and in two at once:
// axe-core finds nothing wrong, it fits in 320 px, each text says its language, and the reader is at its heading.
import {after, before, test} from 'node:test';
import assert from 'node:assert/strict';
import {launch, picture, sideways, sizes, violations, visit, words} from './browser.mjs';
import {directionOf, stepsIn} from './book_steps.mjs';
import {stranger} from './badges.mjs';
import {Node} from './node.mjs';

// As long and as turned as names get; and one of an issuer who says none.
const name = 'Vrijwilligerscoördinatiemedewerker \u202e שלום';
const foreign = stranger('منظمة الحي');
const badges = [foreign.issue({achievement: {name, description: 'مرحبا. Begeleidt mensen.'}}), stranger('').issue({issuer: {name: undefined}})]
  .map(one => JSON.stringify(one));

let node, browser, achievement;
before(async () => {
  [node, browser] = await Promise.all([Node.start(), launch()]);
  achievement = node.define();
});
after(async () => {
  await browser?.close();
  await node?.stop();
});

/** What two languages beside each other must say of themselves; in one there are none. */
async function assertSpoken(page, languages) {
  const all = languages.split('+');
  const pairs = await page.$$eval('main .pair', found => found.map(pair => [...pair.children].map(one => [one.lang, one.dir, one.textContent])));
  if(all.length === 1) return assert.deepEqual(pairs, []);
  assert.ok(pairs.length > 1, 'two languages');
  for(const pair of pairs) {
    assert.deepEqual(pair.map(([lang, dir]) => [lang, dir]), all.map(one => [one, directionOf(one)]));
    for(const [, , text] of pair) assert.notEqual(text.trim(), '');
  }
  return undefined;
}

async function look(page, screen, languages) {
  await page.locator('main h1').waitFor();
  await picture(page, `book-${screen}-${languages}`);
  assert.notEqual((await page.title()).trim(), '', screen);
  assert.deepEqual(await violations(page), [], screen);
  await assertSpoken(page, languages);
  const small = await page.$$eval('main :is(a, button, input:not([type=checkbox], [type=radio]), select, summary, .choice)', found => found
    .filter(one => one.checkVisibility() && !one.closest('p:not(.back, .deeds, .deeds-row)'))
    .map(one => ({box: one.getBoundingClientRect(), is: one.outerHTML.slice(0, 80)}))
    .filter(({box}) => box.width < 24 || box.height < 24).map(({is}) => is));
  assert.deepEqual(small, [], `${screen}: each target is 24 px`);
  const before = page.viewportSize();
  await page.setViewportSize(sizes.narrow);
  assert.equal(await sideways(page), 0, `${screen} fits in 320 px`);
  await page.setViewportSize(before);
}

for(const languages of ['nl', 'ar', 'ti', 'nl+ar']) {
  test(`each screen of the book in ${languages}`, () => visit(browser, node, {language: languages.slice(0, 2)}, async page => {
    const steps = stepsIn(languages, page);
    const at = async (place, screen, heading) => {
      await steps.open(place);
      await steps.at(heading);
      await look(page, screen, languages);
    };
    await steps.open();
    await page.locator('#book .deeds-list').waitFor();
    await look(page, 'empty', languages);
    await at('#add', 'add', steps.say('book.add'));
    await page.locator('#text').fill('?');
    await steps.press('book.add_do');
    await page.locator('#text[aria-invalid=true]').waitFor();
    await look(page, 'add-wrong', languages);
    await steps.add(badges[1]);
    const id = await steps.add(badges[0]);
    await look(page, 'received', languages);
    await steps.open('#home');
    await steps.at(steps.say('book.title'));
    assert.ok(!/did:key:z6Mk\w{30}/.test(await page.locator('#book').innerText()), 'a whole key is no name');
    await look(page, 'home', languages);
    await at(`#share/${id}`, 'share', steps.say('book.share'));
    await steps.press('book.share_make');
    await steps.at(steps.say('book.link_title'));
    await look(page, 'shared', languages);
    await at(`#remove/${id}`, 'remove', steps.say('book.remove_title'));
    await at('#backup', 'backup', steps.say('book.backup'));
    await at('#restore', 'restore', steps.say('book.restore'));
    await at('#pin', 'pin', steps.say('book.pin'));
    await page.locator('#phrase').fill('274951');
    await steps.press('book.pin_do');
    await steps.told('book.pin_done');
    await look(page, 'pin-done', languages);
    await page.reload();
    await page.locator('#book summary').click();
    await look(page, 'locked', languages);
    await page.locator('#phrase').fill('274951');
    await steps.press('book.unlock');
    await page.locator('#old').waitFor();
    await at(`#part/Card/${id}`, 'card', steps.say('card.title'));
    await at(`#part/Export/${id}`, 'export', steps.say('export.title'));
    await at(`#part/Confirm/${id}`, 'confirm', steps.say('confirm.title'));
    await steps.press('confirm.make');
    const link = await page.locator('#link').inputValue();
    await look(page, 'confirm-link', languages);
    await steps.open(`&${new URL(node.offer(achievement).link).search.slice(1)}`);
    await page.locator('#phrase').fill('274951');
    await steps.press('book.unlock');
    await page.locator('#code').waitFor();
    await look(page, 'offer', languages);
    await steps.signSkills();
    await look(page, 'skills-result', languages);
    await steps.press('skills.back');
    await steps.at(steps.say('skills.ask_drive'));
    await look(page, 'skills-drive', languages);
    await page.goto(link.replace('/confirm#', `/confirm?lang=${languages}#`));
    await page.locator('#sentence').fill('Dat heb ik gezien.');
    await look(page, 'confirm-page', languages);
    await steps.press('confirm.sign');
    await steps.at(steps.say('confirm.done'));
    await look(page, 'confirm-done', languages);
  }));
}

test('languages that were chosen are those of the next link too, and the place is kept', () =>
  visit(browser, node, {language: 'nl'}, async page => {
    await page.goto('/wallet?lang=nl#add');
    await page.locator('#text').waitFor();
    await page.locator('.languages summary').click();
    await page.locator('.choices ul').nth(1).locator('a[hreflang=ti]').click();
    await page.locator('h1 [lang=ti]').waitFor();
    assert.equal(await page.evaluate(() => location.hash), '#add');
    const {link} = node.offer(achievement);
    await page.goto(`/wallet${new URL(link).search}`);
    await page.locator('#code').waitFor();
    assert.equal(await page.locator('label[for=code] [lang=ti]').innerText(), words('ti', 'book.offer.code_label'));
    assert.equal(await page.locator('html').getAttribute('data-second-language'), 'ti');
  }));
