// Many badges at once: files, a folder, or a CSV. What else stands in the CSV stays here; the node gets the
// badges, one by one, and is asked no faster than it says.
import loaders from 'virtual:words/all/many+size+paste.too_large+paste.request+wrong.offer+book.show.bad';
import {saveText as save} from './book/save.js';
import {element} from './dom.js';
import {badgesIn, parseCsv} from './many_csv.js';
import {rowOf, zipReceipts} from './many_rows.js';
import {checkAll} from './many_run.js';
import {makeTable} from './many_table.js';
import {readPasted} from './pasted.js';
import {saySize} from './sizes.js';
import {speechOf} from './spoken.js';

const itemsMax = 2000;
const csvBytesMax = 64_000_000;
const photoBytesMax = 50_000_000;

const isCsv = file => /\.(csv|tsv)$/i.test(file.name) || file.type === 'text/csv';
// What a system puts into every folder is nobody's badge.
const isHidden = file => file.name.startsWith('.') || file.name === 'Thumbs.db' || file.name === 'desktop.ini';

/** A cell as it was pasted: what a share link holds, a badge in one piece, or why it is for somebody else. */
async function readCell(item) {
  const pasted = readPasted(item.badge);
  if(pasted.kind === 'offer') return {...item, known: ['wrong.offer']};
  if(pasted.kind === 'request') return {...item, known: ['paste.request']};
  if(pasted.kind !== 'show') return {...item, badge: pasted.text ?? item.badge};
  try {
    const {readLink} = await import('./book/link.js');
    return {...item, badge: readLink(pasted.fragment)};
  } catch{
    return {...item, known: ['book.show.bad']};
  }
}

/** [{number, who, badge, known}], of which `badge` is a text or a file; `known` where the node need not be asked. */
async function itemsOf(files) {
  const items = [];
  for(const file of files) {
    if(isHidden(file)) continue;
    if(isCsv(file)) for(const one of badgesIn(parseCsv(await file.text()))) items.push(await readCell(one));
    else items.push({number: 0, who: file.webkitRelativePath || file.name, badge: file});
  }
  return items.map((item, place) => ({...item, number: item.number || place + 1}));
}

const isPhoto = badge => badge instanceof File && /^image\/(jpeg|webp|heic|heif)$/.test(badge.type) && badge.size <= photoBytesMax;

/** Of a photo the code in it, where it has one: a card that somebody sent a picture of. */
async function badgeOf({badge}) {
  if(!isPhoto(badge)) return badge;
  const {codeIn} = await import('./camera.js');
  return await codeIn(badge).catch(() => undefined) ?? badge;
}

const tooLarge = (bytes, max) => ['paste.too_large', {size: saySize(bytes), max: saySize(max)}];

/** The form as the page itself sends it; a photo without a code that is too large for it is not sent. */
async function post(item, {action, signal, max, say}) {
  const form = new FormData();
  const badge = await badgeOf(item);
  if(badge instanceof File && badge.size > max) return new Response(JSON.stringify({sentence: say(...tooLarge(badge.size, max))}), {status: 413});
  form.append(badge instanceof File ? 'file' : 'text', badge);
  return fetch(action, {method: 'POST', body: form, headers: {Accept: 'application/json'}, signal});
}

/** In both languages, where the page has two and the node answered in both. */
function shownOf(row) {
  const {lang, dataset: {secondLanguage}} = document.documentElement;
  return Object.fromEntries(Object.entries(row.two).map(([name, [one, other]]) => [name, () => element('span', {className: 'pair'},
    element('bdi', {lang, textContent: one}), ' ', element('bdi', {lang: secondLanguage, textContent: other}))]));
}

/** Where one text is all that there is, it is that of the table in plain words. */
function cellsOf(row) {
  return {...row, shown: {verdict: () => row.verdict, ...shownOf(row)}};
}

/** What need not be asked, as [name, facts] of a text: nothing is there, or too much for one form. */
function knownOf(item, part) {
  if(item.known) return item.known;
  const bytes = item.badge instanceof File ? item.badge.size : item.badge.length;
  const max = Number(part.dataset.bytesMax);
  if(!bytes) return ['many.empty'];
  return bytes > max && !isPhoto(item.badge) ? tooLarge(bytes, max) : undefined;
}

function progressOf(speech, total, stop) {
  const bar = element('progress', {max: total, value: 0});
  bar.setAttribute('aria-label', speech.text('many.title'));
  const count = element('span');
  const halt = element('button', {type: 'button', className: 'quiet'}, speech.line('many.stop'));
  halt.addEventListener('click', () => stop.abort());
  const facts = () => ({done: () => String(bar.value), total: () => String(total)});
  const tell = () => count.replaceChildren(speech.line('many.progress', facts()));
  tell();
  return {root: element('div', {className: 'bar'}, bar, count, element('div', {}, halt)), halt, facts, step() { bar.value++; tell(); }};
}

