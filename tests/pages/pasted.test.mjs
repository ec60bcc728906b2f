// What somebody pasted: what it is, and that white space that came by the way costs nobody a badge.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readDataUrl, readPasted} from '../../node/web/assets/pasted.js';
import {saySize, sizeOf} from '../../node/web/assets/sizes.js';

const jwt = `eyJhbGciOiJFZERTQSJ9.${'QUJD'.repeat(30)}.c2ln`;

test('a badge of letters that a mail cut into lines is whole again, and JSON is left as it is', () => {
  assert.deepEqual(readPasted(` ${jwt.slice(0, 40)}\r\n ${jwt.slice(40)}\n`), {kind: 'text', text: jwt});
  assert.deepEqual(readPasted(`"${jwt}"`), {kind: 'text', text: jwt});
  assert.equal(readPasted(`${jwt}~QUJD~`).text, `${jwt}~QUJD~`);
  assert.deepEqual(readPasted('\uFEFF {"name": "a  b"}\n'), {kind: 'text', text: '{"name": "a  b"}'});
  assert.deepEqual(readPasted(' \n'), {kind: 'none'});
});

test('JSON that was cut at one width is whole again, and other JSON is not guessed at', () => {
  const json = JSON.stringify({name: 'Een badge met woorden', description: 'x'.repeat(150)});
  assert.equal(readPasted(`${json.replace(/.{70}/g, '$&\r\n')}\n`).text, json);
  const atSpaces = json.replaceAll(' ', '\n');
  assert.equal(readPasted(atSpaces).text, atSpaces, 'where a space may have been lost nothing is put together');
  const pretty = JSON.stringify({name: 'a'}, null, 2);
  assert.equal(readPasted(pretty).text, pretty);
});

test('an essay is not glued together', () => {
  assert.equal(readPasted('Het was een mooie dag.').text, 'Het was een mooie dag.');
  assert.equal(readPasted('eyJ is no badge').text, 'eyJ is no badge');
});

test('a link is mended, and of two neither is taken alone', () => {
  assert.deepEqual(readPasted('<https://school.example/badges/\n 17>'), {kind: 'text', text: 'https://school.example/badges/17'});
  const two = 'https://a.example/1\nhttps://a.example/2';
  assert.equal(readPasted(two).text, two);
});

test('a share link is read here, whoever made it, and so is a card', () => {
  assert.deepEqual(readPasted('https://other.example/check?lang=nl#show=abc_-9'), {kind: 'show', fragment: '#show=abc_-9'});
  assert.deepEqual(readPasted('#show=abc'), {kind: 'show', fragment: '#show=abc'});
  assert.deepEqual(readPasted('HTTPS://LIBRARY.EXAMPLE/CHECK#PAPER=0123'), {kind: 'card', text: 'HTTPS://LIBRARY.EXAMPLE/CHECK#PAPER=0123'});
  assert.deepEqual(readPasted('#paper=12 34'), {kind: 'card', text: '#paper=1234'});
  assert.equal(readPasted('https://other.example/check#showing').kind, 'text');
});

test('offers and requests belong in a badge book, with nothing but the offer in the link there', () => {
  const offer = 'openid-credential-offer://?credential_offer=%7B%22credential_issuer%22%3A%22https%3A%2F%2Fa.example%22%7D&x=1';
  const found = readPasted(offer);
  assert.equal(found.kind, 'offer');
  assert.deepEqual([...new URLSearchParams(found.query)], [['credential_offer', '{"credential_issuer":"https://a.example"}']]);
  assert.equal(readPasted('https://a.example/start?credential_offer_uri=https%3A%2F%2Fa.example%2Fo').kind, 'offer');
  for(const request of ['openid4vp://?client_id=x&request_uri=https://a.example/r', 'haip://?request_uri=x', 'mdoc-openid4vp://?a=b',
    'https://wallet.example/?client_id=x&request_uri=https%3A%2F%2Fa.example%2Fr']) {
    assert.deepEqual(readPasted(request), {kind: 'request', query: ''}, request);
  }
  assert.equal(readPasted('https://a.example/badge?client_id=1').kind, 'text');
});

test('a data: URL is a file, in either form', () => {
  assert.equal(readPasted('data:application/json,%7B%7D').kind, 'data');
  assert.deepEqual(readDataUrl('data:application/json,%7B%22a%22%3A1%7D').bytes, new TextEncoder().encode('{"a":1}'));
  const {type, bytes} = readDataUrl('DATA:IMAGE/PNG;BASE64,iVBOR\nw0KGgo%3D');
  assert.equal(type, 'image/png');
  assert.deepEqual([...bytes.subarray(0, 4)], [0x89, 0x50, 0x4e, 0x47]);
  assert.throws(() => readDataUrl('data:image/png;base64,%%%'));
  assert.throws(() => readDataUrl('data:image/png'));
});

test('a long text costs no more than its length', () => {
  const start = Date.now();
  for(const one of ['eyJ' + 'a.'.repeat(500_000), 'https://'.repeat(100_000), '"'.repeat(1_000_000), ' '.repeat(1_000_000)]) readPasted(one);
  assert.ok(Date.now() - start < 2000);
});

test('a size is said in the unit that people count it in, and never as what would fit', () => {
  assert.deepEqual(sizeOf(999, 'en'), {name: 'size.bytes', count: '999'});
  assert.deepEqual(sizeOf(1234, 'nl'), {name: 'size.kb', count: '1,3'});
  assert.deepEqual(sizeOf(4_000_001, 'en'), {name: 'size.mb', count: '4.1'});
  assert.deepEqual(sizeOf(4_000_000, 'fa').count, '4');
  assert.equal(saySize(5_000_000)({'size.mb': '{count} MB'}, 'en'), '5 MB');
});
