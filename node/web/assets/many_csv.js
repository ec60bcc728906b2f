// A table as CSV: read, with the column that holds the badges found, and written so that no
// spreadsheet takes a cell for a formula. Knows nothing of the page.

const separators = [',', ';', '\t'];

/** The separator that stands most often in the first line, outside of quotes. */
function separatorOf(text) {
  const line = text.slice(0, 10_000).replace(/"(?:[^"]|"")*"/g, '').split(/\r?\n/, 1)[0];
  const counts = separators.map(one => line.split(one).length);
  return separators[counts.indexOf(Math.max(...counts))];
}

/** Rows of cells (RFC 4180), without rows that are empty. A quote that never ends takes the rest. */
export function parseCsv(text) {
  const whole = text.replace(/^\uFEFF/, '');
  const separator = separatorOf(whole);
  const rows = [];
  let row = [], cell = '', at = 0;
  const endCell = () => { row.push(cell.trim()); cell = ''; };
  const endRow = () => { endCell(); if(row.some(one => one)) rows.push(row); row = []; };
  while(at < whole.length) {
    const c = whole[at];
    if(c === '"' && cell.trim() === '') {
      [cell, at] = quoted(whole, at + 1);
    } else if(c === separator) {
      endCell(); at++;
    } else if(c === '\n' || c === '\r') {
      endRow(); at++;
    } else {
      const next = end(whole, at, separator);
      cell += whole.slice(at, next); at = next;
    }
  }
  if(cell || row.length) endRow();
  return rows;
}

/** What stands up to the closing quote, in which two quotes are one; and where it goes on. */
function quoted(text, from) {
  let cell = '';
  for(;;) {
    const quote = text.indexOf('"', from);
    if(quote < 0) return [cell + text.slice(from), text.length];
    cell += text.slice(from, quote);
    if(text[quote + 1] !== '"') return [cell, quote + 1];
    cell += '"';
    from = quote + 2;
  }
}

function end(text, from, separator) {
  let at = from + 1;
  while(at < text.length && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r') at++;
  return at;
}

const isBadge = cell => cell.startsWith('{') || /^eyJ[\w-]*\./.test(cell);
const isLink = cell => /^https:\/\//.test(cell);
const hint = /badge|credential|vc|link|url|شارة|رابط/i;

/**
 * The column with the badges, or else with the links to them; -1 where there is neither. Of columns with
 * equally many the one goes first whose name says so: applicants have more links than one.
 */
export function findColumn(rows) {
  const width = Math.max(0, ...rows.map(row => row.length));
  const columns = Array.from({length: width}, (_, place) => place);
  const count = (place, test) => rows.filter(row => test(row[place] ?? '')).length;
  const named = place => hint.test(rows[0][place] ?? '') ? 1 : 0;
  for(const test of [isBadge, isLink]) {
    const best = columns.map(place => ({place, found: count(place, test), named: named(place)}))
      .sort((a, b) => b.found - a.found || b.named - a.named || a.place - b.place)[0];
    if(best?.found) return best.place;
  }
  return -1;
}

/** [{number, who, badge}]: `number` is that of the row in the file, where the head is the first. */
export function badgesIn(rows) {
  const column = findColumn(rows);
  if(column < 0) return [];
  const has_head = !isBadge(rows[0][column] ?? '') && !isLink(rows[0][column] ?? '');
  const others = row => row.filter((cell, place) => place !== column && cell).slice(0, 2).join(' · ');
  return rows.map((row, place) => ({number: place + 1, who: others(row), badge: row[column] ?? ''}))
    .slice(has_head ? 1 : 0);
}

/** A spreadsheet would take such a cell for a formula, and a badge's words are anybody's. */
function guarded(cell) {
  return /^\s*[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
}

/** With a mark at the start by which spreadsheets know that it is UTF-8. */
export function printCsv(rows) {
  const cell = text => `"${guarded(String(text)).replaceAll('"', '""')}"`;
  return '\uFEFF' + rows.map(row => row.map(cell).join(',') + '\r\n').join('');
}
