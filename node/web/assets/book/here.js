// The one node that this page asks: that which it came from. What another offers or asks is answered with where
// the badge book there may be.
import {readRequestLink} from './request_link.js';

const bodyLengthMax = 8_000_000;

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

/** An interaction URL that asks for badges where one that gives them was looked for: `link` is the request. */
export class AsksInstead extends Error {
  constructor(link) {
    super('it asks for badges');
    this.link = link;
  }
}

export function placeOf(text) {
  try {
    return new URL(text);
  } catch{
    throw new OfferFault('broken');
  }
}

/** The address, where it is of this node. `way` is that of the same thing at the other: a path with its query. */
export function expectHere(text, origin, way) {
  const url = placeOf(text);
  if(url.origin === origin) return url.href;
  if(url.protocol !== 'https:') throw new OfferFault('broken');
  throw new Elsewhere(url.host, `${url.origin}${way}`);
}

export class Here {
  #fetch;

  constructor({fetch, origin}) {
    this.#fetch = fetch;
    this.origin = origin;
  }

  /** `{status, text, body, at}`: the body as JSON where it is that, and the node's own clock where it told. */
  async ask(url, options = {}) {
    if(placeOf(url).origin !== this.origin) throw new OfferFault('broken');
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
    } catch{ /* a JWT, or an answer of something between us and the node */ }
    if(response.status >= 500) throw new OfferFault('unreachable');
    return {status: response.status, text, body, at: Date.parse(response.headers?.get('Date') ?? '')};
  }

  async get(url) {
    const {status, body} = await this.ask(url, {headers: {Accept: 'application/json'}});
    if(status !== 200 || body === null) throw new OfferFault('gone');
    return body;
  }

  /** VCALM: what an interaction URL can be answered with, `{offer}` or `{request}`, as the link of its protocol. */
  async follow(address) {
    const {pathname, search} = placeOf(address);
    const {protocols} = await this.get(expectHere(address, this.origin, pathname + search));
    const offer = protocols?.['oid4vci-1.0'] ?? protocols?.OID4VCI;
    const request = protocols?.['oid4vp-1.0'] ?? protocols?.OID4VP;
    if(typeof offer === 'string') return {offer};
    const link = typeof request === 'string' ? readRequestLink(request) : null;
    if(!link) throw new OfferFault('kind');
    return {request: link};
  }
}
