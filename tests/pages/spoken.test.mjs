// What the badge book says in two languages, who it says gave a badge, and what the files are called that it saves.
import assert from 'node:assert/strict';
import {readFileSync, readdirSync} from 'node:fs';
import test from 'node:test';
import {fileURLToPath} from 'node:url';
import {memoryShelf, source, textOfBadge} from './book_support.mjs';

const {Spoken, directionOf, languagesOf, partsOf, sayTime, spokenOf} = await source('spoken.js');
const {isAsked, placeInChosen} = await source('../place.js');
const {giverOf, shortId} = await source('giver.js');
const {fileNameOf} = await source('file_name.js');
const {stateNow} = await source('known.js');
const {Store} = await source('store.js');
const {TooSoon, Vault, WrongPhrase} = await source('vault.js');
const {saidOfLock} = await source('lock_words.js');

const catalogue = fileURLToPath(new URL('../../spec/messages', import.meta.url));
const editions = readdirSync(catalogue).filter(name => name.endsWith('.json'))
  .map(name => JSON.parse(readFileSync(`${catalogue}/${name}`, 'utf8')));
const textsOf = language => editions.find(one => one.language === language).texts;
const loaders = Object.fromEntries(editions.map(({language, texts}) => [language, async () => ({default: texts})]));

test('each language has the direction that the catalogue says', () => {
  for(const {language, direction} of editions) assert.equal(directionOf(language), direction, language);
});

test('a page is in the languages that it says, and in those that there are', () => {
  const known = Object.keys(loaders);
  assert.deepEqual(languagesOf({lang: 'nl', dataset: {secondLanguage: 'ti'}}, known), ['nl', 'ti']);
  assert.deepEqual(languagesOf({lang: 'nl', dataset: {secondLanguage: 'nl'}}, known), ['nl']);
  assert.deepEqual(languagesOf({lang: 'ar', dataset: {}}, known), ['ar']);
  assert.deepEqual(languagesOf({lang: 'xx', dataset: {secondLanguage: '__proto__'}}, known), ['en']);
});

test('a fact stands apart from its sentence, and one that is a function is said in the language', () => {
  assert.deepEqual(partsOf('Van {issuer} op {day}.', {issuer: '{day}', day: on => `dag ${on}`}, 'nl'),
    [{text: 'Van '}, {fact: '{day}'}, {text: ' op '}, {text: 'dag nl'}, {text: '.'}]);
  assert.deepEqual(partsOf('{count}', {count: 0}, 'nl'), [{fact: '0'}]);
  assert.deepEqual(partsOf('{unknown}', {}, 'nl'), [{text: '{unknown}'}]);
});

test('each text is there in both languages, and the first alone where only one can stand', async () => {
  const spoken = await spokenOf(loaders, ['nl', 'ar'], 'book.');
  for(const language of spoken.languages) {
    assert.deepEqual(spoken.parts(language, 'by', {issuer: 'Bieb'}).find(part => part.fact), {fact: 'Bieb'});
  }
  assert.equal(spoken.t('share'), textsOf('nl')['book.share']);
  assert.equal(spoken.line('share'), `\u2068${textsOf('nl')['book.share']}\u2069 / \u2068${textsOf('ar')['book.share']}\u2069`);
  assert.equal(new Spoken(['nl'], [{a: 'x'}]).line('a'), 'x');
  assert.ok(spoken.t('by', {issuer: '\u202eBieb\u2069\u202d'}).includes('\u2068Bieb\u2069'), 'a name turns nothing around');
});

