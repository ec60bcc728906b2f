// The page that somebody opens who was asked to confirm a badge: they read it, write a sentence, and sign with a
// key that this browser makes. Nothing goes to the node; what comes out is a link or a file to send back.
import loaders from 'virtual:words/all/confirm';
import {confirmBadge, nameMax, packLink, sentenceMax, unpackLink} from './book/attest.js';
import {readClaims} from './book/badge.js';
import {makeHolder, signerOf} from './book/keys.js';
import {saveText} from './book/save.js';
import {textsOf} from './texts.js';

const place = document.querySelector('#confirm');

function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

function show(...parts) {
  place.replaceChildren(...parts);
  const heading = place.querySelector('h1');
  heading.tabIndex = -1;
  heading.focus();
}

const bdi = text => element('bdi', {textContent: text});

function row(what, text) {
  return text ? [element('div', {}, element('dt', {textContent: what}), element('dd', {}, bdi(text)))] : [];
}

function claimPart(t, {claims}, from) {
  const list = element('dl', {}, ...row(t('confirm.what'), claims.name), ...row(t('confirm.means'), claims.description),
    ...row(t('confirm.for'), claims.criteria), ...row(t('confirm.skills'), claims.skills.join(', ')),
    ...row(t('confirm.given_by'), claims.issuerId === claims.holder ? t('confirm.self') : claims.issuer));
  const lead = element('p', {className: 'lead', textContent: from ? t('confirm.asked_by', {name: from}) : t('confirm.asked')});
  return [lead, element('section', {className: 'says'}, list)];
}

function field(id, label, input, hint) {
  const parts = [element('label', {htmlFor: id, textContent: label}), Object.assign(input, {id, name: id})];
  if(hint) {
    parts.push(element('p', {className: 'hint', id: `${id}-hint`, textContent: hint}));
    input.setAttribute('aria-describedby', `${id}-hint`);
  }
  return element('div', {className: 'field'}, ...parts);
}

function done(t, confirmation) {
  const text = JSON.stringify(confirmation);
  const link = packLink(`${location.origin}/confirm#answer=`, confirmation);
  const shown = element('textarea', {readOnly: true, rows: 4, value: link ?? text, dir: 'ltr'});
  const said = element('output');
  const copy = element('button', {type: 'button', textContent: t('confirm.copy'), onclick: async () => {
    await navigator.clipboard.writeText(shown.value);
    said.textContent = t('confirm.copied');
  }});
  const file = element('button', {type: 'button', className: 'quiet', textContent: t('confirm.save'),
    onclick: () => saveText('confirmation.json', text, 'application/vc')});
  show(element('h1', {textContent: t('confirm.done')}), element('p', {className: 'lead', textContent: t('confirm.send_back')}),
    field('answer', t('confirm.link'), shown), element('p', {className: 'deeds'}, copy, file, said));
}

function form(t, badge, from) {
  const sentence = element('textarea', {required: true, rows: 4, maxLength: sentenceMax, dir: 'auto'});
  const name = element('input', {maxLength: nameMax, autocomplete: 'name', dir: 'auto'});
  const button = element('button', {textContent: t('confirm.sign')});
  const said = element('output');
  const made = element('form', {className: 'check'}, field('sentence', t('confirm.sentence'), sentence, t('confirm.sentence_hint')),
    field('name', t('confirm.name'), name, t('confirm.name_hint')), element('div', {}, button, ' ', said));
  made.addEventListener('submit', async event => {
    event.preventDefault();
    button.disabled = true;
    try {
      const holder = signerOf(await makeHolder());
      done(t, await confirmBadge(badge, holder, {name: name.value.trim(), sentence: sentence.value.trim(), now: Date.now()}));
    } catch {
      said.textContent = t('confirm.too_old');
      button.disabled = false;
    }
  });
  show(element('h1', {textContent: t('confirm.page')}), ...claimPart(t, badge, from), made);
}

function sentenceOnly(t, name) {
  show(element('h1', {textContent: t('confirm.page')}), element('p', {className: 'lead', textContent: t(name)}));
}

async function open() {
  const t = await textsOf(loaders);
  if(location.hash.startsWith('#answer=')) return sentenceOnly(t, 'confirm.is_answer');
  try {
    const {badge: text, from} = unpackLink(location.href, 'ask=');
    form(t, {text, claims: readClaims(text)}, typeof from === 'string' ? from.slice(0, nameMax) : '');
  } catch {
    sentenceOnly(t, 'confirm.no_ask');
  }
}

open();
addEventListener('hashchange', open);
