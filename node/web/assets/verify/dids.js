// Which key a signature names, and whose it is: out of the DID itself, or out of the documents that are at hand.
import {fromBase64url, textOf} from '../bytes.js';
import {Found} from './findings.js';
import {each, isObject, parse} from './json.js';
import {isSameKey, keyOf, readMultikey} from './keys.js';
import {limits} from './limits.js';
import {parseTime} from './times.js';

export const didOf = url => url.split(/[#?/]/)[0];
const absolute = (id, did) => typeof id === 'string' && id.startsWith('#') ? did + id : id;

/** A did:key and a did:jwk are their own documents: [id of the method, method]. */
function ownMethod(did) {
  try {
    const [, kind, id] = did.split(':');
    if(kind === 'key') {
      readMultikey(id);
      return {id: `${did}#${id}`, controller: did, publicKeyMultibase: id};
    }
    const jwk = parse(textOf(fromBase64url(id)), limits.jwsHeader);
    return {id: `${did}#0`, controller: did, publicKeyJwk: jwk};
  } catch(error) {
    if(error instanceof Found) throw error;
    throw new Found('did_not_found', {signer: did});
  }
}

/** [{document, from, until}], the newest last. Throws badge.did_unsupported or badge.did_unavailable. */
function versionsOf(did, material) {
  const [scheme, method] = did.split(':');
  if(scheme === 'did' && (method === 'key' || method === 'jwk')) {
    const own = ownMethod(did);
    return [{document: {id: did, verificationMethod: [own], assertionMethod: [own.id]}}];
  }
  const known = Object.hasOwn(material.dids, did) ? material.dids[did] : undefined;
  if(!known) throw new Found(method === 'web' || method === 'webvh' ? 'did_unavailable' : 'did_unsupported', {signer: did});
  const versions = each(known.versions);
  const isSound = versions.length > 0 && versions.length <= limits.versions &&
    versions.every(({document}) => isObject(document)) && versions.some(({document}) => document.id === did);
  if(!isSound) throw new Found('did_not_found', {signer: did});
  return versions;
}

/** The methods of a document that may sign assertions, and all others: {method, isAllowed}. */
function methodsOf({id: did, verificationMethod, assertionMethod}) {
  const listed = each(assertionMethod).slice(0, limits.methods);
  const names = new Set(listed.map(one => absolute(isObject(one) ? one.id : one, did)));
  return [...each(verificationMethod), ...listed].filter(isObject).slice(0, 2 * limits.methods).map(method => {
    const id = absolute(method.id, did);
    return {method, id, isAllowed: names.has(id) && method.controller === did};
  });
}

const methodIn = (document, id) => methodsOf(document).find(one => one.id === id);

/** When the key stood under this name for assertions, in the order of time; only where the history is signed. */
function periodsOf(versions, id) {
  const periods = [];
  for(const {document, from, until} of versions) {
    const found = methodIn(document, id);
    if(!found?.isAllowed) continue;
    const key = keyOf(found.method);
    const last = periods.at(-1);
    if(last && last.until === from && isSameKey(last.key, key)) Object.assign(last, {until, method: found.method});
    else periods.push({key, method: found.method, from, until});
  }
  return periods;
}

function pick(periods, signedAt) {
  const began = one => signedAt === undefined || one.from <= signedAt + limits.clockSkew;
  const last = [...periods].reverse();
  return last.find(one => began(one) && (one.until === undefined || (signedAt !== undefined && signedAt < one.until))) ??
    (periods.at(-1).until === undefined ? periods.at(-1) : last.find(began) ?? periods[0]);
}

const timed = version => ({...version, from: parseTime(version.from), until: parseTime(version.until)});

function keyInHistory(id, signedAt, versions) {
  const dated = versions.map(timed);
  const periods = periodsOf(dated, id);
  if(periods.length === 0) return undefined;
  const {key, method, from, until} = pick(periods, signedAt);
  const newest = dated.at(-1);
  const now = newest.until === undefined ? methodIn(newest.document, id) : undefined;
  const revoked = now && isSameKey(keyOf(now.method), key) ? parseTime(now.method.revoked) : undefined;
  return {key, controller: method.controller, isAllowed: true, isProved: true, period: {from, until},
    expires: parseTime(method.expires), revoked};
}

function keyInDocument(id, {document, until}) {
  if(until !== undefined) throw new Found('did_not_found', {signer: didOf(id)});
  const found = methodIn(document, id);
  if(!found) throw new Found('key_not_found');
  return {key: keyOf(found.method), controller: found.method.controller, isAllowed: found.isAllowed,
    isProved: true, expires: parseTime(found.method.expires), revoked: parseTime(found.method.revoked)};
}

/** The only key of its owner, or that which came along, where the signature names none. */
function keyOfOwner(owner, brought, material) {
  if(!owner.startsWith('did:')) throw new Found('key_not_found');
  const {document} = versionsOf(owner, material).at(-1);
  const methods = methodsOf(document).filter((one, i, all) => all.findIndex(({id}) => id === one.id) === i);
  const isIt = ({method}) => brought ? isSameKey(keyOf(method), brought) : methods.length === 1;
  const found = methods.find(isIt);
  if(!found) throw new Found('key_not_found');
  return keyInDocument(found.id, {document});
}

/** Badges of others name keys such as `https://school.example/issuer#z6Mk…`. */
function keyInFragment(id) {
  try {
    const [controller, key] = id.split('#');
    return {key: readMultikey(key), controller, isAllowed: true, isProved: false};
  } catch(error) {
    if(error instanceof Found) throw error;
    // A page of the issuer's would have to be asked, and nobody is.
    throw new Found('key_not_found');
  }
}

function keyInDid(id, signedAt, material) {
  const did = didOf(id);
  const versions = versionsOf(did, material);
  const isDated = material.dids[did]?.isDated === true;
  return (isDated && keyInHistory(id, signedAt, versions)) || keyInDocument(id, versions.at(-1));
}

/**
 * {key, controller, isAllowed, isProved, expires, revoked, period} of the key that signed. Throws what there is
 * to find where there is no such key.
 */
export function lookUp({method, brought, owner, signedAt, material}) {
  if(!method) return keyOfOwner(owner, brought, material);
  const found = method.startsWith('did:') ? keyInDid(method, signedAt, material) : keyInFragment(method);
  if(brought && !isSameKey(found.key, brought)) throw new Found('malformed_proof');
  return found;
}
