// The holder's key, its name, and what it signs.
import assert from 'node:assert/strict';
import test from 'node:test';
import {source} from './book_support.mjs';

const bytes = await source('bytes.js');
const keys = await source('keys.js');
const {addProof, canonical, makePresentation} = await source('present.js');

test('the DID of a key is that which did:key gives for it', () => {
  // The example of did:key, Ed25519.
  const key = Uint8Array.from(Buffer.from('2e6fcce36701dc791488e0d0b1745cc1e33a4c1c9fcc41c63bd343dbbe0970e6', 'hex'));
  const did = keys.didOf(key);
  assert.equal(did, 'did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK');
  assert.equal(keys.methodOf(did), `${did}#z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK`);
});

test('base58 keeps zeros at the start', () => {
  assert.equal(bytes.base58(Uint8Array.from([0, 0, 1])), '112');
});

test('base64url goes both ways, and refuses other letters', () => {
  const all = Uint8Array.from({length: 256}, (_, at) => at);
  assert.deepEqual(bytes.fromBase64url(bytes.base64url(all)), all);
  assert.throws(() => bytes.fromBase64url('a+b/'));
});

test('a holder is made, read back, and refused with the key of another', async () => {
  const one = await keys.makeHolder();
  const other = await keys.makeHolder();
  assert.deepEqual(await keys.readHolder(one), one);
  await assert.rejects(keys.readHolder({id: other.id, jwk: one.jwk}), /not that of its DID/);
  await assert.rejects(keys.readHolder({id: one.id, jwk: {...one.jwk, d: other.jwk.d}}));
  await assert.rejects(keys.readHolder({id: one.id, jwk: {...one.jwk, crv: 'X25519'}}), /kind of key/);
});

test('what signs does not show the key', async () => {
  const signer = keys.signerOf(await keys.makeHolder());
  assert.deepEqual(Object.keys(signer).sort(), ['did', 'sign']);
});

test('canonical JSON is that of RFC 8785: its example', () => {
  const value = {numbers: [333333333.33333329, 1e30, 4.5, 2e-3, 1e-27], string: '\u20ac$\u000f\nA\'B"\\\\"/', literals: [null, true, false]};
  assert.equal(canonical(value),
    '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}');
});

test('the proof of a presentation is over its configuration and the document, and holds', async () => {
  const {id, jwk} = await keys.makeHolder();
  const now = Date.parse('2026-11-23T17:00:00.123Z');
  const presentation = await makePresentation([{text: '{"type":"VerifiableCredential"}', mediaType: 'application/vc'}],
    keys.signerOf({id, jwk}), {now, expires: now + 86_400_000});
  const {proof, ...document} = presentation;
  const {proofValue, ...configuration} = proof;
  assert.equal(proof.proofPurpose, 'authentication');
  assert.equal(proof.expires, '2026-11-24T17:00:00Z');
  assert.equal(document.holder, id);
  const hashes = await Promise.all([configuration, document].map(one => bytes.sha256(bytes.utf8(canonical(one)))));
  const key = await crypto.subtle.importKey('raw', bytes.fromBase64url(jwk.x), 'Ed25519', false, ['verify']);
  // Ed25519 is deterministic: the same key gives the same signature over the same bytes.
  const signature = await keys.signerOf({id, jwk}).sign(bytes.concat(...hashes));
  assert.equal(proofValue, `z${bytes.base58(signature)}`);
  assert.ok(await crypto.subtle.verify('Ed25519', key, signature, bytes.concat(...hashes)));
});

test('a proof answers what was asked', async () => {
  const signer = keys.signerOf(await keys.makeHolder());
  const {proof} = await addProof({'@context': []}, signer, {now: 0, challenge: 'c', domain: 'd'});
  assert.equal(proof.challenge, 'c');
  assert.equal(proof.domain, 'd');
  assert.equal('expires' in proof, false);
});

test('a JWT names its key and its signature holds', async () => {
  const holder = await keys.makeHolder();
  const jwt = await keys.signJwt(keys.signerOf(holder), {typ: 't', kid: 'k'}, {aud: 'a'});
  const [head, body, signature] = jwt.split('.');
  assert.deepEqual(JSON.parse(bytes.textOf(bytes.fromBase64url(head))), {alg: 'EdDSA', typ: 't', kid: 'k'});
  const key = await crypto.subtle.importKey('raw', bytes.fromBase64url(holder.jwk.x), 'Ed25519', false, ['verify']);
  assert.ok(await crypto.subtle.verify('Ed25519', key, bytes.fromBase64url(signature), bytes.utf8(`${head}.${body}`)));
});
