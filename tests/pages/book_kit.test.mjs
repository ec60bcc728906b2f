// The survival kit of a badge, as the node that the book stands at makes it.
import assert from 'node:assert/strict';
import test from 'node:test';
import {source, textOfBadge} from './book_support.mjs';

const {NoKit, kitOf} = await source('kit.js');
const {readBadge} = await source('badge.js');
const {utf8} = await source('bytes.js');

const answering = (status, text) => async () => ({status, text: async () => text});
const why = promise => promise.then(() => 'none', error => error instanceof NoKit ? error.why : 'other');

test('the node is given the badge to the letter, and its kit is handed on to the letter', async () => {
  let asked;
  const text = textOfBadge().replace('{', '{ "n": 1.0,');
  const kit = `{"type":"SurvivalKit","version":1,"badge":${text}}`;
  assert.equal(await kitOf({text}, async (url, options) => {
    asked = {url, ...options};
    return answering(200, kit)();
  }), kit);
  assert.equal(asked.url, '/v1/kits');
  assert.equal(asked.body, `{"verifiableCredential":${text}}`);
  assert.equal(asked.redirect, 'error');
  await kitOf({text: 'a.b.c'}, async (_, {body}) => {
    assert.equal(body, '{"verifiableCredential":"a.b.c"}');
    return answering(200, kit)();
  });
});

test('an issuer that is not known is told from a kit that did not come', async () => {
  const badge = {text: textOfBadge()};
  assert.equal(await why(kitOf(badge, answering(404, '{}'))), 'kit_none');
  for(const [status, text] of [[200, '{}'], [200, 'x'], [429, '{}'], [200, ' '.repeat(1 << 21)]]) {
    assert.equal(await why(kitOf(badge, answering(status, text))), 'failed');
  }
  assert.equal(await why(kitOf(badge, async () => { throw new TypeError('cut'); })), 'failed');
});

test('the badge comes out of a kit again, whatever secures it', () => {
  const jwt = `${Buffer.from('{"alg":"EdDSA"}').toString('base64url')}.${Buffer.from(textOfBadge()).toString('base64url')}.c2ln`;
  const sdJwt = `${Buffer.from('{"typ":"vc+sd-jwt"}').toString('base64url')}.${jwt.split('.').slice(1).join('.')}~`;
  const envelope = {type: 'EnvelopedVerifiableCredential', id: `data:application/vc+jwt,${jwt}`};
  const inside = badge => readBadge(utf8(JSON.stringify({type: 'SurvivalKit', version: 1, issuer: 'did:web:a', badge})));
  assert.deepEqual(inside(JSON.parse(textOfBadge())), {text: textOfBadge(), mediaType: 'application/vc'});
  assert.deepEqual(inside(jwt), {text: jwt, mediaType: 'application/vc+jwt'});
  assert.deepEqual(inside(sdJwt), {text: sdJwt, mediaType: 'application/vc+sd-jwt'});
  assert.deepEqual(inside(envelope), {text: jwt, mediaType: 'application/vc+jwt'});
  assert.throws(() => inside(undefined));
});
