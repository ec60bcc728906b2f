// A credential as a JWT (vc-jose-cose), or in the claim `vc` of one as VC 1.1 had it.
import {fromBase64url, textOf, utf8} from '../bytes.js';
import {Found} from './findings.js';
import {each, isObject, parse} from './json.js';
import {joseName, keyOf, verify} from './keys.js';
import {limits} from './limits.js';
import {parseTime} from './times.js';

const no = what => new Found('not_a_credential', {detail: what});
const contradiction = what => new Found('malformed', {detail: what});

function partsOf(compact) {
  const parts = compact.split('.');
  if(parts.length !== 3 || parts[0].length > limits.jwsHeader) throw no('this is no JWS');
  try {
    const [header, payload] = parts.slice(0, 2).map(part => parse(textOf(fromBase64url(part))));
    const signature = fromBase64url(parts[2]);
    if(!isObject(header) || !isObject(payload) || typeof header.alg !== 'string') throw no('this is no JWS');
    return {header, payload, signature, input: utf8(`${parts[0]}.${parts[1]}`)};
  } catch(error) {
    throw error instanceof Found ? error : no('this is no JWS');
  }
}

const seconds = value => typeof value === 'number' ? value * 1000 : undefined;
const utc = ms => new Date(Math.floor(ms / 1000) * 1000).toISOString().replace('.000Z', 'Z');
const idOf = value => isObject(value) ? value.id : value;

function agree(credential, claim, name, text) {
  if(text === undefined) return credential;
  if(credential[name] === undefined) return {...credential, [name]: text};
  if(idOf(credential[name]) !== text) throw contradiction(`${claim} says something else than ${name}`);
  return credential;
}

function agreeOnDate(credential, claim, name, ms) {
  if(ms === undefined) return credential;
  if(credential[name] === undefined) return {...credential, [name]: utc(ms)};
  const there = parseTime(credential[name]);
  if(there === undefined || utc(there) !== utc(ms)) throw contradiction(`${claim} says something else than ${name}`);
  return credential;
}

function agreeOnSubject(credential, id) {
  const subject = credential.credentialSubject;
  if(id === undefined || subject === undefined) return credential;
  const all = each(subject);
  if(Array.isArray(subject) ? !all.some(one => idOf(one) === id) : subject.id !== undefined && subject.id !== id) {
    throw contradiction('sub says something else than credentialSubject');
  }
  return Array.isArray(subject) ? credential : {...credential, credentialSubject: {...subject, id}};
}

/** The claims of VC 1.1 are put where the credential has them; where both are there, they must agree. */
function readOldClaims({vc, iss, jti, sub, nbf, exp}) {
  if(!isObject(vc)) throw contradiction('vc is no object');
  const isNew = each(vc['@context']).includes('https://www.w3.org/ns/credentials/v2');
  const [from, until] = isNew ? ['validFrom', 'validUntil'] : ['issuanceDate', 'expirationDate'];
  let credential = agree(agree(vc, 'iss', 'issuer', iss), 'jti', 'id', jti);
  credential = agreeOnSubject(credential, sub);
  return agreeOnDate(agreeOnDate(credential, 'nbf', from, seconds(nbf)), 'exp', until, seconds(exp));
}

function checkTypes({iss, jti, sub, nbf, exp, iat}) {
  for(const text of [iss, jti, sub]) {
    if(text !== undefined && typeof text !== 'string') throw new Found('malformed_proof');
  }
  for(const date of [nbf, exp, iat]) {
    if(date !== undefined && !(typeof date === 'number' && Math.abs(date) < 1e11)) throw new Found('malformed_proof');
  }
}

/** {credential, jws}. Throws badge.not_a_credential, badge.malformed or badge.unsupported_format. */
export function openJwt(compact) {
  const jws = partsOf(compact);
  const {header, payload} = jws;
  if(header.crit !== undefined || header.b64 !== undefined) throw no('the header asks for an extension');
  const type = String(header.typ ?? '').replace(/^application\//, '');
  if(!['', 'JWT', 'vc+jwt'].includes(type)) throw new Found(type === 'vp+jwt' ? 'not_a_credential' : 'unsupported_format');
  const isOld = payload.vc !== undefined || payload.vp !== undefined;
  if(isOld && type === 'vc+jwt') throw contradiction('the claims vc and vp may not be there');
  if(payload.vp !== undefined) throw no('this is a presentation');
  checkTypes(payload);
  return {credential: isOld ? readOldClaims(payload) : payload, jws: {...jws, isOld}};
}

/** What the JWT says of its signature, in the words of a proof. Throws badge.malformed_proof. */
export function readJws({header, payload, isOld}, owner) {
  if(payload.iss !== undefined && payload.iss !== owner) throw new Found('malformed_proof');
  const kid = header.kid ?? '';
  if(typeof kid !== 'string') throw new Found('malformed_proof');
  const method = kid === '' || kid.includes(':') ? kid : `${owner}${kid.startsWith('#') ? '' : '#'}${kid}`;
  return {
    method,
    suite: header.alg,
    brought: header.jwk === undefined ? undefined : keyOf({publicKeyJwk: header.jwk}),
    created: seconds(payload.iat ?? payload.nbf),
    notBefore: isOld ? undefined : seconds(payload.nbf),
    expires: isOld ? undefined : seconds(payload.exp)
  };
}

export async function verifyJws({header, input, signature}, key) {
  if(!['EdDSA', 'Ed25519', 'ES256'].includes(header.alg)) throw new Found('unknown_suite', {suite: header.alg});
  const named = header.alg === 'Ed25519' ? 'EdDSA' : header.alg;
  if(named !== joseName(key)) throw new Found('malformed_proof');
  await verify(key, input, signature);
}
