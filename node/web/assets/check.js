// What the page for checking does beyond what it can without: a file is dropped anywhere on it, one that
// is too large is not sent, and paper shows all checks. The page is whole where this does not run.
import './check_camera.js';
import {showLink} from './show.js';

const form = document.querySelector('form.check');

import('./second.js');

const many = document.querySelector('details.many');
let begun;
const beginMany = () => begun ??= import('./many.js').then(({begin}) => begin(many));
const areMany = files => files.length > 1 || /\.(csv|tsv)$/i.test(files[0].name);

if(many) {
  many.hidden = false;
  many.addEventListener('toggle', beginMany, {once: true});
}

function say(text) {
  form.querySelector('output').textContent = text;
}

function fits(file) {
  const max = Number(form.dataset.bytesMax);
  const is_small = !file || file.size <= max;
  say(is_small ? '' : form.dataset.tooLarge);
  return is_small;
}

function takeMany(files) {
  many.open = true;
  beginMany().then(({take}) => take(files));
}

if(form) {
  const input = form.elements.file;
  form.classList.add('can-drop');
  input.addEventListener('change', () => fits(input.files[0]));
  form.addEventListener('submit', event => {
    if(!fits(input.files[0])) return event.preventDefault();
    say(form.dataset.busy);
  });
  document.addEventListener('dragover', event => {
    if(!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    form.classList.add('is-over');
  });
  document.addEventListener('dragleave', event => {
    if(!event.relatedTarget) form.classList.remove('is-over');
  });
  document.addEventListener('drop', event => {
    if(!event.dataTransfer.files.length) return;
    event.preventDefault();
    form.classList.remove('is-over');
    if(many && areMany(event.dataTransfer.files)) return takeMany(event.dataTransfer.files);
    input.files = event.dataTransfer.files;
    // A receipt may stay: the file is what it may be about.
    const {text} = form.elements;
    if(!text.value.includes('VerificationReceipt')) text.value = '';
    if(fits(input.files[0])) form.requestSubmit();
  });
  // Who comes back finds the form as new: a browser may have kept what it said.
  addEventListener('pageshow', () => say(''));
}

addEventListener('hashchange', () => showLink(form, say));
showLink(form, say);

for(const button of document.querySelectorAll('button.print')) {
  button.hidden = false;
  button.addEventListener('click', () => print());
}

addEventListener('beforeprint', () => {
  for(const one of document.querySelectorAll('details.all')) one.open = true;
});
