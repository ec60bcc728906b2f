// Many badges at once: files, a folder, or a CSV. What else stands in the CSV stays here; the node gets the
// badges, one by one, and is asked no faster than it says.
import {badgesIn, parseCsv, printCsv} from './many_csv.js';
import {checkAll} from './many_run.js';

const itemsMax = 2000;
const csvBytesMax = 64_000_000;
const columns = ['row', 'who', 'verdict', 'issuer', 'badge', 'until', 'cause'];
const signs = {
  passed: 'm10 16.5 4.2 4.2L22.5 12',
  warning: 'M16 9v8.5M16 22.6v.1',
  failed: 'm11 11 10 10M21 11 11 21',
  unchecked: 'M12.2 12.6a3.9 3.9 0 1 1 5.4 3.6c-1.1.5-1.6 1.1-1.6 2.3M16 22.6v.1'
};

const fill = (text, facts) => text.replace(/\{(\w+)\}/g, (whole, name) => facts[name] ?? whole);

function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

function sign(state) {
  const named = (tag, attributes) => {
    const element = document.createElementNS(document.querySelector('.mark svg').namespaceURI, tag);
    for(const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  };
  const svg = named('svg', {viewBox: '0 0 32 32', 'aria-hidden': 'true', fill: 'none', stroke: 'currentColor',
    'stroke-width': '3', 'stroke-linecap': 'round', 'stroke-linejoin': 'round'});
  svg.append(named('circle', {cx: '16', cy: '16', r: '14'}), named('path', {d: signs[state]}));
  return svg;
}

const isCsv = file => /\.(csv|tsv)$/i.test(file.name) || file.type === 'text/csv';
// What a system puts into every folder is nobody's badge.
const isHidden = file => file.name.startsWith('.') || file.name === 'Thumbs.db';

/** [{number, who, badge}], of which `badge` is a text or a file. */
async function itemsOf(files) {
  const items = [];
  for(const file of files) {
    if(isHidden(file) || (isCsv(file) && file.size > csvBytesMax)) continue;
    if(isCsv(file)) items.push(...badgesIn(parseCsv(await file.text())));
    else items.push({number: 0, who: file.webkitRelativePath || file.name, badge: file});
  }
  return items.map((item, place) => ({...item, number: item.number || place + 1}));
}

/** What an answer comes to, in the cells of its row. */
function rowOf(item, said, words) {
  const row = {row: item.number, who: item.who, state: 'unchecked', verdict: words.unread,
    issuer: '', badge: '', until: '', cause: said?.sentence ?? words.no_answer};
  if(!said) return {...row, verdict: words.waiting};
  if(!said.heading) return row;
  return {...row, state: said.state, verdict: said.heading, issuer: said.issuer?.name || said.issuer?.id || '',
    badge: said.name || said.achievement || '', until: said.validUntil?.slice(0, 10) ?? ''};
}

/** The table, and what can be done with it. */
function makeResults(words) {
  const body = make('tbody');
  const rows = new Map();
  const choice = make('select');
  const label = make('label', {}, words.show, ' ', choice);
  const head = make('thead', {}, make('tr', {}, ...columns.map(name => make('th', {scope: 'col', textContent: words[name]}))));
  const table = make('table', {}, make('caption', {className: 'skip', textContent: words.results}), head, body);
  const region = make('div', {className: 'results', tabIndex: 0}, table);
  region.setAttribute('role', 'region');
  region.setAttribute('aria-label', words.results);

  const shown = () => [...rows.values()].filter(({row}) => !choice.value || row.verdict === choice.value);
  function filter() {
    for(const {row, line} of rows.values()) line.hidden = Boolean(choice.value) && row.verdict !== choice.value;
  }
  function put(item, row) {
    const line = rows.get(item)?.line ?? body.appendChild(make('tr'));
    line.className = row.state;
    line.replaceChildren(...columns.map(name => {
      const cell = make(name === 'row' ? 'th' : 'td', name === 'row' ? {scope: 'row'} : {});
      if(name !== 'verdict') cell.append(make('bdi', {textContent: row[name]}));
      else cell.append(make('span', {className: 'word'}, sign(row.state), row.verdict));
      return cell;
    }));
    rows.set(item, {row, line});
  }
  /** The verdicts that there are, with how many there are of each. */
  function offer() {
    const counts = new Map();
    for(const {row} of rows.values()) counts.set(row.verdict, (counts.get(row.verdict) ?? 0) + 1);
    choice.replaceChildren(new Option(`${words.all} (${rows.size})`, ''),
      ...[...counts].map(([verdict, count]) => new Option(`${verdict} (${count})`, verdict)));
    filter();
  }
  choice.addEventListener('change', filter);
  return {region, label, put, offer, csv: () => printCsv([columns.map(name => words[name]),
    ...shown().map(({row}) => columns.map(name => row[name]))])};
}

function save(text) {
  const url = URL.createObjectURL(new Blob([text], {type: 'text/csv'}));
  make('a', {href: url, download: 'badges.csv'}).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** The form as the page itself sends it. */
function post(item, {action, signal}) {
  const form = new FormData();
  if(item.badge instanceof File) form.append('file', item.badge);
  else form.append('text', item.badge);
  return fetch(action, {method: 'POST', body: form, headers: {Accept: 'application/json'}, signal});
}

/** What need not be asked: nothing is there, or too much for one form. */
function knownOf(item, part, words) {
  const bytes = item.badge instanceof File ? item.badge.size : item.badge.length;
  if(!bytes) return {sentence: words.empty};
  return bytes > Number(part.dataset.bytesMax) ? {sentence: part.dataset.tooLarge} : undefined;
}

async function run(part, words, items, place) {
  const stop = new AbortController();
  const bar = make('progress', {max: items.length, value: 0});
  bar.setAttribute('aria-label', words.title);
  const count = make('span');
  const told = make('p');
  told.setAttribute('role', 'status');
  const halt = make('button', {type: 'button', className: 'quiet', textContent: words.stop});
  halt.addEventListener('click', () => stop.abort());
  const results = makeResults(words);
  place.replaceChildren(make('div', {className: 'bar'}, bar, count, make('div', {}, halt)), told, results.region);

  const facts = () => ({done: bar.value, total: items.length});
  const tell = () => { count.textContent = fill(words.progress, facts()); };
  function done(item, said) {
    bar.value++;
    results.put(item, rowOf(item, said, words));
    tell();
  }
  for(const item of items) results.put(item, {...rowOf(item, undefined, words), cause: ''});
  tell();
  halt.focus();
  const ask = items.filter(item => {
    const known = knownOf(item, part, words);
    if(known) done(item, known);
    return !known;
  });
  await checkAll(ask, {
    post: item => post(item, {action: part.dataset.action, signal: stop.signal}),
    sleep: ms => new Promise(wake => {
      const timer = setTimeout(wake, ms);
      stop.signal.addEventListener('abort', () => { clearTimeout(timer); wake(); }, {once: true});
    }),
    done, signal: stop.signal
  });
  end(words, {results, halt, told, text: fill(stop.signal.aborted ? words.stopped : words.done, facts())});
}

/** What there is to do once nothing more comes. */
function end(words, {results, halt, told, text}) {
  results.offer();
  const down = make('button', {type: 'button', textContent: words.download});
  down.addEventListener('click', () => save(results.csv()));
  results.region.before(make('div', {className: 'deeds'}, results.label, down));
  const had_focus = document.activeElement === halt;
  halt.remove();
  told.textContent = text;
  if(had_focus) down.focus();
}

export function begin(part) {
  const words = JSON.parse(part.dataset.words);
  const field = (text, properties) => {
    const input = make('input', {type: 'file', multiple: true, ...properties});
    return [make('label', {className: 'field'}, make('strong', {textContent: text}), input), input];
  };
  const [files_label, files] = field(words.files, {});
  const [folder_label, folder] = field(words.folder, {webkitdirectory: true});
  const start = make('button', {type: 'button', textContent: words.start});
  const said = make('p');
  said.setAttribute('role', 'alert');
  const place = make('div');
  part.append(make('div', {className: 'fields'}, files_label, folder_label), start, said, place);
  async function checkChosen() {
    said.textContent = '';
    const items = await itemsOf([...files.files, ...folder.files]);
    if(!items.length) said.textContent = words.nothing;
    else if(items.length > itemsMax) said.textContent = fill(words.too_many, {max: itemsMax});
    if(said.textContent) return;
    start.disabled = true;
    await run(part, words, items, place);
    start.disabled = false;
  }
  start.addEventListener('click', checkChosen);
  return {
    /** What was dropped on the page, as if it had been chosen here. */
    take(dropped) {
      if(start.disabled) return;
      files.files = dropped;
      folder.value = '';
      part.scrollIntoView();
      checkChosen();
    }
  };
}
