// What a holder shows by a link: badges as they are, signed by who shows them until a day. Its signature is checked
// as that of a badge is, for the purpose of saying who one is; and then each badge for itself.
import {check, needsOf} from './check.js';
import {lookUp} from './dids.js';
import {decide, Found, found} from './findings.js';
import {each, isObject, parse} from './json.js';
import {limits} from './limits.js';
import {checkClaims, readProofs, verifyProof} from './proof.js';

const v2 = 'https://www.w3.org/ns/credentials/v2';
const order = ['genuine', 'genuine_with_warning', 'cannot_be_checked', 'not_genuine'];
const worstOf = all => all.reduce((one, other) => order.indexOf(other.verdict) > order.indexOf(one.verdict) ? other : one);
const textOf = value => typeof value === 'string' ? value : JSON.stringify(value);

/** The presentation in a text; nothing where it is something else. */
export function readPresentation({text}) {
  if(!text?.trim().startsWith('{')) return undefined;
  try {
    const value = parse(text.trim());
    return isObject(value) && each(value.type).includes('VerifiablePresentation') ? value : undefined;
  } catch{
    return undefined;
  }
}

const badgesIn = ({verifiableCredential}) => each(verifiableCredential);

async function checkHolder(presentation, now) {
  const {holder, '@context': contexts} = presentation;
  const name = isObject(holder) ? holder.id : holder;
  if(each(contexts)[0] !== v2 || typeof name !== 'string') throw new Found('malformed', {detail: 'holder'});
  const [proof, ...others] = readProofs(presentation);
  if(others.length > 0) throw new Found('unknown_suite', {suite: 'proofs'});
  checkClaims(proof, now, 'authentication');
  // A book makes its keys itself, and a did:key is its own document.
  if(!proof.method.startsWith('did:key:')) throw new Found('did_unsupported', {signer: proof.method});
  const {key, controller} = lookUp({method: proof.method, owner: name, material: {dids: {}}});
  if(controller !== name) throw new Found('wrong_controller', {issuer: name, signer: controller});
  await verifyProof(presentation, proof, key);
  return {holder: name, until: proof.expires};
}

/**
 * {verdict, code, findings, holder, until, badges: [what check() says], worst}: of a presentation that does not hold no
 * badge is looked at. `worst` is what it comes to with its badges. Never throws.
 */
export async function checkPresentation(presentation, {material, now = Date.now()}) {
  try {
    const badges = badgesIn(presentation);
    if(badges.length > limits.presented) throw new Found('malformed', {detail: 'verifiableCredential'});
    const shown = await checkHolder(presentation, now);
    const checked = [];
    for(const one of badges) {
      const result = await check({text: textOf(one), material, now});
      checked.push({...result, isHolders: result.subject === shown.holder});
    }
    const findings = [found('format_good'), found('signature_good')];
    const own = {...decide(findings), findings};
    return {...own, ...shown, badges: checked, worst: worstOf([own, ...checked])};
  } catch(error) {
    const finding = error instanceof Found ? error.finding : found('too_complex', {detail: String(error)});
    const own = {...decide([finding]), findings: [finding]};
    return {...own, badges: [], worst: own};
  }
}

/** As needsOf of a badge, of all of them; no more names than a node answers at once. */
export async function needsOfAll(presentation) {
  const dids = new Set();
  const lists = new Map();
  for(const one of badgesIn(presentation).slice(0, limits.presented)) {
    const needs = await needsOf({text: textOf(one)});
    for(const did of needs.dids) dids.add(did);
    for(const list of needs.statusLists) lists.set(list.url, list);
  }
  return {dids: [...dids].slice(0, limits.names), statusLists: [...lists.values()].slice(0, limits.names)};
}
