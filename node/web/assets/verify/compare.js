// Two answers about one badge, side by side.
const order = ['genuine', 'genuine_with_warning', 'cannot_be_checked', 'not_genuine'];
const isAccepted = outcome => order.indexOf(outcome) < 2;

/**
 * {agreement: 'agree' | 'differ' | 'unable', leads: 'node' | 'browser'}. Both accept it, with or without something to
 * add: they agree, for each may know of a warning that the other cannot. Who could check nothing contradicts nobody;
 * of two that differ, the worse leads.
 */
export function compare(node, browser) {
  if(node === browser || (isAccepted(node) && isAccepted(browser))) return {agreement: 'agree', leads: 'node'};
  const leads = order.indexOf(browser) > order.indexOf(node) ? 'browser' : 'node';
  if(browser === 'cannot_be_checked') return {agreement: 'unable', leads: 'node'};
  return {agreement: 'differ', leads};
}
