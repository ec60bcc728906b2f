// A wallet of the field, @openid4vc/openid4vci, takes badges that a node of ours offers.
import {after, before, test} from 'node:test';
import assert from 'node:assert/strict';
import {createHash, createPublicKey, randomBytes, verify} from 'node:crypto';
import {inflateSync} from 'node:zlib';
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import {Openid4vciClient, setGlobalConfig} from '@openid4vc/openid4vci';
import {SDJwtInstance} from '@sd-jwt/core';
import {SignJWT, decodeJwt, decodeProtectedHeader, exportJWK, generateKeyPair} from 'jose';
import {Node} from './node.mjs';

setGlobalConfig({allowInsecureUrls: true}); // the node is on loopback, without TLS

const algorithms = ['EdDSA', 'ES256', 'ES384'];
const formats = ['ldp_vc', 'jwt_vc_json', 'dc+sd-jwt'];

/** Somebody's wallet, with a key of this algorithm. */
async function makeWallet(algorithm) {
  const {privateKey, publicKey} = await generateKeyPair(algorithm, {extractable: true});
  const jwk = await exportJWK(publicKey);
  const did = `did:jwk:${Buffer.from(JSON.stringify(jwk)).toString('base64url')}`;
  const client = new Openid4vciClient({
    callbacks: {
      fetch,
      hash: (data, name) => createHash(name.replace('-', '')).update(data).digest(),
      generateRandom: count => randomBytes(count),
      clientAuthentication: () => {},
      signJwt: async (_signer, {header, payload}) => ({
        jwt: await new SignJWT(payload).setProtectedHeader(header).sign(privateKey),
        signerJwk: jwk
      })
    }
  });
  const signers = {
    did: {method: 'did', didUrl: `${did}#0`, alg: algorithm},
    jwk: {method: 'jwk', publicJwk: jwk, alg: algorithm}
  };
  return {client, signers};
}

/** All that a wallet does with a link; what it was given. `whileItWaits` is for one that must. */
async function take({client, signers}, {link, txCode}, {method, format, whileItWaits}) {
  const credentialOffer = await client.resolveCredentialOffer(link);
  const issuerMetadata = await client.resolveIssuerMetadata(credentialOffer.credential_issuer);
  const {accessTokenResponse} = await client.retrievePreAuthorizedCodeAccessTokenFromOffer(
    {credentialOffer, issuerMetadata, txCode});
  const {c_nonce: nonce} = await client.requestNonce({issuerMetadata});
  const credentialConfigurationId = credentialOffer.credential_configuration_ids.find(
    id => issuerMetadata.credentialIssuer.credential_configurations_supported[id].format === format);
  const {jwt} = await client.createCredentialRequestJwtProof(
    {issuerMetadata, credentialConfigurationId, signer: signers[method], nonce});
  const accessToken = accessTokenResponse.access_token;
  let {credentialResponse} = await client.retrieveCredentials(
    {issuerMetadata, credentialConfigurationId, proofs: {jwt: [jwt]}, accessToken});
  if(whileItWaits) {
    const transactionId = credentialResponse.transaction_id;
    const ask = async () => (await client.retrieveDeferredCredentials(
      {issuerMetadata, accessToken, transactionId})).deferredCredentialResponse;
    assert.equal((await ask()).transaction_id, transactionId);
    await whileItWaits();
    credentialResponse = await ask();
  } else {
    await client.sendNotification({
      issuerMetadata, accessToken, notification: {
        notificationId: credentialResponse.notification_id, event: 'credential_accepted'
      }
    });
  }
  return credentialResponse.credentials.map(({credential}) => credential);
}

/** What a credential says, in whatever it is. */
const claimsOf = credential => typeof credential === 'string' ?
  JSON.parse(Buffer.from(credential.split('.')[1], 'base64url')) : credential;

/** Whether the command line finds it genuine, with the status lists as they are published now. */
async function isGenuine(credential) {
  const {credentialStatus = [], status} = claimsOf(credential);
  const documents = {};
  for(const {statusListCredential: url} of credentialStatus) {
    documents[url] = await node.get(new URL(url).pathname);
  }
  if(status) {
    const {uri} = status.status_list;
    documents[uri] = await node.getText(new URL(uri).pathname, 'application/statuslist+jwt');
  }
  return node.exitOf(credential, documents) === 0;
}

/** Whether the key of a did:key with Ed25519 signed this. */
async function verifiesAs(did, text, signature) {
  const publicKeyMultibase = did.slice('did:key:'.length);
  const keyPair = await Ed25519Multikey.from(
    {id: `${did}#${publicKeyMultibase}`, type: 'Multikey', controller: did, publicKeyMultibase});
  const key = createPublicKey({key: await Ed25519Multikey.toJwk({keyPair}), format: 'jwk'});
  return verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64url'));
}

let node;
before(async () => {
  node = await Node.start();
});
after(() => node.stop());

for(const algorithm of algorithms) {
  for(const format of formats) {
    for(const method of ['did', 'jwk']) {
      test(`a wallet with a key for ${algorithm}, named by ${method}, takes a badge as ${format}`,
        async () => {
          const wallet = await makeWallet(algorithm);
          const badges = await take(wallet, await node.offer(), {method, format});
          assert.equal(badges.length, 1);
          assert.equal(await isGenuine(badges[0]), true);
          const claims = claimsOf(badges[0]);
          const id = claims.sub ?? claims.credentialSubject.id;
          assert.match(id, /^did:jwk:/);
          if(method === 'did') {
            assert.equal(`${id}#0`, wallet.signers.did.didUrl);
          }
        });
    }
  }
}

