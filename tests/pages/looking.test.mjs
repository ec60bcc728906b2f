// A card that is held before a camera: drawn as pixels, a little turned and noisy, and read as the page reads it.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {join} from 'node:path';
import test from 'node:test';

const web = process.env.WAARMERK_WEB ?? new URL('../../build/web', import.meta.url).pathname;
const {looks, roomOf, whyOf} = await import(join(web, 'looking.js'));
const paper = await import(join(web, 'paper.js'));
const require = createRequire(join(web, 'package.json'));
const jsQR = require('jsqr');
const qrcode = require('qrcode-generator');
const vectors = JSON.parse(readFileSync(new URL('../../spec/wire/vectors/paper.json', import.meta.url), 'utf8'));

function codeOf(text, digits) {
  const code = qrcode(0, 'M');
  code.addData(text, 'Byte');
  code.addData(digits, 'Numeric');
  code.make();
  return code;
}

/** Dark grey on light grey, each pixel the mean of four places in it, with noise that is the same each time. */
function photo(code, pixelsPerModule, angle) {
  const count = code.getModuleCount();
  const side = Math.ceil((count + 8) * pixelsPerModule * 1.2);
  const data = new Uint8ClampedArray(side * side * 4).fill(255);
  const [across, down] = [Math.cos(angle), Math.sin(angle)];
  let seed = 7;
  const isDark = (x, y) => x >= 0 && y >= 0 && x < count && y < count && code.isDark(y, x);
  for(let at = 0; at < side * side; ++at) {
    let light = 0;
    for(const [dx, dy] of [[.25, .25], [.75, .25], [.25, .75], [.75, .75]]) {
      const [x, y] = [at % side + dx - side / 2, Math.floor(at / side) + dy - side / 2];
      const column = Math.floor((x * across + y * down) / pixelsPerModule + count / 2);
      const row = Math.floor((y * across - x * down) / pixelsPerModule + count / 2);
      light += isDark(column, row) ? 10 : 56;
    }
    seed = seed * 48271 % 2147483647;
    data.fill(light + seed % 25 - 12, at * 4, at * 4 + 3);
  }
  return {data, side};
}

test('a card of each form is read at five pixels a module, whatever way it is held', () => {
  for(const {what, badge, digits} of vectors.cards) {
    const code = codeOf('https://library.example/check#paper=', digits);
    const read = [0, .04, -.07].map(angle => {
      const {data, side} = photo(code, 5, angle);
      return jsQR(data, side, side, {inversionAttempts: 'dontInvert'})?.data;
    }).find(Boolean);
    assert.equal(paper.decode(read), badge, what);
  }
});

test('every look has room for the whole picture, and none is larger than it', () => {
  for(const [width, height] of [[1280, 720], [4000, 3000], [3, 4000], [1, 1]]) {
    for(const look of looks) {
      const room = roomOf({width, height}, look);
      assert.ok(room.scale <= 1 && Math.max(width, height) * room.scale <= Math.max(look[0], 1));
      assert.ok(room.width >= Math.floor(width * room.scale * Math.cos(look[1])) && room.width >= 1);
      assert.ok(room.height >= 1 && room.width * room.height < 12_000_000);
    }
  }
});

test('why a camera does not start is one of the sentences that there are', () => {
  const {texts} = JSON.parse(readFileSync(new URL('../../spec/messages/en.json', import.meta.url), 'utf8'));
  const names = ['NotAllowedError', 'SecurityError', 'NotFoundError', 'OverconstrainedError', 'NotReadableError', 'AbortError', 'Other'];
  const whys = names.map(name => whyOf({name}));
  assert.deepEqual([...new Set(whys)], ['denied', 'none', 'busy', 'failed']);
  for(const why of [...whys, whyOf(undefined), 'aim', 'stop', 'photo', 'no_code', 'no_picture', 'broken', 'scan']) {
    assert.ok(texts[`camera.${why}`], why);
  }
});
