// On the page with the node's answer: the second check, by the visitor's own browser, beside it and in the open.
import {warm as warmAlone} from './alone.js';
import {fromBase64url} from './bytes.js';
import {announce, element, signOf} from './dom.js';
import {checkHere, headingOf, line, loading, sentenceOf, speaking, states} from './second.js';
import {takeWaiting} from './shelf.js';
import {keepShell} from './shell.js';
import {compare} from './verify/compare.js';

const brought = document.querySelector('template#second');

/** What the node laid beside its answer for this check; nothing where it did not, or it is broken. */
function givenMaterial() {
  try {
    const {dids, lists} = JSON.parse(document.querySelector('template#material').content.textContent);
    return dids && lists ? {dids, lists} : undefined;
  } catch{
    return undefined;
  }
}

/** An answer carries what was sent, for another language: that serves where the browser no longer has it. */
function carried() {
  try {
    return {bytes: fromBase64url(document.querySelector('form.again input[name=again]').value)};
  } catch{
    return undefined;
  }
}

function show(section, shown) {
  shown.setAttribute('role', 'status');
  const div = section.querySelector('div');
  div.insertBefore(shown, div.querySelector('.small'));
}

/** A line of the catalogue, and after it the sentence that decided. */
function withSentence(speech, name, facts, result) {
  const sentence = sentenceOf(result);
  return speech.each(say => [...say(name, facts), ...(sentence ? [' ', ...say(...sentence)] : [])]);
}

function showDiffer(section, {result, partOf}, speech, leads) {
  const outcome = brought.dataset.outcome;
  // In the node's own words, as they stand above its answer: a real badge that is over is not called false.
  const heading = section.querySelector('h1').textContent;
  const byNodeIn = texts => ['outcome.not_accepted', 'outcome.suspended'].map(name => texts[name])
    .find(text => heading.includes(text)) ?? texts[`outcome.${outcome}`];
  const state = states[leads === 'browser' ? result.verdict : outcome];
  const byBrowser = element('p', {}, withSentence(speech, 'second.by_browser', {outcome: texts => texts[headingOf(result, partOf)]}, result));
  const byNode = element('p', {}, speech.line('second.by_node', {node: brought.dataset.node, outcome: byNodeIn}));
  const both = leads === 'browser' ? [byBrowser, byNode] : [byNode, byBrowser];
  const shown = announce(element('section', {className: `verdict ${state} second-differs`}, signOf(state),
    element('h2', {}, speech.line('second.differ')), element('div', {}, ...both, element('p', {}, speech.line('second.careful')))));
  section.before(shown);
  shown.focus();
}

/** What holds no badge that a browser can read: a link that the node fetched, and a PDF. */
function isForNode({text, bytes}) {
  if(bytes) return String.fromCharCode(...bytes.subarray(0, 4)) === '%PDF';
  return /^\s*https?:\/\//i.test(text);
}

async function beside(section) {
  const speech = await speaking();
  const file = await takeWaiting().catch(() => undefined) ?? carried();
  if(!file) return show(section, line('unchecked', speech.line('second.gone')));
  if(isForNode(file)) return show(section, line('unchecked', speech.line('second.node_only')));
  try {
    const here = await checkHere(file, {given: givenMaterial()});
    // Of badges that somebody shows, the worst.
    const result = here.result.worst ?? here.result;
    const {agreement, leads} = compare(brought.dataset.outcome, result.verdict);
    if(agreement === 'agree') show(section, line('passed', speech.line('second.agree')));
    else if(agreement === 'differ') showDiffer(section, {result, partOf: here.partOf}, speech, leads);
    else show(section, line('unchecked', withSentence(speech, 'second.unable', {}, result)));
  } catch{
    show(section, line('unchecked', speech.line('second.broken')));
  }
}

/** What reads JSON-LD, and a card or a link, where there is no network. */
async function warm() {
  const camera = import('./camera.js').then(({warm: warmCamera}) => warmCamera());
  await Promise.all([loading().then(({warm: warmCheck}) => warmCheck()), warmAlone(), camera, import('./book/link.js')]);
}

const section = document.querySelector('section.verdict');
if(brought && section) beside(section).then(keepShell).then(warm).then(keepShell).catch(() => {});
