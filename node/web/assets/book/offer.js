// Taking what is offered: OpenID4VCI 1.0, the pre-authorized code flow as spec/offers.md tells it.
//
// Only what this node offers is taken here: the page asks nobody else. An offer of another node is answered
// with the address of the badge book there.
import {AsksInstead, Elsewhere, Here, OfferFault, expectHere, placeOf} from './here.js';
import {methodOf, signJwt} from './keys.js';

export {AsksInstead, Elsewhere, OfferFault};

const grant = 'urn:ietf:params:oauth:grant-type:pre-authorized_code';
const formats = ['ldp_vc', 'jwt_vc_json', 'dc+sd-jwt'];
const proofType = 'openid4vci-proof+jwt';

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

// Keyboards of Arabic and Persian, and wide ones, have digits of their own.
const zeros = [0x0660, 0x06f0, 0xff10];

function plainDigit(sign) {
  const at = sign.codePointAt(0);
  const zero = zeros.find(one => at >= one && at < one + 10);
  return zero === undefined ? sign : String(at - zero);
}

/**
 * The code as it is sent, of what was typed; null where it cannot be the one that is asked for (`txCode` as read() has
 * it): an issuer counts the tries.
 */
export function readCode(typed, {digits, isNumeric}) {
  const signs = [...typed].filter(sign => !/[\s\p{Cf}]/u.test(sign));
  if(!isNumeric) return signs.join('');
  const code = signs.filter(sign => !/\p{Pd}/u.test(sign)).map(plainDigit).join('');
  return digits === null || (/^\d+$/.test(code) && code.length === digits) ? code : null;
}

export class OfferClient {
  #here;
  #now;

  constructor({fetch, origin, now = () => Date.now()}) {
    this.#here = new Here({fetch, origin});
    this.#now = now;
  }

  /**
   * Reads an offer that readOfferLink found: `{issuer, code, txCode, configurations}`, where txCode is
   * `{digits, isNumeric}` or null. Throws OfferFault, Elsewhere, or AsksInstead.
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
      const way = `/wallet?credential_offer_uri=${encodeURIComponent(link.uri)}`;
      offer = await this.#here.get(expectHere(link.uri, this.#here.origin, way));
    }
    return this.#understand(offer);
  }

  async #follow(address) {
    const {offer, request} = await this.#here.follow(address);
    if(request) throw new AsksInstead(request);
    const found = readOfferLink(offer);
    if(!found || found.interaction) throw new OfferFault('kind');
    return found;
  }

  async #understand(offer) {
    const way = `/wallet?credential_offer=${encodeURIComponent(JSON.stringify(offer))}`;
    const issuer = expectHere(offer.credential_issuer ?? '', this.#here.origin, way);
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
      txCode: asked ? {
        digits: Number.isSafeInteger(asked.length) ? asked.length : null,
        isNumeric: (asked.input_mode ?? 'numeric') === 'numeric'
      } : null,
      configuration: configurations[0],
      metadata
    };
  }

  /** Well-known addresses stand before the path of an issuer (RFC 8414 3.1, OpenID4VCI 12.2.2). */
  #metadata(name, issuer) {
    const {origin, pathname} = placeOf(issuer);
    return this.#here.get(`${origin}/.well-known/${name}${pathname.replace(/\/$/, '')}`);
  }

  async #token(offer, txCode) {
    const server = await this.#metadata('oauth-authorization-server', offer.issuer);
    const form = new URLSearchParams({grant_type: grant, 'pre-authorized_code': offer.code});
    if(txCode) form.set('tx_code', txCode);
    const {status, body} = await this.#here.ask(server.token_endpoint, {method: 'POST', body: form});
    if(status === 200 && body?.access_token) return body.access_token;
    // The node says the same of a code that is wrong, used and over, and a reader is told as much.
    throw new OfferFault('code', body?.error_description);
  }

  async #post(url, token, content) {
    return this.#here.ask(url, {
      method: 'POST',
      headers: {'Content-Type': 'application/json', Authorization: `Bearer ${token}`},
      body: JSON.stringify(content)
    });
  }

  async #proof(offer, holder) {
    const {status, body, at} = await this.#here.ask(offer.metadata.nonce_endpoint, {method: 'POST'});
    if(status !== 200) throw new OfferFault('unreachable');
    // By the clock of who looks at it: that of a phone may be wrong, and no badge is lost by that.
    const now = Number.isNaN(at) ? this.#now() : at;
    const claims = {aud: offer.issuer, iat: Math.floor(now / 1000), nonce: body.c_nonce};
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
