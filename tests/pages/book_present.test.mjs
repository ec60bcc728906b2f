// Showing badges to a node that asks as spec/requests.md says: who asks is proved, and no more is shown than asked for.
import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import test from 'node:test';
import {badge as makeBadge, source} from './book_support.mjs';

const {Elsewhere, OfferFault} = await source('here.js');
const {RequestClient} = await source('request.js');
const {readRequestLink} = await source('request_link.js');
const {NoQuery, match, readDcql, select} = await source('matching.js');
const {makeHolder, methodOf, signJwt, signerOf} = await source('keys.js');
const {OfferClient, readOfferLink} = await source('offer.js');
const {claimsOrNone} = await source('badge.js');
const {fromBase64url, utf8} = await source('bytes.js');

const origin = 'https://bieb.example';
const openBadge = 'https://purl.imsglobal.org/spec/vc/ob/vocab.html#OpenBadgeCredential';
const plain = {
  credentials: ['ldp_vc', 'jwt_vc_json'].map(format => ({id: `badge_${format}`, format, meta: {type_values: [[openBadge]]},
    claims: [{path: ['credentialSubject', 'achievement', 'id'], values: ['urn:a']}]})),
  credential_sets: [{options: [['badge_ldp_vc'], ['badge_jwt_vc_json']]}]
};
const unpack = part => JSON.parse(Buffer.from(part, 'base64url'));
const part = value => Buffer.from(JSON.stringify(value)).toString('base64url');
const kindsOf = async ({type}) => [...type, ...type.map(one => one === 'OpenBadgeCredential' ? openBadge : one)];
const now = 1_800_000_000_000;

/** Of the store, for this holder. */
async function kept(text, id = 'b1', mediaType = 'application/vc') {
  return {id, text, mediaType, claims: await claimsOrNone(text)};
}

const given = (did, more) => JSON.stringify(makeBadge('Taalmaatje', {
  credentialSubject: {id: did, type: ['AchievementSubject'], achievement: {id: 'urn:a', type: ['Achievement'], name: 'Taalmaatje'}}, ...more
}));

/** What asks, with `claims` of its request changed; it keeps what it was sent. */
async function verifier({claims = {}, header = {}, signer, redirect, documentOf} = {}) {
  const self = signerOf(await makeHolder());
  const clientId = `decentralized_identifier:${documentOf ? 'did:web:bieb.example' : self.did}`;
  const node = {self, clientId, sent: [], asked: []};
  const write = form => signJwt(signer ?? self, {typ: 'oauth-authz-req+jwt', kid: documentOf ? 'did:web:bieb.example#k' : methodOf(self.did), ...header}, {
    aud: 'https://self-issued.me/v2', client_id: clientId, response_type: 'vp_token', response_mode: 'direct_post',
    response_uri: `${origin}/openid/response`, nonce: 'n-1', state: 's-1', iat: now / 1000, exp: now / 1000 + 900,
    wallet_nonce: form?.get('wallet_nonce') ?? undefined, kept_until: now / 1000 + 3600, dcql_query: plain,
    client_metadata: {client_name: 'Bieb \u202eZuid', purpose: 'Voor de cursus'}, ...claims
  });
  const answer = (status, text) => ({status, text: async () => text, headers: {get: () => new Date(now).toUTCString()}});
  node.fetch = async (text, {method = 'GET', body, redirect: follow} = {}) => {
    const url = new URL(text);
    assert.equal(url.origin, origin, 'nobody else is asked');
    assert.equal(follow, 'error');
    node.asked.push(`${method} ${url.pathname}`);
    if(url.pathname === '/openid/requests/1') return answer(200, await write(body));
    if(url.pathname === '/check/material') return answer(200, JSON.stringify({dids: {'did:web:bieb.example': {versions: [documentOf(self)]}}, lists: {}}));
    if(url.pathname === '/interactions/1') return answer(200, JSON.stringify({protocols: {'oid4vp-1.0': `openid4vp://?${new URLSearchParams(node.link())}`}}));
    if(url.pathname !== '/openid/response') return answer(404, '{}');
    node.sent.push(Object.fromEntries(body));
    return answer(200, JSON.stringify(redirect ? {redirect_uri: redirect} : {}));
  };
  node.link = () => ({client_id: clientId, request_uri: `${origin}/openid/requests/1`, request_uri_method: 'post'});
  // The clock of the device is a day behind.
  node.passedMs = 0;
  node.client = new RequestClient({fetch: node.fetch, origin, now: () => now - 86_400_000 + node.passedMs});
  node.read = (more = {}) => node.client.read({...readRequestLink(`openid4vp://?${new URLSearchParams(node.link())}`), ...more});
  return node;
}

