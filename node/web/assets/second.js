// The second check: what the visitor's own browser finds, beside what the node found, in the open. Where the network
// is cut it is the only one, and says so. Nothing of this is promised where no script runs.
import {keepForAgain} from './again.js';
import {compare} from './verify/compare.js';
import {keepShell} from './shell.js';
import {findMaterial, keepMaterial, putWaiting, takeWaiting} from './shelf.js';
import loaders from 'virtual:words/all/second+badge+outcome';

const brought = document.querySelector('template#second');
const language = document.documentElement.lang;
const form = document.querySelector('form.check');
const states = {genuine: 'passed', genuine_with_warning: 'warning', cannot_be_checked: 'unchecked', not_genuine: 'failed'};

const loading = () => import('./verify/check.js');

function element(name, className, ...children) {
  const made = document.createElement(name);
  if(className) made.className = className;
  made.append(...children);
  return made;
}

const signOf = state => brought.content.querySelector(`.${state} > svg`).cloneNode(true);

const sayTime = ms => new Intl.DateTimeFormat(language, {dateStyle: 'long', timeStyle: 'short'}).format(ms);

/** A fact is somebody's name, or a time; a name turns nothing around. */
function factOf(value) {
  const time = /^\d{4}-\d\d-\d\dT/.test(value) ? Date.parse(value) : NaN;
  return Number.isNaN(time) ? element('bdi', '', String(value)) : sayTime(time);
}

/** A text of the catalogue as nodes, with its facts filled in. */
function fill(text, facts = {}) {
  const line = element('span', '');
  for(const part of text.split(/(\{[a-z_]+\})/)) {
    const name = /^\{(.+)\}$/.exec(part)?.[1];
    line.append(name === undefined ? part : factOf(facts[name] ?? '?'));
  }
  return line;
}

/** Whether it is its issuer's word all the same. */
const isReal = ({verdict, code}, partOf) => verdict === 'not_genuine' && ['schema', 'status', 'dates'].includes(partOf(code));

function headingOf(result, words, partOf) {
  return words[isReal(result, partOf) ? 'outcome.not_accepted' : `outcome.${result.verdict}`];
}

function sentenceOf(result, words) {
  if(result.verdict === 'genuine') return '';
  const deciding = result.findings.find(({code}) => code === result.code) ?? {code: result.code};
  return fill(words[deciding.code] ?? '', deciding);
}

/** What this browser knows and the node hands out: {material, knownAt}. */
async function gather(needs, isAlone) {
  const wants = needs.dids.length + needs.statusLists.length > 0;
  let given = {dids: {}, lists: {}};
  if(!isAlone && wants) {
    try {
      const response = await fetch('/check/material', {
        method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify(needs)
      });
      if(response.ok) given = await response.json();
      await keepMaterial(given, Date.now());
    } catch{
      // What was kept before may do.
    }
  }
  const {material: {dids, lists}, knownAt} = await findMaterial(needs);
  return {material: {dids: {...dids, ...given.dids}, lists: {...lists, ...given.lists}}, knownAt};
}

async function checkHere(file, isAlone) {
  const {check, needsOf, partOf} = await loading();
  const {material, knownAt} = await gather(await needsOf(file), isAlone);
  const result = await check({...file, material});
  return {result, knownAt, partOf};
}

const line = (state, ...children) => element('p', `second ${state}`, signOf(state), element('span', '', ...children));

/** Said by whom, in one sentence. */
function finding(text, facts) {
  return element('p', '', fill(text, facts));
}

function showDiffer(section, here, words, leads) {
  const {result, partOf} = here;
  const node = {text: section.querySelector('h1').textContent, outcome: brought.dataset.outcome};
  const state = states[leads === 'browser' ? result.verdict : node.outcome];
  const byBrowser = finding(words['second.by_browser'], {outcome: headingOf(result, words, partOf)});
  byBrowser.append(' ', sentenceOf(result, words));
  const byNode = finding(words['second.by_node'], {node: brought.dataset.node, outcome: node.text});
  const both = leads === 'browser' ? [byBrowser, byNode] : [byNode, byBrowser];
  const shown = element('section', `verdict ${state} second-differs`, signOf(state), element('h2', '', words['second.differ']),
    element('div', '', ...both, finding(words['second.careful'])));
  shown.setAttribute('role', 'status');
  shown.tabIndex = -1;
  section.before(shown);
  shown.focus();
}

function show(section, shown) {
  shown.setAttribute('role', 'status');
  const div = section.querySelector('div');
  div.insertBefore(shown, div.querySelector('.small'));
}

async function beside(section) {
  const words = (await loaders[language]()).default;
  const file = await takeWaiting();
  if(!file) return show(section, line('unchecked', words['second.gone']));
  keepForAgain(document.querySelector('form.again'), () => putWaiting(file));
  try {
    const here = await checkHere(file, false);
    const {agreement, leads} = compare(brought.dataset.outcome, here.result.verdict);
    if(agreement === 'agree') show(section, line('passed', words['second.agree']));
    else if(agreement === 'differ') showDiffer(section, here, words, leads);
    else show(section, line('unchecked', words['second.unable'], ' ', sentenceOf(here.result, words)));
  } catch{
    show(section, line('unchecked', words['second.broken']));
  }
}

/** The answer of this browser alone, where the node cannot be reached. */
async function alone() {
  const words = (await loaders[language]()).default;
  const file = await takeWaiting();
  if(!file) return;
  const {result, knownAt, partOf} = await checkHere(file, true);
  const state = states[result.verdict];
  const said = [element('p', '', sentenceOf(result, words))];
  // What it says is its issuer's word only where that is proved.
  if(result.verdict.startsWith('genuine') || isReal(result, partOf)) said.push(finding(words['second.says'], {name: result.name || '?', issuer: result.issuer}));
  const clear = result.findings.find(({code}) => code === 'badge.not_revoked');
  if(clear && clear.time) said.push(finding(words[clear.code], clear));
  said.push(line('unchecked', words['second.alone']));
  if(knownAt !== undefined) said.push(finding(words['second.known'], {time: new Date(knownAt).toISOString()}));
  said.push(element('p', 'small', words['second.less']));
  const shown = element('section', `verdict ${state} second-alone`, signOf(state), element('h1', '', headingOf(result, words, partOf)),
    element('div', '', ...said));
  shown.setAttribute('role', 'status');
  shown.tabIndex = -1;
  const heading = document.querySelector('main h1');
  heading.before(shown);
  shown.focus();
  history.replaceState(null, '', location.pathname + location.search);
}

async function fileOf(data) {
  const file = data.get('file');
  if(file instanceof File && file.size > 0) return {bytes: new Uint8Array(await file.arrayBuffer())};
  return {text: String(data.get('text') ?? '')};
}

if(form && brought) {
  form.addEventListener('submit', async event => {
    if(event.defaultPrevented) return;
    event.preventDefault();
    try {
      await putWaiting(await fileOf(new FormData(form)));
    } finally {
      form.submit();
    }
  });
  if(location.hash === '#alone') alone();
} else if(brought) {
  const section = document.querySelector('section.verdict');
  // What is fetched for the first check is there for the next, when there may be no network.
  if(section) beside(section).then(async () => (await loading()).warm()).then(keepShell);
}
keepShell();
