// The types of a badge as a verifier asks for them: those that its contexts make of what is written.
import assert from 'node:assert/strict';
import test from 'node:test';
import {join} from 'node:path';
import {badge} from './book_support.mjs';

const web = process.env.WAARMERK_WEB ?? new URL('../../build/web', import.meta.url).pathname;
const {kindsOf} = await import(join(web, 'verify/kinds.js'));

const v2 = 'https://www.w3.org/ns/credentials/v2';
const openBadges = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json';
const whole = ['https://www.w3.org/2018/credentials#VerifiableCredential', 'https://purl.imsglobal.org/spec/vc/ob/vocab.html#OpenBadgeCredential'];

test('a badge has its types as they are written and as its contexts expand them', async () => {
  const kinds = await kindsOf(badge('Taalmaatje', {'@context': [v2, openBadges]}));
  for(const kind of ['VerifiableCredential', 'OpenBadgeCredential', ...whole]) assert.ok(kinds.includes(kind), kind);
});

test('a context that is not known here is not fetched, and leaves what is written', async () => {
  assert.deepEqual(await kindsOf({'@context': [v2, 'https://spy.example/context'], type: ['VerifiableCredential', 7]}), ['VerifiableCredential']);
  assert.deepEqual(await kindsOf({type: 'X'}), ['X']);
  assert.deepEqual(await kindsOf({}), []);
});
