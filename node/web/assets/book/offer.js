// Taking what is offered: OpenID4VCI 1.0, the pre-authorized code flow as spec/offers.md tells it.
//
// Only what this node offers is taken here: the page asks nobody else. An offer of another node is answered
// with the address of the badge book there.
import {methodOf, signJwt} from './keys.js';

const grant = 'urn:ietf:params:oauth:grant-type:pre-authorized_code';
const formats = ['ldp_vc', 'jwt_vc_json'];
const bodyLengthMax = 8_000_000;
const proofType = 'openid4vci-proof+jwt';

/** `why` is the end of a name in the catalogue. */
export class OfferFault extends Error {
  constructor(why, detail = '') {
    super(detail || why);
    this.why = why;
  }
}

/** Of another node: `url` is where its own badge book may be. */
export class Elsewhere extends Error {
  constructor(host, url) {
    super(host);
    this.host = host;
    this.url = url;
  }
}

/** The parameters of an offer or of an interaction in a text; null where there are none. */
export function readOfferLink(text) {
  let url;
  try {
    url = new URL(text.trim());
  } catch{
    return null;
  }
  const found = name => url.searchParams.get(name);
  if(found('credential_offer')) return {offer: found('credential_offer')};
  if(found('credential_offer_uri')) return {uri: found('credential_offer_uri')};
  if(found('iuv') === '1' && url.protocol.startsWith('http')) return {interaction: url.href};
  return null;
}

function placeOf(text) {
  try {
    return new URL(text);
  } catch{
    throw new OfferFault('broken');
  }
}

function expectHere(text, origin, parameter) {
  const url = placeOf(text);
  if(url.origin === origin) return url.href;
  if(url.protocol !== 'https:') throw new OfferFault('broken');
  throw new Elsewhere(url.host, `${url.origin}/wallet?${parameter}`);
}

export class OfferClient {
  #fetch;
  #origin;
  #now;

  constructor({fetch, origin, now = () => Date.now()}) {
    this.#fetch = fetch;
    this.#origin = origin;
    this.#now = now;
  }

  async #ask(url, options = {}) {
    if(new URL(url).origin !== this.#origin) throw new OfferFault('broken');
    let response;
    try {
      response = await this.#fetch(url, {credentials: 'omit', cache: 'no-store', redirect: 'error', ...options});
    } catch{
      throw new OfferFault('unreachable');
    }
    if(response.status === 429) throw new OfferFault('often');
    const text = await response.text();
    if(text.length > bodyLengthMax) throw new OfferFault('broken');
    let body = null;
    try {
      body = text ? JSON.parse(text) : null;
    } catch{ /* an answer of something between us and the node */ }
    if(response.status >= 500) throw new OfferFault('unreachable');
    return {status: response.status, body};
  }

