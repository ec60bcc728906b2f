// What this check can find, in the words of spec/verdicts.md, and how a verdict follows from it.

const passed = 'passed', warning = 'warning', failed = 'failed', unchecked = 'unchecked';

/** The code without `badge.`: the part that it is about, and its state. The order is that of spec/verdicts.md. */
export const findings = {
  format_good: ['format', passed],
  not_a_credential: ['format', failed],
  malformed: ['format', failed],
  malformed_achievement: ['format', failed],
  unsupported_format: ['format', unchecked],
  unsupported_version: ['format', unchecked],
  signature_good: ['proof', passed],
  no_proof: ['proof', failed],
  malformed_proof: ['proof', failed],
  bad_signature: ['proof', failed],
  wrong_purpose: ['proof', failed],
  proof_expired: ['proof', failed],
  proof_not_yet_valid: ['proof', failed],
  not_covered: ['proof', failed],
  unknown_suite: ['proof', unchecked],
  unknown_context: ['proof', unchecked],
  too_complex: ['proof', unchecked],
  key_not_found: ['proof', unchecked],
  key_unsupported: ['proof', unchecked],
  did_not_found: ['proof', unchecked],
  did_unavailable: ['proof', unchecked],
  did_unsupported: ['proof', unchecked],
  proof_in_future: ['proof', warning],
  other_proof_unchecked: ['proof', warning],
  issuer_good: ['issuer', passed],
  key_replaced: ['issuer', passed],
  key_withdrawn_later: ['issuer', passed],
  wrong_controller: ['issuer', failed],
  key_not_for_this: ['issuer', failed],
  key_expired: ['issuer', failed],
  key_not_yet_used: ['issuer', failed],
  key_revoked: ['issuer', unchecked],
  signing_time_unknown: ['issuer', unchecked],
  issuer_unproved: ['issuer', unchecked],
  key_compromised: ['issuer', warning],
  schema_unknown: ['schema', warning],
  not_revoked: ['status', passed],
  revoked: ['status', failed],
  suspended: ['status', failed],
  status_unknown: ['status', unchecked],
  status_list_unusable: ['status', unchecked],
  status_unsupported: ['status', unchecked],
  status_stale: ['status', warning],
  status_marked: ['status', warning],
  status_message: ['status', warning],
  no_status: ['status', passed],
  in_time: ['dates', passed],
  expired: ['dates', failed],
  not_yet_valid: ['dates', failed],
  endorsement_unchecked: ['endorsements', warning],
  content_unchecked: ['contents', unchecked]
};

const names = Object.keys(findings);
const rank = code => names.indexOf(code.slice('badge.'.length));
export const partOf = code => findings[code.slice('badge.'.length)][0];
export const stateOf = code => findings[code.slice('badge.'.length)][1];

/** Thrown where nothing further can be found: what it says is the finding. */
export class Found extends Error {
  constructor(name, facts = {}) {
    super(name);
    if(!findings[name]) throw new TypeError(`no finding is called ${name}`);
    this.finding = {code: `badge.${name}`, ...facts};
  }
}

export const found = (name, facts) => new Found(name, facts).finding;

// Whose word it is decides before what that word is worth now.
const origin = ['format', 'proof', 'issuer'];

function first(all, state, isOrigin) {
  return all.filter(({code}) => stateOf(code) === state && origin.includes(partOf(code)) === isOrigin)
    .sort((a, b) => rank(a.code) - rank(b.code))[0];
}

/** {verdict, code}: one of the four outcomes, and the finding that decided. */
export function decide(all) {
  for(const half of [true, false]) {
    const bad = first(all, failed, half);
    if(bad) return {verdict: 'not_genuine', code: bad.code};
    const unknown = first(all, unchecked, half);
    if(unknown) return {verdict: 'cannot_be_checked', code: unknown.code};
  }
  if(!all.some(({code}) => code === 'badge.signature_good')) {
    return {verdict: 'cannot_be_checked', code: 'badge.key_not_found'};
  }
  const beside = first(all, warning, true) ?? first(all, warning, false);
  return beside ? {verdict: 'genuine_with_warning', code: beside.code} : {verdict: 'genuine', code: 'badge.genuine'};
}
