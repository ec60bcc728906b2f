// What leaves the badge book and what comes back: files, skills that somebody signs, confirmations of others, a lock, and
// a second device. And what happens where a browser refuses something.
import {after, before, test} from 'node:test';
import assert from 'node:assert/strict';
import {launch, picture, sentence, visit, words} from './browser.mjs';
import {refuseClipboard, saved, stepsIn, tabTo} from './book_steps.mjs';
import {Node} from './node.mjs';

const language = 'nl';
const say = name => words(language, name);

let node, browser, achievement;
before(async () => {
  [node, browser] = await Promise.all([Node.start(), launch()]);
  achievement = node.define();
});
after(async () => {
  await browser?.close();
  await node?.stop();
});

const journey = (name, deed, options = {}) => test(name, () => visit(browser, node, {language, ...options},
  (page, device) => deed(page, stepsIn(language, page), device)));

/** What an employer is answered who brings a file. */
const employerFinds = ({name, bytes}, outcome) => visit(browser, node, {language}, async page => {
  await page.goto(`/check?lang=${language}`);
  await page.getByLabel(say('check.file'), {exact: true}).setInputFiles({name, mimeType: 'application/octet-stream', buffer: bytes});
  await page.getByRole('button', {name: say('check.do'), exact: true}).click();
  await page.locator('.verdict').waitFor();
  assert.equal(await page.locator('.verdict h1').innerText(), say(outcome), name);
});

journey('a badge leaves as each kind of file, called by its name, and each is genuine', async (page, steps) => {
  await steps.receive(node.offer(achievement));
  await steps.follow('book.export');
  await steps.at(say('export.title'));
  for(const form of ['json', 'png', 'svg', 'pdf', 'kit']) {
    const file = await saved(page, () => steps.press(`export.${form}`));
    assert.equal(file.name, `Taalmaatje.${form === 'kit' ? 'kit.json' : form}`);
    await page.getByText(file.name).waitFor();
    await employerFinds(file, 'outcome.genuine');
  }
  const cv = await saved(page, () => steps.press('export.europass'));
  assert.equal(cv.name, 'europass-cv.xml');
  const xml = cv.bytes.toString();
  assert.ok(xml.includes('Taalmaatje') && xml.includes(`${node.base}/check`) && !xml.includes('<oa:Description>did:'), xml);
});

journey('a skill that somebody signs is their own word, and no key stands in the place of a name', async (page, steps) => {
  await steps.signSkills();
  await page.emulateMedia({media: 'print'});
  assert.ok(await page.locator('.lines').isVisible(), 'what one can do is printed');
  assert.equal(await page.locator('main button:visible').count(), 0);
  await page.emulateMedia({media: 'screen'});
  await steps.open('#home');
  await steps.at(say('book.title'));
  for(const name of ['book.by_self', 'book.state.own']) {
    await page.getByText(say(name), {exact: true}).nth(1).waitFor();
    assert.equal(await page.getByText(say(name), {exact: true}).count(), 2);
  }
  await picture(page, 'book-own-word');
  await page.getByRole('link', {name: new RegExp(say('skills.cook'))}).click();
  await steps.at(say('skills.cook'));
  await page.getByText(say('book.giver.self'), {exact: true}).waitFor();
  await steps.press('book.ask');
  await page.waitForFunction(text => ![...document.querySelectorAll('button')].some(one => one.innerText.includes(text)), say('book.busy'));
  await page.getByText(say('book.state.own'), {exact: true}).waitFor();
  assert.ok(!(await page.locator('#book').innerText()).includes('did:key'));
});