test('every text that a screen of the book says, or the page for confirming, is in the catalogue', () => {
  const book = fileURLToPath(new URL('../../node/web/assets/book', import.meta.url));
  const texts = textsOf('en');
  let count = 0;
  for(const file of readdirSync(book).filter(name => name.endsWith('.svelte'))) {
    const code = readFileSync(`${book}/${file}`, 'utf8');
    const areas = Object.fromEntries([...code.matchAll(/const (\w+) = await areaOf\(loaders, '(\w+)'\)/g)].map(([, name, area]) => [name, area]));
    for(const [tag, name] of code.matchAll(/<(?:Words|Heading) say="([a-z_.]+)"[^>]*>/g)) {
      const from = /from=\{(\w+)\}/.exec(tag)?.[1];
      const whole = from ? [areas[from], name].filter(Boolean).join('.') : `book.${name}`;
      assert.ok(texts[whole], `${file}: ${whole}`);
      ++count;
    }
  }
  assert.ok(count > 100, `${count}`);
  const confirm = readFileSync(`${book}/../confirm.js`, 'utf8');
  for(const [, name] of confirm.matchAll(/(?:sentence\('\w+', \{[^}]*\}, |words\(|row\(|say\(|sentenceOnly\(|show\()'(\w+)'/g)) {
    assert.ok(texts[`confirm.${name}`], name);
  }
});

test('a day has the month of its language, wherever the browser comes from', () => {
  const noon = '2026-05-03T12:00:00Z';
  assert.equal(sayTime(textsOf('nl'), 'time.day', noon), '3 mei 2026');
  assert.equal(sayTime(textsOf('ti'), 'time.day', noon), '3 ግንቦት 2026');
  assert.equal(sayTime(textsOf('en'), 'time.day', Date.parse(noon)), '3 May 2026');
  assert.match(sayTime(textsOf('nl'), 'time.local', noon), /^3 mei 2026 om \d\d:\d\d uur$/);
  assert.equal(sayTime(textsOf('nl'), 'time.day', 'soon'), '');
});

test('what was chosen is kept, and an address that names languages decides', () => {
  const kept = new Map();
  const storage = {getItem: name => kept.get(name) ?? null, setItem: (name, value) => kept.set(name, value)};
  const at = (search, shown) => placeInChosen({pathname: '/wallet', search, hash: '#add'}, shown, storage);
  assert.equal(at('', 'en'), undefined);
  assert.equal(at('?lang=nl+ti', 'nl+ti'), undefined);
  assert.equal(at('', 'en'), '/wallet?lang=nl+ti#add');
  assert.equal(at('?credential_offer=x', 'en'), '/wallet?credential_offer=x&lang=nl+ti#add');
  assert.equal(at('', 'nl+ti'), undefined);
  kept.set('languages', '"><script>');
  assert.equal(at('', 'en'), undefined);
  assert.ok(isAsked('?a=b&lang=nl') && !isAsked('?language=nl'));
});

test('who gave a badge is told by a name, and own word is not called a badge of somebody', () => {
  const claims = {issuer: 'Bieb', issuerId: 'did:web:bieb.example', holder: 'did:key:z1'};
  assert.equal(giverOf({claims}), 'named');
  assert.equal(giverOf({claims: {...claims, issuer: claims.issuerId}}), 'nameless');
  assert.equal(giverOf({claims: {...claims, issuer: ''}}), 'nameless');
  assert.equal(giverOf({claims: {...claims, issuerId: 'did:key:z1'}}), 'themselves');
  assert.equal(giverOf({claims: {...claims, issuerId: 'did:key:z1'}, isOwn: true}), 'self');
  assert.equal(giverOf({claims: {issuer: '', issuerId: '', holder: ''}}), 'nameless');
  assert.equal(shortId('did:web:bieb.example'), 'did:web:bieb.example');
  assert.equal(shortId('did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK'), 'did:key:z6MkhaXg…ta2doK');
});

test('only what a key of the book signed about itself is own word, and it is not called genuine', async () => {
  const shelf = memoryShelf();
  const store = new Store(shelf, new Vault(shelf));
  const {did} = await store.holder();
  const of = issuer => textOfBadge('Koken', {issuer: {id: issuer}, credentialSubject: {id: issuer, achievement: {name: 'Koken'}}});
  await store.add(of(did), 'application/vc');
  await store.add(of('did:key:z6MkOther'), 'application/vc');
  const badges = await store.list();
  assert.deepEqual(badges.map(({isOwn, claims}) => isOwn === (claims.issuerId === did)), [true, true]);
  const own = badges.find(({isOwn}) => isOwn);
  assert.deepEqual(stateNow(own, Date.now()), {state: 'unchecked', word: 'own'});
  assert.equal(stateNow({...own, known: {outcome: 'genuine', code: 'badge.genuine'}}, Date.now()).word, 'own');
  assert.equal(stateNow({...own, known: {outcome: 'not_genuine', code: 'badge.bad_signature'}}, Date.now()).word, 'not_genuine');
});

test('a lock that does not open says why, and for how long', () => {
  assert.deepEqual(saidOfLock(new TooSoon(3200)), {say: 'pin_wait', facts: {seconds: 4}});
  assert.deepEqual(saidOfLock(new WrongPhrase('wrong')), {say: 'pin_wrong'});
  assert.deepEqual(saidOfLock(new Error('?')), {say: 'wrong.failed'});
  for(const say of ['pin_wait', 'pin_wrong', 'wrong.failed']) assert.ok(textsOf('nl')[`book.${say}`], say);
});

test('a file is called by letters of any language, and by nothing that a system would read otherwise', () => {
  assert.equal(fileNameOf('Taalmaatje: niveau B1', 'pdf'), 'Taalmaatje-niveau-B1.pdf');
  assert.equal(fileNameOf('شارة اللغة', 'json'), 'شارة-اللغة.json');
  assert.equal(fileNameOf('हिन्दी', 'png'), 'हिन्दी.png');
  assert.equal(fileNameOf('../../etc/passwd', 'svg'), 'etc-passwd.svg');
  assert.equal(fileNameOf('\u202egpj.exe\0', 'png'), 'gpj-exe.png');
  assert.equal(fileNameOf('…', 'json', 'bevestiging'), 'bevestiging.json');
  assert.equal(fileNameOf('', 'json', '///'), 'badge.json');
  assert.equal([...fileNameOf('x'.repeat(500), 'json')].length, 65);
});
