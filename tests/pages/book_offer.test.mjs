// Taking an offer from a node that behaves as spec/offers.md says.
import assert from 'node:assert/strict';
import test from 'node:test';
import {source, textOfBadge} from './book_support.mjs';

const {Elsewhere, OfferClient, OfferFault, readCode, readOfferLink} = await source('offer.js');
const {makeHolder, methodOf, signerOf} = await source('keys.js');

const origin = 'https://bieb.example';
const grant = 'urn:ietf:params:oauth:grant-type:pre-authorized_code';
const offer = {
  credential_issuer: origin,
  credential_configuration_ids: ['OpenBadgeCredential_jwt_vc_json', 'OpenBadgeCredential_ldp_vc'],
  grants: {[grant]: {'pre-authorized_code': 'wmo_1', tx_code: {input_mode: 'numeric', length: 6}}}
};
const metadata = {
  credential_issuer: origin,
  credential_endpoint: `${origin}/openid/credential`,
  nonce_endpoint: `${origin}/openid/nonce`,
  deferred_credential_endpoint: `${origin}/openid/deferred-credential`,
  notification_endpoint: `${origin}/openid/notification`,
  display: [{name: 'Bibliotheek'}],
  credential_configurations_supported: {
    OpenBadgeCredential_ldp_vc: {format: 'ldp_vc'},
    OpenBadgeCredential_jwt_vc_json: {format: 'jwt_vc_json'}
  }
};
const unpack = part => JSON.parse(Buffer.from(part, 'base64url'));
const answer = (status, body) => ({status, text: async () => body === undefined ? '' : JSON.stringify(body)});

/** Keeps what it was asked; `waits` is how often it says that the operator has not confirmed yet. */
function fakeNode({waits = 0, staleNonces = 0, metadataOf = metadata} = {}) {
  const node = {asked: [], proofs: [], notified: [], nonces: 0};
  const given = id => ({credentials: [{credential: JSON.parse(textOfBadge())}], ...id && {notification_id: id}});
  const routes = {
    'GET /.well-known/openid-credential-issuer': () => answer(200, metadataOf),
    'GET /.well-known/oauth-authorization-server': () => answer(200, {token_endpoint: `${origin}/openid/token`}),
    'GET /openid/offer': url => url.searchParams.get('code') === 'wmo_1' ? answer(200, offer) : answer(404, {}),
    'GET /interactions/1': () => answer(200, {protocols: {OID4VCI:
      `openid-credential-offer://?credential_offer_uri=${encodeURIComponent(`${origin}/openid/offer?code=wmo_1`)}`}}),
    'POST /openid/token': (_, {body}) => body.get('grant_type') === grant && body.get('tx_code') === '123456' &&
      body.get('pre-authorized_code') === 'wmo_1' ? answer(200, {access_token: 'wma_1', token_type: 'Bearer'})
      : answer(400, {error: 'invalid_grant'}),
    'POST /openid/nonce': () => answer(200, {c_nonce: `n${++node.nonces}`}),
    'POST /openid/credential': (_, {body, headers}) => {
      assert.equal(headers.Authorization, 'Bearer wma_1');
      const asked = JSON.parse(body);
      assert.equal(asked.proofs.jwt.length, 1);
      node.proofs.push(asked.proofs.jwt[0]);
      node.configuration = asked.credential_configuration_id;
      if(node.proofs.length <= staleNonces) return answer(400, {error: 'invalid_nonce'});
      return waits > 0 ? answer(202, {transaction_id: 't1', interval: 5}) : answer(200, given('n1'));
    },
    'POST /openid/deferred-credential': (_, {body}) => {
      assert.equal(JSON.parse(body).transaction_id, 't1');
      return --waits > 0 ? answer(202, {transaction_id: 't1', interval: 5}) : answer(200, given());
    },
    'POST /openid/notification': (_, {body}) => {
      node.notified.push(JSON.parse(body));
      return answer(204);
    }
  };
  node.fetch = async (text, options = {}) => {
    const url = new URL(text);
    assert.equal(url.origin, origin, 'nobody else is asked');
    assert.equal(options.redirect, 'error');
    const name = `${options.method ?? 'GET'} ${url.pathname}`;
    node.asked.push(name);
    return (routes[name] ?? (() => answer(404, {})))(url, options);
  };
  return node;
}

const clientOf = node => new OfferClient({fetch: node.fetch, origin, now: () => 1_800_000_000_000});
const byValue = `${origin}/wallet?credential_offer=${encodeURIComponent(JSON.stringify(offer))}`;

async function fault(promise) {
  try {
    await promise;
  } catch(error) {
    assert.ok(error instanceof OfferFault, error.stack);
    return error.why;
  }
  return 'none';
}

test('an offer is found in each form of a link, and in nothing else', () => {
  assert.deepEqual(readOfferLink(byValue), {offer: JSON.stringify(offer)});
  assert.deepEqual(readOfferLink(' openid-credential-offer://?credential_offer_uri=https%3A%2F%2Fb.example%2Fo\n'),
    {uri: 'https://b.example/o'});
  assert.deepEqual(readOfferLink(`${origin}/interactions/1?iuv=1`), {interaction: `${origin}/interactions/1?iuv=1`});
  assert.equal(readOfferLink(`${origin}/wallet`), null);
  assert.equal(readOfferLink('{"type":"VerifiableCredential"}'), null);
});

