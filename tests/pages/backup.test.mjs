// spec/backup.md in a browser's own words: WebCrypto opens the vector that the program is held to.
import assert from 'node:assert/strict';
import { webcrypto } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const vector = JSON.parse(
  readFileSync(new URL('../../spec/wire/vectors/backup.json', import.meta.url)));
const { subtle } = webcrypto;
const text = new TextEncoder();
const bytes = (part) => Buffer.from(part, 'base64url');

async function open(compact, passphrase) {
  const [header, key, iv, content, tag] = compact.split('.');
  const { alg, p2s, p2c } = JSON.parse(bytes(header));
  const salt = Buffer.concat([text.encode(alg), Buffer.of(0), bytes(p2s)]);
  const typed = await subtle.importKey('raw', text.encode(passphrase), 'PBKDF2', false, ['deriveKey']);
  const wrapping = await subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-512', salt, iterations: p2c }, typed,
    { name: 'AES-KW', length: 256 }, false, ['unwrapKey']);
  const content_key = await subtle.unwrapKey(
    'raw', bytes(key), wrapping, 'AES-KW', 'AES-GCM', false, ['decrypt']);
  const plain = await subtle.decrypt(
    { name: 'AES-GCM', iv: bytes(iv), additionalData: text.encode(header) }, content_key,
    Buffer.concat([bytes(content), bytes(tag)]));
  return new TextDecoder().decode(plain);
}

test('the vector of a backup opens with its passphrase alone', async () => {
  assert.equal(await open(vector.compact, vector.passphrase), vector.plaintext);
  await assert.rejects(open(vector.compact, vector.passphrase + ' '));
});
