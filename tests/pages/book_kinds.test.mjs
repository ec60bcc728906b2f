// The forms that a badge comes in: what is taken out of a PDF, an SD-JWT and its disclosures, and a badge that is not
// valid yet by the clock of who gets it.
import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import test from 'node:test';
import {memoryShelf, source, textOfBadge} from './book_support.mjs';

const {NoBadge, claimsOrNone, objectOf, readBadge, readClaims} = await source('badge.js');
const {disclose, isSdJwt, openSdJwt} = await source('sd_jwt.js');
const {Store} = await source('store.js');
const {Vault} = await source('vault.js');
const {stateNow} = await source('known.js');
const {utf8} = await source('bytes.js');
const {bakeable, drawSvg} = await source('bake.js');

const part = value => Buffer.from(JSON.stringify(value)).toString('base64url');
const hashOf = text => createHash('sha256').update(text).digest('base64url');
const sdJwt = (payload, disclosures, typ = 'vc+sd-jwt') =>
  `${[`${part({alg: 'EdDSA', typ})}.${part(payload)}.c2ln`, ...disclosures].join('~')}~`;

const fileOf = (dictionary, stream, end = '\nendstream') =>
  new Uint8Array(Buffer.from(`%PDF-1.7\n%\xff\xfe\n1 0 obj\n<<\n${dictionary}\n>>\nstream\n${stream}${end}\nendobj`, 'latin1'));
const head = length => `/Type /EmbeddedFile\n/Subtype /application#2Fvc\n/Length ${length}`;

test('the badge that is attached to a PDF is read, byte for byte', () => {
  const text = textOfBadge('Café ✓');
  const bytes = Buffer.from(text, 'utf8').toString('latin1');
  assert.deepEqual(readBadge(fileOf(head(bytes.length), bytes)), {text, mediaType: 'application/vc'});
  // An attachment of another kind before it is passed over.
  const other = Buffer.concat([fileOf('/Type /EmbeddedFile\n/Subtype /text#2Fplain\n/Length 2', 'hi'), fileOf(head(bytes.length), bytes)]);
  assert.equal(readBadge(new Uint8Array(other)).text, text);
});

test('a PDF that breaks off, is compressed or has no badge is none', () => {
  const text = textOfBadge();
  for(const file of [fileOf(head(text.length + 9), text), fileOf(head(text.length), text, ''), fileOf(`${head(text.length)}\n/Filter /FlateDecode`, text),
    fileOf(head(-1), text), fileOf('/Length 3', 'abc'), fileOf(head(3), 'abc'), new Uint8Array(Buffer.from('%PDF-')),
    fileOf(head(2), '\xff\xfe')]) {
    assert.throws(() => readBadge(file), NoBadge);
  }
});

test('an SD-JWT is kept with all that came along, and read with what it discloses', async () => {
  const [name, inner] = [['s1', 'name', 'Taalmaatje'], ['s2', 'B1']].map(part);
  const achievement = {id: 'urn:a', type: ['Achievement'], _sd: [hashOf(name)], levels: [{'...': hashOf(inner)}, {'...': 'decoy'}]};
  const payload = {...JSON.parse(textOfBadge()), credentialSubject: {id: 'did:key:z6Mk', achievement}, _sd_alg: 'sha-256'};
  const text = sdJwt(payload, [name, inner]);
  const read = readBadge(utf8(`\n${text}\n`));
  assert.deepEqual(read, {text, mediaType: 'application/vc+sd-jwt'});
  assert.equal(readClaims(text).name, '');
  assert.equal((await claimsOrNone(text)).name, 'Taalmaatje');
  const {claims, places} = await openSdJwt(text);
  assert.deepEqual(claims.credentialSubject.achievement.levels, ['B1']);
  assert.equal(claims._sd_alg, undefined);
  assert.deepEqual(places.map(({path}) => path.join('.')).sort(), ['credentialSubject.achievement.levels.0', 'credentialSubject.achievement.name']);
  assert.equal(objectOf(read).id, `data:application/vc+sd-jwt,${text}`);
  const store = new Store(memoryShelf(), new Vault(memoryShelf()));
  await store.add(read.text, read.mediaType);
  const [kept] = await store.list();
  assert.equal(kept.text, text);
  assert.equal(kept.claims.name, 'Taalmaatje');
});

