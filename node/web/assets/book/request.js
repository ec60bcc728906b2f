// Showing badges to who asks for them: OpenID4VP 1.0 with a signed request and an answer by `direct_post`, as
// spec/requests.md tells it. Only a request of this node is answered here: the page asks nobody else.
import {verifyJws} from '../verify/jose.js';
import {parse} from '../verify/json.js';
import {didOf, lookUp} from '../verify/dids.js';
import {objectOf} from './badge.js';
import {base64url, fromBase64url, random, textOf, utf8} from './bytes.js';
import {Here, OfferFault, expectHere, placeOf} from './here.js';
import {methodOf, signJwt} from './keys.js';
import {NoQuery, match, readDcql} from './matching.js';
import {addProof} from './present.js';
import {bindKey, disclose, seenIn} from './sd_jwt.js';

const requestType = 'oauth-authz-req+jwt';
const prefix = 'decentralized_identifier:';
const requestLengthMax = 64_000;
const nameLengthMax = 300;
const purposeLengthMax = 500; // as much as a node says
const skewMs = 5 * 60_000;
/** How long an answer is good: long enough to arrive. */
const answerMs = 10 * 60_000;
const v2 = ['https://www.w3.org/ns/credentials/v2'];

/** As in a badge: marks that turn the direction say nothing to a reader, and lie in a name. */
function prose(value, max) {
  if(typeof value !== 'string') return '';
  const text = value.replace(/[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/g, '').trim();
  return text.length > max ? `${text.slice(0, max)}…` : text;
}

/** A time as JWTs write it, or as JSON does. */
function timeOf(value) {
  const ms = typeof value === 'number' ? value * 1000 : typeof value === 'string' ? Date.parse(value) : NaN;
  return Number.isFinite(ms) ? ms : null;
}

function openJws(compact) {
  const parts = compact.trim().split('.');
  try {
    if(parts.length !== 3 || compact.length > requestLengthMax) throw new Error('no JWS');
    const [header, claims] = parts.slice(0, 2).map(part => parse(textOf(fromBase64url(part)), requestLengthMax));
    if(header.typ !== requestType || header.crit !== undefined || typeof header.kid !== 'string') throw new Error('typ');
    return {header, claims, input: utf8(`${parts[0]}.${parts[1]}`), signature: fromBase64url(parts[2])};
  } catch(error) {
    throw new OfferFault('broken', error.message);
  }
}

function checkWay({response_type: type, response_mode: mode, transaction_data: data, dcql_query: query}) {
  // Whoever does not know what is to be agreed to must not agree (5.1).
  const isKnown = type === 'vp_token' && mode === 'direct_post' && data === undefined && query !== undefined;
  if(!isKnown) throw new OfferFault('kind');
}

function redirectOf(text) {
  try {
    const url = new URL(text);
    const isGood = url.protocol === 'https:' || (url.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname));
    return isGood ? {url: url.href, host: url.host} : null;
  } catch{
    return null;
  }
}

export class RequestClient {
  #here;
  #now;

  constructor({fetch, origin, now = () => Date.now()}) {
    this.#here = new Here({fetch, origin});
    this.#now = now;
  }