async function fault(promise) {
  try {
    await promise;
  } catch(error) {
    assert.ok(error instanceof OfferFault, error.stack);
    return error.why;
  }
  return 'none';
}

async function verifies(did, jwt) {
  const [head, claims, signature] = jwt.split('.');
  const key = await crypto.subtle.importKey('raw', publicOf(did), 'Ed25519', false, ['verify']);
  return crypto.subtle.verify('Ed25519', key, fromBase64url(signature), utf8(`${head}.${claims}`));
}

function publicOf(did) {
  const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
  let number = [...did.slice('did:key:z'.length)].reduce((sum, one) => sum * 58n + BigInt(alphabet.indexOf(one)), 0n);
  const bytes = [];
  for(; number > 0n; number /= 256n) bytes.unshift(Number(number % 256n));
  return Uint8Array.from(bytes.slice(2));
}

test('a request is found in each form of a link, and in nothing else', async () => {
  const {link} = await verifier();
  const read = {clientId: link().client_id, uri: link().request_uri, isPost: true};
  assert.deepEqual(readRequestLink(` openid4vp://?${new URLSearchParams(link())}\n`), read);
  assert.deepEqual(readRequestLink(`${origin}/wallet?${new URLSearchParams({...link(), request_uri_method: 'get'})}`), {...read, isPost: false});
  for(const other of ['openid4vp://?client_id=a', `${origin}/wallet?credential_offer=1`, '{"a":1}', 'openid4vp://?client_id=a&request_uri=b&request_uri_method=put']) {
    assert.equal(readRequestLink(other), null, other);
  }
});

test('who asks, why and until when is read of what was signed', async () => {
  const node = await verifier();
  const asked = await node.read();
  assert.equal(asked.did, node.self.did);
  assert.equal(asked.name, 'Bieb Zuid', 'what turns the direction is left out');
  assert.equal(asked.purpose, 'Voor de cursus');
  assert.equal(asked.keptUntil, now + 3_600_000);
  assert.equal(asked.behindMs, 86_400_000, 'the time is that of who asks');
  assert.deepEqual(node.asked, ['POST /openid/requests/1']);
  assert.equal((await (await verifier({claims: {kept_until: undefined}})).read()).keptUntil, null);
  assert.equal((await (await verifier({claims: {kept_until: '2027-01-15T09:00:00Z'}})).read()).keptUntil, Date.parse('2027-01-15T09:00:00Z'));
});

test('why they ask is told whole, and where it is too long it shows', async () => {
  const purposeIn = async purpose => (await (await verifier({claims: {client_metadata: {purpose}}})).read()).purpose;
  assert.equal(await purposeIn('a'.repeat(500)), 'a'.repeat(500));
  assert.equal(await purposeIn('a'.repeat(501)), `${'a'.repeat(500)}…`);
});

test('a request that its DID did not sign, or that is of another, is not answered', async () => {
  const thief = signerOf(await makeHolder());
  assert.equal(await fault((await verifier({signer: thief})).read()), 'unproved');
  assert.equal(await fault((await verifier({header: {kid: methodOf(thief.did)}})).read()), 'unproved');
  assert.equal(await fault((await verifier({header: {typ: 'JWT'}})).read()), 'broken');
  assert.equal(await fault((await verifier({claims: {client_id: `decentralized_identifier:${thief.did}`}})).read()), 'broken');
  assert.equal(await fault((await verifier({claims: {wallet_nonce: 'old'}})).read()), 'broken');
  const elsewhere = {claims: {response_uri: 'https://evil.example/r'}};
  assert.equal(await fault((await verifier(elsewhere)).read()), 'broken');
});

