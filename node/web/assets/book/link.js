// A presentation in the fragment of a link: `https://HOST/check#show=…`. A browser does not send that part to
// anybody, so that no node holds what was shared.
import {deflateSync, Inflate} from 'fflate';
import {pack, parseDigits, printDigits, unpack} from '../paper.js';
import {base64url, fromBase64url, textOf, utf8} from './bytes.js';

/** Longer ones are cut by some programs that send messages on. */
export const linkLengthMax = 32_000;
export const textBytesMax = 1_000_000;
const step = 512;

const mark = '#show=';
/** Before the digits that a QR code holds instead: base64url has no such sign. */
const digitsMark = `${mark}~`;
const digitsMax = 12_000;
/** What is longer fits in no code, and paper takes 65,535 bytes. */
const codeLettersMax = 20_000;

export function writeLink(origin, presentation) {
  const packed = deflateSync(utf8(JSON.stringify(presentation)), {level: 9});
  return `${origin}/check${mark}${base64url(packed)}`;
}

/** The same for a QR code, packed as a badge on paper is (spec/paper.md 2 to 4): that takes fewer squares. */
export function writeCodeLink(origin, presentation) {
  const text = JSON.stringify(presentation);
  return text.length <= codeLettersMax ? `${origin}/check${digitsMark}${printDigits(pack(text))}` : writeLink(origin, presentation);
}

/** A little at a time: a link that unpacks to more than fits is left long before it has. */
function inflate(packed) {
  const chunks = [];
  let total = 0;
  const inflater = new Inflate(chunk => {
    total += chunk.length;
    if(total > textBytesMax) throw new Error('too large');
    chunks.push(chunk);
  });
  for(let at = 0; at < packed.length; at += step) {
    inflater.push(packed.subarray(at, at + step), at + step >= packed.length);
  }
  const whole = new Uint8Array(total);
  let at = 0;
  for(const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

function digitsIn(fragment) {
  const digits = fragment.slice(digitsMark.length);
  if(digits.length > digitsMax) throw new Error('too large');
  return parseDigits(digits);
}

/** The text of the presentation in a fragment; null where it has none. Throws where it is broken. */
export function readLink(fragment) {
  if(!fragment.startsWith(mark)) return null;
  const text = fragment.startsWith(digitsMark) ? unpack(digitsIn(fragment)) : textOf(inflate(fromBase64url(fragment.slice(mark.length))));
  JSON.parse(text);
  return text;
}