  /**
   * Who asks, for what, and why, of a link that readRequestLink found: `{clientId, did, name, purpose, keptUntil,
   * responseUri, nonce, state, query, behindMs}`, the last by how much the clock here is behind. Throws OfferFault or Elsewhere.
   */
  async read(link) {
    const {clientId, uri, isPost} = link;
    if(!clientId.startsWith(`${prefix}did:`)) throw new OfferFault('kind');
    const way = new URLSearchParams({client_id: clientId, request_uri: uri, request_uri_method: isPost ? 'post' : 'get'});
    const url = expectHere(uri, this.#here.origin, `/wallet?${way}`);
    const walletNonce = isPost ? base64url(random(16)) : undefined;
    const {status, text, at} = await this.#here.ask(url, {
      headers: {Accept: `application/${requestType}`},
      ...isPost && {method: 'POST', body: new URLSearchParams({wallet_nonce: walletNonce})}
    });
    if(status !== 200) throw new OfferFault('gone');
    const request = openJws(text);
    const did = clientId.slice(prefix.length);
    await this.#checkSigner(request, did);
    // By the clock of who asks, since it is they who look at it.
    const behindMs = Number.isNaN(at) ? 0 : at - this.#now();
    return this.#understand(request.claims, {clientId, did, walletNonce, behindMs});
  }

  /** With a key that the DID has now: who lost one cannot ask with it any more. */
  async #checkSigner(request, did) {
    const {kid} = request.header;
    const method = kid.startsWith('#') ? did + kid : kid;
    if(didOf(method) !== did) throw new OfferFault('unproved');
    const document = await this.#documentOf(did);
    try {
      const dids = document ? {[did]: {isDated: false, versions: [{document}]}} : {};
      const {key, isAllowed} = lookUp({method, owner: did, material: {dids, lists: {}}});
      if(!isAllowed) throw new OfferFault('unproved');
      await verifyJws(request, key);
    } catch{
      throw new OfferFault('unproved');
    }
  }

  /** What this node knows of the DID; a did:key or did:jwk says it itself. */
  async #documentOf(did) {
    if(/^did:(key|jwk):/.test(did)) return null;
    const {body} = await this.#here.ask(`${this.#here.origin}/check/material`, {
      method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify({dids: [did], statusLists: []})
    });
    const last = body?.dids?.[did]?.versions?.at(-1);
    if(!last || last.until) throw new OfferFault('unproved');
    return last.document;
  }

  #understand(claims, {clientId, did, walletNonce, behindMs}) {
    const now = this.#now() + behindMs;
    if(claims.client_id !== clientId || claims.wallet_nonce !== walletNonce) throw new OfferFault('broken');
    checkWay(claims);
    const [issued, expires] = [timeOf(claims.iat), timeOf(claims.exp)];
    if((expires !== null && expires + skewMs < now) || (issued !== null && issued > now + skewMs)) throw new OfferFault('gone');
    const {nonce, state = '', response_uri: uri, client_metadata: metadata} = claims;
    const isWhole = typeof nonce === 'string' && nonce !== '' && typeof state === 'string' && typeof uri === 'string';
    if(!isWhole || placeOf(uri).origin !== this.#here.origin) throw new OfferFault('broken');
    return {
      clientId, did, nonce, state, behindMs,
      name: prose(metadata?.client_name, nameLengthMax),
      purpose: prose(claims.purpose ?? metadata?.purpose, purposeLengthMax),
      keptUntil: timeOf(claims.kept_until),
      responseUri: uri,
      query: this.#queryOf(claims.dcql_query)
    };
  }

  #queryOf(dcql) {
    try {
      return readDcql(dcql);
    } catch(error) {
      throw error instanceof NoQuery ? new OfferFault('kind', error.message) : new OfferFault('broken', error.message);
    }
  }

  /**
   * Which badges can be shown for it, as match() has them, the newest first; null where there are none. What is shown
   * claim by claim has `seen`: all that goes out with it.
   */
  async find(asked, book) {
    const all = await match(asked.query, book);
    return all && Promise.all(all.map(async ({query, found}) =>
      ({query, found: query.format === 'dc+sd-jwt' ? await Promise.all(found.map(withSeen)) : found})));
  }

  /** `chosen`: `[{query, shown: {badge, said, holder}}]`. `holderOf(did)` is the key to sign with. */
  async #write(asked, chosen, holderOf) {
    const token = {};
    const now = this.#now() + asked.behindMs;
    for(const {query, shown} of chosen) {
      const holder = query.needsHolder ? await holderOf(shown.holder) : null;
      if(query.needsHolder && !holder) throw new OfferFault('key');
      token[query.id] = [await presentationOf({...asked, now}, query, shown, holder)];
    }
    return JSON.stringify(token);
  }

  async #send(asked, form) {
    if(asked.state) form.state = asked.state;
    return this.#here.ask(asked.responseUri, {method: 'POST', body: new URLSearchParams(form)});
  }

  /** Shows them; where the reader is wanted afterwards: `{url, host}`, or null. Throws OfferFault. */
  async answer(asked, chosen, holderOf) {
    const {status, body} = await this.#send(asked, {vp_token: await this.#write(asked, chosen, holderOf)});
    if(status !== 200) throw new OfferFault('refused', body?.error_description);
    return redirectOf(body?.redirect_uri);
  }

  /** So that who asks does not wait. The same is answered; that it arrives is not needed. */
  async refuse(asked) {
    try {
      const {body} = await this.#send(asked, {error: 'access_denied'});
      return redirectOf(body?.redirect_uri);
    } catch{
      return null;
    }
  }
}

const partOf = ({badge, said}) => disclose(badge.text, said.map(({path}) => path));
/** Read out of what goes out, and not out of what was asked for. */
const withSeen = async one => ({...one, seen: await seenIn(await partOf(one))});

/** One badge as a value of `vp_token`, signed for who asked and for nobody else (Appendix B). */
async function presentationOf(asked, query, one, holder) {
  const {nonce, clientId, now} = asked;
  const {badge} = one;
  if(query.format === 'dc+sd-jwt') {
    const shown = await partOf(one);
    return holder ? bindKey(shown, holder, {nonce, audience: clientId, now}) : shown;
  }
  if(!holder) return query.format === 'ldp_vc' ? JSON.parse(badge.text) : badge.text;
  const presentation = {
    '@context': v2, type: ['VerifiablePresentation'], holder: holder.did, verifiableCredential: [objectOf(badge)]
  };
  if(query.format === 'ldp_vc') {
    return addProof(presentation, holder, {now, expires: now + answerMs, challenge: nonce, domain: clientId});
  }
  const iat = Math.floor(now / 1000);
  return signJwt(holder, {typ: 'vp+jwt', cty: 'vp', kid: methodOf(holder.did)}, {...presentation, iat, nonce, aud: clientId});
}
