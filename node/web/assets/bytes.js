// Bytes, and the texts that the standards write them as: UTF-8, base64url (RFC 4648 5), base58btc (multibase `z`).
const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

export const utf8 = text => new TextEncoder().encode(text);

/** Throws where it is no UTF-8: what was signed is not guessed at. */
export const textOf = bytes => new TextDecoder('utf-8', {fatal: true, ignoreBOM: true}).decode(bytes);

export function base64url(bytes) {
  let text = '';
  for(let at = 0; at < bytes.length; at += 0x8000) {
    text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  }
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

const lastOf = text => text.slice(-1).replace('-', '+').replace('_', '/');

/** One text has one meaning: no padding, no other letters, no bits to spare. Throws a RangeError. */
export function fromBase64url(text) {
  if(!/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) throw new RangeError('no base64url');
  const raw = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  const bytes = Uint8Array.from(raw, letter => letter.charCodeAt(0));
  if(text.length % 4 && !btoa(raw.slice(-(raw.length % 3))).replace(/=+$/, '').endsWith(lastOf(text))) {
    throw new RangeError('no base64url');
  }
  return bytes;
}

export function base58(bytes) {
  let number = 0n;
  for(const byte of bytes) number = number * 256n + BigInt(byte);
  let text = '';
  for(; number > 0n; number /= 58n) text = alphabet[Number(number % 58n)] + text;
  for(const byte of bytes) {
    if(byte !== 0) break;
    text = '1' + text;
  }
  return text;
}

/** Throws a RangeError; quadratic, so whoever calls it has looked at the length. */
export function fromBase58(text) {
  const bytes = [];
  for(const letter of text) {
    let carry = alphabet.indexOf(letter);
    if(carry < 0) throw new RangeError('no base58btc');
    for(let i = 0; i < bytes.length; ++i) {
      carry += bytes[i] * 58;
      bytes[i] = carry & 0xff;
      carry >>= 8;
    }
    for(; carry > 0; carry >>= 8) bytes.push(carry & 0xff);
  }
  for(const letter of text) {
    if(letter !== '1') break;
    bytes.push(0);
  }
  return Uint8Array.from(bytes.reverse());
}

export function concat(...parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for(const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export const random = count => crypto.getRandomValues(new Uint8Array(count));

export const sha256 = async bytes => new Uint8Array(await globalThis.crypto.subtle.digest('SHA-256', bytes));

export const hexOf = bytes => Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');

/** What `format` (`gzip`, `deflate`) unpacks to; throws where that is more than `max`, or broken. */
export async function inflate(bytes, format, max) {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream(format)).getReader();
  const parts = [];
  let size = 0;
  for(;;) {
    const {done, value} = await reader.read();
    if(done) return concat(...parts);
    size += value.length;
    if(size > max) {
      await reader.cancel();
      throw new RangeError('it unpacks to too much');
    }
    parts.push(value);
  }
}