test('the key of a DID that is published is that which stands there now', async () => {
  const document = self => ({id: 'did:web:bieb.example', verificationMethod: [{id: 'did:web:bieb.example#k', type: 'Multikey',
    controller: 'did:web:bieb.example', publicKeyMultibase: self.did.slice('did:key:'.length)}], assertionMethod: ['did:web:bieb.example#k']});
  const good = await verifier({documentOf: self => ({document: document(self)})});
  assert.equal((await good.read()).did, 'did:web:bieb.example');
  assert.deepEqual(good.asked, ['POST /openid/requests/1', 'POST /check/material']);
  for(const documentOf of [self => ({document: document(self), until: '2026-01-01T00:00:00Z'}),
    self => ({document: {...document(self), assertionMethod: []}}), self => ({document: {...document(self), verificationMethod: [], assertionMethod: []}})]) {
    assert.equal(await fault((await verifier({documentOf})).read()), 'unproved');
  }
});

test('what the book does not know is not answered, nor what is over', async () => {
  const cases = [[{response_mode: 'direct_post.jwt'}, 'kind'], [{response_type: 'code'}, 'kind'], [{transaction_data: ['x']}, 'kind'],
    [{dcql_query: undefined}, 'kind'], [{dcql_query: {credentials: []}}, 'kind'], [{exp: now / 1000 - 3600}, 'gone'],
    [{iat: now / 1000 + 3600}, 'gone'], [{nonce: ''}, 'broken'], [{response_uri: 'javascript:1'}, 'broken']];
  for(const [claims, why] of cases) assert.equal(await fault((await verifier({claims})).read()), why, JSON.stringify(claims));
  const node = await verifier();
  assert.equal(await fault(node.read({clientId: 'x509_san_dns:bieb.example'})), 'kind');
  assert.equal(await fault(node.read({uri: `${origin}/openid/requests/2`})), 'gone');
  assert.deepEqual((await verifier({claims: {iat: now / 1000 + 60}})).sent, []);
});

test('a request of another node is answered with its badge book, and nobody is asked', async () => {
  const node = await verifier();
  await assert.rejects(node.read({uri: 'https://school.example/openid/requests/1'}), error => {
    assert.ok(error instanceof Elsewhere);
    const url = new URL(error.url);
    assert.equal(url.origin + url.pathname, 'https://school.example/wallet');
    assert.deepEqual(readRequestLink(error.url), {clientId: node.clientId, uri: 'https://school.example/openid/requests/1', isPost: true});
    return true;
  });
  assert.deepEqual(node.asked, []);
});

test('an interaction URL leads to the request, also where an offer was looked for', async () => {
  const node = await verifier();
  const offers = new OfferClient({fetch: node.fetch, origin});
  await assert.rejects(offers.read(readOfferLink(`${origin}/interactions/1?iuv=1`)), error => {
    assert.equal(error.link.uri, `${origin}/openid/requests/1`);
    return true;
  });
  await assert.rejects(offers.read(readOfferLink('https://school.example/interactions/1?iuv=1&key=2')),
    error => error.url === 'https://school.example/interactions/1?iuv=1&key=2');
});

test('an object is shown inside a presentation for this verifier alone', async () => {
  const node = await verifier({redirect: 'https://jobs.example/back#response_code=1'});
  const holder = signerOf(await makeHolder());
  const asked = await node.read();
  const badges = [await kept(given(holder.did))];
  const [{query, found}] = await node.client.find(asked, {badges, dids: [holder.did], kindsOf});
  // Whoever takes an hour to decide signs then, and not when it was read.
  node.passedMs = 3_600_000;
  const goOn = await node.client.answer(asked, [{query, shown: found[0]}], async did => did === holder.did ? holder : null);
  assert.deepEqual(goOn, {url: 'https://jobs.example/back#response_code=1', host: 'jobs.example'});
  assert.equal(node.sent[0].state, 's-1');
  const {badge_ldp_vc: [shown], ...rest} = JSON.parse(node.sent[0].vp_token);
  assert.deepEqual(rest, {});
  assert.equal(shown.holder, holder.did);
  assert.deepEqual(shown.verifiableCredential, [JSON.parse(badges[0].text)]);
  assert.equal(shown.proof.challenge, 'n-1');
  assert.equal(shown.proof.domain, node.clientId);
  assert.equal(shown.proof.created, new Date(now + 3_600_000).toISOString().replace('.000', ''));
  assert.equal(Date.parse(shown.proof.expires), now + 4_200_000);
  assert.equal(await fault(node.client.answer(asked, [{query, shown: found[0]}], async () => null)), 'key');
});

