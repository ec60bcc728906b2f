// A self-assessment in the four sections of the EU skills profile tool: who, what for, what one can do, and what
// stands then. What somebody says becomes a claim that they sign themselves; a badge of another or a
// confirmation fills it in. It knows no page.
import {contexts, signCredential, timeOf} from './attest.js';
import {confirmationsOf} from './confirmations.js';
import {documentOf} from './signed.js';

const esco = 'http://data.europa.eu/esco/skill/';

/** Our own selection of ESCO's groups of skills (1.1.1): name, and the end of its URI. */
export const groups = {
  people: {
    care: 'e7a48651-3f68-4762-bf93-57cc1af47016', serve: 'e1746275-6d4e-4b02-b526-eeebf3052b6d',
    teach: '5770f630-9b25-49f3-9d37-e93ec1799749', sell: 'b99283cd-b908-4100-baa5-112692ac22b8'
  },
  hands: {
    cook: 'b85711bc-32d6-42af-ae0f-e2e566d0dfca', build: '18da3b88-1cd5-4ef3-83d6-664e52afdaba',
    tools: 'd23b21ca-2ef5-4b5e-b37e-a5311dc2e292', grow: '4364e0cd-66ad-4f0c-b96d-0ea6796067cb',
    animals: 'e5419bb1-38c7-458a-b263-b7e73e02bc7e', carry: '1cc5ff0b-afaa-4993-9de7-ab0d77b6cca2'
  },
  digital: {
    devices: '3399045f-8078-4066-8b46-475b49b260ab', online: 'cacc62f3-2df4-4cc3-9d5d-0d014db56bd9',
    office: 'f306bf2a-271d-4059-ba7b-e83849cb8960'
  },
  self: {
    team: '036afa6e-cdde-4b38-a53a-8e7910a840e1', plan: '66fdc34c-2326-4baa-b8ff-7a1d1015fe3a',
    solve: '13d301d0-98cb-414f-a8f9-a3f059228133', learn: 'f5c9eef3-0495-4747-9519-d71a58d252bd',
    numbers: 'edc72cfe-78a8-4531-b00f-92992a0bb8cb'
  },
  drive: {drive: '663d82aa-4c0d-46bc-90f5-03770f068bb1'}
};
const languagesOfEsco = `${esco}43f425aa-f45d-4bb4-a200-6f82fa211b66`;
const cefr = 'https://www.coe.int/en/web/common-european-framework-reference-languages/level-descriptions';

export const languages = ['nl', 'en', 'ar', 'uk', 'ti', 'fa', 'tr', 'so', 'pl', 'fr', 'es', 'de'];
/** As each calls itself, for a browser that has no name of it in the language of the page. */
export const ownNames = {nl: 'Nederlands', en: 'English', ar: 'العربية', uk: 'Українська', ti: 'ትግርኛ', fa: 'فارسی', tr: 'Türkçe',
  so: 'Soomaali', pl: 'Polski', fr: 'Français', es: 'Español', de: 'Deutsch'};
export const levels = ['A1', 'A2', 'B1', 'B2', 'C1', 'C2'];
export const wants = ['language', 'course', 'job', 'own', 'study', 'help'];
export const howOften = ['some', 'often', 'work'];

/** The questions in their order, each a screen: [section, what]. */
export const screens = [[1, 'name'], [2, 'wants'], [3, 'languages'], ...Object.keys(groups).map(group => [3, group]), [4, 'result']];

export const emptyAnswers = () => ({name: '', wants: [], languages: {}, skills: {}, claims: {}});

const uriOf = id => Object.values(groups).map(group => group[id]).find(Boolean);

/** What is claimed: [{key, id, level}]; the key is the same for the same skill. */
export function claimedIn({languages: spoken, skills}) {
  return [
    ...Object.entries(spoken).filter(([, level]) => levels.includes(level)).map(([id, level]) => ({key: `language.${id}`, id, level})),
    ...Object.entries(skills).filter(([id, often]) => uriOf(id) && howOften.includes(often)).map(([id, level]) => ({key: `skill.${id}`, id, level}))
  ];
}

const alignment = (targetName, targetUrl, more) => ({type: ['Alignment'], targetName, targetUrl, ...more});

export function alignmentsOf({key, id, level}, name) {
  if(key.startsWith('skill.')) {
    return [alignment(name, esco + uriOf(id), {targetFramework: 'ESCO', targetType: 'ext:ESCO'})];
  }
  return [
    alignment(`${name} ${level}`, cefr, {targetFramework: 'CEFR', targetCode: level, targetType: 'CFItem'}),
    alignment(name, languagesOfEsco, {targetFramework: 'ESCO', targetType: 'ext:ESCO'})
  ];
}

/** A badge that says of itself who gave it: issuer and subject are the same key. */
export function signClaim(claim, {holder, person, name, description, how, language, now}) {
  return signCredential({
    '@context': contexts,
    id: `urn:uuid:${crypto.randomUUID()}`,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    issuer: {id: holder.did, type: ['Profile'], ...person && {name: person}},
    validFrom: timeOf(now),
    name,
    credentialSubject: {
      id: holder.did,
      type: ['AchievementSubject'],
      achievement: {
        id: `urn:uuid:${crypto.randomUUID()}`, type: ['Achievement'], name, description, achievementType: 'Competency',
        inLanguage: language, criteria: {narrative: how}, alignment: alignmentsOf(claim, name)
      }
    }
  }, holder, now);
}

function targetsOf(badge) {
  try {
    const subject = [documentOf(badge.text).credentialSubject].flat()[0];
    return [[subject.achievement].flat()[0].alignment ?? []].flat().map(one => one.targetUrl);
  } catch {
    return [];
  }
}

/** The badge of somebody else that speaks of the same skill; of languages none can be told by ESCO's group. */
export function proofOf({key, id}, badges) {
  if(!key.startsWith('skill.')) return undefined;
  return badges.find(badge => badge.claims.issuerId !== badge.claims.holder && targetsOf(badge).includes(esco + uriOf(id)));
}

/** How a claim stands: {state: 'said' | 'signed' | 'confirmed' | 'badge', badge}. */
export async function standingOf(claim, answers, badges, store) {
  const proof = proofOf(claim, badges);
  if(proof) return {state: 'badge', badge: proof};
  const own = badges.find(badge => badge.id === answers.claims[claim.key]?.badge);
  if(!own) return {state: 'said'};
  const confirmations = await confirmationsOf(store, own);
  return {state: confirmations.length > 0 ? 'confirmed' : 'signed', badge: own};
}

/**
 * Signs what is new or was answered otherwise, and takes away what is said no longer. `wordsOf(claim)` gives
 * {name, description, how}. What was signed as it is stays, with its confirmations.
 */
export async function signAll(answers, store, {wordsOf, language, now}) {
  const holder = await store.holder();
  const claims = {};
  const claimed = claimedIn(answers);
  for(const claim of claimed) {
    const before = answers.claims[claim.key];
    if(before?.level === claim.level && await store.get(before.badge)) {
      claims[claim.key] = before;
      continue;
    }
    const signed = await signClaim(claim, {holder, person: answers.name, language, now, ...wordsOf(claim)});
    claims[claim.key] = {level: claim.level, badge: await store.add(JSON.stringify(signed), 'application/vc')};
  }
  for(const [key, {badge}] of Object.entries(answers.claims)) {
    if(claims[key]?.badge !== badge) await store.remove(badge);
  }
  return {...answers, claims};
}
