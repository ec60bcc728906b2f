// Credentials in JWTs both ways, with the keys as their did:key says them.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {compactVerify, CompactSign, exportJWK, generateKeyPair, importJWK} from 'jose';
import * as EcdsaMultikey from '@digitalbazaar/ecdsa-multikey';
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import {badge, changedText} from './badge.mjs';
import {Node} from './node.mjs';

const kinds = [
  {key: 'ed25519', alg: 'EdDSA', kind: Ed25519Multikey},
  {key: 'p256', alg: 'ES256', kind: EcdsaMultikey},
  {key: 'p384', alg: 'ES384', kind: EcdsaMultikey}
];

let node;
before(async () => {
  node = await Node.start();
});
after(() => node.stop());

/** The public key in a did:key, as a JWK. */
async function jwkOf(did, kind) {
  const publicKeyMultibase = did.slice('did:key:'.length);
  const keyPair = await kind.from(
    {id: `${did}#${publicKeyMultibase}`, type: 'Multikey', controller: did, publicKeyMultibase});
  return kind.toJwk({keyPair});
}

async function theyVerify(compact, jwk, alg) {
  try {
    await compactVerify(compact, await importJWK(jwk, alg));
    return true;
  } catch{
    return false;
  }
}

for(const {key, alg, kind} of kinds) {
  test(`${alg}: what we issue they verify, and not what was changed`, async () => {
    const enveloped = await node.issue(key, 'vc-jwt', badge(node.did(key)));
    const compact = enveloped.id.slice('data:application/vc+jwt,'.length);
    const jwk = await jwkOf(node.did(key), kind);
    assert.equal(await theyVerify(compact, jwk, alg), true);
    assert.equal(await theyVerify(changedText(compact), jwk, alg), false);
  });

  test(`${alg}: what they issue we verify, and not what was changed`, async () => {
    const {publicKey, privateKey} = await generateKeyPair(alg, {extractable: true});
    const jwk = await exportJWK(publicKey);
    const did = `did:jwk:${Buffer.from(JSON.stringify(jwk)).toString('base64url')}`;
    const compact = await new CompactSign(new TextEncoder().encode(JSON.stringify(badge(did))))
      .setProtectedHeader({alg, typ: 'vc+jwt', cty: 'vc', kid: `${did}#0`}).sign(privateKey);
    assert.equal(await node.verifies(compact), true);
    assert.equal(await node.verifies(changedText(compact)), false);
  });
}