test('who offers and what is asked for is known before anything is taken', async () => {
  const node = fakeNode();
  const read = await clientOf(node).read(readOfferLink(byValue));
  assert.equal(read.name, 'Bibliotheek');
  assert.deepEqual(read.txCode, {digits: 6, isNumeric: true});
  assert.equal(read.configuration, 'OpenBadgeCredential_ldp_vc');
  assert.ok(node.asked.every(name => name.startsWith('GET ')));
});

test('by value, by reference and by an interaction the same badge is taken', async () => {
  const reference = `openid-credential-offer://?credential_offer_uri=${encodeURIComponent(`${origin}/openid/offer?code=wmo_1`)}`;
  for(const link of [byValue, reference, `${origin}/interactions/1?iuv=1`]) {
    const client = clientOf(fakeNode());
    const read = await client.read(readOfferLink(link));
    const {badge} = await client.take(read, '123456', signerOf(await makeHolder()));
    assert.equal(badge, textOfBadge());
  }
});

test('the proof is a JWT of the holder for this issuer with its nonce', async () => {
  const node = fakeNode();
  const client = clientOf(node);
  const holder = signerOf(await makeHolder());
  const {told} = await client.take(await client.read(readOfferLink(byValue)), '123456', holder);
  const [head, claims] = node.proofs[0].split('.').slice(0, 2).map(unpack);
  assert.deepEqual(head, {alg: 'EdDSA', typ: 'openid4vci-proof+jwt', kid: methodOf(holder.did)});
  assert.deepEqual(claims, {aud: origin, iat: 1_800_000_000, nonce: 'n1'});
  await client.tell(told, 'credential_accepted');
  assert.deepEqual(node.notified, [{notification_id: 'n1', event: 'credential_accepted'}]);
});

test('a nonce that was over is asked for again once, and no more', async () => {
  const holder = signerOf(await makeHolder());
  const once = fakeNode({staleNonces: 1});
  const read = await clientOf(once).read(readOfferLink(byValue));
  assert.ok((await clientOf(once).take(read, '123456', holder)).badge);
  assert.equal(once.nonces, 2);
  assert.equal(await fault(clientOf(fakeNode({staleNonces: 2})).take(read, '123456', holder)), 'refused');
});

test('what has to be confirmed comes later, and then nobody is notified', async () => {
  const client = clientOf(fakeNode({waits: 2}));
  const first = await client.take(await client.read(readOfferLink(byValue)), '123456', signerOf(await makeHolder()));
  assert.equal(first.later.intervalMs, 5000);
  const second = await client.askLater(first.later);
  assert.ok(second.later);
  const third = await client.askLater(second.later);
  assert.equal(third.badge, textOfBadge());
  assert.equal(third.told, null);
});

test('a wrong code, an offer that is gone and one of another kind are told apart', async () => {
  const client = clientOf(fakeNode());
  const read = await client.read(readOfferLink(byValue));
  assert.equal(await fault(client.take(read, '000000', signerOf(await makeHolder()))), 'code');
  assert.equal(await fault(client.read({uri: `${origin}/openid/offer?code=other`})), 'gone');
  assert.equal(await fault(client.read({offer: '{'})), 'broken');
  assert.equal(await fault(client.read({offer: JSON.stringify({...offer, grants: {}})})), 'kind');
});

test('an offer of another node is answered with its address, and nobody is asked', async () => {
  const node = fakeNode();
  const foreign = {...offer, credential_issuer: 'https://school.example'};
  for(const link of [{offer: JSON.stringify(foreign)}, {uri: 'https://school.example/o?code=1'},
    {interaction: 'https://school.example/i/1?iuv=1'}]) {
    await assert.rejects(clientOf(node).read(link), error => {
      assert.ok(error instanceof Elsewhere);
      assert.equal(error.host, 'school.example');
      assert.ok(error.url.startsWith('https://school.example/'));
      return true;
    });
  }
  assert.deepEqual(node.asked, []);
  assert.equal(await fault(clientOf(node).read({uri: 'javascript:alert(1)'})), 'broken');
});

test('metadata that sends elsewhere is not followed', async () => {
  const node = fakeNode({metadataOf: {...metadata, nonce_endpoint: 'https://evil.example/nonce'}});
  const client = clientOf(node);
  const read = await client.read(readOfferLink(byValue));
  assert.equal(await fault(client.take(read, '123456', signerOf(await makeHolder()))), 'broken');
  const other = fakeNode({metadataOf: {...metadata, credential_issuer: 'https://evil.example'}});
  assert.equal(await fault(clientOf(other).read(readOfferLink(byValue))), 'broken');
});

test('a network that is cut is no refusal', async () => {
  const client = new OfferClient({origin, fetch: async () => { throw new TypeError('cut'); }});
  assert.equal(await fault(client.read(readOfferLink(byValue))), 'unreachable');
});

test('a code that cannot be right is not sent, and digits of any keyboard are digits', () => {
  const paper = {digits: 8, isNumeric: true};
  for(const typed of ['12345678', ' 1234 5678\n', '1234-5678', '\u200f١٢٣٤٥٦٧٨', '۱۲۳۴ ۵۶۷۸', '１２３４５６７８']) {
    assert.equal(readCode(typed, paper), '12345678', typed);
  }
  for(const typed of ['123456', '123456789', '1234567x', '']) assert.equal(readCode(typed, paper), null, typed);
  assert.equal(readCode('12 34', {digits: null, isNumeric: true}), '1234');
  assert.equal(readCode(' wm-K9 ', {digits: 8, isNumeric: false}), 'wm-K9');
});
