// JSON, read as strictly as the node reads it: a name stands once in an object, nothing is nested too
// deeply, and each text is Unicode. Two readers that differ on such a file could be shown two badges.
import {limits} from './limits.js';

/** Where the string ends that begins at `from`, in a text that is JSON. */
function endOfString(text, from) {
  for(let at = from + 1; ; ++at) {
    const letter = text.charCodeAt(at);
    if(letter === 0x5c) ++at;
    else if(letter === 0x22) return at + 1;
  }
}

const isLoneSurrogate = text => /\p{Surrogate}/u.test(text);

/** Whether a number is one that every reader understands alike. */
function isExact(text) {
  const number = Number(text);
  return Number.isFinite(number) && (/[.eE]/.test(text) || Number.isSafeInteger(number));
}

/** Throws a SyntaxError for what JSON.parse lets pass. */
function inspect(text) {
  const open = [];
  let values = 0;
  for(let at = 0; at < text.length; ++at) {
    const letter = text[at];
    if(letter === '{' || letter === '[') {
      open.push(letter === '{' ? new Set() : null);
      if(open.length > limits.depth) throw new SyntaxError('it is nested too deeply');
    } else if(letter === '}' || letter === ']') {
      open.pop();
    } else if(letter === '"') {
      const end = endOfString(text, at);
      const whole = text.slice(at, end);
      const string = whole.includes('\\') ? JSON.parse(whole) : whole.slice(1, -1);
      if(isLoneSurrogate(string)) throw new SyntaxError('it is no Unicode');
      at = end - 1;
      if(/^\s*:/.test(text.slice(end, end + 64))) {
        const names = open.at(-1);
        if(names.has(string)) throw new SyntaxError(`${string} stands there twice`);
        names.add(string);
      }
      if(++values > limits.values) throw new SyntaxError('it holds too much');
    } else if(letter === '-' || (letter >= '0' && letter <= '9')) {
      const number = /^[-+.0-9eE]+/.exec(text.slice(at, at + 512))[0];
      if(!isExact(number)) throw new SyntaxError(`${number} is not exact`);
      at += number.length - 1;
      if(++values > limits.values) throw new SyntaxError('it holds too much');
    }
  }
}

/** Throws a SyntaxError. */
export function parse(text, max = limits.text) {
  if(text.length > max) throw new SyntaxError('it is too large');
  const value = JSON.parse(text);
  inspect(text);
  return value;
}

/** RFC 8785: the one text of a value. The language itself writes numbers and strings as it asks. */
export function canonical(value) {
  if(Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if(!isObject(value)) return JSON.stringify(value);
  const members = Object.keys(value).sort().map(name => `${JSON.stringify(name)}:${canonical(value[name])}`);
  return `{${members.join(',')}}`;
}

export const isObject = value => typeof value === 'object' && value !== null && !Array.isArray(value);

/** One value or a list of them, as a list. */
export const each = value => value === undefined ? [] : Array.isArray(value) ? value : [value];

/** `value` without a member. */
export function without(value, name) {
  const {[name]: _, ...rest} = value;
  return rest;
}
