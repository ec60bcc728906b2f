// What somebody does in the badge book, step by step, in one language or in two (`nl+ar`): by what the screens say.
import assert from 'node:assert/strict';
import {sentence, words} from './browser.mjs';

const right = ['ar', 'fa'];
export const directionOf = language => right.includes(language) ? 'rtl' : 'ltr';

export function stepsIn(languages, page) {
  const [language] = languages.split('+');
  const say = name => words(language, name);
  const isOne = language === languages;
  // In two languages the name of a thing has both.
  const named = name => ({name: say(name), exact: isOne});
  const steps = {
    say, named,
    open: (place = '') => page.goto(`/wallet?lang=${languages}${place}`),
    press: name => page.getByRole('button', named(name)).click(),
    follow: name => page.getByRole('link', named(name)).click(),
    field: name => page.getByLabel(say(name), {exact: isOne}),
    told: name => page.getByText(sentence(language, name)).first().waitFor(),
    /** The screen that has this heading, which is where the reader is then. */
    async at(name) {
      await page.getByRole('heading', {level: 1, name}).waitFor();
      await page.waitForFunction(() => document.activeElement?.localName === 'h1');
      assert.ok((await page.title()).includes(name), 'the title of the window says the same');
    },
    /** A badge that came as a file. */
    async add(badge) {
      await steps.open('#add');
      await page.locator('#file').setInputFiles({name: 'badge.json', mimeType: 'application/json', buffer: Buffer.from(badge)});
      await page.locator('.badge-head h1').waitFor();
      return page.evaluate(() => location.hash.split('/').at(-1));
    },
    /** Two steps: the link is opened, and the badge accepted with the code that came another way. */
    async receive({link, txCode}) {
      await steps.open(`&${new URL(link).search.slice(1)}`);
      await steps.field('book.offer.code_label').fill(txCode);
      await steps.press('book.offer.take');
      await steps.told('book.received');
    },
    /** The next screen of the questions, by its heading. */
    async next(heading) {
      await steps.press('skills.next');
      await steps.at(say(heading));
    },
    /** Signs that somebody cooks, and that they speak Dutch, and says no name. */
    async signSkills() {
      await steps.open('#part/Skills');
      await page.getByRole('heading', {level: 1, name: say('skills.ask_name')}).waitFor();
      await steps.next('skills.ask_wants');
      await steps.next('skills.ask_languages');
      await page.locator('#l-nl').selectOption('B1');
      await steps.next('skills.ask_people');
      await steps.next('skills.ask_hands');
      await page.locator('#s-cook').selectOption('work');
      for(const what of ['digital', 'self', 'drive', 'result']) await steps.next(`skills.ask_${what}`);
      await steps.press('skills.sign');
      await steps.told('skills.signed_now');
    }
  };
  return steps;
}

/** A browser that refuses its clipboard, as some do. */
export const refuseClipboard = context => context.addInitScript(() => Object.defineProperty(navigator, 'clipboard', {
  value: {writeText: () => Promise.reject(new DOMException('not now', 'NotAllowedError'))}
}));

/** Saves what the deed brings: {name, bytes}. */
export async function saved(page, deed) {
  const [download] = await Promise.all([page.waitForEvent('download'), deed()]);
  const {readFileSync} = await import('node:fs');
  return {name: download.suggestedFilename(), bytes: readFileSync(await download.path())};
}

/** By the Tab key alone, to what this finds. */
export async function tabTo(page, selector) {
  for(let i = 0; i < 80; ++i) {
    await page.keyboard.press('Tab');
    if(await page.evaluate(wanted => document.activeElement.matches(wanted), selector)) return;
  }
  assert.fail(`the Tab key does not come to ${selector}`);
}
