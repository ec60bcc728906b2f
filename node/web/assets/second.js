// The second check: what the visitor's own browser finds, as answer.js shows it beside what the node found, and
// alone.js where the network is cut.
import loaders from 'virtual:words/all/second+badge+outcome+time+month';
import {element, signOf} from './dom.js';
import {findMaterial, keepMaterial} from './shelf.js';
import {factsOf} from './speech.js';
import {speechOf} from './spoken.js';

export const states = {genuine: 'passed', genuine_with_warning: 'warning', cannot_be_checked: 'unchecked', not_genuine: 'failed'};

/** All of it that is needed later and not at once, so that it is there where the network is cut. */
export const loading = async () => {
  const [one, many] = await Promise.all([import('./verify/check.js'), import('./verify/presentation.js')]);
  return {...one, ...many};
};

export const speaking = () => speechOf(loaders);

/** Whether it is its issuer's word all the same. */
export const isReal = ({verdict, code}, partOf) => verdict === 'not_genuine' && ['schema', 'status', 'dates'].includes(partOf(code));

/** The name of the text that says what it comes to. */
export const headingOf = (result, partOf) => isReal(result, partOf) ? 'outcome.not_accepted' : `outcome.${result.verdict}`;

/** Why it is no more than it is, as arguments for a speech; nothing where it is genuine. */
export function sentenceOf(result) {
  if(result.verdict === 'genuine') return undefined;
  const deciding = result.findings.find(({code}) => code === result.code) ?? {code: result.code};
  return [deciding.code, factsOf(deciding)];
}

/** What this browser knows, and what the node hands out: {material, knownAt}. `given` came with the answer. */
async function gather(needs, {isAlone, given}) {
  const wants = needs.dids.length + needs.statusLists.length > 0;
  // What the node did not lay beside its answer is asked for.
  const isWhole = given && needs.dids.every(one => given.dids[one]) && needs.statusLists.every(({url}) => given.lists[url]);
  let fresh = isWhole ? given : undefined;
  if(!fresh && !isAlone && wants) {
    const response = await fetch('/check/material', {
      method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify(needs)
    }).catch(() => undefined);
    // What was kept before may do.
    if(response?.ok) fresh = await response.json();
  }
  // Where a browser keeps nothing, as in some private windows, what came with the answer is all.
  if(fresh) await keepMaterial(fresh, Date.now()).catch(() => {});
  const {material: {dids, lists}, knownAt} = await findMaterial(needs).catch(() => ({material: {}}));
  return {material: {dids: {...dids, ...fresh?.dids}, lists: {...lists, ...fresh?.lists}}, knownAt};
}

/** {result, knownAt, partOf, isShown}: `file` is {text} or {bytes}; of a presentation `result` has badges. */
export async function checkHere(file, options = {}) {
  const {check, checkPresentation, needsOf, needsOfAll, partOf, readPresentation} = await loading();
  // It is a text, in whatever way it came.
  const presentation = readPresentation({text: file.bytes ? new TextDecoder().decode(file.bytes) : file.text});
  const needs = presentation ? await needsOfAll(presentation) : await needsOf(file);
  const {material, knownAt} = await gather(needs, options);
  const result = presentation ? await checkPresentation(presentation, {material}) : await check({...file, material});
  return {result, knownAt, partOf, isShown: Boolean(presentation)};
}

export const line = (state, ...children) => element('p', {className: `second ${state}`}, signOf(state), element('span', {}, ...children));
