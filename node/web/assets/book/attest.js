// What people say themselves: skills that they claim, and confirmations of others' badges, signed with a key of
// a browser (eddsa-jcs-2022 by a did:key). It knows no page.
import {deflateSync, inflateSync} from 'fflate';
import {base58, base64url, concat, fromBase64url, sha256, textOf, utf8} from './bytes.js';
import {didOf, methodOf} from './keys.js';
import {canonical} from './present.js';

export const contexts = ['https://www.w3.org/ns/credentials/v2', 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'];
export const sentenceMax = 1000;
export const nameMax = 100;
const linkLengthMax = 32_000;
const textBytesMax = 200_000;
const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

export const timeOf = ms => new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');

const hashOf = async (proof, document) => concat(...await Promise.all([proof, document].map(one => sha256(utf8(canonical(one))))));

/** The document with its proof (vc-di-eddsa 3.3). */
export async function signCredential(document, holder, now) {
  const proof = {
    '@context': document['@context'], type: 'DataIntegrityProof', cryptosuite: 'eddsa-jcs-2022', created: timeOf(now),
    verificationMethod: methodOf(holder.did), proofPurpose: 'assertionMethod'
  };
  const signature = await holder.sign(await hashOf(proof, document));
  return {...document, proof: {...proof, proofValue: `z${base58(signature)}`}};
}

function fromBase58(text) {
  let number = 0n;
  for(const letter of text) {
    const digit = alphabet.indexOf(letter);
    if(digit < 0) throw new Error('this is no base58');
    number = number * 58n + BigInt(digit);
  }
  const bytes = [];
  for(; number > 0n; number >>= 8n) bytes.unshift(Number(number & 255n));
  return Uint8Array.from([...Array(/^1*/.exec(text)[0].length).fill(0), ...bytes]);
}

/** Whether its issuer, a did:key, signed exactly this. What is signed in another way is not judged here. */
export async function isOwnWord(credential) {
  try {
    const {proof, ...document} = credential;
    const {proofValue, ...configuration} = proof;
    const did = document.issuer?.id ?? document.issuer;
    const key = fromBase58(did.slice('did:key:z'.length)).subarray(2);
    const isSound = did === didOf(key) && proof.verificationMethod === methodOf(did) && proof.proofPurpose === 'assertionMethod' &&
      proof.type === 'DataIntegrityProof' && proof.cryptosuite === 'eddsa-jcs-2022' && proofValue[0] === 'z' &&
      canonical(proof['@context']) === canonical(document['@context']);
    if(!isSound) return false;
    const half = await crypto.subtle.importKey('raw', key, 'Ed25519', false, ['verify']);
    return await crypto.subtle.verify('Ed25519', half, fromBase58(proofValue.slice(1)), await hashOf(configuration, document));
  } catch {
    return false;
  }
}

async function digestOf(text) {
  const digest = await sha256(utf8(text));
  return `sha256-${btoa(String.fromCharCode(...digest))}`;
}

/** What a confirmation is of: the badge by its id, and to the byte by its digest. */
async function resourceOf({text, claims}) {
  const digest = await digestOf(text);
  return {id: claims.id || `urn:${digest.replace(/[^A-Za-z0-9]/g, ':')}`, digestSRI: digest};
}

/** The EndorsementCredential of somebody who read the badge; `name` is what they say they are called. */
export async function confirmBadge(badge, holder, {name, sentence, now}) {
  const resource = await resourceOf(badge);
  return signCredential({
    '@context': contexts,
    id: `urn:uuid:${crypto.randomUUID()}`,
    type: ['VerifiableCredential', 'EndorsementCredential'],
    issuer: {id: holder.did, type: ['Profile'], ...name && {name: name.slice(0, nameMax)}},
    validFrom: timeOf(now),
    credentialSubject: {id: resource.id, type: ['EndorsementSubject'], endorsementComment: sentence.slice(0, sentenceMax)},
    relatedResource: [resource]
  }, holder, now);
}

/** Why a confirmation does not stand beside the badge: `none`, `other` or `changed`; nothing where it does. */
export async function whyNot(confirmation, badge) {
  if(![confirmation?.type ?? []].flat().includes('EndorsementCredential')) return 'none';
  const {id, digestSRI} = await resourceOf(badge);
  const [resource] = [confirmation.relatedResource ?? []].flat();
  if(confirmation.credentialSubject?.id !== id || resource?.digestSRI !== digestSRI) return 'other';
  return await isOwnWord(confirmation) ? '' : 'changed';
}

/** In the fragment of a link, which no browser sends to anybody; null where it would be too long to send on. */
export function packLink(start, value) {
  const link = start + base64url(deflateSync(utf8(JSON.stringify(value)), {level: 9}));
  return link.length > linkLengthMax ? null : link;
}

/** What stands behind the mark, such as `ask=`; null where there is no such mark. Throws where it is broken. */
export function unpackLink(link, mark) {
  const at = link.indexOf(`#${mark}`);
  if(at < 0) return null;
  if(link.length > linkLengthMax) throw new Error('too long');
  const bytes = inflateSync(fromBase64url(link.slice(at + mark.length + 1).trim()), {out: new Uint8Array(textBytesMax + 1)});
  if(bytes.length > textBytesMax) throw new Error('too large');
  return JSON.parse(textOf(bytes));
}
