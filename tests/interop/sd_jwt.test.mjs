// SD-JWTs with the library of the field: issued there, shown in part there, and verified here.
import assert from 'node:assert/strict';
import {createHash, randomBytes} from 'node:crypto';
import {after, before, test} from 'node:test';
import {SDJwtInstance} from '@sd-jwt/core';
import {CompactSign, exportJWK, generateKeyPair} from 'jose';
import {badge, changedText} from './badge.mjs';
import {Node} from './node.mjs';

let node;
before(async () => {
  node = await Node.start();
});
after(() => node.stop());

/** Their issuer, with a fresh did:jwk. */
async function makeIssuer(alg) {
  const {publicKey, privateKey} = await generateKeyPair(alg, {extractable: true});
  const jwk = await exportJWK(publicKey);
  const did = `did:jwk:${Buffer.from(JSON.stringify(jwk)).toString('base64url')}`;
  const sd = new SDJwtInstance({
    signAlg: alg,
    hashAlg: 'sha-256',
    hasher: data => createHash('sha256').update(data).digest(),
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
