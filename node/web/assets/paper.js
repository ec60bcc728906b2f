// A whole signed badge as digits for a QR code, and back (spec/paper.md). It knows no page.
import {deflateSync, inflateSync} from 'fflate';
import {dictionary1} from './paper_words.js';

export const mark = '#paper=';
// With a link of 100 letters before it, that is what version 25 of a QR code holds at level L.
export const bytesMax = 1150;
const textBytesMax = 65_535;
const digitsMax = 3_000;
const linkMax = 300;

const whole = 1, compact = 2, disclosing = 3;

export class PaperError extends Error {
  /** @param {'malformed'|'too_large'|'unknown'} reason */
  constructor(reason) {
    super(`paper: ${reason}`);
    this.reason = reason;
  }
}

/** So many digits are needed for so many bytes; seven bytes are below 10^17. */
const digitsOf = [0, 3, 5, 8, 10, 13, 15, 17];

export function printDigits(bytes) {
  let digits = '';
  for(let from = 0; from < bytes.length; from += 7) {
    const part = bytes.subarray(from, from + 7);
    const number = part.reduce((sum, byte) => sum << 8n | BigInt(byte), 0n);
    digits += String(number).padStart(digitsOf[part.length], '0');
  }
  return digits;
}

export function parseDigits(digits) {
  const rest = digitsOf.indexOf(digits.length % 17);
  if(!/^[0-9]+$/.test(digits) || rest < 0) throw new PaperError('malformed');
  const bytes = [];
  for(let from = 0; from < digits.length; from += 17) {
    const part = digits.slice(from, from + 17);
    const size = digitsOf.indexOf(part.length);
    const number = BigInt(part);
    if(number >> BigInt(8 * size)) throw new PaperError('malformed');
    for(let index = size - 1; index >= 0; --index) bytes.push(Number(number >> BigInt(8 * index) & 255n));
  }
  return Uint8Array.from(bytes);
}

function toBase64url(bytes) {
  const text = btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(''));
  return text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** Nothing where writing it again would not give the same letters. */
function fromBase64url(text) {
  if(!/^[A-Za-z0-9_-]+$/.test(text) || text.length % 4 === 1) return undefined;
  const bytes = Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), one => one.charCodeAt(0));
  return toBase64url(bytes) === text ? bytes : undefined;
}

/** Text as it is written in UTF-8, in one line; nothing where the bytes are something else. */
function lineOf(base64url) {
  const bytes = fromBase64url(base64url);
  if(!bytes) return undefined;
  try {
    const line = new TextDecoder('utf-8', {fatal: true, ignoreBOM: true}).decode(bytes);
    return line.includes('\n') ? undefined : line;
  } catch {
    return undefined;
  }
}

/** A JWS or SD-JWT as its signature and the lines that it signs; nothing where it is neither. */
function takeApart(text) {
  const found = /^([\w-]+)\.([\w-]+)\.([\w-]+)((?:~[\w-]+)*)(~?)$/.exec(text);
  if(!found || (found[4] !== '' && found[5] === '')) return undefined;
  const signature = fromBase64url(found[3]);
  const disclosures = found[4].split('~').slice(1);
  const lines = [found[1], found[2], ...disclosures].map(lineOf);
  if(!signature || signature.length > 255 || lines.includes(undefined)) return undefined;
  return {form: found[5] ? disclosing : compact, signature, text: lines.join('\n')};
}

function putTogether(form, signature, text) {
  const lines = text.split('\n').map(line => toBase64url(new TextEncoder().encode(line)));
  if(lines.length < 2 || (form === compact && lines.length > 2)) throw new PaperError('malformed');
  const [header, payload, ...disclosures] = lines;
  const jws = `${header}.${payload}.${toBase64url(signature)}`;
  return form === compact ? jws : `${[jws, ...disclosures].join('~')}~`;
}

/** The bytes of a badge: JSON, a JWS or an SD-JWT, of which every letter comes back. */
export function pack(badge) {
  const text = badge.trim();
  const parts = takeApart(text) ?? {form: whole, text};
  const bytes = new TextEncoder().encode(parts.text);
  if(bytes.length > textBytesMax || bytes.length === 0) throw new PaperError('too_large');
  const head = [parts.form, bytes.length >> 8, bytes.length & 255];
  if(parts.signature) head.push(parts.signature.length, ...parts.signature);
  const packed = deflateSync(bytes, {dictionary: dictionary1, level: 9, mem: 12});
  return Uint8Array.of(...head, ...packed);
}

function inflate(bytes, size) {
  try {
    // What would be longer than it says ends in the one byte more, and is never written further.
    const text = inflateSync(bytes, {dictionary: dictionary1, out: new Uint8Array(size + 1)});
    if(text.length !== size) throw new PaperError('malformed');
    return new TextDecoder('utf-8', {fatal: true, ignoreBOM: true}).decode(text);
  } catch {
    throw new PaperError('malformed');
  }
}

export function unpack(bytes) {
  const [form, high, low, length] = bytes;
  if(form > disclosing) throw new PaperError('unknown');
  if(bytes.length < 5 || form < whole) throw new PaperError('malformed');
  const from = form === whole ? 3 : 4 + length;
  if(bytes.length <= from) throw new PaperError('malformed');
  const size = high << 8 | low;
  if(size === 0) throw new PaperError('malformed');
  const text = inflate(bytes.subarray(from), size);
  return form === whole ? text : putTogether(form, bytes.subarray(4, from), text);
}

/** The digits, without a link before them. Throws PaperError `too_large`: nothing is ever left out. */
export function encode(badge) {
  const bytes = pack(badge);
  if(bytes.length > bytesMax) throw new PaperError('too_large');
  return printDigits(bytes);
}

const form = new RegExp(`^(?:https?://[^\\s#]{1,${linkMax}})?${mark}([0-9]{1,${digitsMax}})$`, 'i');

export const isPaper = text => form.test(text.trim());

/** The badge, out of what a QR code holds: a link to whatever page, and the digits. */
export function decode(text) {
  const found = form.exec(text.trim());
  if(!found) throw new PaperError('malformed');
  return unpack(parseDigits(found[1]));
}
