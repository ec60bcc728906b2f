// Data Integrity both ways: issued here and verified there, issued there and verified here.
import assert from 'node:assert/strict';
import {after, before, describe, test} from 'node:test';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import {Ed25519Signature2020} from '@digitalbazaar/ed25519-signature-2020';
import {Ed25519VerificationKey2020} from '@digitalbazaar/ed25519-verification-key-2020';
import * as ecdsaJcs from '@digitalbazaar/ecdsa-jcs-2019-cryptosuite';
import {cryptosuite as ecdsaRdfc} from '@digitalbazaar/ecdsa-rdfc-2019-cryptosuite';
import * as eddsaJcs from '@digitalbazaar/eddsa-jcs-2022-cryptosuite';
import {cryptosuite as eddsaRdfc} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import * as vc from '@digitalbazaar/vc';
import {badge, changed} from './badge.mjs';
import {documentLoader, makeKey} from './loader.mjs';
import {Node} from './node.mjs';

const jcs = suite => ({sign: suite.createSignCryptosuite(), verify: suite.createVerifyCryptosuite()});
const rdfc = suite => ({sign: suite, verify: suite});

const forms = [
  {form: 'eddsa-rdfc-2022', key: 'ed25519', suite: rdfc(eddsaRdfc)},
  {form: 'eddsa-jcs-2022', key: 'ed25519', suite: jcs(eddsaJcs)},
  {form: 'ecdsa-rdfc-2019', key: 'p256', suite: rdfc(ecdsaRdfc)},
  {form: 'ecdsa-rdfc-2019', key: 'p384', suite: rdfc(ecdsaRdfc)},
  {form: 'ecdsa-jcs-2019', key: 'p256', suite: jcs(ecdsaJcs)}
];

let node;
before(async () => {
  node = await Node.start();
});
after(() => node.stop());

async function theyVerify(credential, suite) {
  const {verified} = await vc.verifyCredential({
    credential, documentLoader, suite: new DataIntegrityProof({cryptosuite: suite.verify})
  });
  return verified;
}

test('Ed25519Signature2020: what they issue we verify, and not what was changed', async () => {
  const {did, keyPair} = await makeKey('ed25519');
  const {publicKeyMultibase, secretKeyMultibase: privateKeyMultibase} =
    await keyPair.export({publicKey: true, secretKey: true});
  const key = await Ed25519VerificationKey2020.from(
    {id: keyPair.id, controller: did, publicKeyMultibase, privateKeyMultibase});
  const issued = await vc.issue(
    {credential: badge(did), documentLoader, suite: new Ed25519Signature2020({key})});
  assert.equal(issued.proof.type, 'Ed25519Signature2020');
  assert.equal(await node.verifies(issued), true);
  assert.equal(await node.verifies(changed(issued)), false);
});

for(const {form, key, suite} of forms) {
  describe(`${form} with ${key}`, () => {
    test('what we issue they verify, and not what was changed', async () => {
      const issued = await node.issue(key, form, badge(node.did(key)));
      assert.equal(await theyVerify(issued, suite), true);
      assert.equal(await theyVerify(changed(issued), suite), false);
    });

    test('what they issue we verify, and not what was changed', async () => {
      const {did, keyPair} = await makeKey(key);
      const issued = await vc.issue({
        credential: badge(did), documentLoader,
        suite: new DataIntegrityProof({signer: keyPair.signer(), cryptosuite: suite.sign})
      });
      assert.equal(await node.verifies(issued), true);
      assert.equal(await node.verifies(changed(issued)), false);
    });
  });
}
