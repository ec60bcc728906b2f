// A credential as its standards have it (VC Data Model 2.0 and 1.1, Open Badges 3.0): the members that a check
// stands on.
import {isUrl} from './urls.js';
import {Found} from './findings.js';
import {each, isObject} from './json.js';
import {limits} from './limits.js';
import {checkOpenBadge} from './open_badge.js';
import {parseTime} from './times.js';

const v1 = 'https://www.w3.org/2018/credentials/v1';
const v2 = 'https://www.w3.org/ns/credentials/v2';

const bad = path => new Found('malformed', {detail: path});

function readContexts(contexts) {
  if(!Array.isArray(contexts) || contexts.length === 0 || contexts.length > limits.contexts) throw bad('@context');
  if(contexts[0] !== v2 && contexts[0] !== v1) throw bad('@context');
  if(!contexts.every(one => typeof one === 'string' ? isUrl(one) : isObject(one))) throw bad('@context');
  return contexts[0] === v1;
}

function readTypes(types) {
  if(!Array.isArray(types) || types.length > limits.types) throw bad('type');
  if(!types.every(one => typeof one === 'string' && one !== '')) throw bad('type');
  if(!types.includes('VerifiableCredential')) throw bad('type');
  return types;
}

function readUrl(object, name) {
  if(object[name] !== undefined && !isUrl(object[name])) throw bad(name);
  return object[name];
}

function readTime(object, name) {
  const time = parseTime(object[name]);
  if(object[name] !== undefined && time === undefined) throw bad(name);
  return time;
}

function readSubjects(credential) {
  const all = each(credential.credentialSubject);
  const isGood = all.length > 0 && all.length <= limits.subjects &&
    all.every(one => isObject(one) && Object.keys(one).length > 0);
  if(!isGood) throw bad('credentialSubject');
  for(const one of all) readUrl(one, 'id');
  return all;
}

function readTyped(credential, name, max) {
  const all = each(credential[name]);
  const hasType = ({type}) => typeof type === 'string' || Object.keys(typeof type === 'object' ? type ?? {} : {}).length > 0;
  // IETF's status stands without a type, and is not read here.
  if(all.length > max || !all.every(one => isObject(one) && (hasType(one) || one.idx !== undefined))) throw bad(name);
  for(const one of all) readUrl(one, 'id');
  return all;
}

/** A text, one with its language, or a list of these. */
function isText(value) {
  if(typeof value === 'string') return true;
  if(isObject(value)) return typeof value['@value'] === 'string';
  return Array.isArray(value) && value.length > 0 && value.every(one => !Array.isArray(one) && isText(one));
}

function checkWords(credential) {
  for(const name of ['name', 'description']) {
    if(credential[name] !== undefined && !isText(credential[name])) throw bad(name);
  }
}

const textIn = value => typeof value === 'string' ? value : isObject(value) ? textIn(value['@value'] ?? '') :
  Array.isArray(value) && value.length > 0 && !Array.isArray(value[0]) ? textIn(value[0]) : '';

/** {issuer, issuerName, name, from, until, statuses, schemas, types, subjects}. Throws badge.malformed and the like. */
export function readCredential(credential) {
  const isOld = readContexts(credential['@context']);
  const types = readTypes(credential.type);
  const id = readUrl(credential, 'id');
  const {issuer} = credential;
  const issuerId = isObject(issuer) ? readUrl(issuer, 'id') : readUrl(credential, 'issuer');
  if(issuerId === undefined) throw bad('issuer');
  checkWords(credential);
  const subjects = readSubjects(credential);
  const from = readTime(credential, isOld ? 'issuanceDate' : 'validFrom');
  const until = readTime(credential, isOld ? 'expirationDate' : 'validUntil');
  if((isOld && from === undefined) || (from !== undefined && until < from)) throw bad('validUntil');
  const read = {
    id, types, subjects, from, until,
    issuer: issuerId,
    issuerName: isObject(issuer) ? textIn(issuer.name) : '',
    name: textIn(subjects[0].achievement?.name) || textIn(credential.name),
    statuses: readTyped(credential, 'credentialStatus', limits.statuses),
    schemas: readTyped(credential, 'credentialSchema', limits.statuses),
    hasEndorsements: each(credential.endorsement).length > 0 || each(credential.endorsementJwt).length > 0 ||
      each(subjects[0].achievement?.endorsement).length > 0 || (isObject(issuer) && each(issuer.endorsement).length > 0),
    hasContents: types.includes('ClrCredential') || subjects.some(one => each(one.verifiableCredential).length > 0)
  };
  for(const name of ['evidence', 'termsOfUse']) readTyped(credential, name, limits.related);
  readTyped(credential, 'refreshService', limits.statuses);
  if(read.schemas.some(one => one.id === undefined)) throw bad('credentialSchema');
  if(types.includes('OpenBadgeCredential') || types.includes('AchievementCredential')) checkOpenBadge(credential, read);
  return read;
}
