// An operator asks for a badge, and somebody shows it out of their badge book, or does not.
import {after, before, test} from 'node:test';
import assert from 'node:assert/strict';
import {stranger} from './badges.mjs';
import {launch, picture, sentence, sideways, sizes, violations, visit, words} from './browser.mjs';
import {Node} from './node.mjs';

const language = 'nl';
const book = name => words(language, `book.${name}`);
const present = name => words(language, `present.${name}`);
const purpose = 'Om te zien wie het gesprek kan leiden';

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

async function api(path, body) {
  const response = await fetch(`${node.base}${path}`, {
    method: body ? 'POST' : 'GET', body: body && JSON.stringify(body),
    headers: {Authorization: `Bearer ${node.token}`, ...body && {'Content-Type': 'application/json'}}
  });
  assert.ok(response.ok, `${path}: ${response.status}`);
  return response.json();
}

const ask = (what = {badge: {achievement}}) => api('/v1/requests', {purpose, ...what});
const outcomeOf = ({id}) => api(`/v1/requests/${id}`);

async function receive(page, ...options) {
  const {link, txCode} = node.offer(achievement, ...options);
  await open(page, `&${new URL(link).search.slice(1)}`);
  await page.getByLabel(book('offer.code_label'), {exact: true}).fill(txCode);
  await press(page, book('offer.take'));
  await page.getByText(book('received')).waitFor();
}

async function paste(page, text) {
  await open(page, '#add');
  await page.getByLabel(book('text'), {exact: true}).fill(text);
  await press(page, book('add_do'));
}

async function look(page, name) {
  await picture(page, `book-present-${name}`);
  assert.deepEqual(await violations(page), [], name);
  const before = page.viewportSize();
  await page.setViewportSize(sizes.narrow);
  assert.equal(await sideways(page), 0, `${name} fits in 320 px`);
  await page.setViewportSize(before);
}

journey('what is asked for is shown in two steps, and the operator sees the verdict', async page => {
  await receive(page);
  const asked = await ask();
  await page.goto(asked.interaction);
  await page.getByRole('link', {name: words(language, 'ask.open_book'), exact: true}).click();
  await heading(page, sentence(language, 'ask.request_title'));
  assert.ok(!page.url().includes('request_uri'), 'what came with the address leaves it at once');
  await page.getByText(node.did, {exact: true}).waitFor();
  assert.equal(await page.locator('ul.see strong').innerText(), 'Taalmaatje');
  await look(page, 'asked');
  assert.equal((await outcomeOf(asked)).state, 'open', 'nothing goes before it is agreed to');
  // Whoever reloads the page still has the question.
  await page.reload();
  await heading(page, sentence(language, 'ask.request_title'));
  await press(page, present('do'));
  await heading(page, present('done_title'));
  await look(page, 'done');
  const {state, result} = await outcomeOf(asked);
  assert.equal(state, 'answered');
  assert.equal(result.accepted, true);
  assert.equal(result.badges[0].verdict.outcome, 'genuine');
  assert.match(result.badges[0].holder, /^did:key:/);
});

journey('of two badges that answer, the one that is chosen is shown', async page => {
  await receive(page);
  await receive(page);
  const asked = await ask();
  await paste(page, asked.link);
  await heading(page, sentence(language, 'ask.request_title'));
  const choices = page.getByRole('group', {name: present('which'), exact: true}).getByRole('radio');
  assert.equal(await choices.count(), 2);
  await choices.nth(1).check();
  await look(page, 'choice');
  await press(page, present('do'));
  await heading(page, present('done_title'));
  assert.equal((await outcomeOf(asked)).result.accepted, true);
});

journey('an address that is pasted leads there, and a no is told to who asks', async page => {
  await receive(page);
  const asked = await ask();
  await paste(page, asked.interaction);
  await heading(page, sentence(language, 'ask.request_title'));
  await press(page, present('not'));
  await heading(page, present('refused_title'));
  const {state, error, result} = await outcomeOf(asked);
  assert.deepEqual([state, error, result], ['refused', 'access_denied', undefined]);
  await paste(page, asked.link);
  await page.getByText(present('gone'), {exact: true}).waitFor();
}, {allowed: [/^console: .*status of 404/]});

