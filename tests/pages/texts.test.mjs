// Names of others in sentences of ours.
import assert from 'node:assert/strict';
import {join} from 'node:path';
import test from 'node:test';

const web = process.env.WAARMERK_WEB ?? new URL('../../build/web', import.meta.url).pathname;
const {fill} = await import(join(web, 'texts.js'));

test('a name cannot end the isolation that it stands in', () => {
  const said = fill('From {name}, genuine', {name: 'Bieb\u2069\u202eenieg\u2067x'});
  assert.equal(said, 'From \u2068Biebeniegx\u2069, genuine');
});

test('marks that only say which way letters go stay with the name', () => {
  assert.equal(fill('{name}', {name: '\u200fمكتبة\u200f'}), '\u2068\u200fمكتبة\u200f\u2069');
});

test('a fact that is there is put in once, whatever it says, and one that is not is left', () => {
  assert.equal(fill('{a} and {b}', {a: '{b} $& $1'}), '\u2068{b} $& $1\u2069 and {b}');
});
