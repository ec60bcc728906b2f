// What is shared stands in the fragment of a link, whole and no larger than it may be.
import assert from 'node:assert/strict';
import test from 'node:test';
import {deflateRawSync} from 'node:zlib';
import {built, textOfBadge} from './book_support.mjs';

const {readLink, writeCodeLink, writeLink} = await built('link.js');
const {squaresOf} = await built('qr.js');

test('a presentation comes back out of its link, and no server sees it', () => {
  const presentation = {type: ['VerifiablePresentation'], verifiableCredential: [JSON.parse(textOfBadge('Tāl'))]};
  const link = writeLink('https://bieb.example', presentation);
  assert.ok(link.startsWith('https://bieb.example/check#show='));
  assert.deepEqual(JSON.parse(readLink(new URL(link).hash)), presentation);
});

test('it comes back out of the digits of a QR code too, which are fewer squares', () => {
  const presentation = {type: ['VerifiablePresentation'], verifiableCredential: [JSON.parse(textOfBadge('Tāl'))]};
  const link = writeCodeLink('https://bieb.example', presentation);
  assert.match(link, /^https:\/\/bieb\.example\/check#show=~\d+$/);
  assert.deepEqual(JSON.parse(readLink(new URL(link).hash)), presentation);
  assert.ok(squaresOf(link).side < squaresOf(writeLink('https://bieb.example', presentation)).side);
  assert.throws(() => readLink(`${new URL(link).hash}1`));
  assert.throws(() => readLink(`${new URL(link).hash.slice(0, -17)}`));
  assert.throws(() => readLink(`#show=~${'0'.repeat(12_002)}`), /too large/);
});

test('what is too much for digits stays a link, and is too much for a code', () => {
  const presentation = {type: ['VerifiablePresentation'], note: Array.from({length: 3_000}, (_, i) => `${i * i}`)};
  const link = writeCodeLink('https://bieb.example', presentation);
  assert.deepEqual(JSON.parse(readLink(new URL(link).hash)), presentation);
  assert.ok(!link.includes('~'));
  assert.equal(squaresOf(link), null);
});

test('it is deflate as others write it', () => {
  assert.equal(readLink(`#show=${deflateRawSync('{"a":1}').toString('base64url')}`), '{"a":1}');
});

test('another fragment is none, and a broken one is not guessed at', () => {
  assert.equal(readLink(''), null);
  assert.equal(readLink('#main'), null);
  const whole = deflateRawSync(textOfBadge()).toString('base64url');
  assert.throws(() => readLink(`#show=${whole.slice(0, -20)}`));
  assert.throws(() => readLink('#show=%%%'));
  assert.throws(() => readLink(`#show=${deflateRawSync('hello').toString('base64url')}`));
});

test('a small link that unpacks to much is left', () => {
  const bomb = deflateRawSync(Buffer.alloc(50_000_000, 32)).toString('base64url');
  assert.throws(() => readLink(`#show=${bomb}`), /too large/);
});
