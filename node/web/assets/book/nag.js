// What the book asks kindly, one thing at a time, and not again for three days after "later".
const restMs = 3 * 86_400_000;

/** `pin`, `backup` or empty. `saved` is how many badges the last backup had. */
export function nagOf({badges, hasPhrase, saved, later, now}) {
  if(badges === 0 || now - later < restMs) return '';
  if(!hasPhrase) return 'pin';
  return badges >= 3 && badges - saved >= 3 ? 'backup' : '';
}
