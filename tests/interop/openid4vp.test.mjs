// A wallet of the field, @openid4vc/openid4vp with dcql, answers what a node of ours asks for.
import {after, before, test} from 'node:test';
import assert from 'node:assert/strict';
import {createHash, createPublicKey, verify as verifySignature} from 'node:crypto';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import {cryptosuite as eddsaRdfc} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import * as vc from '@digitalbazaar/vc';
import {setGlobalConfig} from '@openid4vc/openid4vci';
import {Openid4vpClient} from '@openid4vc/openid4vp';
import {DcqlQuery} from 'dcql';
import {SignJWT, decodeJwt, exportJWK, generateKeyPair} from 'jose';
import {documentLoader, makeKey} from './loader.mjs';
import {Node} from './node.mjs';

setGlobalConfig({allowInsecureUrls: true}); // the node is on loopback, without TLS

const openBadge = 'https://purl.imsglobal.org/spec/vc/ob/vocab.html#OpenBadgeCredential';
const expanded = ['https://www.w3.org/2018/credentials#VerifiableCredential', openBadge];

/** The key that a did:key says, which has to be the one of the request. */
async function jwkOf(didUrl) {
  const [controller, publicKeyMultibase] = didUrl.split('#');
  const keyPair = await Ed25519Multikey.from(
    {id: didUrl, type: 'Multikey', controller, publicKeyMultibase});
  return Ed25519Multikey.toJwk({keyPair});
}

async function verifyJwt(signer, {compact}) {
  if(signer.method !== 'did') {
    return {verified: false};
  }
  const signerJwk = await jwkOf(signer.didUrl);
  const [header, payload, signature] = compact.split('.');
  const verified = verifySignature(null, Buffer.from(`${header}.${payload}`),
    createPublicKey({key: signerJwk, format: 'jwk'}), Buffer.from(signature, 'base64url'));
  return {verified, signerJwk};
}

const client = new Openid4vpClient({
  callbacks: {
    fetch,
    verifyJwt,
    hash: (data, name) => createHash(name.replace('-', '')).update(data).digest(),
    signJwt: () => assert.fail('an answer is not signed as a whole'),
    encryptJwe: () => assert.fail('no encrypted answer was asked for'),
    decryptJwe: () => assert.fail('the request is not encrypted')
  }
});

/** Somebody with a key, who shows badges as objects. */
async function makeHolder() {
  const {did, keyPair} = await makeKey('ed25519');
  const show = ({badge, nonce, client_id: domain}) => vc.signPresentation({
    presentation: vc.createPresentation({verifiableCredential: badge, holder: did, verify: false}),
    suite: new DataIntegrityProof({signer: keyPair.signer(), cryptosuite: eddsaRdfc}),
    challenge: nonce, domain, documentLoader
  });
  return {did, show};
}

/** Somebody with a key, who shows badges in JWTs. */
async function makeJwtHolder() {
  const {privateKey, publicKey} = await generateKeyPair('ES256', {extractable: true});
  const jwk = await exportJWK(publicKey);
  const did = `did:jwk:${Buffer.from(JSON.stringify(jwk)).toString('base64url')}`;
  const show = ({badge, nonce, client_id: aud}) => new SignJWT({
    '@context': ['https://www.w3.org/ns/credentials/v2'], type: ['VerifiablePresentation'],
    holder: did, verifiableCredential: [badge], nonce, aud
  }).setProtectedHeader({typ: 'vp+jwt', alg: 'ES256', kid: `${did}#0`}).sign(privateKey);
  return {did, show};
}

/** Somebody with a key, who shows badges in SD-JWT VCs that are bound to it, without the rest. */
async function makeSdJwtHolder() {
  const {privateKey, publicKey} = await generateKeyPair('ES256', {extractable: true});
  const jwk = await exportJWK(publicKey);
  const did = `did:jwk:${Buffer.from(JSON.stringify(jwk)).toString('base64url')}`;
  const show = async ({badge, nonce, client_id: aud}) => {
    const least = `${badge.id.split(',')[1].split('~')[0]}~`;
    const binding = await new SignJWT(
      {nonce, aud, sd_hash: createHash('sha256').update(least).digest('base64url')})
      .setIssuedAt().setProtectedHeader({typ: 'kb+jwt', alg: 'ES256'}).sign(privateKey);
    return least + binding;
  };
  return {did, show};
}

/** What a wallet knows of a request, once it has resolved the link and verified who asks. */
async function resolve({link}) {
  const parsed = client.parseOpenid4vpAuthorizationRequest({authorizationRequest: link});
  return client.resolveOpenId4vpAuthorizationRequest({authorizationRequestPayload: parsed.params});
}

/** Which queries the badge answers, by the wallet's own evaluation. */
function matching(query, format, claims) {
  const parsed = DcqlQuery.parse(query);
  DcqlQuery.validate(parsed);
  const {credential_matches: matches} = DcqlQuery.query(parsed, [{
    credential_format: format, claims, cryptographic_holder_binding: true,
    ...format === 'dc+sd-jwt' ? {vct: openBadge} : {type: expanded}
  }]);
  return Object.entries(matches).filter(([, {success}]) => success).map(([id]) => id);
}

