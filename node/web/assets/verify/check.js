// The second check of a badge: by the visitor's own browser, written apart from the node's, with the same words for
// what it finds (spec/verdicts.md). It asks nobody: all that it may know of others is in `material`,
//
//   {dids: {[did]: {versions: [{document, from, until}], isDated}},
//    lists: {[url]: {credential, asOf, revokedBefore}}}
//
// as POST /check/material answers it. What it cannot tell, it says it cannot; never that it is well.
import {readCredential} from './credential.js';
import {didOf, lookUp} from './dids.js';
import {decide, Found, found, partOf, stateOf} from './findings.js';
import {readJws, verifyJws} from './jose.js';
import {limits} from './limits.js';
import {open} from './open.js';
import {checkClaims, readProofs, verifyProof} from './proof.js';
import {checkStatus, readEntry} from './status.js';

const iso = ms => new Date(ms).toISOString();
const partyOf = ({issuerName, issuer}) => issuerName || issuer;

function signaturesOf({credential, jws}, owner) {
  return jws ? [readJws(jws, owner)] : readProofs(credential);
}

function checkJwsClaims({notBefore, expires}, now) {
  if(notBefore !== undefined && notBefore > now + limits.clockSkew) throw new Found('proof_not_yet_valid', {time: iso(notBefore)});
  if(expires !== undefined && expires <= now) throw new Found('proof_expired', {time: iso(expires)});
}

/** The key was replaced since, as the history of its owner tells. */
function checkPeriod({period, revoked, controller}, signedAt, party) {
  const until = iso(period.until);
  if(signedAt === undefined) return found('signing_time_unknown', {signer: controller, time: until});
  if(signedAt + limits.clockSkew < period.from) return found('key_not_yet_used', {signer: controller});
  if(signedAt >= period.until) return found('key_expired', {signer: controller});
  if(revoked === undefined) return found('key_replaced', {issuer: party, until, time: iso(signedAt)});
  const name = signedAt < revoked ? 'key_withdrawn_later' : 'key_compromised';
  return found(name, {issuer: party, since: iso(revoked), time: iso(signedAt)});
}

function checkOwner(key, signature, read, now) {
  const party = partyOf(read);
  const {controller, period, revoked, expires} = key;
  if(controller !== read.issuer) return found('wrong_controller', {issuer: party, signer: controller});
  if(!key.isProved) return found('issuer_unproved', {issuer: party});
  if(!key.isAllowed) return found('key_not_for_this', {signer: controller});
  if(period?.until !== undefined) return checkPeriod(key, signature.created ?? read.from, party);
  if(revoked !== undefined && revoked <= now) return found('key_revoked', {signer: controller, time: iso(revoked)});
  if(expires !== undefined && expires <= (signature.created ?? now)) return found('key_expired', {signer: controller});
  return found('issuer_good', {issuer: party});
}

/** {proof, owner, warnings} of one signature; without `owner` it is not good. */
async function judge(opened, signature, read, {now, material}) {
  try {
    if(opened.jws) checkJwsClaims(signature, now);
    else checkClaims(signature, now);
    const {method, brought, created} = signature;
    const key = lookUp({method, brought, owner: read.issuer, signedAt: created ?? read.from, material});
    if(opened.jws) await verifyJws(opened.jws, key.key);
    else await verifyProof(opened.credential, signature, key.key);
    const warnings = created !== undefined && created > now + limits.clockSkew ?
      [found('proof_in_future', {time: iso(created)})] : [];
    return {proof: found('signature_good'), owner: checkOwner(key, signature, read, now), warnings};
  } catch(error) {
    if(error instanceof Found) return {proof: error.finding};
    throw error;
  }
}

