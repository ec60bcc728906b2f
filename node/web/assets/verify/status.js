// Whether a badge was withdrawn: Bitstring Status List (and StatusList2021, which came before), from lists that are
// at hand. The list is a credential itself, so it is checked as one.
import {fromBase64url, inflate} from '../bytes.js';
import {readCredential} from './credential.js';
import {isUrl} from './urls.js';
import {Found, found} from './findings.js';
import {each, isObject} from './json.js';
import {limits} from './limits.js';
import {open} from './open.js';

const unusable = detail => new Found('status_list_unusable', {detail});

/** {purpose, index, url, size, messages}. Throws badge.status_unsupported. */
export function readEntry(value) {
  const types = each(value.type);
  const isOld = types.includes('StatusList2021Entry');
  const {statusPurpose: purpose, statusListIndex: index, statusListCredential: url, statusSize = 1} = value;
  const isGood = (isOld || types.includes('BitstringStatusListEntry')) &&
    typeof purpose === 'string' && purpose !== '' && isUrl(url) && value.id !== url &&
    typeof index === 'string' && /^(0|[1-9][0-9]{0,14})$/.test(index) &&
    (isOld || (Number.isInteger(statusSize) && statusSize >= 1 && statusSize <= limits.statusSize));
  const messages = each(value.statusMessage);
  const wantsMessages = purpose === 'message' || (!isOld && statusSize > 1);
  if(!isGood || (wantsMessages && messages.length === 0)) throw new Found('status_unsupported', {type: types[0] ?? '?'});
  return {purpose, index: Number(index), url, isOld, size: isOld ? 1 : statusSize, messages};
}

async function bitsOf(encoded, isOld) {
  if(typeof encoded !== 'string' || encoded.length > limits.encodedList) throw unusable('there is no list');
  const isBare = isOld !== undefined && encoded.startsWith('H');
  if(!isBare && !encoded.startsWith('u')) throw unusable('it is no multibase');
  let bits;
  try {
    bits = await inflate(fromBase64url(encoded.slice(isBare ? 0 : 1)), 'gzip', limits.list);
  } catch{
    throw unusable('it is no gzip');
  }
  if(bits.length * 8 < limits.listEntries) throw unusable('it is too short');
  return bits;
}

/** The value at a place, whose first bit is the highest of its byte. */
function valueAt(bits, {index, size}) {
  const from = index * size;
  if(from + size > bits.length * 8) throw unusable('there is no such entry');
  let value = 0;
  for(let at = from; at < from + size; ++at) value = value << 1 | bits[at >> 3] >> (7 - (at & 7)) & 1;
  return value;
}

const isOfTypes = (types, old, name) => types.includes(old ? `StatusList2021${name}` : `BitstringStatusList${name}`);

/** {list, read}: its subject and what it says of itself, once its signature is found to be its issuer's. */
async function openList(held, entry, {issuer, now, checkOrigin}) {
  const text = typeof held.credential === 'string' ? held.credential : JSON.stringify(held.credential);
  const opened = await open({text});
  const read = readCredential(opened.credential);
  const [subject] = read.subjects;
  if(!isOfTypes(read.types, entry.isOld, 'Credential') || read.subjects.length !== 1) throw unusable('it is no list');
  if(!isOfTypes(each(subject.type), entry.isOld, '')) throw unusable('it is no list');
  // Who goes on with the list of another is something that only the node knows.
  if(read.issuer !== issuer) throw unusable('it is the list of another');
  if(read.id !== undefined && read.id !== entry.url) throw unusable('it is another list');
  if(read.from !== undefined && read.from > now + limits.clockSkew) throw unusable('it is not valid yet');
  const origin = await checkOrigin(opened, read);
  if(origin.verdict !== 'genuine' && origin.verdict !== 'genuine_with_warning') throw unusable(origin.code);
  return {subject, read};
}

/** When that was so: the later of what the list says of itself, and what is known of its issuer since. */
function known(read, held) {
  const times = [read.from, held.asOf === undefined ? undefined : Date.parse(held.asOf)].filter(Number.isFinite);
  return times.length === 0 ? undefined : new Date(Math.max(...times)).toISOString();
}

async function judge(entry, {subject, read}, held, rules) {
  const {purpose} = entry;
  const facts = {issuer: rules.issuerName || rules.issuer, time: known(read, held), purpose};
  if(!each(subject.statusPurpose).includes(purpose)) throw unusable(`it is not for ${purpose}`);
  if(purpose === 'revocation' && held.revokedBefore) {
    const before = await bitsOf(held.revokedBefore, undefined);
    if(entry.index < before.length * 8 && valueAt(before, entry)) return found('revoked', {...facts, time: undefined});
  }
  const value = valueAt(await bitsOf(subject.encodedList, entry.isOld), entry);
  const message = entry.messages.find(one => isObject(one) && Number(one.status) === value)?.message;
  if(entry.messages.length > 0 && typeof message !== 'string') throw unusable('the value has no message');
  if(value === 0) {
    const isStale = read.until !== undefined && read.until < rules.now;
    return found(isStale ? 'status_stale' : 'not_revoked', facts);
  }
  if(purpose === 'revocation') return found('revoked', facts);
  if(purpose === 'suspension') return found('suspended', facts);
  return message ? found('status_message', {...facts, message}) : found('status_marked', facts);
}

async function checkEntry(value, rules) {
  const entry = readEntry(value);
  const held = Object.hasOwn(rules.material.lists, entry.url) ? rules.material.lists[entry.url] : undefined;
  if(!held) throw new Found('status_unknown');
  try {
    return await judge(entry, await openList(held, entry, rules), held, rules);
  } catch(error) {
    if(error instanceof Found && error.finding.code.startsWith('badge.status')) throw error;
    throw unusable(error instanceof Found ? error.finding.code : 'it cannot be read');
  }
}

/** A finding for each entry. `rules` is {issuer, issuerName, now, material, checkOrigin}. */
export async function checkStatus(statuses, rules) {
  if(statuses.length === 0) return [found('no_status')];
  const all = [];
  for(const one of statuses) {
    try {
      all.push(await checkEntry(one, rules));
    } catch(error) {
      if(!(error instanceof Found)) throw error;
      all.push(error.finding);
    }
  }
  return all;
}
