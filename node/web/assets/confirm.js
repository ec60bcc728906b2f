// The page that somebody opens who was asked to confirm a badge: they read it, write a sentence, and sign with a
// key that this browser makes. Nothing goes to the node; what comes out is a link or a file to send back.
import loaders from 'virtual:words/all/confirm';
import {confirmBadge, nameMax, packLink, sentenceMax, unpackLink} from './book/attest.js';
import {readClaims} from './book/badge.js';
import {fileNameOf} from './book/file_name.js';
import {giverOf, shortId} from './book/giver.js';
import {makeHolder, signerOf} from './book/keys.js';
import {saveText} from './book/save.js';
import {goToChosen, takePlaceAlong} from './place.js';
import {directionOf, languagesOf, spokenOf} from './book/spoken.js';

const place = document.querySelector('#confirm');
const draft = 'confirm-draft';
let texts;

function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

const bdi = text => element('bdi', {textContent: text});

/** A text in the language of the page, or in two beside each other, each said to be what it is. */
function words(name, facts = {}) {
  const spoken = language => texts.parts(language, name, facts).map(({text, fact}) => text ?? bdi(fact));
  if(texts.languages.length === 1) return element('span', {}, ...spoken(texts.languages[0]));
  const each = texts.languages.flatMap(lang => [element('span', {lang, dir: directionOf(lang)}, ...spoken(lang)), ' ']);
  return element('span', {className: 'pair'}, ...each);
}

const sentence = (tag, properties, name, facts) => element(tag, properties, words(name, facts));

/** A place that is there before anything is said in it, so that who listens hears it come. */
function region(role, id) {
  const made = element('p', {className: role === 'alert' ? 'wrong' : 'good', ...id && {id}});
  made.setAttribute('role', role);
  return {made, say: name => made.replaceChildren(...name ? [words(name)] : [])};
}

let isOpened = false;

function show(title, ...parts) {
  const heading = sentence('h1', {tabIndex: -1}, title);
  place.replaceChildren(heading, ...parts);
  document.title = texts.t(title);
  // Who opens the page begins at its top, and each screen after that at its heading.
  if(isOpened) heading.focus();
  isOpened = true;
}

function row(name, ...content) {
  return content[0] ? [element('div', {}, sentence('dt', {}, name), element('dd', {}, ...content))] : [];
}

const fact = text => text ? bdi(text) : '';

/** A key is no name to anybody. */
function giverParts(claims) {
  const giver = giverOf({claims});
  if(giver === 'named') return [bdi(claims.issuer)];
  return giver === 'themselves' ? [words('self')] : [words('nameless'), ' ', bdi(shortId(claims.issuerId))];
}

function claimPart({claims}, from) {
  const list = element('dl', {}, ...row('what', fact(claims.name)), ...row('means', fact(claims.description)),
    ...row('for', fact(claims.criteria)), ...row('skills', fact(claims.skills.join(', '))),
    ...row('given_by', ...giverParts(claims)));
  const lead = sentence('p', {className: 'lead'}, from ? 'asked_by' : 'asked', {name: from});
  return [lead, element('section', {className: 'says'}, list)];
}

function field(id, label, input, hint) {
  Object.assign(input, {id, name: id});
  input.setAttribute('aria-describedby', hint ? `${id}-hint said` : 'said');
  const made = element('div', {className: 'field'}, sentence('label', {htmlFor: id}, label), input);
  if(hint) made.append(sentence('p', {className: 'hint', id: `${id}-hint`}, hint));
  return made;
}

function done(confirmation, {claims}) {
  const text = JSON.stringify(confirmation);
  const link = packLink(`${location.origin}/confirm#answer=`, confirmation);
  const shown = element('textarea', {readOnly: true, rows: 4, value: link ?? text, dir: 'ltr'});
  const said = region('status', 'said');
  const copy = sentence('button', {type: 'button', onclick: async () => {
    try {
      await navigator.clipboard.writeText(shown.value);
      said.say('copied');
    } catch{
      shown.focus();
      shown.select();
      said.say('copy_self');
    }
  }}, 'copy');
  const file = sentence('button', {type: 'button', className: 'quiet', onclick: () => {
    const name = texts.t('name_file');
    saveText(fileNameOf(`${name}-${claims.name}`, 'json', name), text, 'application/vc');
  }}, 'save');
  show('done', sentence('p', {className: 'lead'}, 'send_back'), field('answer', 'link', shown),
    element('p', {className: 'deeds'}, copy, file), said.made);
}

/** What was typed goes along to another language, in this tab alone; a browser that keeps nothing loses it. */
function keepDraft(inputs) {
  const read = () => JSON.parse(sessionStorage.getItem(draft) ?? '{}');
  const write = () => sessionStorage.setItem(draft, JSON.stringify(
    {hash: location.hash, typed: Object.fromEntries(inputs.map(({id, value}) => [id, value]))}));
  try {
    const {hash, typed} = read();
    sessionStorage.removeItem(draft);
    for(const input of inputs) if(hash === location.hash) input.value = typed[input.id] ?? '';
    document.querySelector('.languages')?.addEventListener('click', write);
  } catch{
    // There is nothing to keep it in.
  }
}

function form(badge, from) {
  const seen = element('textarea', {required: true, rows: 4, maxLength: sentenceMax, dir: 'auto'});
  const name = element('input', {maxLength: nameMax, autocomplete: 'name', dir: 'auto'});
  const button = sentence('button', {}, 'sign');
  const said = region('alert', 'said');
  let isBusy = false;
  const made = element('form', {className: 'check'}, field('sentence', 'sentence', seen, 'sentence_hint'),
    field('name', 'name', name, 'name_hint'), element('div', {}, button), said.made);
  made.addEventListener('submit', async event => {
    event.preventDefault();
    if(isBusy) return;
    isBusy = true;
    said.say('');
    try {
      const holder = signerOf(await makeHolder());
      const facts = {name: name.value.trim(), sentence: seen.value.trim(), now: Date.now()};
      done(await confirmBadge(badge, holder, facts), badge);
    } catch {
      said.say(isSecureContext ? 'too_old' : 'insecure');
    }
    isBusy = false;
  });
  const warning = isSecureContext ? [] : [sentence('p', {className: 'note'}, 'insecure')];
  show('page', ...claimPart(badge, from), ...warning, made);
  keepDraft([seen, name]);
}

const sentenceOnly = name => show('page', sentence('p', {className: 'lead'}, name));

async function open() {
  texts ??= await spokenOf(loaders, languagesOf(document.documentElement, Object.keys(loaders)), 'confirm.');
  if(location.hash.startsWith('#answer=')) return sentenceOnly('is_answer');
  try {
    const {badge: text, from} = unpackLink(location.href, 'ask=');
    form({text, claims: readClaims(text)}, typeof from === 'string' ? from.slice(0, nameMax) : '');
  } catch {
    sentenceOnly('no_ask');
  }
}

if(!goToChosen()) {
  open();
  takePlaceAlong();
  addEventListener('hashchange', open);
}
