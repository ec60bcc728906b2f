// The form of the page for checking: a file is dropped anywhere on it, what was pasted is read for what it is, and
// one that is too large is not sent. The page is whole where this does not run.
import loaders from 'virtual:words/all/paste+size+check.busy+book.show.bad+wrong.offer+camera.broken';
import {answerAlone, warm} from './alone.js';
import {offerCamera} from './check_camera.js';
import {dropped} from './dropped.js';
import {element} from './dom.js';
import {readDataUrl, readPasted} from './pasted.js';
import {putWaiting} from './shelf.js';
import {keepShell} from './shell.js';
import {saySize} from './sizes.js';
import {speechOf} from './spoken.js';

const form = document.querySelector('form.check');
const many = document.querySelector('details.many');
const speaking = speechOf(loaders);
const bytesMax = Number(form.dataset.bytesMax);
const photoBytesMax = 50_000_000;
const output = form.querySelector('output');

/** Says it, or nothing more. Always false: who says something sends nothing. */
async function say(name, facts, ...more) {
  if(!name) output.replaceChildren();
  // Words that cannot be fetched stop nothing.
  else await speaking.then(speech => output.replaceChildren(speech.line(name, facts), ...more)).catch(() => {});
  return false;
}

let begun;
const beginMany = () => begun ??= import('./many.js').then(({begin}) => begin(many));
const areMany = files => files.length > 1 || /\.(csv|tsv)$/i.test(files[0].name);

if(many) {
  many.hidden = false;
  many.addEventListener('toggle', beginMany, {once: true});
}

function fits(file) {
  if(!file || file.size <= bytesMax) return true;
  say('paste.too_large', {size: saySize(file.size), max: saySize(bytesMax)});
  return false;
}

function chooseFile(file) {
  const transfer = new DataTransfer();
  transfer.items.add(file);
  form.elements.file.files = transfer.files;
}

function sayForBook({kind, query}) {
  const {lang} = document.documentElement;
  const why = kind === 'offer' ? 'wrong.offer' : 'paste.request';
  if(!query) return say(why);
  return speaking.then(speech => say(why, {}, ' ', element('a', {href: `/wallet?lang=${lang}&${query}`}, speech.line('paste.open_book'))));
}

/** Puts what was pasted where it belongs in the form. False where there is nothing to send, which is said. */
async function readText(text) {
  const pasted = readPasted(text);
  const field = form.elements.text;
  switch(pasted.kind) {
    case 'offer':
    case 'request': return sayForBook(pasted);
    case 'show': {
      const {readLink} = await import('./book/link.js');
      try {
        field.value = readLink(pasted.fragment);
        return true;
      } catch{
        return say('book.show.bad');
      }
    }
    case 'card': {
      const {decode} = await import('./paper.js');
      try {
        field.value = decode(pasted.text);
        return true;
      } catch{
        return say('camera.broken');
      }
    }
    case 'data':
      try {
        const {type, bytes} = readDataUrl(pasted.url);
        field.value = '';
        chooseFile(new File([bytes], 'badge', {type}));
        return true;
      } catch{
        return say('paste.broken_data');
      }
    default:
      field.value = pasted.text ?? '';
      return true;
  }
}

async function carriesBadge(file) {
  if(file.type !== 'image/png') return false;
  const bytes = new Uint8Array(await file.arrayBuffer());
  return new TextDecoder('latin1').decode(bytes).includes('openbadge');
}

const isPhoto = file => file.type.startsWith('image/') && file.type !== 'image/svg+xml';

/** A photo carries no badge, and may show the code of a card: what is in that is sent in its place. */
async function readPhoto(file) {
  if(!isPhoto(file) || file.size > photoBytesMax || await carriesBadge(file)) return true;
  say('paste.looking');
  const {codeIn} = await import('./camera.js');
  const code = await codeIn(file).catch(() => undefined);
  say('');
  if(!code) return true;
  form.elements.file.value = '';
  return readText(code);
}

/** True once all that is to be sent stands in the form. With a file, the text is a receipt, or the node says so. */
async function prepare() {
  const {file, text} = form.elements;
  const isAlone = text.value.trim() === '';
  const isReady = file.files[0] ? !isAlone || await readPhoto(file.files[0]) : await readText(text.value);
  return isReady && fits(file.files[0]);
}

async function fileOf(data) {
  const file = data.get('file');
  if(file instanceof File && file.size > 0) return {bytes: new Uint8Array(await file.arrayBuffer())};
  return {text: String(data.get('text') ?? '')};
}

let isBusy = false;
async function send() {
  if(isBusy) return;
  isBusy = true;
  try {
    if(!await prepare()) return;
    await say('check.busy');
    // For the second check, which the next page makes; where nothing can be kept, that page says so.
    await putWaiting(await fileOf(new FormData(form))).catch(() => {});
    const action = new URL(form.action);
    // The node lays beside its answer what the second check would ask it for.
    action.searchParams.set('material', '1');
    form.action = action.href;
    form.submit();
  } finally {
    isBusy = false;
  }
}

form.classList.add('can-drop');
form.elements.file.accept += ',image/*';
form.elements.file.addEventListener('change', () => {
  const [file] = form.elements.file.files;
  say('');
  if(file && !isPhoto(file)) fits(file);
});
form.addEventListener('submit', event => {
  event.preventDefault();
  send();
});
document.addEventListener('dragover', event => {
  if(!event.dataTransfer.types.includes('Files')) return;
  event.preventDefault();
  form.classList.add('is-over');
});
document.addEventListener('dragleave', event => {
  if(!event.relatedTarget) form.classList.remove('is-over');
});
document.addEventListener('drop', async event => {
  if(!event.dataTransfer.types.includes('Files')) return;
  event.preventDefault();
  form.classList.remove('is-over');
  const files = await dropped(event.dataTransfer);
  if(!files.length) return;
  if(many && areMany(files)) {
    many.open = true;
    return (await beginMany()).take(files);
  }
  chooseFile(files[0]);
  // A receipt may stay: the file is what it may be about.
  const {text} = form.elements;
  if(!text.value.includes('VerificationReceipt')) text.value = '';
  form.requestSubmit();
});
// Who comes back finds the form as new: a browser may have kept what it said.
addEventListener('pageshow', ({persisted}) => persisted && say(''));

/** What somebody shows by a link, or what a phone's own camera opened, as if it had been pasted. */
function readAddress() {
  const {hash} = location;
  if(!/^#(show|paper)=/i.test(hash)) return;
  // Whoever comes back to this page is not sent on again.
  history.replaceState(null, '', location.pathname + location.search);
  take(hash);
}

function take(text) {
  form.elements.file.value = '';
  form.elements.text.value = text;
  form.requestSubmit();
}

addEventListener('hashchange', readAddress);
offerCamera(form, take);
if(location.hash === '#alone') answerAlone();
else readAddress();

/** What a link or a card is read with, and the answer of this browser alone, while there still is a network. */
async function keepForLater() {
  await Promise.all([warm(), import('./book/link.js'), import('./paper.js')]);
  await keepShell();
}
addEventListener('load', () => keepForLater().catch(() => {}));
