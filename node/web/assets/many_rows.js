// What an answer of the node comes to in the row of a table, and the receipts of all rows as one file. It knows no page.
import {zipSync} from 'fflate';

const empty = {issuer: '', badge: '', until: '', cause: ''};
const joined = (one, other) => other && other !== one ? `${one} · ${other}` : one;

/**
 * The cells of a row: `said` is {status, json} of the node's answer; nothing where it never came. `speak(name)` is a text of
 * the catalogue. `two` has what is said in both languages, each as [in the first, in the second].
 */
export function rowOf(item, said, speak) {
  const row = {...empty, row: item.number, who: item.who, state: 'unchecked', two: {}};
  const json = said?.json;
  // Where no node answered at all, the network is what is looked at first.
  if(!json?.heading && !json?.sentence) return {...row, verdict: speak('many.waiting'), cause: speak(said ? 'many.no_answer' : 'many.cut')};
  const beside = json.beside ?? {};
  const cause = joined(json.sentence ?? '', beside.sentence);
  if(beside.sentence) row.two.cause = [json.sentence, beside.sentence];
  if(!json.heading) return {...row, verdict: speak('many.unread'), cause};
  if(beside.heading) row.two.verdict = [json.heading, beside.heading];
  return {
    ...row, state: json.state, verdict: joined(json.heading, beside.heading), cause,
    issuer: json.issuer?.name || json.issuer?.id || '', badge: json.name || json.achievement || '', until: json.validUntil?.slice(0, 10) ?? ''
  };
}

/** No name of anybody: the number of the row, which the table has too. */
export const receiptName = number => `receipt-${String(number).padStart(4, '0')}.json`;

/** [{number, receipt}] as a ZIP: a receipt hardly gets smaller than its signature, so a light hand will do. */
export function zipReceipts(receipts) {
  const files = Object.fromEntries(receipts.map(({number, receipt}) => [receiptName(number), new TextEncoder().encode(receipt)]));
  return zipSync(files, {level: 6});
}
