// A badge as people read it: what its text says, without saying that it is true.
import {fromBase64url, textOf} from './bytes.js';
import {unbake} from './unbake.js';

export const textBytesMax = 4_000_000;
const nameLengthMax = 300;
const proseLengthMax = 4000;

export class NoBadge extends Error {
  /** `why` is the end of a name in the catalogue: `none`, `large`, `old`. */
  constructor(why) {
    super(why);
    this.why = why;
  }
}

/** Marks that turn the direction of what follows say nothing to a reader, and lie in a name. */
const unturned = text => text.replace(/[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/g, '');

function prose(value, max = proseLengthMax) {
  if(typeof value === 'object' && value !== null) {
    const one = Array.isArray(value) ? value[0] : value;
    // A text in several languages: {"@value": …} or {"nl": …}.
    value = one?.['@value'] ?? Object.values(one ?? {})[0];
  }
  if(typeof value !== 'string') return '';
  const text = unturned(value).trim();
  return text.length > max ? `${text.slice(0, max)}…` : text;
}

const first = value => Array.isArray(value) ? value[0] : value;
const idOf = value => typeof value === 'string' ? value : typeof value?.id === 'string' ? value.id : '';
const types = value => [value?.type ?? []].flat();

function payloadOf(jwt) {
  const parts = jwt.split('~')[0].split('.');
  if(parts.length !== 3) throw new NoBadge('none');
  return JSON.parse(textOf(fromBase64url(parts[1])));
}

function documentOf(text) {
  try {
    if(text.startsWith('{')) return JSON.parse(text);
    const claims = payloadOf(text);
    // A JWT of VC 1.1 has the credential in a claim.
    return claims.vc ? {...claims.vc, id: claims.vc.id ?? claims.jti} : claims;
  } catch{
    throw new NoBadge('none');
  }
}

function imageOf(document, subject, achievement) {
  const found = achievement?.image ?? subject?.image ?? document.image;
  const address = idOf(first(found));
  // Only what came along: a picture of another host would tell it that somebody looks.
  return address.startsWith('data:image/') ? address : '';
}

/** Of a badge that came out of a backup and cannot be read here: it is kept all the same. */
export function claimsOrNone(text) {
  try {
    return readClaims(text);
  } catch{
    return {id: '', name: '', description: '', criteria: '', issuer: '', issuerId: '', holder: '', from: '',
      until: '', image: '', skills: []};
  }
}

/** What a badge says: `{name, description, criteria, issuer, issuerId, holder, from, until, image, skills}`. */
export function readClaims(text) {
  const document = documentOf(text);
  const is = type => types(document).includes(type);
  if(is('Assertion') || document.badge) throw new NoBadge('old');
  if(!is('VerifiableCredential')) throw new NoBadge('none');
  const subject = first(document.credentialSubject);
  const achievement = first(subject?.achievement);
  const issuer = document.issuer;
  return {
    id: idOf(document),
    name: prose(achievement?.name ?? document.name, nameLengthMax),
    description: prose(achievement?.description ?? document.description),
    criteria: prose(achievement?.criteria?.narrative),
    issuer: prose(issuer?.name, nameLengthMax) || idOf(issuer),
    issuerId: idOf(issuer),
    holder: idOf(subject),
    from: prose(document.validFrom ?? document.issuanceDate, 40),
    until: prose(document.validUntil ?? document.expirationDate, 40),
    image: imageOf(document, subject, achievement),
    skills: [achievement?.alignment ?? []].flat().slice(0, 24)
      .map(one => prose(one?.targetName, nameLengthMax)).filter(Boolean)
  };
}

function mediaTypeOf(text) {
  if(text.startsWith('{')) return 'application/vc';
  if(!text.includes('~')) return 'application/vc+jwt';
  const head = textOf(fromBase64url(text.split('.')[0]));
  return JSON.parse(head).typ === 'dc+sd-jwt' ? 'application/dc+sd-jwt' : 'application/vc+sd-jwt';
}

/**
 * The badge in a file or a text, as `{text, mediaType}`: JSON, a compact JWT or SD-JWT, or a PNG or SVG
 * with one of these in it; out of a survival kit the badge alone. Throws NoBadge.
 */
export function readBadge(bytes) {
  if(bytes.length > 4 * textBytesMax) throw new NoBadge('large');
  const baked = unbake(bytes);
  let text = baked;
  try {
    text ??= textOf(bytes);
  } catch{
    throw new NoBadge('none');
  }
  text = text.replace(/^\ufeff/, '').trim();
  if(text.length > textBytesMax) throw new NoBadge('large');
  if(text.startsWith('{')) text = unwrapped(text);
  readClaims(text);
  return {text, mediaType: mediaTypeOf(text)};
}

/** What holds a badge beside other things, as our own answers do. */
function unwrapped(text) {
  let whole;
  try {
    whole = JSON.parse(text);
  } catch{
    throw new NoBadge('none');
  }
  if(types(whole).includes('EnvelopedVerifiableCredential')) {
    const [head, ...rest] = idOf(whole).split(',');
    if(head.startsWith('data:') && !head.endsWith(';base64')) return rest.join(',');
  }
  if(types(whole).includes('VerifiableCredential')) return text;
  const inner = whole.badge ?? whole.verifiableCredential;
  if(typeof inner === 'string' && inner.split('.').length === 3) return inner.trim();
  if(types(inner).includes('VerifiableCredential')) return JSON.stringify(inner);
  return text;
}

/** Of a badge of the store, for another to check: an object (VC-API). */
export function objectOf({text, mediaType}) {
  if(mediaType === 'application/vc') return JSON.parse(text);
  return {
    '@context': 'https://www.w3.org/ns/credentials/v2',
    type: 'EnvelopedVerifiableCredential',
    id: `data:${mediaType},${text}`
  };
}