test('a JWT is shown inside a JWT that its holder signed', async () => {
  const node = await verifier();
  const holder = signerOf(await makeHolder());
  const asked = await node.read();
  const text = `${part({alg: 'EdDSA', typ: 'vc+jwt'})}.${part(JSON.parse(given(holder.did)))}.c2ln`;
  const [{query, found}] = await node.client.find(asked, {badges: [await kept(text, 'b1', 'application/vc+jwt')], dids: [holder.did], kindsOf});
  assert.equal(query.id, 'badge_jwt_vc_json');
  await node.client.answer(asked, [{query, shown: found[0]}], async () => holder);
  const [jwt] = JSON.parse(node.sent[0].vp_token).badge_jwt_vc_json;
  const [head, claims] = jwt.split('.').slice(0, 2).map(unpack);
  assert.deepEqual(head, {alg: 'EdDSA', typ: 'vp+jwt', cty: 'vp', kid: methodOf(holder.did)});
  assert.deepEqual([claims.nonce, claims.aud, claims.holder], ['n-1', node.clientId, holder.did]);
  assert.equal(claims.verifiableCredential[0].id, `data:application/vc+jwt,${text}`);
  assert.ok(await verifies(holder.did, jwt));
});

test('of an SD-JWT VC only what was asked for is shown, with a key binding', async () => {
  const holder = await makeHolder();
  const hashOf = text => createHash('sha256').update(text).digest('base64url');
  const [name, level] = [['s1', 'name', 'Taalmaatje'], ['s2', 'level', 'B1']].map(part);
  const text = `${part({alg: 'EdDSA', typ: 'dc+sd-jwt'})}.${part({iss: origin, vct: 'urn:badge', exp: now / 1000, born: {city: ['Oss']}, _sd: [name, level].map(hashOf), _sd_alg: 'sha-256',
    cnf: {jwk: {kty: 'OKP', crv: 'Ed25519', x: holder.jwk.x}}})}.c2ln~${name}~${level}~`;
  const badge = await kept(text, 'b1', 'application/dc+sd-jwt');
  assert.equal(badge.claims.name, 'Taalmaatje');
  assert.equal(badge.claims.holder, holder.id);
  const node = await verifier({claims: {dcql_query: {credentials: [{id: 'sd', format: 'dc+sd-jwt', meta: {vct_values: ['urn:badge']}, claims: [{path: ['level']}]}]}}});
  const asked = await node.read();
  assert.equal(await node.client.find(asked, {badges: [badge], dids: ['did:key:zOther'], kindsOf}), null, 'of another key');
  const [{query, found}] = await node.client.find(asked, {badges: [badge], dids: [holder.id], kindsOf});
  assert.deepEqual(found[0].said, [{path: ['level'], value: 'B1'}]);
  // What its issuer lets nobody keep back goes out too, and is told.
  assert.deepEqual(found[0].seen.map(({path, text: said}) => `${path.join('.')}: ${said}`), [`iss: ${origin}`, 'vct: urn:badge',
    `exp: ${new Date(now).toISOString()}`, 'born.city.0: Oss', 'level: B1']);
  await node.client.answer(asked, [{query, shown: found[0]}], async () => signerOf(holder));
  const [shown] = JSON.parse(node.sent[0].vp_token).sd;
  const at = shown.lastIndexOf('~') + 1;
  assert.equal(shown.slice(0, at), `${text.split('~')[0]}~${level}~`);
  const [head, claims] = shown.slice(at).split('.').slice(0, 2).map(unpack);
  assert.deepEqual(head, {alg: 'EdDSA', typ: 'kb+jwt'});
  assert.deepEqual(claims, {iat: now / 1000, aud: node.clientId, nonce: 'n-1', sd_hash: hashOf(shown.slice(0, at))});
  assert.ok(await verifies(holder.id, shown.slice(at)));
});

test('who asks is told no, and is not believed about where to go on', async () => {
  const node = await verifier({redirect: 'javascript:alert(1)'});
  assert.equal(await node.client.refuse(await node.read()), null);
  assert.deepEqual(node.sent, [{error: 'access_denied', state: 's-1'}]);
  const cut = new RequestClient({origin, fetch: async () => { throw new TypeError('cut'); }});
  assert.equal(await cut.refuse(await node.read()), null);
});

