// What is shared stands in the fragment of a link, whole and no larger than it may be.
import assert from 'node:assert/strict';
import test from 'node:test';
import {deflateRawSync} from 'node:zlib';
import {built, textOfBadge} from './book_support.mjs';

const {readLink, writeLink} = await built('link.js');

test('a presentation comes back out of its link, and no server sees it', () => {
  const presentation = {type: ['VerifiablePresentation'], verifiableCredential: [JSON.parse(textOfBadge('Tāl'))]};
  const link = writeLink('https://bieb.example', presentation);
  assert.ok(link.startsWith('https://bieb.example/check#show='));
  assert.deepEqual(JSON.parse(readLink(new URL(link).hash)), presentation);
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
