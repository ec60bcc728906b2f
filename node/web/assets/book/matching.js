// Which badges of the book are what a verifier asks for, in DCQL (OpenID4VP 1.0 section 6), and no more than that.
import {boundTo, isSdJwt, openSdJwt} from './sd_jwt.js';
import {documentOf} from './signed.js';

const queriesMax = 16;
const claimsMax = 32;
const stepsMax = 16;
const valuesMax = 64;
const jwtTypes = ['application/vc+jwt', 'application/jwt'];

/** What is asked for is not written as DCQL says, or is more than is looked at. */
export class NoQuery extends Error {}

const fits = (list, most) => Array.isArray(list) && list.length > 0 && list.length <= most;
const isId = value => typeof value === 'string' && /^[\w-]{1,64}$/.test(value);
const isText = value => typeof value === 'string';
const isStep = step => isText(step) || step === null || (Number.isSafeInteger(step) && step >= 0);
const isValue = value => isText(value) || typeof value === 'boolean' || Number.isSafeInteger(value);

function expect(isGood, what) {
  if(!isGood) throw new NoQuery(what);
}

function expectLists(lists, what, isOne) {
  expect(fits(lists, valuesMax) && lists.every(list => fits(list, valuesMax) && list.every(isOne)), what);
}

function readClaims(claims, ids) {
  expect(fits(claims, claimsMax), 'claims');
  for(const {id, path, values} of claims) {
    expect(id === undefined || (isId(id) && !ids.has(id)), 'the id of a claim');
    ids.add(id);
    expect(fits(path, stepsMax) && path.every(isStep), 'a path');
    expect(values === undefined || (fits(values, valuesMax) && values.every(isValue)), 'values');
  }
}

/** `[[type]]`, of which one has to be there whole. */
function kindsAsked({format, meta}) {
  if(format === 'dc+sd-jwt') {
    expect(fits(meta?.vct_values, valuesMax) && meta.vct_values.every(isText), 'vct_values');
    return meta.vct_values.map(one => [one]);
  }
  expectLists(meta?.type_values, 'type_values', isText);
  return meta.type_values;
}

function readQuery(query) {
  expect(isId(query?.id) && isText(query.format), 'a query');
  // A format that is not known here has a `meta` of its own, and is met by no badge.
  const isKnown = ['ldp_vc', 'jwt_vc_json', 'dc+sd-jwt'].includes(query.format);
  const ids = new Set();
  if(query.claims !== undefined) readClaims(query.claims, ids);
  if(query.claim_sets !== undefined) expectLists(query.claim_sets, 'claim_sets', id => isId(id) && ids.has(id));
  return {
    id: query.id,
    format: query.format,
    needsHolder: query.require_cryptographic_holder_binding !== false,
    // Who must stand behind an issuer cannot be told here: nothing is shown then.
    canBeMet: isKnown && query.trusted_authorities === undefined,
    kinds: isKnown ? kindsAsked(query) : [],
    claims: query.claims ?? [],
    claimSets: query.claim_sets ?? []
  };
}

/** `{credentials, sets}`. Throws NoQuery. */
export function readDcql(dcql) {
  expect(fits(dcql?.credentials, queriesMax), 'credentials');
  const credentials = dcql.credentials.map(readQuery);
  const ids = new Set(credentials.map(({id}) => id));
  expect(ids.size === credentials.length, 'two queries have one id');
  const sets = dcql.credential_sets ?? [];
  if(sets.length !== 0 || dcql.credential_sets !== undefined) expect(fits(sets, valuesMax), 'credential_sets');
  for(const {options} of sets) expectLists(options, 'options', id => ids.has(id));
  return {credentials, sets: sets.map(({options, required}) => ({options, isRequired: required !== false}))};
}

/** All that a path selects (section 7), each with the path to it in which nothing is left open: `[{path, value}]`. */
export function select(claims, path) {
  let found = [{path: [], value: claims}];
  for(const step of path) {
    found = found.flatMap(({path: before, value}) => {
      const at = (name, one) => ({path: [...before, name], value: one});
      if(step === null) return Array.isArray(value) ? value.map((one, index) => at(index, one)) : [];
      const isThere = isText(step) ? value !== null && typeof value === 'object' && !Array.isArray(value) &&
        Object.hasOwn(value, step) : Array.isArray(value) && step < value.length;
      return isThere ? [at(step, value[step])] : [];
    });
  }
  return found;
}

function selected({path, values}, claims) {
  const found = select(claims, path);
  return values ? found.filter(({value}) => values.includes(value)) : found;
}

/** What was asked for and is there, `[{path, value}]`; null where it is not what is asked for. */
function saidIn(query, claims) {
  const sets = query.claimSets.length === 0 ? [query.claims] :
    query.claimSets.map(ids => ids.map(id => query.claims.find(one => one.id === id)));
  for(const set of sets) {
    const found = set.map(one => selected(one, claims));
    if(found.every(one => one.length > 0)) return found.flat();
  }
  return null;
}

/** A badge as it is matched; null where it cannot be shown by this protocol. */
async function candidateOf(badge, kindsOf) {
  try {
    if(isSdJwt(badge.text)) {
      const {claims} = await openSdJwt(badge.text);
      const isVct = isText(claims.vct) && !claims['@context'];
      return isVct ? {badge, format: 'dc+sd-jwt', claims, kinds: [claims.vct], holder: boundTo(claims)} : null;
    }
    const claims = documentOf(badge.text);
    const format = badge.text.trim().startsWith('{') ? 'ldp_vc' : jwtTypes.includes(badge.mediaType) ? 'jwt_vc_json' : '';
    return format && {badge, format, claims, kinds: await kindsOf(claims), holder: badge.claims.holder};
  } catch{
    return null;
  }
}

/**
 * What can be shown for each query: `[{query, found: [{badge, said, holder}]}]`. `badges` are those of the store,
 * `dids` the keys of the book; `kindsOf(document)` are its types, as they are written and as its contexts expand them.
 */
async function findAll({credentials}, {badges, dids, kindsOf}) {
  const candidates = (await Promise.all(badges.map(one => candidateOf(one, kindsOf)))).filter(Boolean);
  return credentials.map(query => ({query, found: candidates.flatMap(({badge, format, claims, kinds, holder}) => {
    const isAsked = query.canBeMet && format === query.format && query.kinds.some(all => all.every(one => kinds.includes(one)));
    const isOurs = !query.needsHolder || dids.includes(holder);
    const said = isAsked && isOurs ? saidIn(query, claims) : null;
    return said ? [{badge, said, holder}] : [];
  })}));
}

/**
 * The same, of the queries that are answered: all, or of each required set the first option that can be met whole, and
 * nothing that is optional. Null where the book has not what is asked for.
 */
export async function match(dcql, book) {
  const all = (await findAll(dcql, book)).filter(({found}) => found.length > 0);
  const can = id => all.some(({query}) => query.id === id);
  if(dcql.sets.length === 0) return all.length === dcql.credentials.length ? all : null;
  const chosen = new Set();
  for(const {options, isRequired} of dcql.sets) {
    const met = options.find(option => option.every(can));
    if(isRequired && !met) return null;
    if(isRequired) met.forEach(id => chosen.add(id));
  }
  const answered = all.filter(({query}) => chosen.has(query.id));
  return answered.length > 0 ? answered : null;
}