journey('a book without such a badge says so, and shows nothing', async page => {
  await receive(page);
  const asked = await ask({badge: {skill: 'http://data.europa.eu/esco/skill/none'}});
  await paste(page, asked.link);
  await page.getByText(present('none'), {exact: true}).waitFor();
  assert.equal(await page.getByRole('button', {name: present('do'), exact: true}).count(), 0);
  await look(page, 'none');
});

journey('a request that its DID did not sign is not answered', async page => {
  await receive(page);
  const asked = await ask();
  const link = new URL(asked.link);
  const other = 'did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK';
  link.searchParams.set('client_id', `decentralized_identifier:${other}`);
  await paste(page, link.href);
  await page.getByText(present('unproved'), {exact: true}).waitFor();
  await look(page, 'unproved');
  assert.equal((await outcomeOf(asked)).state, 'open');
});

journey('of a card that is shown claim by claim, no more than what was asked for is shown', async page => {
  await receive(page);
  const first = await ask();
  await paste(page, first.link);
  await page.getByRole('button', {name: present('do'), exact: true}).click();
  await heading(page, present('done_title'));
  const {holder} = (await outcomeOf(first)).result.badges[0];
  const vct = 'https://school.example/taalniveau';
  await paste(page, stranger().issueCard({vct, holder, always: {name: 'Taalniveau'}, disclosable: {level: 'B1', born: '1987-06-05'}}));
  await heading(page, 'Taalniveau');
  const asked = await ask({query: {credentials: [{id: 'level', format: 'dc+sd-jwt', meta: {vct_values: [vct]}, claims: [{path: ['level']}]}]}});
  await paste(page, asked.link);
  assert.match(await page.locator('ul.see').innerText(), /level: B1/);
  await look(page, 'claims');
  await press(page, present('do'));
  await heading(page, present('done_title'));
  const {state, result} = await outcomeOf(asked);
  assert.equal(state, 'answered');
  assert.deepEqual(result.badges[0].shown, [{path: ['level'], values: ['B1']}]);
  assert.equal(result.badges[0].holder, holder);
  assert.ok(!JSON.stringify(result).includes('1987'), 'what was not asked for stays where it is');
});

journey('a badge of the node itself as an SD-JWT VC: all that goes out is read before, and the story stays', async page => {
  await receive(page, '--format', 'dc+sd-jwt', '--narrative', 'Twaalf avonden bij de buren.');
  const asked = await ask();
  await paste(page, asked.link);
  await page.locator('ul.see').waitFor();
  const seen = await page.locator('ul.see').innerText();
  assert.match(seen, /achievement\.name: Taalmaatje/, 'what its issuer lets nobody keep back is told too');
  assert.ok(!seen.includes('Twaalf'), 'what was not asked for is not said to go out');
  await look(page, 'own-claims');
  await press(page, present('do'));
  await heading(page, present('done_title'));
  const {result} = await outcomeOf(asked);
  assert.equal(result.accepted, true);
  assert.equal(result.badges[0].query, 'badge_dc_sd_jwt');
  assert.ok(!JSON.stringify(result).includes('Twaalf'));
});

journey('what another node asks is answered with its badge book', async page => {
  const query = new URLSearchParams({client_id: `decentralized_identifier:${node.did}`, request_uri: 'https://school.example/openid/requests/1'});
  await paste(page, `openid4vp://?${query}`);
  const there = page.getByRole('link', {name: sentence(language, 'book.offer.away_do')});
  await there.waitFor();
  assert.match(await there.getAttribute('href'), /^https:\/\/school\.example\/wallet\?client_id=/);
  await look(page, 'away');
});

for(const languages of ['ar', 'nl+ar']) {
  journey(`a question in ${languages}`, async page => {
    await receive(page);
    const asked = await ask();
    await page.goto(`/wallet?lang=${languages}&${new URL(asked.link).search.slice(1)}`);
    await page.locator('ul.see').waitFor();
    await look(page, languages);
    await page.locator('form.check button').first().click();
    await page.getByRole('heading', {level: 1, name: words(languages.split('+')[0], 'present.done_title')}).waitFor();
    assert.equal((await outcomeOf(asked)).result.accepted, true);
  });
}