test('an SD-JWT VC verifies there, has the key of the wallet, and tells by a token that it was revoked',
  async () => {
    const wallet = await makeWallet('ES256');
    const offer = await node.offer({formats: ['dc+sd-jwt']}, {narrative: 'Eight evenings.'});
    const [badge] = await take(wallet, offer, {method: 'jwk', format: 'dc+sd-jwt'});
    const sd = new SDJwtInstance({
      hashAlg: 'sha-256',
      hasher: data => createHash('sha256').update(data).digest(),
      verifier: async (text, signature) => verifiesAs(await node.ownDid(), text, signature)
    });
    const {payload, header} = await sd.verify(badge);
    assert.equal(header.typ, 'dc+sd-jwt');
    assert.equal(payload.narrative, 'Eight evenings.');
    assert.equal(payload.vct,
      'https://purl.imsglobal.org/spec/vc/ob/vocab.html#OpenBadgeCredential');
    const {kty, crv, x, y} = wallet.signers.jwk.publicJwk;
    assert.deepEqual(payload.cnf.jwk, {kty, crv, x, y});
    const part = await sd.present(badge, {});
    assert.equal((await sd.verify(part)).payload.narrative, undefined);
    assert.equal(await isGenuine(part), true);
    await node.withdraw(payload.jti);
    assert.equal(await isGenuine(part), false);
    assert.equal(await isGenuine(badge), false);
    // By their own reading: the value 1 of its entry, the first in the lowest bits of its byte.
    const {uri, idx} = payload.status.status_list;
    const token = await node.getText(new URL(uri).pathname, 'application/statuslist+jwt');
    const [head, body, signature] = token.split('.');
    assert.equal(await verifiesAs(await node.ownDid(), `${head}.${body}`, signature), true);
    assert.equal(decodeProtectedHeader(token).typ, 'statuslist+jwt');
    const {sub, iat, exp, ttl, status_list: {bits, lst}} = decodeJwt(token);
    assert.equal(sub, uri);
    assert.ok(exp > iat && ttl > 0);
    const list = inflateSync(Buffer.from(lst, 'base64url'));
    const at = idx * bits;
    assert.equal(list[at >> 3] >> at % 8 & (1 << bits) - 1, 1);
  });

test('a wallet that says what it wants is told by which name to ask, and gets that', async () => {
  const {client, signers} = await makeWallet('ES256');
  const {link, txCode} = await node.offer();
  const credentialOffer = await client.resolveCredentialOffer(link);
  const issuerMetadata = await client.resolveIssuerMetadata(credentialOffer.credential_issuer);
  const credentialConfigurationId = 'OpenBadgeCredential_dc+sd-jwt';
  const wanted = {
    type: 'openid_credential', credential_configuration_id: credentialConfigurationId
  };
  const {accessTokenResponse} = await client.retrievePreAuthorizedCodeAccessTokenFromOffer({
    credentialOffer, issuerMetadata, txCode,
    additionalRequestPayload: {authorization_details: [wanted]}
  });
  const [{credential_identifiers: [identifier], ...told}] =
    accessTokenResponse.authorization_details;
  assert.deepEqual(told, wanted);
  const ask = async name => {
    const {c_nonce: nonce} = await client.requestNonce({issuerMetadata});
    const {jwt} = await client.createCredentialRequestJwtProof(
      {issuerMetadata, credentialConfigurationId, signer: signers.jwk, nonce});
    // By hand: the library, 0.4.6, sends credential_configuration_id whatever it was told.
    return fetch(issuerMetadata.credentialIssuer.credential_endpoint, {
      method: 'POST', body: JSON.stringify({credential_identifier: name, proofs: {jwt: [jwt]}}),
      headers: {
        'Content-Type': 'application/json',
        Authorization: `Bearer ${accessTokenResponse.access_token}`
      }
    });
  };
  const refused = await ask('badge:another');
  assert.equal(refused.status, 400);
  assert.equal((await refused.json()).error, 'unknown_credential_identifier');
  const {credentials: [{credential}]} = await (await ask(identifier)).json();
  assert.equal(decodeProtectedHeader(credential.split('~')[0]).typ, 'dc+sd-jwt');
  assert.equal(await isGenuine(credential), true);
});

test('a link with the offer inside is taken too', async () => {
  const {linkByValue, txCode} = await node.offer();
  const badges = await take(await makeWallet('EdDSA'), {link: linkByValue, txCode},
    {method: 'did', format: 'ldp_vc'});
  assert.equal(badges.length, 1);
});

test('a wallet waits until the operator has confirmed its key', async () => {
  const offer = await node.offer({confirm: true});
  const badges = await take(await makeWallet('ES256'), offer,
    {method: 'did', format: 'ldp_vc', whileItWaits: () => node.confirm(offer)});
  assert.equal(await isGenuine(badges[0]), true);
});

test('a wallet whose owner types a wrong transaction code gets nothing', async () => {
  const {link, txCode} = await node.offer();
  const wrong = txCode === '000000' ? '000001' : '000000';
  await assert.rejects(
    take(await makeWallet('EdDSA'), {link, txCode: wrong}, {method: 'did', format: 'ldp_vc'}));
});

test('an offer that was taken is not taken again', async () => {
  const offer = await node.offer();
  await take(await makeWallet('EdDSA'), offer, {method: 'did', format: 'ldp_vc'});
  await assert.rejects(
    take(await makeWallet('EdDSA'), offer, {method: 'did', format: 'ldp_vc'}));
});