journey('somebody confirms what another can do, by links alone, and what stays behind is said', async (page, steps) => {
  await steps.signSkills();
  await steps.open('#home');
  await page.getByRole('link', {name: new RegExp(say('skills.cook'))}).click();
  await steps.at(say('skills.cook'));
  await steps.follow('book.confirm');
  await steps.at(say('confirm.title'));
  const id = await page.evaluate(() => location.hash.split('/').at(-1));
  await page.getByLabel(say('confirm.from'), {exact: true}).fill('Amira');
  await steps.press('confirm.make');
  const link = await page.getByLabel(say('confirm.link'), {exact: true}).inputValue();
  await steps.told('confirm.link_whoever');

  const answer = await visit(browser, node, {language}, async (other, {context}) => {
    await refuseClipboard(context);
    await other.goto(link);
    await other.getByRole('heading', {level: 1, name: say('confirm.page')}).waitFor();
    await other.getByText(sentence(language, 'confirm.asked_by')).waitFor();
    await other.getByText(say('confirm.self'), {exact: true}).waitFor();
    await other.getByLabel(say('confirm.sentence'), {exact: true}).fill('Zij kookte elke week voor veertig mensen.');
    // To another language and back: what was asked and what was typed is still there.
    for(const to of ['en', 'nl']) {
      await other.locator('.languages summary').click();
      await other.locator(`.languages a[hreflang=${to}]`).first().click();
      await other.getByRole('heading', {level: 1, name: words(to, 'confirm.page')}).waitFor();
      assert.match(await other.locator('#sentence').inputValue(), /veertig/);
    }
    await other.getByLabel(say('confirm.name'), {exact: true}).fill('Ömer');
    await other.getByRole('button', {name: say('confirm.sign'), exact: true}).click();
    await other.getByRole('heading', {level: 1, name: say('confirm.done')}).waitFor();
    assert.equal(await other.evaluate(() => document.activeElement.localName), 'h1');
    await other.getByRole('button', {name: say('confirm.copy'), exact: true}).click();
    await other.getByText(say('confirm.copy_self')).waitFor();
    const field = other.getByLabel(say('confirm.link'), {exact: true});
    assert.equal(await field.evaluate(one => one.selectionEnd - one.selectionStart), (await field.inputValue()).length);
    const file = await saved(other, () => other.getByRole('button', {name: say('confirm.save'), exact: true}).click());
    assert.match(file.name, /^bevestiging-.+\.json$/);
    return field.inputValue();
  });

  const given = page.getByLabel(say('confirm.answer_text'), {exact: true});
  await given.fill(`${answer.slice(0, -9)}AAAA`);
  await steps.press('confirm.take');
  await page.locator('#answer[aria-invalid=true]').waitFor();
  assert.match(await page.locator('#answer-wrong').innerText(), /\S/, 'what is wrong stands with its field');
  await given.fill(answer);
  await steps.press('confirm.take');
  await steps.told('confirm.taken');
  await page.getByText('veertig mensen').waitFor();
  await steps.told('confirm.keeps');
  const one = await saved(page, () => steps.press('confirm.save_one'));
  assert.ok(JSON.parse(one.bytes).type.includes('EndorsementCredential'));
  await steps.open(`#badge/${id}`);
  await page.getByRole('link', {name: sentence(language, 'book.confirmations')}).waitFor();
  await steps.open(`#share/${id}`);
  await steps.told('book.see_confirmations');
  await steps.told('book.see_final');

  await steps.open('#backup');
  await steps.field('book.backup_phrase').fill('vier woorden die blijven');
  const backup = await saved(page, () => steps.press('book.backup_do'));
  await visit(browser, node, {language}, async other => {
    const there = stepsIn(language, other);
    await there.open('#restore');
    await there.field('book.restore_file').setInputFiles({name: backup.name, mimeType: 'application/jose', buffer: backup.bytes});
    await there.field('book.restore_phrase').fill('vier woorden die blijven');
    await there.press('book.restore_do');
    await there.told('book.restored');
    await there.open('#home');
    await other.getByRole('link', {name: new RegExp(say('skills.cook'))}).click();
    await other.getByRole('link', {name: sentence(language, 'book.confirmations')}).waitFor();
    await there.follow('book.confirm');
    await other.getByText('veertig mensen').waitFor();
  });
});

