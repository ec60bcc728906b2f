// What somebody shows by a link, checked by the visitor's own browser: made as the badge book makes it. WAARMERK_WEB is
// the folder that make.mjs made.
import assert from 'node:assert/strict';
import {webcrypto} from 'node:crypto';
import {join} from 'node:path';
import {test} from 'node:test';
import {badge, changed} from '../interop/badge.mjs';
import {documentOf, entry, list, makeKey, secure, secureJwt} from './sign.mjs';

globalThis.crypto ??= webcrypto;

const web = process.env.WAARMERK_WEB ?? new URL('../../build/web', import.meta.url).pathname;
const load = name => import(join(web, name));
const {checkPresentation, needsOfAll, readPresentation} = await load('verify/presentation.js');
const {limits} = await load('verify/limits.js');
const {makePresentation} = await load('book/present.js');
const {makeHolder, signerOf} = await load('book/keys.js');
const {readLink, writeLink} = await load('book/link.js');

const now = Date.parse('2026-11-23T12:00:00Z');
const hour = 3_600_000;
const key = await makeKey();
const holder = signerOf(await makeHolder());
const given = more => {
  const one = badge(key.did);
  return {...one, credentialSubject: {...one.credentialSubject, id: holder.did}, ...more};
};
const good = await secure(given(), key);
const asBadge = one => typeof one === 'string' ? {text: one, mediaType: 'application/vc+jwt'} : {text: JSON.stringify(one), mediaType: 'application/vc'};
const shown = (badges, options) => makePresentation(badges.map(asBadge), holder, {now, expires: now + hour, ...options});
const check = (presentation, at = now, material = {dids: {}, lists: {}}) => checkPresentation(presentation, {material, now: at});

test('badges that are shown are checked one by one, through the link that holds them', async () => {
  const link = writeLink('https://library.example', await shown([good, await secureJwt(given(), key)]));
  const presentation = readPresentation({text: readLink(new URL(link).hash)});
  const {verdict, badges, worst, until} = await check(presentation);
  assert.equal(verdict, 'genuine');
  assert.equal(until, now + hour);
  assert.deepEqual(badges.map(one => [one.verdict, one.isHolders]), [['genuine', true], ['genuine', true]]);
  assert.equal(worst.verdict, 'genuine');
});

test('a badge of somebody else is said to be that, and a changed one is the worst of all', async () => {
  const others = await secure(badge(key.did), key);
  const {verdict, badges, worst} = await check(await shown([good, others, changed(good)]));
  assert.equal(verdict, 'genuine', 'who shows it signed it');
  assert.deepEqual(badges.map(one => one.isHolders), [true, false, true]);
  assert.deepEqual([worst.verdict, worst.code], ['not_genuine', 'badge.bad_signature']);
});

test('where the holder did not sign it, no badge is looked at', async () => {
  const presentation = await shown([good]);
  const stranger = signerOf(await makeHolder());
  const {proof, ...unsigned} = presentation;
  const cases = [
    [{...presentation, verifiableCredential: [changed(good)]}, 'not_genuine', 'bad_signature'],
    [{...presentation, holder: stranger.did}, 'not_genuine', 'wrong_controller'],
    [{...presentation, proof: {...proof, proofPurpose: 'assertionMethod'}}, 'not_genuine', 'wrong_purpose'],
    [unsigned, 'not_genuine', 'no_proof'],
    [{...presentation, holder: undefined}, 'not_genuine', 'malformed'],
    [{...presentation, proof: {...proof, verificationMethod: 'did:web:a.example#1'}}, 'cannot_be_checked', 'did_unsupported'],
    [{...presentation, verifiableCredential: Array(limits.presented + 1).fill(good)}, 'not_genuine', 'malformed']
  ];
  for(const [file, verdict, code] of cases) {
    const found = await check(file);
    assert.deepEqual([found.verdict, found.code, found.badges.length], [verdict, `badge.${code}`, 0]);
  }
});

test('after its end it is over', async () => {
  const found = await check(await shown([good]), now + 2 * hour);
  assert.equal(found.code, 'badge.proof_expired');
});

test('what is needed to know of all is asked for at once, and no more than a node answers', async () => {
  const did = 'did:web:school.example';
  const url = 'https://school.example/status/1';
  const listed = await secure({...given({issuer: {...badge(did).issuer, id: did}}), credentialStatus: entry(url, 5)}, key, {method: `${did}#key`});
  const presentation = await shown([listed, listed]);
  assert.deepEqual(await needsOfAll(presentation), {dids: [did], statusLists: [{url, issuer: did}]});
  const signedList = await secure(list(did, url), key, {method: `${did}#key`});
  const material = {dids: {[did]: {isDated: false, versions: [{document: documentOf(did, key)}]}}, lists: {[url]: {credential: JSON.stringify(signedList)}}};
  assert.equal((await check(presentation, now, material)).badges[0].verdict, 'genuine');
  const many = Array.from({length: 20}, (_, i) => ({...good, issuer: `did:web:school${i}.example`}));
  assert.equal((await needsOfAll({verifiableCredential: many})).dids.length, limits.names);
});

test('what is no presentation is none', () => {
  for(const text of [undefined, '', 'x', '{', '{"type": "VerifiableCredential"}', JSON.stringify(good)]) assert.equal(readPresentation({text}), undefined);
});
