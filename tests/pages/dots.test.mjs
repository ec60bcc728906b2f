// How many dots a picture says that it has.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';
import {dotsMax, dotsOf} from '../../node/web/assets/dots.js';
import {drawIcon} from '../../node/web/assets/icons.mjs';

const bytes = hex => Uint8Array.from(Buffer.from(hex.replaceAll(' ', '').padEnd(80, '0'), 'hex'));

test('each kind of photo says it at its own place', () => {
  const svg = readFileSync(new URL('../../node/web/assets/icon.svg', import.meta.url), 'utf8');
  assert.equal(dotsOf(new Uint8Array(drawIcon(svg, 24))), 24 * 24);
  assert.equal(dotsOf(bytes('47494638 3961 0a00 0500')), 50);
  // A table of four bytes, a byte to spare, and the frame: 3 high, 1024 wide.
  assert.equal(dotsOf(bytes('ffd8 ffe0 0004 0102 ff ffc2 0011 08 0003 0400 03')), 3 * 1024);
  assert.equal(dotsOf(bytes('52494646 00000000 57454250 56503858 0a000000 00000000 630000 c70000')), 100 * 200);
  assert.equal(dotsOf(bytes('52494646 00000000 57454250 5650384c 00000000 2f 63c01800')), 100 * 100);
  assert.equal(dotsOf(bytes('52494646 00000000 57454250 56503820 00000000 000000 9d012a 6400 c800')), 100 * 200);
});

test('a picture that would be enormous says so, and what is no picture says nothing', () => {
  assert.ok(dotsOf(bytes('89504e470d0a1a0a 0000000d 49484452 0000ea60 0000ea60')) > dotsMax);
  for(const one of ['', 'ffd8', 'ffd8 ffe0 ffff', 'ffd8 00', '7b7d']) assert.equal(dotsOf(bytes(one)), undefined, one);
  assert.equal(dotsOf(new Uint8Array()), undefined);
});
