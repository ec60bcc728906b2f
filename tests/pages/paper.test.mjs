// Paper badges, by spec/wire/vectors/paper.json, which another program wrote. What imports packages is
// taken from the folder that node/web/assets/make.mjs made: WAARMERK_WEB.
import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'node:test';

const web = process.env.WAARMERK_WEB ?? new URL('../../build/web', import.meta.url).pathname;
const paper = await import(join(web, 'paper.js'));
const {dictionary1} = await import(join(web, 'paper_words.js'));
const read = path => readFileSync(new URL(`../../spec/${path}`, import.meta.url), 'utf8');
const vectors = JSON.parse(read('wire/vectors/paper.json'));
const sha256 = bytes => createHash('sha256').update(bytes).digest('hex');

test('the dictionary is that of the specification, for ever', () => {
  assert.equal(sha256(dictionary1), vectors.dictionary_sha256);
  assert.equal(sha256(read('paper/dictionary_1.txt').replaceAll('\n', '')), vectors.dictionary_sha256);
});

test('what another program wrote is read to the letter, with any link before it', () => {
  for(const {what, badge, digits} of vectors.cards) {
    assert.equal(paper.decode(`#paper=${digits}`), badge, what);
    assert.equal(paper.decode(` HTTPS://LIBRARY.EXAMPLE/check?lang=nl#PAPER=${digits}\n`), badge, what);
  }
});

test('what is written is read again, and is about as small', () => {
  for(const {what, badge, bytes} of vectors.cards) {
    assert.ok(paper.pack(badge).length <= bytes * 1.03, `${what}: ${paper.pack(badge).length}, not ${bytes}`);
    assert.equal(paper.decode(`#paper=${paper.encode(` ${badge}\n`)}`), badge, what);
  }
});

test('what is no sound card is refused', () => {
  assert.equal(vectors.refused.length, 13);
  for(const {why, digits} of vectors.refused) {
    assert.throws(() => paper.decode(`#paper=${digits}`), paper.PaperError, why);
  }
});

test('a form that is not known yet is told apart from a broken one', () => {
  const {digits} = vectors.refused.find(({why}) => why === 'a form that is not known');
  assert.throws(() => paper.decode(`#paper=${digits}`), {reason: 'unknown'});
});

test('nothing is left out of a badge that is too large', () => {
  let seed = 1;
  const noise = Array.from({length: 2400}, () => (seed = seed * 48271 % 2147483647) % 36).map(n => n.toString(36));
  assert.throws(() => paper.encode(`{"a":"${noise.join('')}"}`), {reason: 'too_large'});
  assert.throws(() => paper.encode(`{"a":"${'a'.repeat(70_000)}"}`), {reason: 'too_large'});
  assert.throws(() => paper.encode(''), {reason: 'too_large'});
});

test('what looks like a JWS comes back as it was', () => {
  // Bits left over in the last letter; a line of two; bytes that are no text; no signature at all.
  for(const odd of ['e30.e31.AAAA', 'e30.Cgo.AAAA', 'e30._w.AAAA', 'e30.e30.', 'e30.e30.AA~e30', 'a.b', '77u_.e30.AA']) {
    assert.equal(paper.decode(`#paper=${paper.encode(odd)}`), odd);
  }
});

test('digits hold every number of bytes', () => {
  for(let size = 1; size < 30; ++size) {
    const bytes = Uint8Array.from({length: size}, (_, index) => index * 89 % 256);
    assert.deepEqual(paper.parseDigits(paper.printDigits(bytes)), bytes);
    assert.deepEqual(paper.parseDigits(paper.printDigits(bytes.fill(255))), bytes);
  }
});

test('only what has the mark is paper', () => {
  assert.ok(paper.isPaper('https://library.example/check#paper=123'));
  for(const other of ['', '123', '#paper=', '#paper=12 3', 'javascript:x#paper=123', '{"a":1}', 'e30.e30.AA']) {
    assert.ok(!paper.isPaper(other), other);
  }
});
