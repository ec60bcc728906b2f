// The check that a visitor's browser makes: badges that are good, broken in each way, and of which something is not
// known; and that it finds what the program finds. WAARMERK_WEB is the folder that make.mjs made, WAARMERK_VECTORS
// that of the published vectors, WAARMERK_BIN that of the program; what needs one that is not named is skipped.
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {webcrypto} from 'node:crypto';
import {existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {badge, changed, changedText} from '../interop/badge.mjs';
import {documentOf, entry, list, makeKey, png, secure, secureJwt} from './sign.mjs';

// Node.js 18 has it, and not by this name.
globalThis.crypto ??= webcrypto;

const web = process.env.WAARMERK_WEB;
if(!web) throw new Error('WAARMERK_WEB names the folder that node/web/assets/make.mjs made');
const load = name => import(join(web, 'verify', name));
const {check, needsOf} = await load('check.js');
const {findings} = await load('findings.js');
const {compare} = await load('compare.js');
const {parse} = await load('json.js');
const {limits} = await load('limits.js');

const now = Date.parse('2026-11-23T12:00:00Z');
const listUrl = 'https://school.example/status/1';
const did = 'did:web:school.example';
const key = await makeKey();
const thief = await makeKey();

const textOf = value => typeof value === 'string' ? value : JSON.stringify(value);
const materialOf = ({dids = {}, lists = {}} = {}) => ({
  dids: Object.fromEntries(Object.entries(dids).map(([id, document]) => [id, {isDated: false, versions: [{document}]}])),
  lists: Object.fromEntries(Object.entries(lists).map(([url, credential]) => [url, {credential: textOf(credential)}]))
});

/** `outcome code`, as both checks say it. */
async function found(file, known, at = now) {
  const input = file instanceof Uint8Array ? {bytes: file} : {text: textOf(file)};
  const {verdict, code} = await check({...input, material: materialOf(known), now: at});
  return `${verdict} ${code.slice('badge.'.length)}`;
}

const good = await secure(badge(key.did), key);
const atWeb = more => secure({...badge(did), ...more}, key, {method: `${did}#key`});
const known = {dids: {[did]: documentOf(did, key)}};
const listed = index => atWeb({credentialStatus: entry(listUrl, index)});
const signedList = (options, signer = key) => secure(list(did, listUrl, options), signer, {method: `${did}#key`});

/** Name of the case: [file, what is known, what both must find]. The last may differ only where it is said. */
const cases = {
  'a badge of a did:key': [good, {}, 'genuine genuine'],
  'a badge of a did:web whose document is known': [await atWeb(), known, 'genuine genuine'],
  'P-256, as Data Integrity': await (async () => {
    const p256 = await makeKey('p256');
    return [await secure(badge(p256.did), p256), {}, 'genuine genuine'];
  })(),
  'a JWT': [await secureJwt(badge(key.did), key), {}, 'genuine genuine'],
  'a JWT of P-256': await (async () => {
    const p256 = await makeKey('p256');
    return [await secureJwt(badge(p256.did), p256), {}, 'genuine genuine'];
  })(),
  'an enveloped credential': [{
    '@context': ['https://www.w3.org/ns/credentials/v2'], type: ['EnvelopedVerifiableCredential'],
    id: `data:application/vc+jwt,${await secureJwt(badge(key.did), key)}`
  }, {}, 'genuine genuine'],
  'a badge in a PNG': [png(JSON.stringify(good)), {}, 'genuine genuine'],
  'a badge in an SVG': [`<svg xmlns="http://www.w3.org/2000/svg" xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0">
    <!-- <openbadges:credential>{}</openbadges:credential> --><openbadges:credential><![CDATA[${JSON.stringify(good)}]]>
    </openbadges:credential></svg>`, {}, 'genuine genuine'],
  'a badge that is on a list, and was not withdrawn':
    [await listed(4711), {...known, lists: {[listUrl]: await signedList()}}, 'genuine genuine'],
  'a list that has run out':
    [await listed(4711), {...known, lists: {[listUrl]: await signedList({validUntil: '2026-07-01T00:00:00Z'})}},
      'genuine_with_warning status_stale'],

  'one word changed': [changed(good), {}, 'not_genuine bad_signature'],
  'one character of a JWT changed':
    [changedText(await secureJwt({...badge(key.did), name: 'A'.repeat(80)}, key)), {}, undefined],
  'the date of the proof changed':
    [{...good, proof: {...good.proof, created: '2026-05-04T10:00:00Z'}}, {}, 'not_genuine bad_signature'],
  'a member added': [{...good, description: 'More.'}, {}, 'not_genuine bad_signature'],
  'the signature of another badge': [{...changed(good), proof: (await atWeb()).proof}, known, 'not_genuine bad_signature'],
  'no proof': [badge(key.did), {}, 'not_genuine no_proof'],
  'signed by somebody else': [await secure(badge(key.did), thief), {}, 'not_genuine wrong_controller'],
  'signed by somebody else, under the name of the issuer\'s key':
    [await secure(badge(did), thief, {method: `${did}#key`}), known, 'not_genuine bad_signature'],
  'another purpose': [await secure(badge(key.did), key, {proofPurpose: 'authentication'}), {}, 'not_genuine wrong_purpose'],
  'a proof that has run out':
    [await secure(badge(key.did), key, {expires: '2026-06-01T00:00:00Z'}), {}, 'not_genuine proof_expired'],
  'a key that is not for assertions':
    [await atWeb(), {dids: {[did]: {...documentOf(did, key), assertionMethod: []}}}, 'not_genuine key_not_for_this'],
  'a key that had run out':
    [await atWeb(), {dids: {[did]: documentOf(did, key, {expires: '2026-04-01T00:00:00Z'})}}, 'not_genuine key_expired'],
  'withdrawn': [await listed(4711), {...known, lists: {[listUrl]: await signedList({set: [4711]})}}, 'not_genuine revoked'],
  'suspended': [await atWeb({credentialStatus: entry(listUrl, 9, 'suspension')}),
    {...known, lists: {[listUrl]: await signedList({set: [9], purpose: 'suspension'})}}, 'not_genuine suspended'],
  'expired': [await atWeb({validUntil: '2026-06-01T00:00:00Z'}), known, 'not_genuine expired'],
  'not valid yet': [await atWeb({validFrom: '2126-06-01T00:00:00Z'}), known, 'not_genuine not_yet_valid'],
  'no credential': [{type: ['Profile']}, {}, 'not_genuine malformed'],
  'a presentation': [{'@context': ['https://www.w3.org/ns/credentials/v2'], type: ['VerifiablePresentation']}, {}, undefined],
  'a name that stands twice':
    [JSON.stringify(good).replace('"name":', '"name":"Anders","name":'), {}, 'not_genuine not_a_credential'],
  'a badge that names no achievement':
    [await secure({...badge(key.did), credentialSubject: {id: key.did, type: ['AchievementSubject']}}, key), {},
      'not_genuine malformed_achievement'],

  'a document that is not known': [await atWeb(), {}, 'cannot_be_checked did_unavailable'],
  'a key that is not in the document':
    [await secure(badge(did), key, {method: `${did}#other`}), known, 'cannot_be_checked key_not_found'],
  'a list that is not known': [await listed(4711), known, 'cannot_be_checked status_unknown'],
  'a list that somebody else signed':
    [await listed(4711), {...known, lists: {[listUrl]: await signedList({}, thief)}}, 'cannot_be_checked status_list_unusable'],
  'another list of the issuer in its place':
    [await listed(4711), {...known, lists: {[listUrl]: await secure(list(did, `${listUrl}0`), key, {method: `${did}#key`})}},
      'cannot_be_checked status_list_unusable'],
  'a list for another purpose':
    [await listed(4711), {...known, lists: {[listUrl]: await signedList({purpose: 'suspension'})}},
      'cannot_be_checked status_list_unusable'],
  'a place behind the end of the list':
    [await listed(131_072), {...known, lists: {[listUrl]: await signedList()}}, 'cannot_be_checked status_list_unusable'],
  'another kind of list':
    [await atWeb({credentialStatus: {type: 'SomeOtherStatus', id: 'https://school.example/s'}}), known,
      'cannot_be_checked status_unsupported'],
  'another kind of signature':
    [await secure(badge(key.did), key, {cryptosuite: 'bbs-9999'}), {}, 'cannot_be_checked unknown_suite'],
  'a context that is not known': [{
    ...await atWeb(), '@context': [...badge(did)['@context'], 'https://unknown.example/context.json'],
    proof: {...(await atWeb()).proof, cryptosuite: 'eddsa-rdfc-2022', '@context': undefined}
  }, known, 'cannot_be_checked unknown_context']
};

for(const [name, [file, at, expected]] of Object.entries(cases)) {
  test(name, {skip: expected === undefined && 'by comparison alone'}, async () => {
    assert.equal(await found(file, at), expected);
  });
}

test('the findings are those of spec/verdicts.md, in its order and with its states', () => {
  const text = readFileSync(fileURLToPath(new URL('../../spec/verdicts.md', import.meta.url)), 'utf8');
  const rows = [...text.matchAll(/^\| `badge\.(\w+)` \| (\w+) \| (\w+) \|/gm)].map(([, name, ...rest]) => [name, rest]);
  const ours = rows.filter(([name]) => Object.hasOwn(findings, name));
  assert.deepEqual(ours, Object.entries(findings));
});

test('what an earlier list revoked stays revoked', async () => {
  const material = materialOf({...known, lists: {[listUrl]: await signedList()}});
  material.lists[listUrl].revokedBefore = list(did, listUrl, {set: [4711]}).credentialSubject.encodedList;
  const {code} = await check({text: JSON.stringify(await listed(4711)), material, now});
  assert.equal(code, 'badge.revoked');
});

test('a key that a signed history replaced is good for what it signed before, and for nothing since', async () => {
  const webvh = 'did:webvh:QmSomething:school.example';
  const signed = created => secure(badge(webvh), key, {method: `${webvh}#key`, created});
  const dids = {[webvh]: {isDated: true, versions: [
    {document: documentOf(webvh, key), from: '2026-01-01T00:00:00Z', until: '2026-06-01T00:00:00Z'},
    {document: {...documentOf(webvh, thief)}, from: '2026-06-01T00:00:00Z'}
  ]}};
  const codesOf = async created => {
    const {verdict, findings: all} = await check({text: JSON.stringify(await signed(created)), material: {dids, lists: {}}, now});
    return `${verdict} ${all.find(({code}) => /key_|issuer_/.test(code))?.code}`;
  };
  assert.equal(await codesOf('2026-05-03T10:00:00Z'), 'genuine badge.key_replaced');
  // By then the name was that of another key, so the signature is not of the key that stood.
  assert.match(await codesOf('2026-07-03T10:00:00Z'), /^not_genuine/);
});

test('it names what it needs, and nothing that it can tell by itself', async () => {
  assert.deepEqual(await needsOf({text: JSON.stringify(await listed(4711))}),
    {dids: [did], statusLists: [{url: listUrl, issuer: did}]});
  assert.deepEqual(await needsOf({text: JSON.stringify(good)}), {dids: [], statusLists: []});
  assert.deepEqual(await needsOf({text: 'no badge'}), {dids: [], statusLists: []});
});

test('files that would take too much are refused before they do', async () => {
  assert.equal(await found('{"a":'.repeat(70) + '1' + '}'.repeat(70)), 'not_genuine not_a_credential');
  assert.equal(await found(' '.repeat(limits.text) + JSON.stringify(good) + 'x'), 'not_genuine not_a_credential');
  assert.equal(await found(`{"a":"${'x'.repeat(limits.text)}"}`), 'not_genuine not_a_credential');
  const bomb = list(did, listUrl);
  const {gzipSync} = await import('node:zlib');
  bomb.credentialSubject.encodedList = `u${gzipSync(Buffer.alloc(limits.list + 1)).toString('base64url')}`;
  const held = await secure(bomb, key, {method: `${did}#key`});
  assert.equal(await found(await listed(1), {...known, lists: {[listUrl]: held}}), 'cannot_be_checked status_list_unusable');
  assert.throws(() => parse('{"a":1,"\\u0061":2}'), SyntaxError);
  assert.throws(() => parse('["\\ud800"]'), SyntaxError);
  assert.throws(() => parse('[9007199254740993]'), SyntaxError);
  assert.deepEqual(parse('{"a":[1.5,-0,"\\"b\\\\",{"a":2}]}'), JSON.parse('{"a":[1.5,-0,"\\"b\\\\",{"a":2}]}'));
});

test('a picture with two badges, or a broken one, carries none', async () => {
  assert.equal(await found(png(JSON.stringify(good), JSON.stringify(changed(good)))), 'not_genuine not_a_credential');
  assert.equal(await found(png()), 'not_genuine not_a_credential');
  const broken = png(JSON.stringify(good));
  broken[120] ^= 1;
  assert.equal(await found(broken), 'not_genuine not_a_credential');
  assert.equal(await found('<!DOCTYPE svg [<!ENTITY a "b">]><svg/>'), 'not_genuine not_a_credential');
});

test('two answers: the worse leads, and who could check nothing contradicts nobody', () => {
  const said = (node, browser) => Object.values(compare(node, browser)).join(' ');
  assert.equal(said('genuine', 'genuine'), 'agree node');
  assert.equal(said('genuine_with_warning', 'genuine'), 'agree node');
  assert.equal(said('genuine', 'not_genuine'), 'differ browser');
  assert.equal(said('not_genuine', 'genuine'), 'differ node');
  assert.equal(said('cannot_be_checked', 'genuine'), 'differ node');
  assert.equal(said('genuine', 'cannot_be_checked'), 'unable node');
  assert.equal(said('not_genuine', 'cannot_be_checked'), 'unable node');
});

// What the specifications publish.
const vectors = process.env.WAARMERK_VECTORS ?? fileURLToPath(new URL('../../../shared/vectors', import.meta.url));
const noVectors = !existsSync(vectors) && 'WAARMERK_VECTORS names no folder';

for(const path of ['di-eddsa/eddsa-jcs-2022/signedJCS.json', 'di-eddsa/eddsa-rdfc-2022/signedDataInt.json',
  'di-ecdsa/ecdsa-jcs-2019-p256/signedJCSECDSAP256.json', 'di-ecdsa/ecdsa-rdfc-2019-p256/signedECDSAP256.json']) {
  test(`${path}: the signature is good, and is not that of the issuer that is named`, {skip: noVectors}, async () => {
    const {findings: all} = await check({text: readFileSync(join(vectors, path), 'utf8'), now});
    const codes = all.map(({code}) => code);
    assert.ok(codes.includes('badge.signature_good'), codes.join());
    assert.ok(codes.includes('badge.wrong_controller'), codes.join());
    const spoiled = JSON.parse(readFileSync(join(vectors, path), 'utf8'));
    spoiled.credentialSubject.alumniOf = 'Another school';
    assert.equal(await found(spoiled), 'not_genuine bad_signature');
  });
}

// The program itself.
const bin = process.env.WAARMERK_BIN;
const noBin = !bin && 'WAARMERK_BIN names no folder';
const home = mkdtempSync(join(tmpdir(), 'waarmerk-pages-'));
after(() => rmSync(home, {recursive: true}));

/** What the command line finds, of the time of now. */
function byProgram(file, {dids = {}, lists = {}} = {}) {
  const [path, documents] = [join(home, 'badge'), join(home, 'documents')];
  writeFileSync(path, file instanceof Uint8Array ? file : textOf(file));
  writeFileSync(documents, JSON.stringify({...dids, ...lists}));
  const words = ['badge', 'verify', path, '--offline', '--documents', documents, '--json'];
  const {stdout, stderr} = spawnSync(join(bin, 'waarmerk'), words, {encoding: 'utf8'});
  assert.ok(stdout.startsWith('{'), stderr);
  const {outcome, code} = JSON.parse(stdout);
  return `${outcome} ${code.slice('badge.'.length)}`;
}

const outcomeOf = answer => answer.split(' ')[0];

for(const [name, [file, at]] of Object.entries(cases)) {
  test(`the program finds the same: ${name}`, {skip: noBin}, async () => {
    assert.equal(outcomeOf(await found(file, at, Date.now())), outcomeOf(byProgram(file, at)));
  });
}

// What stands in a badge where something else should; a third of all is a JWT.
const strange = [null, 1, true, '', 'x', 'https://x.example/a', '2026-01-01T00:00:00Z', '2026-01-01', '2030-02-30T00:00:00Z',
  '2026-01-01t00:00:00.123z', '2026-01-01T24:00:00Z', [], {}, ['x'], {id: 'urn:x'}, {'@value': 'x'}, [['x']], 1e21];

function* placesIn(value, path = []) {
  if(path.length) yield path;
  if(typeof value !== 'object' || value === null) return;
  for(const name of Object.keys(value)) yield* placesIn(value[name], [...path, name]);
}

/** A badge with one place that is gone, is a list of itself or is something else; `draw(n)` is below n. */
function spoiled(issuer, draw) {
  const made = {...badge(issuer), validUntil: '2030-01-01T00:00:00Z', evidence: [{type: ['Evidence'], id: 'urn:x:1'}]};
  const places = [...placesIn(made)];
  const path = places[draw(places.length)];
  const name = path.at(-1);
  const parent = path.slice(0, -1).reduce((value, one) => value[one], made);
  const how = draw(4);
  if(how === 0 && !Array.isArray(parent)) delete parent[name];
  else if(how === 1) parent[name] = [parent[name]];
  else parent[name] = strange[draw(strange.length)];
  return {made, what: `${path.join('.')}: ${JSON.stringify(parent[name])}`};
}

// Where two readers of times would part: XML Schema's dateTimeStamp has 24:00:00, and zones to 14:00.
const oddTimes = ['2026-01-01T24:00:00Z', '2026-01-01T24:00:00.000Z', '2025-12-31T24:00:00-14:00', '2026-01-01T24:00:01Z',
  '2026-01-01T24:00:00.0001Z', '2026-01-01T25:00:00Z', '2026-01-01T23:59:60Z', '2026-01-01T10:00:00+14:01',
  '2026-01-01T10:00:00+15:00', '2026-01-01t10:00:00z', '0000-02-29T00:00:00Z', '1900-02-29T00:00:00Z',
  '2026-01-01T10:00:00.123456Z', '2026-00-01T10:00:00Z', '2026-01-00T10:00:00Z'];

for(const time of oddTimes) {
  test(`the program finds the same of a badge that holds from ${time}`, {skip: noBin}, async () => {
    const file = await secure({...badge(key.did), validFrom: time}, key);
    assert.equal(outcomeOf(await found(file, {}, Date.now())), outcomeOf(byProgram(file)));
  });
}

test('24:00:00 is the first moment of the next day, and no other time of a 24th hour is one', async () => {
  const from = async time => found(await secure({...badge(key.did), validFrom: time}, key), {}, Date.parse('2026-06-02T00:00:00Z'));
  assert.equal(await from('2026-06-01T24:00:00Z'), 'genuine genuine');
  assert.equal(await from('2026-06-02T24:00:00Z'), 'not_genuine not_yet_valid');
  assert.equal(await from('2026-06-01T24:00:01Z'), 'not_genuine malformed');
  assert.equal(await from('2026-06-01T10:00:00+14:01'), 'not_genuine malformed');
});

test('the program finds the same of badges that their issuer wrote wrongly', {skip: noBin}, async t => {
  const seed = Number(process.env.WAARMERK_SEED ?? 4711);
  t.diagnostic(`WAARMERK_SEED=${seed}`);
  let state = seed;
  const draw = below => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return Math.floor(state / 0x80000000 * below);
  };
  const [paths, ours] = [[], []];
  for(let i = 0; i < 120; ++i) {
    const {made, what} = spoiled(key.did, draw);
    const file = i % 3 ? JSON.stringify(await secure(made, key)) : await secureJwt(made, key);
    paths.push(join(home, `spoiled-${i}`));
    writeFileSync(paths[i], file);
    ours.push(`${outcomeOf(await found(file, {}, Date.now()))} of ${what}`);
  }
  const {stdout} = spawnSync(join(bin, 'waarmerk'), ['badge', 'verify', ...paths, '--offline', '--json'], {encoding: 'utf8'});
  const theirs = stdout.trim().split('\n').map((line, i) => `${JSON.parse(line).outcome} of ${ours[i].split(' of ').slice(1).join(' of ')}`);
  assert.deepEqual(ours, theirs);
});