async function answer(request, vpToken) {
  const {authorizationRequestPayload} = request;
  const {authorizationResponsePayload} = await client.createOpenid4vpAuthorizationResponse(
    {authorizationRequestPayload, authorizationResponsePayload: {vp_token: vpToken}});
  const {response} = await client.submitOpenid4vpAuthorizationResponse(
    {authorizationRequestPayload, authorizationResponsePayload});
  return response;
}

let node;
before(async () => {
  node = await Node.start();
});
after(() => node.stop());

test('a wallet resolves the request, verifies who asks by the DID, and reads the query', async () => {
  const asked = await node.ask({badge: {type: 'Competency'}});
  const {authorizationRequestPayload: request, client: asker, jar, dcql, version} =
    await resolve(asked);
  assert.equal(version, 100);
  assert.equal(asker.prefix, 'decentralized_identifier');
  assert.equal(request.client_id, asked.clientId);
  assert.equal(asked.clientId, `decentralized_identifier:${await node.ownDid()}`);
  assert.ok(jar.signer);
  assert.deepEqual(dcql.query, asked.query);
});

test('a wallet is told until when its answer is kept', async () => {
  const keepUntil = new Date(Math.ceil(Date.now() / 1000 + 7200) * 1000);
  const asked = await node.ask({badge: {type: 'Competency'}, keepUntil: keepUntil.toISOString()});
  const {authorizationRequestPayload: request} = await resolve(asked);
  assert.equal(request.kept_until, keepUntil.getTime() / 1000);
});

test('the nonce of a wallet comes back in the request', async () => {
  // By hand: the library, 0.4.6, expects it and does not send it.
  const {requestUri} = await node.ask({badge: {type: 'Competency'}});
  const response = await fetch(requestUri,
    {method: 'POST', body: new URLSearchParams({wallet_nonce: 'of-a-wallet'})});
  const {wallet_nonce: nonce} = decodeJwt(await response.text());
  assert.equal(nonce, 'of-a-wallet');
});

for(const [format, form, make, claimsOf] of [
  ['ldp_vc', 'eddsa-rdfc-2022', makeHolder, badge => badge],
  ['jwt_vc_json', 'vc-jwt', makeJwtHolder,
    badge => JSON.parse(Buffer.from(badge.id.split(',')[1].split('.')[1], 'base64url'))],
  ['dc+sd-jwt', 'dc+sd-jwt', makeSdJwtHolder,
    badge => JSON.parse(Buffer.from(badge.id.split(',')[1].split('.')[1], 'base64url'))]
]) {
  test(`a badge is shown as ${format}, once`, async () => {
    const {did, show} = await make();
    const {badge, achievement} = await node.award(did, form);
    const asked = await node.ask({badge: {achievement}});
    const request = await resolve(asked);
    const [id] = matching(request.dcql.query, format, claimsOf(badge));
    assert.equal(id, `badge_${format.replace(/\W/g, '_')}`);
    const shown = await show({badge, ...request.authorizationRequestPayload});
    assert.equal((await answer(request, {[id]: [shown]})).status, 200);
    const {state, result} = await node.get(`/v1/requests/${asked.id}`);
    assert.equal(state, 'answered');
    assert.equal(result.accepted, true);
    assert.equal(result.badges[0].holder, did);
    assert.equal((await answer(request, {[id]: [shown]})).status, 400);
  });
}

test('a badge of somebody else is not taken', async () => {
  const [holder, thief] = [await makeHolder(), await makeHolder()];
  const {badge, achievement} = await node.award(holder.did, 'eddsa-rdfc-2022');
  const request = await resolve(await node.ask({badge: {achievement}}));
  const shown = await thief.show({badge, ...request.authorizationRequestPayload});
  assert.equal((await answer(request, {badge_ldp_vc: [shown]})).status, 400);
});

test('a presentation for one request is none for another', async () => {
  const {did, show} = await makeHolder();
  const {badge, achievement} = await node.award(did, 'eddsa-rdfc-2022');
  const first = await resolve(await node.ask({badge: {achievement}}));
  const second = await resolve(await node.ask({badge: {achievement}}));
  const shown = await show({badge, ...first.authorizationRequestPayload});
  assert.equal((await answer(second, {badge_ldp_vc: [shown]})).status, 400);
  assert.equal((await answer(first, {badge_ldp_vc: [shown]})).status, 200);
});

test('the interaction URL leads a wallet to the same request, and a browser to a page', async () => {
  const {interaction, link} = await node.ask({badge: {type: 'Competency'}});
  const told = await fetch(interaction, {headers: {Accept: 'application/json'}});
  assert.equal((await told.json()).protocols['oid4vp-1.0'], link);
  const page = await fetch(interaction, {headers: {Accept: 'text/html'}});
  assert.match(page.headers.get('Content-Type'), /^text\/html/);
});
