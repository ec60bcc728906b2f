// The answer of this browser alone, where the node cannot be reached: of a badge, of what somebody shows by a link,
// and of what is no badge.
import loaders from 'virtual:words/all/wrong.title+wrong.json+wrong.no_badge+wrong.no_badge_at_all+second.no_link+book.show+time+month';
import {announce, element, signOf} from './dom.js';
import {checkHere, headingOf, isReal, line, loading, sentenceOf, speaking, states} from './second.js';
import {takeWaiting} from './shelf.js';
import {factsOf, sayTime} from './speech.js';
import {speechOf} from './spoken.js';

const paragraph = node => element('p', {}, node);
const isoOf = ms => new Date(ms).toISOString();

function put(state, heading, ...said) {
  const shown = announce(element('section', {className: `verdict ${state} second-alone`}, signOf(state),
    element('h1', {}, heading), element('div', {}, ...said)));
  document.querySelector('main h1').before(shown);
  shown.focus();
  return shown;
}

/** With what it was found, and what it is not. */
function foot(speech, knownAt) {
  const said = [line('unchecked', speech.line('second.alone'))];
  if(knownAt !== undefined) said.push(paragraph(speech.line('second.known', factsOf({time: isoOf(knownAt)}))));
  return [...said, element('p', {className: 'small'}, speech.line('second.less'))];
}

/** What is said of one badge under its heading. */
function sentencesOf(result, speech, partOf) {
  const said = [];
  const sentence = sentenceOf(result);
  if(sentence) said.push(paragraph(speech.line(...sentence)));
  // What it says is its issuer's word only where that is proved.
  if(result.verdict.startsWith('genuine') || isReal(result, partOf)) {
    said.push(paragraph(speech.line('second.says', {name: result.name || '?', issuer: result.issuer})));
  }
  const clear = result.findings.find(({code}) => code === 'badge.not_revoked');
  if(clear?.time) said.push(paragraph(speech.line(clear.code, factsOf(clear))));
  return said;
}

/** What is no badge is no bad badge: the name of a sentence that says what it is. */
function whyNone({text}) {
  if(text === undefined) return 'wrong.no_badge';
  if(/^\s*https?:\/\//i.test(text)) return 'second.no_link';
  return text.trim().startsWith('{') ? 'wrong.json' : 'wrong.no_badge_at_all';
}

async function sayNone(file, speech) {
  const words = await speechOf(loaders);
  put('unchecked', words.line('wrong.title'), paragraph(words.line(whyNone(file))), line('unchecked', speech.line('second.alone')));
}

function badgePart(result, {words, speech, partOf}) {
  const state = states[result.verdict];
  return element('section', {className: 'says'}, element('h2', {}, element('bdi', {textContent: result.name || '?'})),
    element('p', {className: `${state} state`}, element('span', {className: 'word'}, speech.line(headingOf(result, partOf)))),
    ...sentencesOf(result, speech, partOf),
    paragraph(words.line(result.isHolders ? 'book.show.bound' : 'book.show.unbound')));
}

/** That it is over is no fault of the badges. */
async function sayShown({result, knownAt, partOf}, speech) {
  const words = await speechOf(loaders);
  const isGood = result.verdict.startsWith('genuine');
  const until = result.until && {time: texts => sayTime(texts, result.until)};
  if(!isGood) {
    const isOver = result.code === 'badge.proof_expired';
    const heading = isOver ? words.line('book.show.title') : speech.line(headingOf(result, partOf));
    put(isOver ? 'unchecked' : states[result.verdict], heading, paragraph(speech.line(...sentenceOf(result))), ...foot(speech, undefined));
    return;
  }
  const counted = result.badges.length === 1 && words.has('book.show.one') ? 'book.show.one' : 'book.show.count';
  const said = [paragraph(words.line(counted, {count: () => String(result.badges.length)}))];
  if(until) said.push(paragraph(words.line('book.show.until', until)));
  // The sign is that of the worst, as in the node's own answer.
  said.push(paragraph(words.line('book.show.good')), ...foot(speech, knownAt));
  const shown = put(states[result.worst.verdict], words.line('book.show.title'), ...said);
  shown.after(...result.badges.map(one => badgePart(one, {words, speech, partOf})));
}

export async function answerAlone() {
  const [speech, file] = await Promise.all([speaking(), takeWaiting()]);
  if(!file) return;
  history.replaceState(null, '', location.pathname + location.search);
  const here = await checkHere(file, {isAlone: true});
  const {result, knownAt, partOf} = here;
  if(here.isShown) await sayShown(here, speech);
  else if(result.code === 'badge.not_a_credential') await sayNone(file, speech);
  else put(states[result.verdict], speech.line(headingOf(result, partOf)), ...sentencesOf(result, speech, partOf), ...foot(speech, knownAt));
}

/** Fetches what it takes, words and all. */
export const warm = () => Promise.all([speaking(), speechOf(loaders), loading()]);