async function run(part, speech, {items, place, action}) {
  const stop = new AbortController();
  const progress = progressOf(speech, items.length, stop);
  const told = element('p');
  told.setAttribute('role', 'status');
  const results = makeTable(speech);
  const receipts = [];
  place.replaceChildren(progress.root, told, results.region);
  const say = name => speech.both(name);

  function done(item, said) {
    progress.step();
    if(said?.json?.receipt) receipts.push({number: item.number, receipt: said.json.receipt});
    results.put(item, cellsOf(rowOf(item, said, say)));
  }
  for(const item of items) results.put(item, cellsOf({...rowOf(item, undefined, say), cause: ''}));
  progress.halt.focus();
  const ask = items.filter(item => {
    const known = knownOf(item, part);
    if(known) done(item, {status: 400, json: {sentence: speech.both(...known)}});
    return !known;
  });
  await checkAll(ask, {
    post: item => post(item, {action, signal: stop.signal, max: Number(part.dataset.bytesMax), say: (...one) => speech.both(...one)}),
    sleep: ms => new Promise(wake => {
      const timer = setTimeout(wake, ms);
      stop.signal.addEventListener('abort', () => { clearTimeout(timer); wake(); }, {once: true});
    }),
    done, signal: stop.signal
  });
  receipts.sort((one, other) => one.number - other.number);
  end(speech, {results, receipts, halt: progress.halt, told, name: stop.signal.aborted ? 'many.stopped' : 'many.done', facts: progress.facts()});
}

/** What there is to do once nothing more comes. */
function end(speech, {results, receipts, halt, told, name, facts}) {
  results.offer();
  const deed = (text, className, onclick) => element('button', {type: 'button', className, onclick}, speech.line(text));
  const down = deed('many.download', '', () => save('badges.csv', results.csv(), 'text/csv'));
  const deeds = element('div', {className: 'deeds'}, results.label, down, deed('many.print', 'quiet', () => print()));
  if(receipts.length) deeds.append(deed('many.receipts', 'quiet', () => save('receipts.zip', zipReceipts(receipts), 'application/zip')));
  results.region.before(deeds);
  const had_focus = document.activeElement === halt;
  halt.remove();
  told.replaceChildren(speech.line(name, facts));
  if(had_focus) down.focus();
}

function fieldsOf(speech) {
  const field = (name, properties) => {
    const input = element('input', {type: 'file', multiple: true, ...properties});
    return [element('label', {className: 'field'}, element('strong', {}, speech.line(name)), input), input];
  };
  const [files_label, files] = field('many.files', {});
  const [folder_label, folder] = field('many.folder', {webkitdirectory: true});
  const receipts = element('input', {type: 'checkbox'});
  const choice = element('label', {className: 'tick'}, receipts, ' ', speech.line('many.with_receipts'));
  return {files, folder, receipts, root: element('div', {className: 'fields'}, files_label, folder_label, choice)};
}

export async function begin(part) {
  const speech = await speechOf(loaders);
  const {root, files, folder, receipts} = fieldsOf(speech);
  const start = element('button', {type: 'button'}, speech.line('many.start'));
  const said = element('p');
  said.setAttribute('role', 'alert');
  const place = element('div');
  part.append(root, start, said, place);

  /** The items, or nothing once it is said why there are none to ask about. */
  async function take(chosen) {
    const say = (name, facts) => said.replaceChildren(speech.line(name, facts));
    said.replaceChildren();
    const large = chosen.find(file => isCsv(file) && file.size > csvBytesMax);
    if(large) return say('many.csv_large', {name: large.name, size: saySize(large.size), max: saySize(csvBytesMax)});
    const items = await itemsOf(chosen);
    if(!items.length) return say('many.nothing');
    if(items.length > itemsMax) return say('many.too_many', {max: () => String(itemsMax)});
    return items;
  }
  async function check(chosen) {
    if(start.disabled) return;
    start.disabled = true;
    try {
      const items = await take(chosen);
      const action = part.dataset.action + (receipts.checked ? '&receipt=1' : '');
      if(items) await run(part, speech, {items, place, action});
    } finally {
      start.disabled = false;
    }
  }
  start.addEventListener('click', () => check([...files.files, ...folder.files]));
  return {
    /** What was dropped on the page, as if it had been chosen here. */
    take(dropped) {
      part.scrollIntoView();
      check([...dropped]);
    }
  };
}
