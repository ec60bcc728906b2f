// A badge as people read it: what its text says, without saying that it is true.
import {fromBase64url, textOf} from './bytes.js';
import {boundTo, isSdJwt, openSdJwt} from './sd_jwt.js';
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

const nothing = {id: '', name: '', description: '', criteria: '', issuer: '', issuerId: '', holder: '', from: '',
  until: '', image: '', skills: []};

/** Seconds since 1970 (RFC 7519 2) as text. */
function timeOf(seconds) {
  const time = new Date(typeof seconds === 'number' ? seconds * 1000 : NaN);
  return Number.isNaN(time.getTime()) ? '' : time.toISOString();
}

/** An SD-JWT VC has claims of its own; what it says of an achievement may be in it all the same. */
function claimsOfVct(document) {
  const achievement = first(document.achievement ?? first(document.credentialSubject)?.achievement);
  const issuer = prose(document.iss, nameLengthMax);
  return {
    ...nothing,
    id: prose(document.jti, nameLengthMax),
    name: prose(achievement?.name ?? document.name ?? document.vct, nameLengthMax),
    description: prose(achievement?.description ?? document.description),
    criteria: prose(achievement?.criteria?.narrative),
    issuer: prose(document.issuer?.name ?? document.issuer_name, nameLengthMax) || issuer,
    issuerId: issuer,
    holder: idOf(document.sub) || boundTo(document),
    from: timeOf(document.nbf ?? document.iat),
    until: timeOf(document.exp),
    image: imageOf(document, document, achievement),
    skills: skillsOf(achievement)
  };
}

const skillsOf = achievement => [achievement?.alignment ?? []].flat().slice(0, 24)
  .map(one => prose(one?.targetName, nameLengthMax)).filter(Boolean);

function claimsIn(document) {
  const is = type => types(document).includes(type);
  if(typeof document?.vct === 'string' && !document['@context']) return claimsOfVct(document);
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
    holder: idOf(subject) || boundTo(document),
    from: prose(document.validFrom ?? document.issuanceDate, 40),
    until: prose(document.validUntil ?? document.expirationDate, 40),
    image: imageOf(document, subject, achievement),
    skills: skillsOf(achievement)
  };
}

/**
 * What a badge says: `{name, description, criteria, issuer, issuerId, holder, from, until, image, skills}`; of an
 * SD-JWT what it shows to everybody. Throws NoBadge.
 */
export const readClaims = text => claimsIn(documentOf(text));

/** The same with all that its holder can show; nothing of a badge that cannot be read here, and is kept all the same. */
export async function claimsOrNone(text) {
  try {
    return isSdJwt(text) ? claimsIn((await openSdJwt(text)).claims) : readClaims(text);
  } catch{
    return nothing;
  }
}

function mediaTypeOf(text) {
  if(text.startsWith('{')) return 'application/vc';
  if(!text.includes('~')) return 'application/vc+jwt';
  const head = textOf(fromBase64url(text.split('.')[0]));
  return JSON.parse(head).typ === 'dc+sd-jwt' ? 'application/dc+sd-jwt' : 'application/vc+sd-jwt';
}

/**
 * The badge in a file or a text, as `{text, mediaType}`: JSON, a compact JWT or SD-JWT, or a PNG, SVG or PDF
 * with one of these in it; out of a survival kit the badge alone. Throws NoBadge.
 */
export function readBadge(bytes) {
  if(bytes.length > 4 * textBytesMax) throw new NoBadge('large');
  let text;
  try {
    text = unbake(bytes) ?? textOf(bytes);
  } catch{
    throw new NoBadge('none');
  }
  text = text.replace(/^\ufeff/, '').trim();
  if(text.length > textBytesMax) throw new NoBadge('large');
  if(text.startsWith('{')) text = unwrapped(text);
  readClaims(text);
  return {text, mediaType: mediaTypeOf(text)};
}

const isCompact = text => /^[\w-]+\.[\w-]+\.[\w-]+(~|$)/.test(text.trim());

/** What holds a badge beside other things: a survival kit, an envelope, and our own answers. */
function unwrapped(text) {
  let whole;
  try {
    whole = JSON.parse(text);
  } catch{
    throw new NoBadge('none');
  }
  if(types(whole).includes('VerifiableCredential')) return text;
  return compactIn(whole) ?? insideOf(whole.badge ?? whole.verifiableCredential) ?? text;
}

/** What is in the envelope of a JWT or SD-JWT (vc-jose-cose 3.1.3). */
function compactIn(value) {
  if(!types(value).includes('EnvelopedVerifiableCredential')) return null;
  const [head, ...rest] = idOf(value).split(',');
  return head.startsWith('data:') && !head.endsWith(';base64') ? rest.join(',') : null;
}

function insideOf(inner) {
  const one = Array.isArray(inner) && inner.length === 1 ? inner[0] : inner;
  if(typeof one === 'string' && isCompact(one)) return one.trim();
  return types(one).includes('VerifiableCredential') ? JSON.stringify(one) : compactIn(one);
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
