// ecdsa-sd-2023 both ways: signed, shown in part and verified by each side in every order.
import assert from 'node:assert/strict';
import {after, before, describe, test} from 'node:test';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import * as ecdsaSd from '@digitalbazaar/ecdsa-sd-2023-cryptosuite';
import * as vc from '@digitalbazaar/vc';
import {badge, changed} from './badge.mjs';
import {documentLoader, makeKey} from './loader.mjs';
import {Node} from './node.mjs';

// What a verifier must see of a badge, so that it is one.
const selectivePointers = ['/credentialSubject'];
const mandatoryPointers = ['/issuer', '/validFrom'];

let node;
before(async () => {
  node = await Node.start();
});
after(() => node.stop());

const issuers = {
  async we() {
    return node.issue('p256', 'ecdsa-sd-2023', badge(node.did('p256')));
  },
  async they() {
    const {did, keyPair} = await makeKey('p256');
    const cryptosuite = ecdsaSd.createSignCryptosuite({mandatoryPointers});
    return vc.issue({
      credential: badge(did), documentLoader,
      suite: new DataIntegrityProof({signer: keyPair.signer(), cryptosuite})
    });
  }
};

const holders = {
  async we(verifiableCredential) {
    return node.derive(verifiableCredential, selectivePointers);
  },
  async they(verifiableCredential) {
    const cryptosuite = ecdsaSd.createDiscloseCryptosuite({selectivePointers});
    return vc.derive({
      verifiableCredential, documentLoader, suite: new DataIntegrityProof({cryptosuite})
    });
  }
};

const verifiers = {
  async we(credential) {
    return node.verifies(credential);
  },
  async they(credential) {
    const cryptosuite = ecdsaSd.createVerifyCryptosuite();
    const {verified} = await vc.verifyCredential({
      credential, documentLoader, suite: new DataIntegrityProof({cryptosuite})
    });
    return verified;
  }
};

for(const issuer of Object.keys(issuers)) {
  for(const holder of Object.keys(holders)) {
    describe(`${issuer} issue, ${holder} show a part`, () => {
      for(const verifier of Object.keys(verifiers)) {
        test(`${verifier} verify it, and not what was changed, nor the whole`, async () => {
          const whole = await issuers[issuer]();
          const shown = await holders[holder](whole);
          assert.equal(shown.name, undefined);
          assert.equal(await verifiers[verifier](shown), true);
          assert.equal(await verifiers[verifier](changed(shown)), false);
          assert.equal(await verifiers[verifier]({...shown, name: whole.name}), false);
          assert.equal(await verifiers[verifier](whole), false);
        });
      }
    });
  }
}
