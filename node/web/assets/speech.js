// What a script says: texts of the catalogue in the language of the page, or in both of two, each said to be what
// it is. Dates are those of the page of the node: its month names, European digits, UTC. It knows no catalogue:
// spoken.js brings it.
import {element} from './dom.js';

const two = number => String(number).padStart(2, '0');

function sayMoment(texts, ms, form) {
  const date = new Date(ms);
  const facts = {
    day: date.getUTCDate(), month: texts[`month.${date.getUTCMonth() + 1}`], year: date.getUTCFullYear(),
    clock: `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`
  };
  return texts[form].replace(/\{(\w+)\}/g, (_, name) => facts[name]);
}

/** Not by Intl: it would count Persian years for a Persian reader, who has to find the date again on paper. */
export const sayTime = (texts, ms) => sayMoment(texts, ms, 'time.full');
export const sayDay = (texts, ms) => sayMoment(texts, ms, 'time.day');

/** Of a finding: its times are said as each language says them, and what else it holds is somebody's words. */
export function factsOf(finding) {
  const said = value => {
    const ms = /^\d{4}-\d\d-\d\dT/.test(value) ? Date.parse(value) : NaN;
    return Number.isNaN(ms) ? String(value) : texts => sayTime(texts, ms);
  };
  return Object.fromEntries(Object.entries(finding).filter(([, value]) => value !== undefined).map(([name, value]) => [name, said(value)]));
}

const partsOf = text => text.split(/(\{[a-z_]+\})/).filter(part => part !== '');
const nameOf = part => /^\{([a-z_]+)\}$/.exec(part)?.[1];

/** Somebody's name turns nothing around; what a function makes is in the language itself. */
function nodesOf({texts, language}, name, facts) {
  return partsOf(texts[name] ?? '').map(part => {
    const fact = nameOf(part);
    if(fact === undefined) return part;
    const value = facts[fact];
    if(value === undefined) return texts['time.unknown'] ?? '?';
    return typeof value === 'function' ? value(texts, language) : element('bdi', {textContent: value});
  });
}

function plain({texts, language}, name, facts) {
  return partsOf(texts[name] ?? '').map(part => {
    const value = nameOf(part) === undefined ? () => part : facts[nameOf(part)] ?? '?';
    return typeof value === 'function' ? value(texts, language) : `\u2068${value}\u2069`;
  }).join('');
}

export class Speech {
  #editions;

  /** [{language, direction, texts}], one or two. */
  constructor(editions) {
    this.#editions = editions;
  }

  has(name) {
    return this.#editions.every(({texts}) => texts[name]);
  }

  /** For an attribute or a file, where nothing but text may stand: in the first language. */
  text(name, facts = {}) {
    return plain(this.#editions[0], name, facts);
  }

  /** In both of two, for what has room for a line of plain text and no more, such as a choice of a list. */
  both(name, facts = {}) {
    return [...new Set(this.#editions.map(one => plain(one, name, facts)))].join(' · ');
  }

  /** A node with the text in it; `facts` are texts of others, or functions of the texts in the language. */
  line(name, facts = {}) {
    return this.each(say => say(name, facts));
  }

  /** A node of what `make(say)` gives for each language: `say(name, facts)` is a list of nodes. */
  each(make) {
    const made = this.#editions.map(one => ({...one, nodes: make((name, facts = {}) => nodesOf(one, name, facts), one.texts)}));
    if(made.length === 1) return element('span', {}, ...made[0].nodes);
    const spans = made.map(({language, direction, nodes}) => element('span', {lang: language, dir: direction}, ...nodes));
    return element('span', {className: 'pair'}, spans[0], ' ', spans[1]);
  }
}
