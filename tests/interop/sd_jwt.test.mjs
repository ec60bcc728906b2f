// SD-JWTs both ways with the library of the field, whole and in part.
import assert from 'node:assert/strict';
import {createHash, randomBytes} from 'node:crypto';
import {after, before, test} from 'node:test';
import {SDJwtInstance} from '@sd-jwt/core';
import {compactVerify, CompactSign, exportJWK, generateKeyPair, importJWK} from 'jose';
import * as EcdsaMultikey from '@digitalbazaar/ecdsa-multikey';
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import {badge, changedText} from './badge.mjs';
import {Node} from './node.mjs';

let node;
before(async () => {
  node = await Node.start();
});
after(() => node.stop());

const hash = {
  hashAlg: 'sha-256',
  hasher: data => createHash('sha256').update(data).digest()
};

/** Their verifier, with the public key in a did:key. */
async function makeVerifier(did, kind, alg) {
  const publicKeyMultibase = did.slice('did:key:'.length);
  const keyPair = await kind.from(
    {id: `${did}#${publicKeyMultibase}`, type: 'Multikey', controller: did, publicKeyMultibase});
  const key = await importJWK(await kind.toJwk({keyPair}), alg);
  const sd = new SDJwtInstance({
    ...hash,
    verifier: async (text, signature) => {
      try {
        await compactVerify(`${text}.${signature}`, key);
        return true;
      } catch{
        return false;
      }
    }
  });
  const accepts = async compact => sd.verify(compact).then(() => true, () => false);
  return {sd, accepts};
}

/** Their issuer, with a fresh did:jwk. */
async function makeIssuer(alg) {
  const {publicKey, privateKey} = await generateKeyPair(alg, {extractable: true});
  const jwk = await exportJWK(publicKey);
  const did = `did:jwk:${Buffer.from(JSON.stringify(jwk)).toString('base64url')}`;
  const sd = new SDJwtInstance({
    signAlg: alg,
    ...hash,
    saltGenerator: () => randomBytes(16).toString('base64url'),
    signer: async text => {
      const [header, payload] = text.split('.').map(part => Buffer.from(part, 'base64url'));
      const compact = await new CompactSign(payload)
        .setProtectedHeader(JSON.parse(header)).sign(privateKey);
      return compact.split('.')[2];
    }
  });
  const issue = () => sd.issue(badge(did), {credentialSubject: {_sd: ['id'], achievement:
    {_sd: ['tag', 'achievementType']}}}, {header: {typ: 'vc+sd-jwt', kid: `${did}#0`}});
  return {sd, issue};
}

/** The same with the last letter of its first disclosure changed. */
function changedDisclosure(compact) {
  const parts = compact.split('~');
  parts[1] = parts[1].slice(0, -3) + (parts[1].at(-3) === 'A' ? 'B' : 'A') + parts[1].slice(-2);
  return parts.join('~');
}

for(const alg of ['EdDSA', 'ES256', 'ES384']) {
  test(`${alg}: what they issue we verify, whole and in part, and not what was changed`, async () => {
    const {sd, issue} = await makeIssuer(alg);
    const whole = await issue();
    assert.equal(whole.split('~').length, 5);
    assert.equal(await node.verifies(whole), true);
    const part = await sd.present(whole, {credentialSubject: {id: true}});
    assert.equal(part.split('~').length, 3);
    assert.equal(await node.verifies(part), true);
    assert.equal(await node.verifies(changedText(whole)), false);
    assert.equal(await node.verifies(changedDisclosure(part)), false);
  });
}

for(const {key, alg, kind} of [
  {key: 'ed25519', alg: 'EdDSA', kind: Ed25519Multikey},
  {key: 'p256', alg: 'ES256', kind: EcdsaMultikey},
  {key: 'p384', alg: 'ES384', kind: EcdsaMultikey}
]) {
  test(`${alg}: what we issue they verify, whole and in part, and not what was changed`, async () => {
    const enveloped = await node.issue(key, 'vc-sd-jwt', badge(node.did(key)),
      {disclosablePointers: ['/credentialSubject/achievement/tag']});
    const whole = enveloped.id.slice('data:application/vc+sd-jwt,'.length);
    assert.equal(whole.split('~').length, 3);
    const {sd, accepts} = await makeVerifier(node.did(key), kind, alg);
    assert.equal(await accepts(whole), true);
    const part = await sd.present(whole, {});
    assert.equal(part.split('~').length, 2);
    assert.equal(await accepts(part), true);
    assert.equal(await node.verifies(part), true);
    assert.equal(await accepts(changedText(whole)), false);
    assert.equal(await accepts(changedDisclosure(whole)), false);
  });
}
