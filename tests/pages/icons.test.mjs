// The icon in dots: the same drawing as icon.svg, and one that a phone may cut to its own shape.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';
import {inflateSync} from 'node:zlib';
import {drawIcon} from '../../node/web/assets/icons.mjs';

const svg = readFileSync(new URL('../../node/web/assets/icon.svg', import.meta.url), 'utf8');

/** at(x, y): [red, green, blue, alpha], of a picture as drawIcon writes it. */
function read(bytes) {
  assert.equal(bytes.subarray(0, 8).toString('hex'), '89504e470d0a1a0a');
  const side = bytes.readUInt32BE(16);
  assert.equal(bytes.readUInt32BE(20), side);
  const size = bytes.readUInt32BE(33);
  assert.equal(bytes.toString('latin1', 37, 41), 'IDAT');
  const rows = inflateSync(bytes.subarray(41, 41 + size));
  const at = (x, y) => [...rows.subarray(y * (side * 4 + 1) + 1 + x * 4, y * (side * 4 + 1) + 5 + x * 4)];
  return {side, at};
}

const [blue, sun, white] = [[0x0b, 0x4f, 0x6c, 255], [0xf4, 0xc9, 0x5d, 255], [255, 255, 255, 255]];

test('it has the square with round corners, the line, the stop and the mark in it', () => {
  const {side, at} = read(drawIcon(svg, 192));
  assert.equal(side, 192);
  assert.deepEqual(at(0, 0), [0, 0, 0, 0]);
  assert.deepEqual(at(96, 8), blue);
  assert.deepEqual(at(24, 96), sun);
  assert.deepEqual(at(96, 60), white);
  assert.deepEqual(at(90, 108), blue, 'the corner of the mark');
});

test('one that may be cut has its ground to the corners, and nothing else near the edges', () => {
  const {side, at} = read(drawIcon(svg, 128, true));
  assert.deepEqual(at(0, 0), blue);
  for(let x = 0; x < side; ++x) {
    for(let y = 0; y < side; ++y) {
      const isOut = Math.hypot(x - side / 2, y - side / 2) > side * .4;
      if(isOut) assert.deepEqual(at(x, y), blue, `${x} ${y}`);
    }
  }
  assert.deepEqual(at(64, 46), white);
});

test('a path that is not understood stops the build, and does not draw something else', () => {
  assert.throws(() => drawIcon(svg.replace('M4 16h24', 'M4 16q9 9 9 9'), 16), /path with q/);
});
