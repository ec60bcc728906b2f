// Bytes as the standards write them: UTF-8, base64url (RFC 4648 5) and base58btc (multibase `z`).
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

/** Throws on any other letter: a link with a letter lost is broken, not another link. */
export function fromBase64url(text) {
  if(!/^[A-Za-z0-9_-]*$/.test(text)) throw new Error('this is no base64url');
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), one => one.charCodeAt(0));
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

export async function sha256(bytes) {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
}
