// Whom a badge was given to, once it was given, taken, checked elsewhere and withdrawn: what of that person is
// left on the disks of the nodes. Every row of every store is read, by another program, and every file.
import {after, before, test} from 'node:test';
import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import {launch, visit, words} from './browser.mjs';
import {Node} from './node.mjs';
import {take} from './wallet.mjs';

const name = 'Fatima al-Zahra Bensalem';
const email = 'fatima.bensalem@wijkpost.example';
const reason = 'asked by the earner';

let issuer, employer, browser;
before(async () => {
  [issuer, employer, browser] = await Promise.all([
    Node.start(), Node.start({name: 'Werkplaats', settings: {WAARMERK_AUDIT_ENABLED: 'true'}}), launch()
  ]);
});
after(async () => {
  await browser?.close();
  await issuer?.stop();
  await employer?.stop();
});

/** All the ways in which a text, or a hash of it, could be written down. */
function tracesOf(text) {
  const variants = [...new Set([text, text.toLowerCase(), text.toUpperCase()])];
  const hashes = variants.flatMap(one => ['sha256', 'sha1', 'md5', 'sha512'].map(algorithm =>
    createHash(algorithm).update(one).digest()));
  return [
    ...variants.map(one => Buffer.from(one)),
    ...variants.map(one => Buffer.from(encodeURIComponent(one))),
    ...variants.map(one => Buffer.from(Buffer.from(one).toString('hex'))),
    ...variants.map(one => Buffer.from(Buffer.from(one).toString('base64url'))),
    ...hashes.flatMap(hash => [hash, ...['hex', 'base64', 'base64url'].map(as => Buffer.from(hash.toString(as).replace(/=+$/, '')))])
  ];
}

const people = [...tracesOf(name), ...tracesOf(email), ...['Bensalem', 'bensalem', 'Fatima', 'wijkpost'].map(one => Buffer.from(one))];

/** Where any of these is found in what a node that is down has left. */
function found(node, needles) {
  const places = [
    ...node.rows().map(({family, row}) => ({place: `family ${family}`, bytes: row})),
    ...node.files().map(({name: file, bytes}) => ({place: file, bytes}))
  ];
  assert.ok(places.length > 20, 'there is next to nothing to look at');
  return places.flatMap(({place, bytes}) => needles.filter(one => bytes.includes(one)).map(one => `${place}: ${one}`));
}

async function check(node, badge, outcome) {
  await visit(browser, node, {}, async page => {
    await page.goto('/check?lang=en');
    await page.getByLabel(words('en', 'check.text'), {exact: true}).fill(badge);
    await page.getByRole('button', {name: words('en', 'check.do'), exact: true}).click();
    await page.locator('.verdict').waitFor();
    assert.equal(await page.locator('.verdict h1').innerText(), words('en', outcome));
  });
}

/** Both nodes, with their rows read while they are down, and up again. */
async function whileDown(look) {
  await Promise.all([issuer.down(), employer.down()]);
  try {
    look();
  } finally {
    await Promise.all([issuer.up(), employer.up()]);
  }
}

test('what is looked for would be found', async () => {
  const kept = issuer.define({name: `Voor ${email}`});
  await whileDown(() => {
    assert.ok(found(issuer, people).some(one => one.startsWith('family ')), kept);
    assert.deepEqual(found(employer, people), []);
  });
  await issuer.stop();
  issuer = await Node.start();
});

test('a badge that was taken into a wallet leaves nobody behind, on no disk', async () => {
  const badge = await take(issuer.offer(issuer.define()));
  await check(issuer, badge, 'outcome.genuine');
  await check(employer, badge, 'outcome.genuine');
  issuer.revoke(badge, reason);
  await check(issuer, badge, 'outcome.not_accepted');
  await whileDown(() => {
    assert.deepEqual(found(issuer, people), []);
    assert.deepEqual(found(employer, people), []);
    const {id} = JSON.parse(badge);
    assert.ok(found(issuer, [Buffer.from(id)]).length > 0, 'who issued it knows the badge');
    assert.deepEqual(found(employer, [Buffer.from(id), Buffer.from(JSON.parse(badge).credentialSubject.id)]), [],
      'who checked it keeps neither the badge nor whose it is');
  });
});

test('a badge for an address leaves neither that nor a hash of it on any disk', async () => {
  const badge = issuer.award(issuer.define(), email);
  await check(issuer, badge, 'outcome.genuine');
  await check(employer, badge, 'outcome.genuine');
  const [{identityHash, salt}] = JSON.parse(badge).credentialSubject.identifier;
  const traces = [identityHash, identityHash.split('$')[1], salt].map(one => Buffer.from(one));
  await whileDown(() => {
    assert.deepEqual(found(issuer, people), []);
    assert.deepEqual(found(issuer, traces), [], 'who has the badge has it');
    assert.ok(found(issuer, [Buffer.from(JSON.parse(badge).id)]).length > 0, 'who issued it can withdraw it');
    assert.deepEqual(found(employer, [...people, ...traces]), []);
  });
});

test('a badge on paper that was claimed for a key leaves no hash of an address either', async () => {
  const badge = issuer.award(issuer.define(), email);
  const {id, credentialSubject: {identifier: [{identityHash, salt}]}} = JSON.parse(badge);
  const response = await fetch(`${issuer.base}/v1/offers`, {
    method: 'POST', headers: {Authorization: `Bearer ${issuer.token}`, 'Content-Type': 'application/json'},
    body: JSON.stringify({paper: id})
  });
  assert.equal(response.status, 201);
  const offer = await response.json();
  const claimed = await take(offer);
  await check(employer, claimed, 'outcome.genuine');
  const hashes = [identityHash.split('$')[1], salt].map(one => Buffer.from(one));
  const {id: second, credentialSubject: {id: holder}} = JSON.parse(claimed);
  await whileDown(() => {
    assert.deepEqual(found(issuer, [...people, ...hashes]), []);
    assert.deepEqual(found(employer, [...people, ...hashes, ...[id, second, holder].map(one => Buffer.from(one))]), []);
  });
});
