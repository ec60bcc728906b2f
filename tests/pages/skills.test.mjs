// A self-assessment: what is claimed, what is signed, and what fills it in.
import assert from 'node:assert/strict';
import {webcrypto} from 'node:crypto';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'node:test';

globalThis.crypto ??= webcrypto;
const web = process.env.WAARMERK_WEB ?? new URL('../../build/web', import.meta.url).pathname;
const {alignmentsOf, claimedIn, emptyAnswers, groups, levels, howOften, proofOf, screens, signAll, standingOf, wants} =
  await import(join(web, 'book/skills.js'));
const {confirmBadge, isOwnWord} = await import(join(web, 'book/attest.js'));
const {keepConfirmation} = await import(join(web, 'book/confirmations.js'));
const {readClaims} = await import(join(web, 'book/badge.js'));
const {makeHolder, signerOf} = await import(join(web, 'book/keys.js'));

const now = Date.parse('2026-11-23T17:00:00Z');
const options = {wordsOf: ({id}) => ({name: id, description: 'own word', how: 'often'}), language: 'nl', now};

async function makeStore() {
  const holder = signerOf(await makeHolder());
  const settings = new Map(), badges = new Map();
  return {
    holder: async () => holder,
    setting: async name => settings.get(name) ?? null,
    set: async (name, value) => void settings.set(name, value),
    list: async () => [...badges.values()],
    get: async id => badges.get(id) ?? null,
    remove: async id => void badges.delete(id),
    async add(text, mediaType) {
      const id = String(badges.size + Math.random());
      badges.set(id, {id, text, mediaType, claims: readClaims(text)});
      return id;
    }
  };
}

test('only what was answered is claimed, and nothing that is not asked', () => {
  assert.deepEqual(claimedIn(emptyAnswers()), []);
  const claimed = claimedIn({languages: {nl: 'A2', en: undefined, xx: 'Z9'}, skills: {cook: 'often', fly: 'work', care: 'never'}});
  assert.deepEqual(claimed, [{key: 'language.nl', id: 'nl', level: 'A2'}, {key: 'skill.cook', id: 'cook', level: 'often'}]);
});

test('every skill has a URI of its own in ESCO, and a language its level', () => {
  const ends = Object.values(groups).flatMap(Object.values);
  assert.equal(new Set(ends).size, ends.length);
  for(const end of ends) assert.match(end, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  const [level, language] = alignmentsOf({key: 'language.nl', id: 'nl', level: 'A2'}, 'Nederlands');
  assert.equal(level.targetCode, 'A2');
  assert.equal(language.targetFramework, 'ESCO');
});

test('what is said is signed once, by the holder about the holder; what is said no longer goes', async () => {
  const store = await makeStore();
  const first = await signAll({...emptyAnswers(), name: 'Amira', languages: {nl: 'A2'}, skills: {cook: 'work'}}, store, options);
  const badges = await store.list();
  assert.equal(badges.length, 2);
  for(const {text, claims} of badges) {
    assert.ok(await isOwnWord(JSON.parse(text)));
    assert.equal(claims.issuerId, claims.holder);
    assert.equal(claims.issuer, 'Amira');
  }
  assert.deepEqual((await signAll(first, store, options)).claims, first.claims);
  const later = await signAll({...first, languages: {nl: 'B1'}, skills: {}}, store, options);
  assert.deepEqual(Object.keys(later.claims), ['language.nl']);
  assert.notEqual(later.claims['language.nl'].badge, first.claims['language.nl'].badge);
  assert.equal((await store.list()).length, 1);
});

test('a claim is said, signed, confirmed, and then there is a badge', async () => {
  const store = await makeStore();
  const answers = {...emptyAnswers(), skills: {cook: 'work'}};
  const [claim] = claimedIn(answers);
  const state = async one => (await standingOf(claim, one, await store.list(), store)).state;
  assert.equal(await state(answers), 'said');
  const signed = await signAll(answers, store, options);
  assert.equal(await state(signed), 'signed');
  const [own] = await store.list();
  await keepConfirmation(store, own, await confirmBadge(own, signerOf(await makeHolder()), {sentence: 'Ja.', now}));
  assert.equal(await state(signed), 'confirmed');
  // The own claim speaks of the same skill and proves nothing.
  assert.equal(proofOf(claim, [own]), undefined);
  const given = {...own, id: 'other', claims: {...own.claims, issuerId: 'did:web:library.example'}};
  assert.equal((await standingOf(claim, signed, [own, given], store)).badge.id, 'other');
});

test('every question and answer has its words', () => {
  for(const language of ['en', 'nl', 'ar']) {
    const {texts} = JSON.parse(readFileSync(new URL(`../../spec/messages/${language}.json`, import.meta.url), 'utf8'));
    const names = [...screens.map(([, what]) => `ask_${what}`), ...wants.map(want => `want_${want}`), ...howOften,
      ...levels.map(level => level.toLowerCase()), ...Object.values(groups).flatMap(Object.keys), 'is_said', 'is_signed', 'is_confirmed', 'is_badge'];
    for(const name of names) assert.ok(texts[`skills.${name}`], `${language} ${name}`);
  }
});