const one = (id, claims, more = {}) => ({id, format: 'ldp_vc', meta: {type_values: [['OpenBadgeCredential']]}, claims, ...more});
const byName = name => [{path: ['credentialSubject', 'achievement', 'name'], values: [name]}];

async function found(query, badges, dids = ['did:key:z6Mk']) {
  const all = await match(readDcql(query), {badges, dids, kindsOf});
  return all && all.map(({query: {id}, found: each}) => [id, each.map(({badge}) => badge.id)]);
}

test('the badges that answer, of this book and of each query; of alternatives the first that can be met', async () => {
  const badges = [await kept(JSON.stringify(makeBadge('Taalmaatje')), 'new'), await kept(JSON.stringify(makeBadge('Taalmaatje')), 'old'),
    await kept(JSON.stringify(makeBadge('Gastheer')), 'other')];
  assert.deepEqual(await found({credentials: [one('a', byName('Taalmaatje'))]}, badges), [['a', ['new', 'old']]]);
  assert.equal(await found({credentials: [one('a', byName('Taalmaatje'))]}, badges, []), null, 'of another key');
  assert.deepEqual(await found({credentials: [one('a', byName('Taalmaatje'), {require_cryptographic_holder_binding: false})]}, badges, []), [['a', ['new', 'old']]]);
  assert.equal(await found({credentials: [one('a', byName('Taalmaatje')), one('b', byName('Kok'))]}, badges), null, 'all are needed');
  const options = {credentials: [one('a', byName('Kok')), one('b', byName('Gastheer')), one('c', byName('Taalmaatje'))]};
  assert.deepEqual(await found({...options, credential_sets: [{options: [['a', 'b'], ['b']]}, {options: [['c']], required: false}]}, badges), [['b', ['other']]]);
  assert.equal(await found({...options, credential_sets: [{options: [['a']]}, {options: [['b']]}]}, badges), null);
  const sets = {claims: [{id: 'x', path: ['nowhere']}, {id: 'y', path: ['credentialSubject', 'achievement', null]}, {id: 'z', path: ['type', 1], values: ['OpenBadgeCredential']}]};
  assert.deepEqual(await found({credentials: [one('a', sets.claims, {claim_sets: [['x'], ['y'], ['z']]})]}, badges), [['a', ['new', 'old', 'other']]]);
  assert.equal(await found({credentials: [one('a', byName('Taalmaatje'), {trusted_authorities: [{type: 'aki', values: ['x']}]})]}, badges), null);
  assert.equal(await found({credentials: [{id: 'a', format: 'mso_mdoc', meta: {doctype_value: 'x'}}]}, badges), null);
});

test('a path selects members, places and all of a list', () => {
  const claims = {a: [{b: 1}, {b: 2}, {c: 3}]};
  assert.deepEqual(select(claims, ['a', null, 'b']), [{path: ['a', 0, 'b'], value: 1}, {path: ['a', 1, 'b'], value: 2}]);
  assert.deepEqual(select(claims, ['a', 2, 'c']), [{path: ['a', 2, 'c'], value: 3}]);
  for(const path of [['a', 3], ['a', 'length'], ['b'], [0], ['toString'], [null]]) assert.deepEqual(select(claims, path), [], String(path));
});

test('a query that is not DCQL, or more than is looked at, is refused', () => {
  const many = count => Array.from({length: count}, (_, at) => one(`q${at}`, undefined));
  for(const bad of [null, {}, {credentials: many(17)}, {credentials: [one('a b', undefined)]}, {credentials: [one('a', undefined), one('a', undefined)]},
    {credentials: [{id: 'a', format: 'ldp_vc', meta: {}}]}, {credentials: [one('a', [{path: []}])]}, {credentials: [one('a', [{path: [-1]}])]},
    {credentials: [one('a', [{path: Array(17).fill('x')}])]}, {credentials: [one('a', Array(33).fill({path: ['x']}))]},
    {credentials: [one('a', [{path: ['x'], values: [{}]}])]}, {credentials: [one('a', undefined)], credential_sets: []},
    {credentials: [one('a', undefined)], credential_sets: [{options: [['b']]}]}, {credentials: [one('a', undefined, {claim_sets: [['x']]})]}]) {
    assert.throws(() => readDcql(bad), NoQuery, JSON.stringify(bad));
  }
  assert.equal(readDcql({credentials: many(16)}).credentials.length, 16);
});
