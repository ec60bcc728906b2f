// The backup: all that a book holds as one encrypted file, a JWE (RFC 7516) by a passphrase (spec/backup.md).
//
// PBES2-HS512+A256KW (RFC 7518 4.8) and A256GCM. It is open: any JOSE library reads it.
import {base64url, concat, fromBase64url, random, textOf, utf8} from './bytes.js';
import {badgesMax} from './store.js';

export const alg = 'PBES2-HS512+A256KW';
const count = 600_000;
// A file may name how often is derived: less would be no wall, and more would hold up the device.
const countMin = 100_000;
const countMax = 10_000_000;
const fileLengthMax = 22 << 20;
const holdersMax = 1000;

export class WrongPassphrase extends Error {}
/** No backup, or one that this book does not know. */
export class NoBackup extends Error {}

async function keyOf(passphrase, salt, p2c) {
  const secret = await crypto.subtle.importKey('raw', utf8(passphrase), 'PBKDF2', false, ['deriveKey']);
  return crypto.subtle.deriveKey(
    {name: 'PBKDF2', hash: 'SHA-512', salt: concat(utf8(alg), new Uint8Array(1), salt), iterations: p2c},
    secret, {name: 'AES-KW', length: 256}, false, ['wrapKey', 'unwrapKey']);
}

/** The file, as text. */
export async function writeBackup(content, passphrase) {
  const salt = random(16);
  const header = {alg, enc: 'A256GCM', p2s: base64url(salt), p2c: count, typ: 'badgebook+jwe', cty: 'badgebook+json'};
  const head = base64url(utf8(JSON.stringify(header)));
  const key = await crypto.subtle.generateKey({name: 'AES-GCM', length: 256}, true, ['encrypt']);
  const wrapped = await crypto.subtle.wrapKey('raw', key, await keyOf(passphrase, salt, count), 'AES-KW');
  const iv = random(12);
  const sealed = new Uint8Array(await crypto.subtle.encrypt(
    {name: 'AES-GCM', iv, additionalData: utf8(head)}, key, utf8(JSON.stringify(content))));
  const parts = [new Uint8Array(wrapped), iv, sealed.subarray(0, -16), sealed.subarray(-16)];
  return [head, ...parts.map(base64url)].join('.');
}

function readHeader(part) {
  const header = JSON.parse(textOf(fromBase64url(part)));
  const isOurs = header.alg === alg && header.enc === 'A256GCM' && header.typ === 'badgebook+jwe' &&
    header.cty === 'badgebook+json' && header.crit === undefined && header.zip === undefined;
  if(!isOurs) throw new NoBackup('another kind of file');
  if(!Number.isInteger(header.p2c) || header.p2c < countMin || header.p2c > countMax) {
    throw new NoBackup('p2c is out of bounds');
  }
  const salt = fromBase64url(header.p2s);
  if(salt.length < 8 || salt.length > 256) throw new NoBackup('p2s is out of bounds');
  return {salt, p2c: header.p2c};
}

function split(text) {
  if(text.length > fileLengthMax) throw new NoBackup('too large');
  const parts = text.trim().split('.');
  if(parts.length !== 5) throw new NoBackup('no JWE');
  try {
    const [wrapped, iv, sealed, tag] = parts.slice(1).map(fromBase64url);
    if(iv.length !== 12 || tag.length !== 16) throw new NoBackup('no A256GCM');
    return {head: parts[0], ...readHeader(parts[0]), wrapped, iv, sealed: concat(sealed, tag)};
  } catch(error) {
    throw error instanceof NoBackup ? error : new NoBackup(error.message);
  }
}

const isText = value => typeof value === 'string';
const isList = value => value === undefined || (Array.isArray(value) && value.length <= 1000);

function readContent(bytes) {
  let content;
  try {
    content = JSON.parse(textOf(bytes));
  } catch(error) {
    throw new NoBackup(error.message);
  }
  const {version, holders, badges, settings = {}} = content ?? {};
  const isGood = version === 1 && Array.isArray(holders) && Array.isArray(badges) &&
    holders.length <= holdersMax && badges.length <= badgesMax &&
    holders.every(one => isText(one?.id) && typeof one.jwk === 'object') &&
    badges.every(one => isText(one?.text) && isText(one.mediaType) && isText(one.added) && isList(one.confirmations)) &&
    typeof settings === 'object' && settings !== null;
  if(!isGood) throw new NoBackup('not what a backup holds');
  return {version, holders, badges, ...content.settings !== undefined && {settings}};
}

/** `{version, holders, badges, settings}`, the last only where it has them. Throws NoBackup or WrongPassphrase. */
export async function readBackup(text, passphrase) {
  const {head, salt, p2c, wrapped, iv, sealed} = split(text);
  const wrapping = await keyOf(passphrase, salt, p2c);
  const key = await crypto.subtle.unwrapKey('raw', wrapped, wrapping, 'AES-KW', 'AES-GCM', false, ['decrypt'])
    .catch(() => { throw new WrongPassphrase('wrong'); });
  const plain = await crypto.subtle.decrypt({name: 'AES-GCM', iv, additionalData: utf8(head)}, key, sealed)
    .catch(() => { throw new NoBackup('it was changed'); });
  return readContent(new Uint8Array(plain));
}
