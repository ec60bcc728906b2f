// Bytes as texts: what is written is read again, and what is not exactly that is refused.
import assert from 'node:assert/strict';
import {gzipSync} from 'node:zlib';
import {test} from 'node:test';
import {base58, base64url, concat, fromBase58, fromBase64url, hexOf, inflate, textOf, utf8} from '../../node/web/assets/bytes.js';

const samples = [[], [0], [0, 0, 1], [255], [255, 254, 253], Array.from({length: 300}, (_, n) => n & 255)].map(one => Uint8Array.from(one));

test('each text comes back as the bytes that it was made of', () => {
  for(const bytes of samples) {
    assert.deepEqual(fromBase64url(base64url(bytes)), bytes);
    assert.deepEqual(fromBase58(base58(bytes)), bytes);
  }
  assert.equal(textOf(utf8('ባጅ é')), 'ባጅ é');
  assert.equal(base58(utf8('Hello World!')), '2NEpo7TZRRrLZSi2U');
});

test('one text has one meaning', () => {
  for(const bad of ['AB=', 'A', 'A+B/', 'AB', 'QUJ ', 'AAF']) assert.throws(() => fromBase64url(bad), RangeError, bad);
  for(const bad of ['0', 'O', 'I', 'l', 'ab c']) assert.throws(() => fromBase58(bad), RangeError, bad);
  assert.throws(() => textOf(Uint8Array.of(0xff)));
});

test('what unpacks to more than fits is left', async () => {
  const packed = gzipSync(Buffer.alloc(100_000));
  assert.equal((await inflate(packed, 'gzip', 100_000)).length, 100_000);
  await assert.rejects(inflate(packed, 'gzip', 99_999), RangeError);
});

test('parts stand after each other', () => {
  assert.equal(hexOf(concat(Uint8Array.of(1), new Uint8Array(), Uint8Array.of(255, 16))), '01ff10');
});
