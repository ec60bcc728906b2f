// The table of many answers: filled as they come, filtered, printed, and written as CSV. On a narrow screen each row
// stands by itself, with the name of each column beside what is in it.
import {element, signOf} from './dom.js';
import {printCsv} from './many_csv.js';

export const columns = ['row', 'who', 'verdict', 'issuer', 'badge', 'until', 'cause'];

/** Rows that are drawn as blocks are no table to who listens, where it is not said. */
const table = (role, tag, ...children) => {
  const made = element(tag, {}, ...children);
  made.setAttribute('role', role);
  return made;
};

function cellOf(name, row, label) {
  const cell = name === 'row' ? table('rowheader', 'th') : table('cell', 'td');
  if(name === 'row') cell.scope = 'row';
  cell.dataset.label = label;
  if(name === 'verdict') cell.append(element('span', {className: 'word'}, signOf(row.state), element('span', {}, row.shown.verdict())));
  else if(row.shown[name]) cell.append(row.shown[name]());
  else cell.append(element('bdi', {textContent: row[name]}));
  // An empty line of a stacked row says nothing.
  cell.classList.toggle('is-empty', row[name] === '');
  return cell;
}

/**
 * `put(item, row)`: a row is {row, who, verdict, issuer, badge, until, cause} as text, `state`, and `shown`: by column,
 * functions that make a node where text is not enough, as where there are two languages.
 */
export function makeTable(speech) {
  const body = table('rowgroup', 'tbody');
  const rows = new Map();
  const choice = element('select');
  const heads = columns.map(name => {
    const head = table('columnheader', 'th', speech.line(`many.${name}`));
    head.scope = 'col';
    return head;
  });
  const whole = table('table', 'table', element('caption', {className: 'skip'}, speech.line('many.results')),
    table('rowgroup', 'thead', table('row', 'tr', ...heads)), body);
  const region = table('region', 'div', whole);
  region.className = 'results';
  region.tabIndex = 0;
  region.setAttribute('aria-label', speech.text('many.results'));

  const isShown = row => !choice.value || row.verdict === choice.value;
  function filter() {
    for(const {row, line} of rows.values()) line.hidden = !isShown(row);
  }
  function put(item, row) {
    const line = rows.get(item)?.line ?? body.appendChild(table('row', 'tr'));
    line.className = row.state;
    line.replaceChildren(...columns.map(name => cellOf(name, row, speech.both(`many.${name}`))));
    rows.set(item, {row, line});
  }
  /** The verdicts that there are, with how many there are of each. */
  function offer() {
    const counts = new Map();
    for(const {row} of rows.values()) counts.set(row.verdict, (counts.get(row.verdict) ?? 0) + 1);
    choice.replaceChildren(new Option(`${speech.both('many.all')} (${rows.size})`, ''),
      ...[...counts].map(([verdict, count]) => new Option(`${verdict} (${count})`, verdict)));
    filter();
  }
  choice.addEventListener('change', filter);
  return {
    region, put, offer,
    label: element('label', {}, speech.line('many.show'), ' ', choice),
    csv: () => printCsv([columns.map(name => speech.text(`many.${name}`)),
      ...[...rows.values()].filter(({row}) => isShown(row)).map(({row}) => columns.map(name => row[name]))])
  };
}
