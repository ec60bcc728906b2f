// What leaves the badge book as a file, checked with the command line where WAARMERK_BIN names its folder.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test from 'node:test';
import {deflateSync} from 'node:zlib';

const web = process.env.WAARMERK_WEB ?? new URL('../../build/web', import.meta.url).pathname;
const {bakePng, bakeable, drawSvg, escapeXml} = await import(join(web, 'book/bake.js'));
const {europassOf, linkOf} = await import(join(web, 'book/europass.js'));
const {decode} = await import(join(web, 'paper.js'));
const {pdfOf} = await import(join(web, 'book/pdf.js'));
const vectors = JSON.parse(readFileSync(new URL('../../spec/wire/vectors/paper.json', import.meta.url), 'utf8'));
const badges = vectors.cards.slice(0, 3).map(({badge}) => badge);

/** One grey pixel. */
const png = bakeless([['IHDR', [0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]], ['IDAT', [...deflateSync(Buffer.from([0, 128]))]], ['IEND', []]]);

function bakeless(chunks) {
  const table = Array.from({length: 256}, (_, n) => Array.from({length: 8}).reduce(c => c & 1 ? c >>> 1 ^ 0xedb88320 : c >>> 1, n));
  const crc = bytes => ~bytes.reduce((sum, byte) => table[(sum ^ byte) & 255] ^ sum >>> 8, -1) >>> 0;
  const number = value => [24, 16, 8, 0].map(shift => value >>> shift & 255);
  const all = chunks.map(([type, data]) => {
    const named = [...Buffer.from(type), ...data];
    return [...number(data.length), ...named, ...number(crc(named))];
  });
  return Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, ...all.flat()]);
}

const folder = mkdtempSync(join(tmpdir(), 'waarmerk-export-'));
test.after(() => rmSync(folder, {recursive: true, force: true}));
const program = process.env.WAARMERK_BIN && join(process.env.WAARMERK_BIN, 'waarmerk');

/** The badge that the command line takes out of a file. */
function unbaked(name, bytes) {
  const file = join(folder, name);
  writeFileSync(file, bytes);
  execFileSync(program, ['badge', 'import', file, '--offline', '-o', `${file}.out`], {stdio: 'pipe'});
  return readFileSync(`${file}.out`, 'utf8');
}

/** import ends as verify does, and these badges' issuer cannot be asked: the file is written all the same. */
function outOf(name, bytes) {
  try {
    return unbaked(name, bytes);
  } catch(error) {
    if(error.status === undefined) throw error;
    return readFileSync(join(folder, `${name}.out`), 'utf8');
  }
}

test('a baked PNG has the badge in one iTXt behind its header, and the last one only', () => {
  const once = bakePng(png, badges[0]);
  const twice = bakePng(once, badges[1]);
  const text = Buffer.from(twice).toString('latin1');
  assert.equal(text.split('openbadgecredential\0\0\0\0\0').length, 2);
  assert.equal(text.indexOf('iTXt'), 8 + 25 + 4);
  assert.ok(text.includes(badges[1]));
  assert.throws(() => bakePng(png.subarray(0, 40), badges[0]));
  assert.throws(() => bakePng(Uint8Array.of(1, 2, 3), badges[0]));
});

test('the name of a badge and its picture are text in an SVG, whatever they say', () => {
  const svg = drawSvg({name: '"><script>', image: 'data:image/png;base64,"/><script>'}, '{"a":"]]>\r"}');
  assert.ok(!svg.includes('<script'));
  assert.ok(svg.includes('<![CDATA[{"a":"]]]]><![CDATA[>]]>&#13;<![CDATA["}]]>'));
  assert.equal(escapeXml('a\u0000<&'), 'a&lt;&amp;');
  assert.ok(!drawSvg({name: '<x', image: ''}).includes('openbadges:credential>'));
});

test('the command line takes out of pictures what was put into them', {skip: !program}, () => {
  for(const [at, badge] of badges.entries()) {
    assert.equal(outOf(`${at}.png`, bakePng(png, badge)), badge);
    assert.equal(outOf(`${at}.svg`, drawSvg({name: 'Café <1>', image: at ? `data:image/svg+xml;base64,PHN2Zy8+` : ''}, badge)), badge);
  }
});

test('the command line takes a badge out of a PDF', {skip: !program}, async () => {
  const bytes = await pdfOf({name: 'Taalmaatje', rows: [], badge: badges[2], language: 'nl'});
  assert.equal(outOf('badge.pdf', bytes), badges[2]);
});

test('a PDF has the badge in it, to be found without a reader of PDFs', async () => {
  for(const badge of badges) {
    const bytes = await pdfOf({name: 'Taalmaatje ' + 'ш'.repeat(200), rows: [['Van', 'Café '.repeat(900)], ['Tot', '']], badge, language: 'nl', picture: png});
    const text = Buffer.from(bytes).toString('latin1');
    const found = /\/Type \/EmbeddedFile\s*\/Subtype \/application#2Fvc\s*\/Length (\d+)\s*>>\s*stream\n/.exec(text);
    const from = found.index + found[0].length;
    assert.equal(Buffer.from(text.slice(from, from + Number(found[1])), 'latin1').toString(), bakeable(badge));
  }
});

test('a Europass CV names each badge, with a link that holds it', () => {
  const claims = {name: 'Host & <guide>', issuer: 'Library', description: 'Hosts', criteria: '', from: '2026-03-03T10:12:00Z', id: 'urn:uuid:1'};
  const xml = europassOf([{text: badges[0], claims}, {text: badges[1], claims: {...claims, from: 'soon'}}],
    {id: 'a-1', language: 'nl', checkPage: 'https://library.example/check'});
  assert.ok(xml.includes('<hr:CertificationName>Host &amp; &lt;guide&gt;</hr:CertificationName><eures:FirstIssuedDate><hr:FormattedDateTime>2026-03-03<'));
  assert.equal(xml.split('<eures:FirstIssuedDate>').length, 2);
  const links = [...xml.matchAll(/<Link>([^<]*)<\/Link>/g)].map(([, link]) => link);
  assert.deepEqual(links.map(decode), badges.slice(0, 2));
  const own = europassOf([{text: badges[0], claims: {...claims, issuer: 'did:key:z6Mk'}}],
    {id: 'a-1', language: 'nl', checkPage: 'https://library.example/check', giverOf: () => 'Gezegd door de persoon zelf'});
  assert.ok(own.includes('<oa:Description>Gezegd door de persoon zelf\nHosts<') && !own.includes('did:key'), own);
  // One that is too large for a link goes by the address that it has, or by none.
  const large = {text: JSON.stringify({a: Array.from({length: 9000}, (_, n) => Math.sin(n)).join('')}), claims};
  assert.equal(linkOf(large, 'https://library.example/check'), '');
  assert.equal(linkOf({...large, claims: {id: 'https://library.example/b/1'}}, 'https://a.example'), 'https://library.example/b/1');
});