test('badges that a node made, in each form, are found as the program finds them', {skip: noBin}, async () => {
  const {Node} = await import('../interop/node.mjs');
  const node = await Node.start();
  try {
    const own = await node.issueOwn(badge(await node.ownDid()));
    const lists = async () => Object.fromEntries(await Promise.all([own.credentialStatus].flat().map(async one =>
      [one.statusListCredential, await node.get(new URL(one.statusListCredential).pathname)])));
    assert.equal(await found(own, {lists: await lists()}, Date.now()), 'genuine genuine');
    assert.equal(byProgram(own, {lists: await lists()}), 'genuine genuine');
    assert.equal(await found(changed(own), {lists: await lists()}, Date.now()), byProgram(changed(own), {lists: await lists()}));
    await node.withdraw(own.id);
    assert.equal(await found(own, {lists: await lists()}, Date.now()), 'not_genuine revoked');
    for(const [name, form] of [['ed25519', 'eddsa-rdfc-2022'], ['ed25519', 'eddsa-jcs-2022'], ['p256', 'ecdsa-rdfc-2019'],
      ['p256', 'ecdsa-jcs-2019'], ['ed25519', 'vc-jwt'], ['p256', 'vc-jwt']]) {
      const issued = await node.issue(name, form, badge(node.did(name)));
      assert.equal(await found(issued, {}, Date.now()), byProgram(issued), form);
      assert.equal(outcomeOf(await found(issued, {}, Date.now())), 'genuine', form);
    }
  } finally {
    await node.stop();
  }
});
