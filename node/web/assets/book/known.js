// What a node answered about a badge, as the book remembers it.
import {objectOf} from './badge.js';

const outcomes = ['genuine', 'genuine_with_warning', 'cannot_be_checked', 'not_genuine'];
const special = {'badge.revoked': 'revoked', 'badge.suspended': 'suspended', 'badge.expired': 'expired',
  'badge.not_yet_valid': 'not_yet'};
const states = {genuine: 'passed', genuine_with_warning: 'warning', cannot_be_checked: 'unchecked', not_genuine: 'failed'};

/** Asks this node. Null where it could not be asked: that says nothing about the badge. */
export async function askNode(badge, fetchIt = fetch) {
  let answer;
  try {
    const response = await fetchIt('/credentials/verify', {
      method: 'POST',
      headers: {'Content-Type': 'application/json'},
      body: JSON.stringify({verifiableCredential: objectOf(badge)})
    });
    answer = (await response.json()).verdict;
  } catch{
    return null;
  }
  if(!outcomes.includes(answer?.outcome)) return null;
  return {at: answer.checkedAt, outcome: answer.outcome, code: answer.code, asOf: answer.status?.asOf ?? null};
}

/** The end of a name in the catalogue. */
export const wordOf = known => special[known.code] ?? known.outcome;
export const stateOf = known => states[known.outcome];

/**
 * A day that has passed since says more than an answer of before; and that somebody's own word is genuine says no more
 * than that it is theirs.
 */
export function stateNow({known, claims, isOwn = false}, now) {
  if(claims.until && Date.parse(claims.until) < now) return {state: 'failed', word: 'expired'};
  if(isOwn && (!known || known.outcome === 'genuine')) return {state: 'unchecked', word: 'own'};
  return known ? {state: stateOf(known), word: wordOf(known)} : null;
}
