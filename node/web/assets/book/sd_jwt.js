// SD-JWT (RFC 9901), from its holder's side: what it says with all that came along, showing a part of it, and the
// key binding. That its issuer signed it is for others to check.
import {base64url, fromBase64url, sha256, textOf, utf8} from './bytes.js';
import {didOf, signJwt} from './keys.js';

const disclosuresMax = 1024;
const depthMax = 64;
const hidden = '...';

const isObject = value => typeof value === 'object' && value !== null && !Array.isArray(value);

export const isSdJwt = text => /^[\w-]+\.[\w-]+\.[\w-]+~/.test(text);

const broken = what => { throw new Error(`SD-JWT: ${what}`); };

function readDisclosure(text) {
  const value = JSON.parse(textOf(fromBase64url(text)));
  if(!Array.isArray(value) || ![2, 3].includes(value.length)) broken('this is no disclosure');
  if(value.length === 3 && (typeof value[1] !== 'string' || ['_sd', hidden].includes(value[1]))) broken('a name');
  return {text, name: value.length === 3 ? value[1] : null, value: value.at(-1)};
}

/** `{jwt, payload, disclosures}`; a key binding that came along is another's, and left out. Throws where it is none. */
async function open(text) {
  const [jwt, ...rest] = text.trim().split('~');
  const texts = rest.slice(0, -1);
  if(rest.length === 0 || texts.length > disclosuresMax) broken('it has no end, or too much in it');
  const payload = JSON.parse(textOf(fromBase64url(jwt.split('.')[1])));
  if(!isObject(payload) || (payload._sd_alg ?? 'sha-256') !== 'sha-256') broken('another hash');
  const disclosures = new Map();
  for(const one of texts) {
    const hash = base64url(await sha256(utf8(one)));
    if(disclosures.has(hash)) broken('a disclosure comes twice');
    disclosures.set(hash, readDisclosure(one));
  }
  return {jwt, payload, disclosures};
}

/** Puts what was disclosed in its place, and notes where that is: `place(path, disclosure)`. */
function unpack(value, disclosures, place, path = []) {
  if(path.length > depthMax) broken('it is nested too deeply');
  if(Array.isArray(value)) {
    const shown = [];
    for(const one of value) {
      const isHidden = isObject(one) && Object.keys(one).length === 1 && typeof one[hidden] === 'string';
      const found = isHidden ? disclosures.get(one[hidden]) : null;
      if(isHidden && !found) continue;
      const at = [...path, shown.length];
      if(found && found.name !== null) broken('a member where an element is');
      if(found) place(at, found);
      shown.push(unpack(found ? found.value : one, disclosures, place, at));
    }
    return shown;
  }
  if(!isObject(value)) return value;
  const shown = new Map();
  for(const [name, one] of Object.entries(value)) {
    if(name !== '_sd') shown.set(name, unpack(one, disclosures, place, [...path, name]));
  }
  for(const hash of Array.isArray(value._sd) ? value._sd : []) {
    const found = disclosures.get(hash);
    if(!found) continue;
    if(found.name === null || shown.has(found.name)) broken('a name stands there twice');
    const at = [...path, found.name];
    place(at, found);
    shown.set(found.name, unpack(found.value, disclosures, place, at));
  }
  return Object.fromEntries(shown);
}

/** `{claims, places}`: all claims, and where each disclosure came to stand: `{path, text}`. Throws where it is none. */
export async function openSdJwt(text) {
  const {payload, disclosures} = await open(text);
  const places = [];
  const {_sd_alg: _, ...claims} = unpack(payload, disclosures, (path, {text: one}) => places.push({path, text: one}));
  if(places.length !== disclosures.size) broken('a disclosure that nothing asks for');
  return {claims, places};
}

/** The `did:key` of the key that a holder must prove to have; empty where it names none, or one of another kind. */
export function boundTo({cnf}) {
  const jwk = cnf?.jwk;
  if(jwk?.kty !== 'OKP' || jwk.crv !== 'Ed25519' || typeof jwk.x !== 'string') return '';
  try {
    return didOf(fromBase64url(jwk.x));
  } catch{
    return '';
  }
}

const isWithin = (path, other) => other.every((step, at) => step === path[at]);

/** With no more disclosed than `paths` need: those in them, and those in which they lie. */
export async function disclose(text, paths) {
  const {places} = await openSdJwt(text);
  const wanted = places.filter(({path}) => paths.some(one => isWithin(one, path) || isWithin(path, one)));
  return `${[text.trim().split('~')[0], ...wanted.map(one => one.text)].join('~')}~`;
}

const valueLengthMax = 200;
const seenMax = 500;
const timed = ['iat', 'nbf', 'exp'];
/** What a check needs, and nobody reads: the key, which people are told of apart, and the place of the status. */
const unread = ['cnf', 'status'];

function said(value, path) {
  const time = path.length === 1 && timed.includes(path[0]) && typeof value === 'number' ? new Date(value * 1000) : null;
  if(time && !Number.isNaN(time.getTime())) return time.toISOString();
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > valueLengthMax ? `${text.slice(0, valueLengthMax)}…` : text;
}

function leaves(value, path, found) {
  const inner = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  if(inner.length === 0) found.push({path, text: said(value, path)});
  for(const [name, one] of inner) leaves(one, [...path, name], found);
  return found;
}

/**
 * All that who is shown this SD-JWT reads in it, `[{path, text}]`: what its issuer lets nobody keep back too. Throws where
 * it is none, or is more than anybody looks through.
 */
export async function seenIn(text) {
  const {claims} = await openSdJwt(text);
  const found = Object.entries(claims).filter(([name]) => !unread.includes(name)).flatMap(([name, one]) => leaves(one, [name], []));
  if(found.length > seenMax) broken('it says more than anybody reads');
  return found;
}

/** `shown` ends in `~`; behind it comes that its holder shows it, now, to who asked (4.3). */
export async function bindKey(shown, holder, {nonce, audience, now}) {
  const claims = {iat: Math.floor(now / 1000), aud: audience, nonce, sd_hash: base64url(await sha256(utf8(shown)))};
  return shown + await signJwt(holder, {typ: 'kb+jwt'}, claims);
}
