// Public keys as a DID document writes them, and what they signed.
import {concat, fromBase58, fromBase64url} from '../bytes.js';
import {Found} from './findings.js';
import {limits} from './limits.js';

const kinds = {
  Ed25519: {jose: 'EdDSA', name: {name: 'Ed25519'}},
  'P-256': {jose: 'ES256', name: {name: 'ECDSA', namedCurve: 'P-256'}, hash: {name: 'ECDSA', hash: 'SHA-256'}}
};

export const joseName = key => kinds[key.kind].jose;

/** y of a compressed point on P-256 (SEC 1, 2.3.4); browsers take points whole. */
function wholePoint(bytes) {
  const prime = 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n;
  const b = 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn;
  const x = bytes.slice(1).reduce((sum, byte) => sum << 8n | BigInt(byte), 0n);
  const square = (x ** 3n - 3n * x + b) % prime;
  let y = 1n, power = square;
  for(let exponent = (prime + 1n) / 4n; exponent > 0n; exponent >>= 1n) {
    if(exponent & 1n) y = y * power % prime;
    power = power * power % prime;
  }
  if(x >= prime || (y * y - square) % prime !== 0n) throw new Found('key_unsupported');
  if(Number(y & 1n) !== (bytes[0] & 1)) y = prime - y;
  const ys = Uint8Array.from({length: 32}, (_, i) => Number(y >> BigInt(8 * (31 - i)) & 0xffn));
  return concat(Uint8Array.of(4), bytes.slice(1), ys);
}

/** {kind, bytes} of a Multikey. Throws badge.key_unsupported, or a RangeError where it is none. */
export function readMultikey(text) {
  if(typeof text !== 'string' || !text.startsWith('z') || text.length > limits.multikey) throw new RangeError('no key');
  const bytes = fromBase58(text.slice(1));
  const is = (first, second, size) => bytes[0] === first && bytes[1] === second && bytes.length === size;
  if(is(0xed, 0x01, 34)) return {kind: 'Ed25519', bytes: bytes.slice(2)};
  if(is(0x80, 0x24, 35) && (bytes[2] === 2 || bytes[2] === 3)) return {kind: 'P-256', bytes: wholePoint(bytes.slice(2))};
  throw new Found('key_unsupported');
}

function readJwk({kty, crv, x, y}) {
  try {
    if(kty === 'OKP' && crv === 'Ed25519') {
      const bytes = fromBase64url(x);
      if(bytes.length === 32) return {kind: 'Ed25519', bytes};
    }
    if(kty === 'EC' && crv === 'P-256') {
      const bytes = concat(Uint8Array.of(4), fromBase64url(x), fromBase64url(y));
      if(bytes.length === 65) return {kind: 'P-256', bytes};
    }
  } catch{
    // It is said below.
  }
  throw new Found('key_unsupported');
}

/** The key of a verification method. Throws badge.key_unsupported. */
export function keyOf(method) {
  if(method.publicKeyJwk) return readJwk(method.publicKeyJwk);
  try {
    if(typeof method.publicKeyMultibase === 'string') return readMultikey(method.publicKeyMultibase);
  } catch(error) {
    if(error instanceof Found) throw error;
  }
  throw new Found('key_unsupported');
}

export const isSameKey = (a, b) => a.kind === b.kind && a.bytes.every((byte, i) => byte === b.bytes[i]);

/** Throws badge.bad_signature, or badge.key_unsupported where this browser does not know such keys. */
export async function verify(key, data, signature) {
  const {subtle} = globalThis.crypto;
  const kind = kinds[key.kind];
  let imported;
  try {
    imported = await subtle.importKey('raw', key.bytes, kind.name, false, ['verify']);
  } catch{
    throw new Found('key_unsupported');
  }
  const isGood = signature.length === 64 && await subtle.verify(kind.hash ?? kind.name, imported, signature, data);
  if(!isGood) throw new Found('bad_signature');
}
