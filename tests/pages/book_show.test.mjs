// What the screens of the book decide: which picture is shown, how a badge stands, until when, what is asked.
import assert from 'node:assert/strict';
import test from 'node:test';
import {source, textOfBadge} from './book_support.mjs';

const {hueOf, pictureOf} = await source('picture.js');
const {askNode, stateNow} = await source('known.js');
const {endOf} = await source('ends.js');
const {nagOf} = await source('nag.js');

const day = 86_400_000;

function png(width, height) {
  const bytes = Buffer.alloc(33);
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]).copy(bytes);
  bytes.write('IHDR', 12);
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return `data:image/png;base64,${bytes.toString('base64')}`;
}

test('a picture is shown where it is what its type says, and not too large', () => {
  assert.equal(pictureOf(png(400, 400)), png(400, 400));
  assert.equal(pictureOf(png(60_000, 60_000)), '');
  const svg = 'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg"/>';
  assert.equal(pictureOf(svg), svg);
  assert.equal(pictureOf(`data:image/png;base64,${Buffer.from('<svg/>').toString('base64')}`), '');
  assert.equal(pictureOf(`${svg}${' '.repeat(1_500_000)}`), '');
});

test('no address of a host and no page is a picture', () => {
  for(const address of ['', 'https://spy.example/p.png', 'data:text/html,<script>1</script>', 'javascript:1',
    'data:image/svg+xml,<html>', 'data:image/png;base64,%%%', 'data:image/bmp;base64,Qk0=']) {
    assert.equal(pictureOf(address), '', address);
  }
  assert.ok(hueOf('Taalmaatje') >= 0 && hueOf('') === 0);
});

const badge = {text: textOfBadge(), mediaType: 'application/vc', claims: {until: ''}, known: null};
const answering = verdict => async () => ({json: async () => ({verified: false, verdict})});

test('what the node answers is remembered, and what is no answer is none', async () => {
  const verdict = {outcome: 'not_genuine', code: 'badge.revoked', checkedAt: '2026-11-23T17:00:00Z', status: {asOf: '2026-11-23T16:00:00Z'}};
  let sent;
  const known = await askNode(badge, async (url, options) => {
    sent = [url, JSON.parse(options.body)];
    return answering(verdict)();
  });
  assert.deepEqual(sent, ['/credentials/verify', {verifiableCredential: JSON.parse(badge.text)}]);
  assert.deepEqual(known, {at: verdict.checkedAt, outcome: 'not_genuine', code: 'badge.revoked', asOf: verdict.status.asOf});
  assert.deepEqual(stateNow({...badge, known}, 0), {state: 'failed', word: 'revoked'});
  assert.equal(await askNode(badge, answering({outcome: 'great'})), null);
  assert.equal(await askNode(badge, async () => { throw new TypeError('cut'); }), null);
});

test('a JWT is asked about in its envelope', async () => {
  let sent;
  await askNode({text: 'a.b.c', mediaType: 'application/vc+jwt'}, async (_, {body}) => {
    sent = JSON.parse(body).verifiableCredential;
    throw new TypeError('cut');
  });
  assert.equal(sent.type, 'EnvelopedVerifiableCredential');
  assert.equal(sent.id, 'data:application/vc+jwt,a.b.c');
});

test('a badge that could not be checked is not called false, and one that ran out since is not called good', () => {
  const known = {outcome: 'cannot_be_checked', code: 'badge.did_unavailable'};
  assert.deepEqual(stateNow({...badge, known}, 0), {state: 'unchecked', word: 'cannot_be_checked'});
  assert.equal(stateNow(badge, 0), null);
  const good = {...badge, known: {outcome: 'genuine', code: 'badge.genuine'}, claims: {until: '2026-01-01T00:00:00Z'}};
  assert.equal(stateNow(good, Date.parse('2025-12-31T00:00:00Z')).word, 'genuine');
  assert.equal(stateNow(good, Date.parse('2026-01-02T00:00:00Z')).word, 'expired');
});

test('what is shown ends after a day, a week, a month, or at the end of a day within a year', () => {
  const now = new Date('2026-11-23T12:00:00').getTime();
  assert.equal(endOf('day', '', now), now + day);
  assert.equal(endOf('month', '', now), now + 30 * day);
  assert.equal(endOf('date', '2026-11-24', now), new Date('2026-11-24T23:59:59').getTime());
  assert.equal(endOf('date', '2026-11-22', now), null);
  assert.equal(endOf('date', '2036-01-01', now), null);
  assert.equal(endOf('date', '', now), null);
});

test('a PIN is asked for after the first badge, a backup after the third, and neither for three days after later', () => {
  const state = {badges: 0, hasPhrase: false, saved: 0, later: 0, now: 100 * day};
  assert.equal(nagOf(state), '');
  assert.equal(nagOf({...state, badges: 1}), 'pin');
  assert.equal(nagOf({...state, badges: 1, later: 98 * day}), '');
  assert.equal(nagOf({...state, badges: 2, hasPhrase: true}), '');
  assert.equal(nagOf({...state, badges: 3, hasPhrase: true}), 'backup');
  assert.equal(nagOf({...state, badges: 4, hasPhrase: true, saved: 3}), '');
  assert.equal(nagOf({...state, badges: 6, hasPhrase: true, saved: 3}), 'backup');
});
