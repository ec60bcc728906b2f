// Data Integrity proofs (vc-data-integrity, vc-di-eddsa, vc-di-ecdsa): what is signed, and what a proof says of itself.
import {concat, fromBase58, sha256, utf8} from '../bytes.js';
import {Found} from './findings.js';
import {canonical, each, isObject, without} from './json.js';
import {verify} from './keys.js';
import {limits} from './limits.js';
import {parseTime} from './times.js';

const suites = {
  'eddsa-jcs-2022': {kind: 'Ed25519', hash: hashJcs},
  'ecdsa-jcs-2019': {kind: 'P-256', hash: hashJcs},
  'eddsa-rdfc-2022': {kind: 'Ed25519', hash: hashRdfc},
  'ecdsa-rdfc-2019': {kind: 'P-256', hash: hashRdfc}
};

const malformed = what => new Found('malformed_proof', {detail: what});

async function digestOf(proof, document) {
  const texts = await Promise.all([proof, document]);
  return concat(...await Promise.all(texts.map(text => sha256(utf8(text)))));
}

const startsWith = (context, start) => start.every((one, i) => i < context.length && canonical(context[i]) === canonical(one));

/** The document stands as it did when it was signed: with the context that the proof carries (vc-di-eddsa 3.3.2). */
function hashJcs(unsecured, options) {
  let document = unsecured;
  const of_proof = options['@context'];
  if(of_proof !== undefined) {
    if(!startsWith(each(document['@context']), each(of_proof))) throw new Found('not_covered');
    document = {...document, '@context': of_proof};
  }
  return digestOf(canonical(options), canonical(document));
}

async function hashRdfc(unsecured, options) {
  const {canonize} = await import('./rdf.js');
  const configuration = {...options, '@context': unsecured['@context']};
  return digestOf(canonize(configuration), canonize(unsecured));
}

/** What must be there and be a text; and the times. */
function readProof(proof) {
  if(!isObject(proof)) throw malformed('a proof is an object');
  for(const name of ['type', 'verificationMethod', 'proofPurpose']) {
    if(typeof proof[name] !== 'string' || proof[name] === '') throw malformed(name);
  }
  for(const name of ['created', 'expires']) {
    if(proof[name] !== undefined && parseTime(proof[name]) === undefined) throw malformed(name);
  }
  for(const name of ['cryptosuite', 'proofValue']) {
    const isMissing = proof[name] === undefined && proof.type !== 'DataIntegrityProof';
    if(!isMissing && (typeof proof[name] !== 'string' || proof[name] === '')) throw malformed(name);
  }
  return proof;
}

/** Throws badge.no_proof or badge.malformed_proof. */
export function readProofs({proof}) {
  const all = each(proof);
  if(all.length === 0) throw new Found('no_proof');
  if(all.length > limits.proofs) throw malformed('too many proofs');
  return all.map(readProof).map(one => ({
    source: one,
    method: one.verificationMethod,
    suite: one.cryptosuite ?? one.type,
    purpose: one.proofPurpose,
    created: parseTime(one.created),
    expires: parseTime(one.expires)
  }));
}

/** Before any key is looked for. Throws what there is to find. */
export function checkClaims({source, method, suite, purpose, expires}, now, wanted = 'assertionMethod') {
  if(!/^[A-Za-z][A-Za-z0-9+.-]*:./.test(method)) throw malformed('the verification method is no URL');
  const isKnown = source.type === 'DataIntegrityProof' && Object.hasOwn(suites, suite);
  // A proof that follows others signs them too; that is left to the node.
  if(!isKnown || source.previousProof !== undefined) throw new Found('unknown_suite', {suite});
  if(purpose !== wanted) throw new Found('wrong_purpose', {purpose});
  if(expires !== undefined && expires <= now) throw new Found('proof_expired', {time: source.expires});
}

/** Throws badge.bad_signature, or why it cannot be told. */
export async function verifyProof(document, {source, suite}, key) {
  const {kind, hash} = suites[suite];
  if(key.kind !== kind) throw malformed('the key is of another kind');
  let signature;
  try {
    if(!source.proofValue.startsWith('z') || source.proofValue.length > limits.multikey) throw new RangeError();
    signature = fromBase58(source.proofValue.slice(1));
  } catch{
    throw malformed('proofValue');
  }
  if(signature.length !== 64) throw malformed('proofValue');
  await verify(key, await hash(without(document, 'proof'), without(source, 'proofValue')), signature);
}
