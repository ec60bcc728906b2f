// A presentation for whoever gets the link: the badges as they are, signed by their holder until a day.
import {base58, concat, sha256, utf8} from './bytes.js';
import {objectOf} from './badge.js';
import {methodOf} from './keys.js';

export const presentedMax = 64;

/** JCS (RFC 8785): JSON.stringify already writes numbers and texts as it wants them. */
export function canonical(value) {
  if(Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if(value === null || typeof value !== 'object') return JSON.stringify(value);
  const names = Object.keys(value).filter(name => value[name] !== undefined).sort();
  return `{${names.map(name => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}`;
}

const xmlTime = ms => new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');

/** eddsa-jcs-2022 (vc-di-eddsa 3.3) over `document`, with what the holder answers to where it was asked. */
export async function addProof(document, holder, {now, expires, challenge, domain}) {
  const proof = {
    type: 'DataIntegrityProof',
    cryptosuite: 'eddsa-jcs-2022',
    created: xmlTime(now),
    verificationMethod: methodOf(holder.did),
    proofPurpose: 'authentication',
    ...expires && {expires: xmlTime(expires)},
    ...challenge && {challenge},
    ...domain && {domain}
  };
  const configuration = {'@context': document['@context'], ...proof};
  const hashes = [configuration, document].map(one => sha256(utf8(canonical(one))));
  const signature = await holder.sign(concat(...await Promise.all(hashes)));
  return {...document, proof: {...configuration, proofValue: `z${base58(signature)}`}};
}

/** `expires` and `now` in milliseconds. */
export function makePresentation(badges, holder, {now, expires}) {
  const presentation = {
    '@context': ['https://www.w3.org/ns/credentials/v2'],
    type: ['VerifiablePresentation'],
    holder: holder.did,
    verifiableCredential: badges.map(objectOf)
  };
  return addProof(presentation, holder, {now, expires});
}
