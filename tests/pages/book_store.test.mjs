// What is on the device: encrypted from the first record on, and opened by the passphrase alone once there is one.
import assert from 'node:assert/strict';
import test from 'node:test';
import {memoryShelf, source, textOfBadge} from './book_support.mjs';

const {TooSoon, Vault, WrongPhrase, waitAfter} = await source('vault.js');
const {Store} = await source('store.js');
const {NoBadge, readBadge, readClaims} = await source('badge.js');
const {utf8} = await source('bytes.js');

function bookOn(shelf, clock = {ms: 0}) {
  const vault = new Vault(shelf, () => clock.ms);
  return {vault, store: new Store(shelf, vault, () => clock.ms)};
}

function lettersOn(shelf) {
  const bytes = [...shelf.kept].flatMap(([name, value]) =>
    [Buffer.from(name), ...Object.values(value).filter(one => one instanceof Uint8Array).map(one => Buffer.from(one))]);
  return Buffer.concat(bytes).toString('latin1');
}

test('nothing of a badge or a key stands readable on the shelf', async () => {
  const shelf = memoryShelf();
  const {store} = bookOn(shelf);
  const id = await store.add(textOfBadge(), 'application/vc');
  const {did} = await store.holder();
  const letters = lettersOn(shelf);
  for(const word of ['Taalmaatje', 'Bibliotheek', did, '"d":']) assert.ok(!letters.includes(word), word);
  assert.equal((await store.get(id)).claims.name, 'Taalmaatje');
});

test('the book is the same after it was closed, newest badge first', async () => {
  const shelf = memoryShelf();
  const clock = {ms: 1000};
  const first = bookOn(shelf, clock);
  await first.store.add(textOfBadge('Eerste'), 'application/vc');
  const {did} = await first.store.holder();
  clock.ms = 2000;
  await first.store.add(textOfBadge('Tweede'), 'application/vc');
  const again = bookOn(shelf, clock);
  assert.deepEqual((await again.store.list()).map(one => one.claims.name), ['Tweede', 'Eerste']);
  assert.equal((await again.store.holder()).did, did);
  assert.equal(await again.store.holder('did:key:zOther'), null);
});

test('a badge is kept once, and not at all when it is removed', async () => {
  const shelf = memoryShelf();
  const {store} = bookOn(shelf);
  const id = await store.add(textOfBadge(), 'application/vc');
  assert.equal(await store.add(textOfBadge(), 'application/vc'), id);
  await store.remove(id);
  assert.deepEqual(await store.list(), []);
  assert.equal(await store.get(id), null);
  assert.ok(![...shelf.kept.keys()].some(name => name.includes(id)));
});

test('what is no badge is not kept', async () => {
  const {store} = bookOn(memoryShelf());
  await assert.rejects(store.add('{"type":"Other"}', 'application/vc'), NoBadge);
});

test('once there is a passphrase, nothing opens the book but it', async () => {
  const shelf = memoryShelf();
  const {store, vault} = bookOn(shelf);
  await store.add(textOfBadge(), 'application/vc');
  await vault.setPhrase('123456');
  assert.equal(shelf.kept.get('lock').key, undefined);
  const again = bookOn(shelf);
  assert.equal(await again.vault.state(), 'locked');
  await assert.rejects(again.store.list(), /locked/);
  await assert.rejects(again.vault.unlock('123457'), WrongPhrase);
  await again.vault.unlock('123456');
  assert.equal((await again.store.list()).length, 1);
});

test('another passphrase needs the one before, and a short one is refused', async () => {
  const shelf = memoryShelf();
  const {vault} = bookOn(shelf);
  await assert.rejects(vault.setPhrase('12345'), /too short/);
  await vault.setPhrase('123456');
  await assert.rejects(vault.setPhrase('abcdef', '000000'), WrongPhrase);
  await vault.setPhrase('abcdef', '123456');
  const again = bookOn(shelf);
  await assert.rejects(again.vault.unlock('123456'), WrongPhrase);
  await again.vault.unlock('abcdef');
});

test('wrong tries slow down, also for who opens the page anew, and a good one ends that', async () => {
  const shelf = memoryShelf();
  const clock = {ms: 0};
  await bookOn(shelf, clock).vault.setPhrase('123456');
  for(let tries = 0; tries < 3; ++tries) {
    await assert.rejects(bookOn(shelf, clock).vault.unlock('wrong!'), WrongPhrase);
  }
  await assert.rejects(bookOn(shelf, clock).vault.unlock('123456'), TooSoon);
  clock.ms += waitAfter(3);
  await bookOn(shelf, clock).vault.unlock('123456');
  assert.equal(shelf.kept.get('tries').wrong, 0);
  assert.deepEqual([1, 2, 3, 4, 40].map(waitAfter), [0, 0, 2000, 4000, 300_000]);
});

test('a record that was put under another name does not open', async () => {
  const shelf = memoryShelf();
  const {store} = bookOn(shelf);
  const id = await store.add(textOfBadge(), 'application/vc');
  shelf.kept.set('record:other', shelf.kept.get(`record:${id}`));
  await assert.rejects(bookOn(shelf).store.list());
});

test('a badge is read from JSON, a JWT, a kit, a PNG and an SVG', () => {
  const text = textOfBadge();
  const part = value => Buffer.from(value).toString('base64url');
  const jwt = `${part('{"alg":"EdDSA"}')}.${part(text)}.${part('s')}`;
  const data = Buffer.concat([Buffer.from('openbadgecredential\0\0\0\0\0'), Buffer.from(text)]);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(data.length);
  head.write('iTXt', 4);
  const png = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), head, data, Buffer.alloc(4)]);
  const svg = `<svg xmlns="x"><openbadges:credential><![CDATA[${text}]]></openbadges:credential></svg>`;
  const kit = JSON.stringify({kind: 'kit', badge: JSON.parse(text)});
  for(const file of [text, `\ufeff ${text}\n`, jwt, kit, png, svg]) {
    const read = readBadge(typeof file === 'string' ? utf8(file) : new Uint8Array(file));
    assert.equal(readClaims(read.text).name, 'Taalmaatje');
    assert.equal(read.mediaType, file === jwt ? 'application/vc+jwt' : 'application/vc');
  }
  const signed = `<svg><openbadges:credential verify="${jwt}"/></svg>`;
  assert.equal(readBadge(utf8(signed)).text, jwt);
});

test('what is none says why', () => {
  const why = text => {
    try {
      readBadge(utf8(text));
    } catch(error) {
      return error.why;
    }
    return 'read';
  };
  assert.equal(why('Hello'), 'none');
  assert.equal(why('{"type":"Assertion","badge":"https://b.example"}'), 'old');
  assert.equal(why('<svg></svg>'), 'none');
  assert.equal(why('{'), 'none');
  assert.equal(why('a.b.c'), 'none');
});

test('claims hold no picture of another host, no turned letters and no endless name', () => {
  const claims = readClaims(JSON.stringify({
    type: 'VerifiableCredential',
    credentialSubject: {achievement: {name: `\u202e${'n'.repeat(400)}`, image: {id: 'https://spy.example/p.png'}}}
  }));
  assert.equal(claims.image, '');
  assert.ok(claims.name.startsWith('n') && claims.name.length === 301);
});