/** What failed fails all; a good proof of a stranger never stands in for one that was not checked. */
function combine(all) {
  const failed = all.find(({proof}) => stateOf(proof.code) === 'failed');
  if(failed) return [failed.proof];
  const isGood = ({owner}) => owner && ['passed', 'warning'].includes(stateOf(owner.code));
  const chosen = all.find(isGood) ?? all.find(({owner}) => !owner) ?? all[0];
  const others = all.filter(one => one !== chosen && !one.owner).map(() => found('other_proof_unchecked'));
  return [chosen.proof, ...(chosen.owner ? [chosen.owner] : []), ...(chosen.warnings ?? []), ...others];
}

/** The findings about the proof and whose it is. */
async function originOf(opened, read, rules) {
  try {
    const judged = [];
    for(const one of signaturesOf(opened, read.issuer)) judged.push(await judge(opened, one, read, rules));
    return combine(judged);
  } catch(error) {
    if(error instanceof Found) return [error.finding];
    throw error;
  }
}

function checkDates({from, until}, now) {
  if(from !== undefined && from > now) return found('not_yet_valid', {time: iso(from)});
  if(until !== undefined && until < now) return found('expired', {time: iso(until)});
  return found('in_time', {until: until === undefined ? undefined : iso(until)});
}

/** What a badge may carry that is left to the node, said as what could not be checked here. */
function unlooked({schemas, hasEndorsements, hasContents}) {
  return [
    ...schemas.map(({id}) => found('schema_unknown', {schema: id})),
    ...(hasEndorsements ? [found('endorsement_unchecked')] : []),
    ...(hasContents ? [found('content_unchecked')] : [])
  ];
}

async function findAll({text, bytes}, rules) {
  const opened = await open({text, bytes});
  const read = readCredential(opened.credential);
  const all = [found('format_good'), ...await originOf(opened, read, rules)];
  const {verdict} = decide(all);
  const isOwners = verdict === 'genuine' || verdict === 'genuine_with_warning';
  // Of a badge that is not its issuer's, no list of the issuer's says anything.
  if(isOwners) {
    const checkOrigin = async (list, of) => decide(await originOf(list, of, rules));
    all.push(...await checkStatus(read.statuses, {...rules, issuer: read.issuer, issuerName: read.issuerName, checkOrigin}));
    all.push(...unlooked(read));
  }
  all.push(checkDates(read, rules.now));
  return {all, read};
}

const empty = {dids: {}, lists: {}};

/**
 * {verdict, code, findings: [{code, ...facts}], issuer, name, subject, from}: `text` or `bytes` is the file, `now` milliseconds
 * since 1970. Never throws: what went wrong here could not be checked.
 */
export async function check({text, bytes, material = empty, now = Date.now()}) {
  const rules = {now, material: {...empty, ...material}};
  try {
    const {all, read} = await findAll({text, bytes}, rules);
    return {...decide(all), findings: all, issuer: partyOf(read), name: read.name, subject: read.subjects[0].id, from: read.from};
  } catch(error) {
    // A fault of ours is no fault of the badge's.
    const finding = error instanceof Found ? error.finding : found('too_complex', {detail: String(error)});
    return {...decide([finding]), findings: [finding]};
  }
}

/** {dids, statusLists: [{url, issuer}]}: what a check of this file needs to know of others. */
export async function needsOf({text, bytes}) {
  try {
    const opened = await open({text, bytes});
    const read = readCredential(opened.credential);
    const methods = signaturesOf(opened, read.issuer).map(({method}) => method);
    const dids = new Set([read.issuer, ...methods.map(didOf)].filter(one => /^did:(web|webvh):/.test(one)));
    const lists = new Map();
    for(const one of read.statuses) {
      try {
        const {url} = readEntry(one);
        lists.set(url, {url, issuer: read.issuer});
      } catch{
        // It is said where the badge is checked.
      }
    }
    return {dids: [...dids], statusLists: [...lists.values()]};
  } catch{
    return {dids: [], statusLists: []};
  }
}

export {partOf};

/** Fetches what is large, so that it is there where the network is cut. */
export const warm = () => import('./rdf.js');
