// Bitstring status lists both ways: whose badge was withdrawn, as each side reads the other's list.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import {cryptosuite} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import * as vc from '@digitalbazaar/vc';
import {checkStatus, createCredential, createList} from '@digitalbazaar/vc-bitstring-status-list';
import {badge} from './badge.mjs';
import {documentLoader, makeKey} from './loader.mjs';
import {Node} from './node.mjs';

const listUrl = 'https://school.example/status/1';

let node;
before(async () => {
  node = await Node.start();
});
after(() => node.stop());

/** Whether their library verifies our lists, as they are published now, and finds no bit set. */
async function theyAccept(credential) {
  const {verified, error, results} = await checkStatus({
    credential,
    suite: new DataIntegrityProof({cryptosuite}),
    documentLoader: async url => {
      const {pathname} = url.startsWith('http') ? new URL(url) : {pathname: ''};
      return pathname.startsWith('/status/') ?
        {documentUrl: url, document: await node.get(pathname)} : documentLoader(url);
    }
  });
  assert.equal(verified, true, error);
  return results.every(({status}) => status === false);
}

test('what we withdraw they find withdrawn', async () => {
  const issued = await node.issueOwn(badge(await node.ownDid()));
  assert.equal(await theyAccept(issued), true);
  await node.withdraw(issued.id);
  assert.equal(await theyAccept(issued), false);
});

test('what they withdraw we find withdrawn', async () => {
  const {did, keyPair} = await makeKey('ed25519');
  const suite = () => new DataIntegrityProof({signer: keyPair.signer(), cryptosuite});
  const list = await createList({length: 131072});
  list.setStatus(4711, true);
  const published = await vc.issue({
    credential: {
      ...await createCredential({id: listUrl, list, statusPurpose: 'revocation'}), issuer: did
    },
    documentLoader, suite: suite()
  });
  const give = async index => vc.issue({
    credential: {
      ...badge(did),
      credentialStatus: {
        type: 'BitstringStatusListEntry', statusPurpose: 'revocation', statusListIndex: `${index}`,
        statusListCredential: listUrl
      }
    },
    documentLoader, suite: suite()
  });
  const documents = {[listUrl]: published};
  assert.equal(node.exitOf(await give(4710), documents), 0);
  assert.equal(node.exitOf(await give(4711), documents), 12);
});
