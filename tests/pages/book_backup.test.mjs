// The backup: one open file that the passphrase alone opens, and that loses nothing.
import assert from 'node:assert/strict';
import test from 'node:test';
import {memoryShelf, source, textOfBadge} from './book_support.mjs';

const {NoBackup, WrongPassphrase, readBackup, writeBackup} = await source('backup.js');
const {Store} = await source('store.js');
const {Vault} = await source('vault.js');
const {makeHolder} = await source('keys.js');
const {confirmationsOf, keepConfirmation} = await source('confirmations.js');

function newStore() {
  const shelf = memoryShelf();
  return new Store(shelf, new Vault(shelf));
}

const header = file => JSON.parse(Buffer.from(file.split('.')[0], 'base64url'));

function withHeader(file, change) {
  const head = Buffer.from(JSON.stringify({...header(file), ...change})).toString('base64url');
  return [head, ...file.split('.').slice(1)].join('.');
}

const content = {version: 1, holders: [], badges: [{added: '2026-11-23T17:00:00Z', mediaType: 'application/vc', text: textOfBadge()}]};

test('it is a JWE as spec/backup.md says, and comes back with its passphrase', async () => {
  const file = await writeBackup(content, 'zes woorden');
  const {p2s, ...rest} = header(file);
  assert.deepEqual(rest, {alg: 'PBES2-HS512+A256KW', enc: 'A256GCM', p2c: 600_000, typ: 'badgebook+jwe', cty: 'badgebook+json'});
  assert.ok(Buffer.from(p2s, 'base64url').length >= 16);
  assert.ok(!file.includes('Taalmaatje'));
  assert.deepEqual(await readBackup(`${file}\n`, 'zes woorden'), content);
});

test('a wrong passphrase is told from a file that was changed', async () => {
  const file = await writeBackup(content, 'goed');
  await assert.rejects(readBackup(file, 'fout'), WrongPassphrase);
  const parts = file.split('.');
  parts[3] = (parts[3][0] === 'A' ? 'B' : 'A') + parts[3].slice(1);
  await assert.rejects(readBackup(parts.join('.'), 'goed'), NoBackup);
  await assert.rejects(readBackup('hello', 'goed'), NoBackup);
});

test('a cost out of bounds, another algorithm and a critical member are refused before anything is derived', async () => {
  const file = await writeBackup(content, 'goed');
  const changes = [{p2c: 99_999}, {p2c: 10_000_001}, {p2c: '600000'}, {alg: 'PBES2-HS256+A128KW'}, {enc: 'A128GCM'},
    {typ: 'JWE'}, {crit: ['x']}, {zip: 'DEF'}, {p2s: 'AA'}];
  for(const change of changes) {
    await assert.rejects(readBackup(withHeader(file, change), 'goed'), NoBackup, JSON.stringify(change));
  }
});

test('what is inside must be what a backup holds', async () => {
  for(const bad of [{...content, version: 2}, {...content, badges: [{text: 1}]}, {version: 1}]) {
    await assert.rejects(readBackup(await writeBackup(bad, 'goed'), 'goed'), NoBackup);
  }
});

test('restoring merges: both keys and all badges are there, each once, with its day', async () => {
  const one = newStore();
  const other = newStore();
  await one.add(textOfBadge('Eerste'), 'application/vc', '2026-01-01T00:00:00.000Z');
  await one.add(textOfBadge('Beide'), 'application/vc');
  await other.add(textOfBadge('Beide'), 'application/vc');
  const dids = [(await one.holder()).did, (await other.holder()).did];
  const file = await writeBackup(await one.everything(), 'goed');
  const read = await readBackup(file, 'goed');
  assert.equal(await other.merge(read), 1);
  assert.equal(await other.merge(read), 0);
  const all = await other.everything();
  assert.deepEqual(all.holders.map(holder => holder.id).sort(), dids.sort());
  assert.equal(all.badges.length, 2);
  assert.ok(all.badges.some(({added}) => added === '2026-01-01T00:00:00.000Z'));
  assert.ok(await other.holder(dids[0]));
});

test('a key that is not what it says is not taken over', async () => {
  const holder = await makeHolder();
  const liar = {...holder, id: (await makeHolder()).id};
  await assert.rejects(newStore().merge({holders: [liar], badges: []}));
});

const confirmation = (from, comment) => ({id: `urn:${from}`, type: ['VerifiableCredential', 'EndorsementCredential'], issuer: {id: from, name: 'Sara'},
  validFrom: '2026-05-03T10:00:00Z', credentialSubject: {id: 'urn:a', endorsementComment: comment}});

test('what others confirmed and what was said of skills come back with the badges that they are about', async () => {
  const one = newStore();
  const other = newStore();
  const text = textOfBadge();
  const id = await one.add(text, 'application/vc');
  await keepConfirmation(one, {text}, confirmation('did:key:a', 'Ik was erbij'));
  await keepConfirmation(one, {text}, confirmation('did:key:b', 'Ik ook'));
  await one.set('skills', {name: 'Amira', claims: {cook: {level: 'often', badge: id}, drive: {level: 'once', badge: 'gone'}}});
  await one.set('saved', 3);
  const read = await readBackup(await writeBackup(await one.everything(), 'goed'), 'goed');
  assert.deepEqual(Object.keys(read.settings), ['skills'], 'what is about a device stays on it');
  assert.ok(!JSON.stringify(read.settings).includes(id));
  // Of the same person there is a word here already.
  await keepConfirmation(other, {text}, confirmation('did:key:b', 'Van later'));
  await other.merge(read);
  assert.deepEqual((await confirmationsOf(other, {text})).map(({credentialSubject: {endorsementComment: said}}) => said), ['Van later', 'Ik was erbij']);
  const [badge] = await other.list();
  assert.deepEqual(await other.setting('skills'), {name: 'Amira', claims: {cook: {level: 'often', badge: badge.id}}});
  await other.set('skills', {name: 'Ander', claims: {}});
  await other.merge(read);
  assert.equal((await other.setting('skills')).name, 'Ander', 'what is here is kept as it is');
});

test('a confirmation in a backup that cannot be shown is left out, and one that is no list refuses it', async () => {
  const store = newStore();
  const text = textOfBadge();
  const bad = [null, {}, {...confirmation('did:key:a', 'x'), validFrom: 'soon'}, {...confirmation('did:key:a', 'x'), issuer: 'did:key:a'}];
  await store.merge({...content, badges: [{...content.badges[0], confirmations: [...bad, confirmation('did:key:c', 'Goed')]}]});
  assert.equal((await confirmationsOf(store, {text})).length, 1);
  for(const more of [{badges: [{...content.badges[0], confirmations: {}}]}, {settings: null}, {settings: 'x'}]) {
    await assert.rejects(readBackup(await writeBackup({...content, ...more}, 'goed'), 'goed'), NoBackup, JSON.stringify(more));
  }
  await store.merge({...content, settings: {skills: []}});
  assert.equal(await store.setting('skills'), null);
});
