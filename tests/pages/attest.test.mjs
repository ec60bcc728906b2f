// What people say themselves, signed with a key of a browser.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'node:test';
import {webcrypto} from 'node:crypto';

// Node 18 has WebCrypto, and not yet as a global.
globalThis.crypto ??= webcrypto;
const web = process.env.WAARMERK_WEB ?? new URL('../../build/web', import.meta.url).pathname;
const {confirmBadge, isOwnWord, packLink, sentenceMax, signCredential, unpackLink, whyNot} = await import(join(web, 'book/attest.js'));
const {confirmationsOf, keepConfirmation} = await import(join(web, 'book/confirmations.js'));
const {readClaims} = await import(join(web, 'book/badge.js'));
const {makeHolder, signerOf} = await import(join(web, 'book/keys.js'));

const vectors = JSON.parse(readFileSync(new URL('../../spec/wire/vectors/paper.json', import.meta.url), 'utf8'));
const [badge, other] = vectors.cards.slice(0, 2).map(({badge: text}) => ({text, claims: readClaims(text)}));
const now = Date.parse('2026-11-23T17:00:00Z');
const someone = signerOf(await makeHolder());
const confirmation = await confirmBadge(badge, someone, {name: 'Sam', sentence: 'Acht avonden zag ik het.', now});

test('a confirmation names the badge, who signs, and the bytes that were read', async () => {
  assert.deepEqual(confirmation.type, ['VerifiableCredential', 'EndorsementCredential']);
  assert.equal(confirmation.credentialSubject.id, badge.claims.id);
  assert.equal(confirmation.issuer.id, someone.did);
  assert.equal(confirmation.validFrom, '2026-11-23T17:00:00Z');
  assert.equal(await whyNot(confirmation, badge), '');
});

test('one of another badge, one that was changed, and what is none are told apart', async () => {
  assert.equal(await whyNot(confirmation, other), 'other');
  assert.equal(await whyNot(confirmation, {...badge, text: `${badge.text} `}), 'other');
  const changed = structuredClone(confirmation);
  changed.credentialSubject.endorsementComment += '!';
  assert.equal(await whyNot(changed, badge), 'changed');
  for(const none of [null, {}, 'x', JSON.parse(badge.text)]) assert.equal(await whyNot(none, badge), 'none');
});

test('somebody else does not sign in the name of another', async () => {
  const thief = signerOf(await makeHolder());
  const {proof, ...plain} = confirmation;
  assert.ok(!await isOwnWord(await signCredential(plain, thief, now)));
  const forged = await signCredential(plain, {did: someone.did, sign: bytes => thief.sign(bytes)}, now);
  assert.ok(!await isOwnWord(forged));
  assert.ok(await isOwnWord(await signCredential(plain, someone, now)));
  assert.ok(!await isOwnWord({...confirmation, proof: {...proof, proofPurpose: 'authentication'}}));
  assert.ok(!await isOwnWord({...confirmation, proof: undefined}));
});

test('a sentence has an end', async () => {
  const long = await confirmBadge(badge, someone, {name: 'x'.repeat(500), sentence: 'x'.repeat(5000), now});
  assert.equal(long.credentialSubject.endorsementComment.length, sentenceMax);
  assert.equal(long.issuer.name.length, 100);
});

test('what goes by a link comes back, and a broken link is no other one', () => {
  const link = packLink('https://library.example/confirm#answer=', confirmation);
  assert.deepEqual(unpackLink(link, 'answer='), confirmation);
  assert.equal(unpackLink(link, 'ask='), null);
  assert.throws(() => unpackLink(link.slice(0, -9), 'answer='));
  assert.throws(() => unpackLink(`${link}=`, 'answer='));
  let seed = 1;
  const noise = Array.from({length: 60_000}, () => (seed = seed * 48271 % 2147483647).toString(36)).join('');
  assert.equal(packLink('#ask=', noise), null);
  assert.throws(() => unpackLink(packLink('#ask=', 'a'.repeat(900_000)), 'ask='));
});

test('who confirms again, confirms instead', async () => {
  const kept = new Map();
  const store = {setting: async name => kept.get(name) ?? null, set: async (name, value) => void kept.set(name, value)};
  await keepConfirmation(store, badge, confirmation);
  const again = await confirmBadge(badge, someone, {sentence: 'Negen.', now});
  await keepConfirmation(store, badge, again);
  assert.deepEqual(await confirmationsOf(store, badge), [again]);
  assert.deepEqual(await confirmationsOf(store, other), []);
});