test('what is shown is what was asked for, with what it lies in', async () => {
  const inner = part(['s1', 'name', 'Taalmaatje']);
  const outer = part(['s2', 'achievement', {_sd: [hashOf(inner)], id: 'urn:a'}]);
  const level = part(['s3', 'level', 'B1']);
  const text = sdJwt({vct: 'urn:b', _sd: [hashOf(outer), hashOf(level)]}, [inner, level, outer], 'dc+sd-jwt');
  const jwt = text.split('~')[0];
  assert.equal(await disclose(text, [['achievement', 'id']]), `${jwt}~${outer}~`);
  assert.equal(await disclose(text, [['achievement', 'name']]), `${jwt}~${outer}~${inner}~`);
  assert.equal(await disclose(text, [['level']]), `${jwt}~${level}~`);
  assert.equal(await disclose(text, []), `${jwt}~`);
  assert.equal(await disclose(`${text}a.b.c`, [['level']]), `${jwt}~${level}~`, 'a key binding that came along is left out');
});

test('an SD-JWT VC says whose it is, from whom and until when by its own claims', async () => {
  const text = sdJwt({iss: 'did:web:bieb.example', vct: 'urn:badge:taalmaatje', nbf: 1_700_000_000, exp: 1_800_000_000, sub: 'did:key:z6Mk'}, [], 'dc+sd-jwt');
  const read = readBadge(utf8(text));
  assert.equal(read.mediaType, 'application/dc+sd-jwt');
  const claims = await claimsOrNone(text);
  assert.deepEqual([claims.name, claims.issuer, claims.holder, claims.from, claims.until],
    ['urn:badge:taalmaatje', 'did:web:bieb.example', 'did:key:z6Mk', '2023-11-14T22:13:20.000Z', '2027-01-15T08:00:00.000Z']);
  assert.equal((await claimsOrNone(sdJwt({vct: 'x', exp: 1e300}, []))).until, '');
});

test('disclosures that fit nowhere, stand twice or are none refuse the SD-JWT', async () => {
  const good = part(['s', 'name', 'x']);
  for(const [payload, disclosures] of [[{vct: 'x'}, [good]], [{vct: 'x', _sd: [hashOf(good)]}, [good, good]],
    [{vct: 'x', name: 'y', _sd: [hashOf(good)]}, [good]], [{vct: 'x', _sd: [hashOf(good)], _sd_alg: 'md5'}, [good]],
    [{vct: 'x', a: [{'...': hashOf(good)}]}, [good]], [{vct: 'x', _sd: [hashOf(part(['s', '_sd', 1]))]}, [part(['s', '_sd', 1])]],
    [{vct: 'x', _sd: [hashOf(part('x'))]}, [part('x')]], [{vct: 'x'}, Array(1025).fill(good)]]) {
    await assert.rejects(openSdJwt(sdJwt(payload, disclosures)), Error, JSON.stringify(payload));
  }
  assert.ok(!isSdJwt('{"a":"b.c.d~"}') && isSdJwt('a.b.c~'));
});

test('a badge that the clock of this device calls early is kept, and not called false', async () => {
  const shelf = memoryShelf();
  const store = new Store(shelf, new Vault(shelf), () => Date.parse('2026-05-03T09:58:00Z'));
  await store.add(textOfBadge(), 'application/vc');
  const [badge] = await store.list();
  assert.equal(badge.claims.from, '2026-05-03T10:00:00Z');
  assert.equal(stateNow(badge, Date.parse('2026-05-03T09:58:00Z')), null);
});

test('a badge comes out of a picture of ours as it went in, whatever stands in it', () => {
  for(const name of ['Taalmaatje', 'Klaar]]> en <b>af</b>', 'twee\r\nregels', 'a & b &amp; c']) {
    const text = textOfBadge(name).replace('{', '{\r\n');
    const svg = drawSvg({name: 'x', image: ''}, text);
    assert.deepEqual(readBadge(utf8(svg)), {text, mediaType: 'application/vc'}, name);
  }
});

test('an SD-JWT goes into a file in the envelope of its own kind, and comes out', () => {
  for(const kind of ['vc+sd-jwt', 'dc+sd-jwt']) {
    const text = sdJwt(kind === 'dc+sd-jwt' ? {vct: 'urn:b'} : JSON.parse(textOfBadge()), [], kind);
    assert.equal(JSON.parse(bakeable(text)).id, `data:application/${kind},${text}`);
    assert.deepEqual(readBadge(utf8(bakeable(text))), {text, mediaType: `application/${kind}`});
    assert.deepEqual(readBadge(utf8(drawSvg({name: 'x', image: ''}, text))), {text, mediaType: `application/${kind}`});
  }
});