journey('a PIN is pasted, looked at, and asked for; what is wrong with it is told at its field', async (page, steps) => {
  await steps.add(node.award(achievement, 'did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK'));
  await steps.open('#pin');
  await steps.at(say('book.pin'));
  const field = page.locator('#phrase');
  assert.ok(await field.evaluate(one => one.dispatchEvent(new ClipboardEvent('paste', {bubbles: true, cancelable: true}))),
    'nothing keeps it from being pasted');
  await field.fill('12345');
  await steps.press('book.pin_do');
  await page.locator('#phrase[aria-invalid=true]').waitFor();
  const described = await field.evaluate(one => one.getAttribute('aria-describedby').split(' ')
    .map(id => document.getElementById(id).innerText).join(' '));
  assert.match(described, sentence(language, 'book.phrase_short'));
  await field.focus();
  await field.fill('');
  await page.keyboard.insertText('274951');
  assert.equal(await field.getAttribute('type'), 'password');
  await page.getByLabel(say('book.phrase_show'), {exact: true}).check();
  assert.equal(await field.getAttribute('type'), 'text');
  assert.equal(await field.inputValue(), '274951');
  await steps.press('book.pin_do');
  await steps.told('book.pin_done');
  await page.reload();
  await page.getByRole('heading', {level: 1, name: say('book.locked')}).waitFor();
  await field.fill('111111');
  await steps.press('book.unlock');
  await page.locator('#phrase-wrong', {hasText: say('book.pin_wrong')}).waitFor();
  await field.fill('274951');
  await steps.press('book.unlock');
  // It opens on the screen that was asked for, and the reader is there.
  await steps.at(say('book.pin'));
  await page.locator('#old').waitFor();
});

journey('a second device gets what the first has, and its own word stays its own', async (page, steps) => {
  await steps.signSkills();
  await steps.open('#backup');
  await steps.field('book.backup_phrase').fill('vier woorden die blijven');
  const file = await saved(page, () => steps.press('book.backup_do'));
  assert.match(file.name, /^badgeboek-\d{4}-\d\d-\d\d\.jwe$/);
  await page.getByText(file.name).waitFor();
  await visit(browser, node, {language}, async other => {
    const there = stepsIn(language, other);
    await there.open('#restore');
    await other.locator('#backup').setInputFiles({name: 'x.txt', mimeType: 'text/plain', buffer: Buffer.from('geen boek')});
    await there.field('book.restore_phrase').fill('vier woorden die blijven');
    await there.press('book.restore_do');
    await other.locator('#backup[aria-invalid=true]').waitFor();
    await other.locator('#backup').setInputFiles({name: file.name, mimeType: 'application/jose', buffer: file.bytes});
    await there.press('book.restore_do');
    await there.told('book.restored');
    await there.open('#home');
    await other.getByText(say('book.by_self'), {exact: true}).nth(1).waitFor();
  });
});

journey('keys alone receive a badge, and show it', async (page, steps) => {
  const {link, txCode} = node.offer(achievement);
  await steps.open(`&${new URL(link).search.slice(1)}`);
  await page.locator('#code').waitFor();
  await page.keyboard.press('Tab');
  assert.ok(await page.evaluate(() => document.activeElement.matches('.skip')), 'the first thing leads to the content');
  await page.keyboard.press('Enter');
  await tabTo(page, '#code');
  await page.keyboard.type(txCode);
  await page.keyboard.press('Enter');
  await steps.at('Taalmaatje');
  await tabTo(page, 'a[href^="#share/"]');
  await page.keyboard.press('Enter');
  await steps.at(say('book.share'));
  await tabTo(page, '.check button:not([type])');
  await page.keyboard.press('Space');
  await steps.at(say('book.link_title'));
  await tabTo(page, '.check .deeds-row button');
  await page.keyboard.press('Space');
  await page.waitForFunction(() => document.querySelector('.check [role=status]').textContent !== '');
});

journey('where the clipboard is refused, the link is selected', async (page, steps, {context}) => {
  await refuseClipboard(context);
  await steps.add(node.award(achievement, 'did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK'));
  await steps.follow('book.share_do');
  await steps.press('book.share_make');
  await steps.at(say('book.link_title'));
  await steps.press('book.copy');
  await steps.told('book.copy_self');
  assert.ok(await page.locator('#link').evaluate(one => one === document.activeElement && one.selectionEnd === one.value.length));
});

journey('by http on another host the book says plainly why it has no keys', async (page, steps, {context}) => {
  await context.addInitScript(() => Object.defineProperty(window, 'isSecureContext', {value: false}));
  await steps.open();
  await steps.told('book.insecure');
  const link = page.getByRole('link', {name: sentence(language, 'book.insecure_try')});
  assert.match(await link.getAttribute('href'), /^https:\/\//);
  await picture(page, 'book-insecure');
});