  async #get(url) {
    const {status, body} = await this.#ask(url, {headers: {Accept: 'application/json'}});
    if(status !== 200 || body === null) throw new OfferFault('gone');
    return body;
  }

  /**
   * Reads an offer that readOfferLink found: `{issuer, code, txCode, configurations}`, where txCode is
   * `{digits, isNumeric}` or null. Throws OfferFault or Elsewhere.
   */
  async read(link) {
    if(link.interaction) link = await this.#follow(link.interaction);
    let offer;
    try {
      offer = link.offer ? JSON.parse(link.offer) : null;
    } catch{
      throw new OfferFault('broken');
    }
    if(!offer) {
      const parameter = `credential_offer_uri=${encodeURIComponent(link.uri)}`;
      offer = await this.#get(expectHere(link.uri, this.#origin, parameter));
    }
    return this.#understand(offer);
  }

  /** VCALM: what an interaction URL can be answered with. */
  async #follow(address) {
    const {protocols} = await this.#get(expectHere(address, this.#origin, placeOf(address).search.slice(1)));
    const found = typeof protocols?.OID4VCI === 'string' && readOfferLink(protocols.OID4VCI);
    if(!found || found.interaction) throw new OfferFault('kind');
    return found;
  }

  async #understand(offer) {
    const parameter = `credential_offer=${encodeURIComponent(JSON.stringify(offer))}`;
    const issuer = expectHere(offer.credential_issuer ?? '', this.#origin, parameter);
    const grants = offer.grants?.[grant];
    const ids = offer.credential_configuration_ids;
    if(!grants?.['pre-authorized_code'] || !Array.isArray(ids)) throw new OfferFault('kind');
    const metadata = await this.#metadata('openid-credential-issuer', issuer);
    if(metadata.credential_issuer !== offer.credential_issuer) throw new OfferFault('broken');
    const known = metadata.credential_configurations_supported ?? {};
    const configurations = ids.filter(id => formats.includes(known[id]?.format));
    // The one that can be shown to anybody comes first: an object with its proof in it.
    configurations.sort((a, b) => formats.indexOf(known[a].format) - formats.indexOf(known[b].format));
    if(configurations.length === 0) throw new OfferFault('kind');
    const asked = grants.tx_code;
    return {
      issuer: offer.credential_issuer,
      name: metadata.display?.[0]?.name ?? placeOf(issuer).host,
      code: grants['pre-authorized_code'],
      txCode: asked ? {digits: asked.length ?? null, isNumeric: (asked.input_mode ?? 'numeric') === 'numeric'} : null,
      configuration: configurations[0],
      metadata
    };
  }

  /** Well-known addresses stand before the path of an issuer (RFC 8414 3.1, OpenID4VCI 12.2.2). */
  #metadata(name, issuer) {
    const {origin, pathname} = placeOf(issuer);
    return this.#get(`${origin}/.well-known/${name}${pathname.replace(/\/$/, '')}`);
  }

  async #token(offer, txCode) {
    const server = await this.#metadata('oauth-authorization-server', offer.issuer);
    const form = new URLSearchParams({grant_type: grant, 'pre-authorized_code': offer.code});
    if(txCode) form.set('tx_code', txCode);
    const {status, body} = await this.#ask(server.token_endpoint, {method: 'POST', body: form});
    if(status === 200 && body?.access_token) return body.access_token;
    // The node says the same of a code that is wrong, used and over, and a reader is told as much.
    throw new OfferFault('code', body?.error_description);
  }

  async #post(url, token, content) {
    return this.#ask(url, {
      method: 'POST',
      headers: {'Content-Type': 'application/json', Authorization: `Bearer ${token}`},
      body: JSON.stringify(content)
    });
  }

  async #proof(offer, holder) {
    const {status, body} = await this.#ask(offer.metadata.nonce_endpoint, {method: 'POST'});
    if(status !== 200) throw new OfferFault('unreachable');
    const claims = {aud: offer.issuer, iat: Math.floor(this.#now() / 1000), nonce: body.c_nonce};
    return signJwt(holder, {typ: proofType, kid: methodOf(holder.did)}, claims);
  }

  /**
   * Takes it, bound to the holder's key: `{badge}` as a text, or `{later}`, which askLater() goes on with.
   * A nonce that was over is asked for again, once.
   */
  async take(offer, txCode, holder) {
    const token = await this.#token(offer, txCode);
    for(let tries = 0;; ++tries) {
      const jwt = await this.#proof(offer, holder);
      const {status, body} = await this.#post(offer.metadata.credential_endpoint, token,
        {credential_configuration_id: offer.configuration, proofs: {jwt: [jwt]}});
      if(body?.error === 'invalid_nonce' && tries === 0) continue;
      if(status === 202 && body?.transaction_id) return {later: this.#laterOf(offer, token, body)};
      if(status !== 200) throw new OfferFault('refused', body?.error_description);
      return this.#received(body, {endpoint: offer.metadata.notification_endpoint, token});
    }
  }

  #laterOf(offer, token, body) {
    return {
      url: offer.metadata.deferred_credential_endpoint,
      token,
      transaction: body.transaction_id,
      intervalMs: Math.min(Math.max(Number(body.interval) || 5, 1), 60) * 1000,
      name: offer.name
    };
  }

  /** `{badge}`, or `{later}` again while it is not ready. */
  async askLater(later) {
    const {status, body} = await this.#post(later.url, later.token, {transaction_id: later.transaction});
    if(status === 202) return {later};
    if(status !== 200) throw new OfferFault('refused', body?.error_description);
    return this.#received(body, {endpoint: null, token: later.token});
  }

  #received(body, {endpoint, token}) {
    const credential = body?.credentials?.[0]?.credential;
    if(!credential) throw new OfferFault('broken');
    const badge = typeof credential === 'string' ? credential : JSON.stringify(credential);
    return {badge, told: endpoint && body.notification_id ? {endpoint, token, id: body.notification_id} : null};
  }

  /** That it is kept, or not. What comes of that changes nothing here. */
  async tell(told, event) {
    if(!told) return;
    await this.#post(told.endpoint, told.token, {notification_id: told.id, event}).catch(() => {});
  }
}
