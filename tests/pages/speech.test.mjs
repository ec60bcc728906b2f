// What scripts say: in one language or two, with dates as the pages of the node have them, and names that turn nothing.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';

/** As much of a document as making elements takes. */
class FakeElement {
  constructor(name) {
    Object.assign(this, {name, children: []});
  }

  append(...children) {
    this.children.push(...children);
  }
}
globalThis.document = {createElement: name => new FakeElement(name)};

const {factsOf, sayDay, sayTime, Speech} = await import('../../node/web/assets/speech.js');
const editionOf = language => JSON.parse(readFileSync(new URL(`../../spec/messages/${language}.json`, import.meta.url), 'utf8'));
const speechOf = (...languages) => new Speech(languages.map(editionOf));
const isMark = /[\u2068\u2069]/g;

function htmlOf(node) {
  if(typeof node === 'string') return node;
  const attributes = [['class', node.className], ['lang', node.lang], ['dir', node.dir]].filter(([, value]) => value);
  return `<${node.name}${attributes.map(([name, value]) => ` ${name}="${value}"`).join('')}>${node.textContent ?? node.children.map(htmlOf).join('')}</${node.name}>`;
}

const ms = Date.parse('2026-03-03T22:12:59Z');

test('a date is that of the page, also where the calendar of the reader is another', () => {
  assert.equal(sayTime(editionOf('en').texts, ms), '3 March 2026, 22:12 UTC');
  assert.equal(sayTime(editionOf('nl').texts, ms), '3 maart 2026, 22:12 UTC');
  assert.equal(sayDay(editionOf('fa').texts, ms), '3 مارس 2026');
  for(const language of ['nl', 'en', 'ar', 'uk', 'ti', 'fa', 'tr', 'so']) {
    const said = sayTime(editionOf(language).texts, ms);
    for(const part of ['2026', '22:12', 'UTC']) assert.ok(said.includes(part), said);
    assert.ok(!/[{}]|undefined/.test(said), said);
  }
});

test('one language is one line, with names of others isolated and times in its words', () => {
  const line = speechOf('en').line('second.says', {name: 'Taalmaatje', issuer: '<b>'});
  assert.equal(htmlOf(line), '<span>It says: <bdi>Taalmaatje</bdi>, given by <bdi><b></bdi>.</span>');
  assert.equal(htmlOf(speechOf('en').line('second.known', factsOf({time: '2026-03-03T22:12:59Z'}))),
    '<span>With what was known here on 3 March 2026, 22:12 UTC.</span>');
});

test('two languages stand beside each other, and each says which it is', () => {
  const line = speechOf('nl', 'fa').line('second.known', factsOf({time: '2026-03-03T22:12:59Z'}));
  const html = htmlOf(line);
  assert.ok(html.startsWith('<span class="pair"><span lang="nl" dir="ltr">Met wat hier bekend was op 3 maart 2026'), html);
  assert.ok(html.includes('<span lang="fa" dir="rtl">') && html.includes('مارس 2026'), html);
});

test('where only text may stand it is the first, or both in one line', () => {
  const speech = speechOf('nl', 'en');
  assert.equal(speech.text('many.row'), 'Rij');
  assert.equal(speech.both('many.row'), 'Rij · Row');
  assert.equal(speech.both('many.badge'), 'Badge', 'the same word is not said twice');
  assert.equal(speech.text('second.by_node', {node: 'x', outcome: texts => texts['outcome.genuine']}).replace(isMark, ''), 'x vond: Echt.');
});

test('a fact that there is not is said as not known', () => {
  assert.equal(htmlOf(speechOf('en').line('second.known', factsOf({time: undefined}))), '<span>With what was known here on a time that is not known.</span>');
});
