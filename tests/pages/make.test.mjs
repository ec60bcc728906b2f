// The build of the pages: what it makes of a folder, and that a page which would be too heavy stops it.
import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {randomBytes} from 'node:crypto';
import {appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {promisify} from 'node:util';

const source = new URL('../..', import.meta.url).pathname;
const web = process.env.WAARMERK_WEB ?? join(source, 'build/web');
const assets = 'node/web/assets';

let home;
before(() => {
  home = mkdtempSync(join(tmpdir(), 'waarmerk-pages-'));
});
after(() => rmSync(home, {recursive: true}));

/** Builds a copy, once `change` was made to it, with the packages that are installed already. */
async function make(name, change = () => {}) {
  const [copy, out] = [join(home, name), join(home, `${name}-made`)];
  for(const folder of [assets, 'spec/messages', 'build/contexts']) cpSync(join(source, folder), join(copy, folder), {recursive: true});
  mkdirSync(out);
  symlinkSync(join(web, 'node_modules'), join(out, 'node_modules'));
  cpSync(join(copy, assets, 'package-lock.json'), join(out, 'installed.txt'));
  change(join(copy, assets));
  await promisify(execFile)(process.execPath, [join(copy, assets, 'make.mjs'), out]);
  return readFileSync(join(out, 'assets_made.cpp'), 'utf8');
}

test('each page has its script and its style, and nothing from elsewhere', async () => {
  const made = await make('as-it-is');
  for(const name of ['page.js', 'check.js', 'answer.js', 'page.css', 'icon.svg', 'icon-512.png']) assert.ok(made.includes(`std::string_view("${name}"`), name);
  // In quotes, and in what is said of it, it is a word of JSON-LD.
  assert.ok(!/(?<!\\042|['`])@import *(\\042|'|url\()|url\(\\?["']?https?:/.test(made));
});

test('a page that would be too heavy stops the build', async () => {
  // What chance makes cannot be compressed.
  const fat = randomBytes(150_000).toString('base64');
  await assert.rejects(make('fat', folder => appendFileSync(join(folder, 'check.js'), `\nwindow.fat = '${fat}';\n`)),
    ({stderr}) => /check\.js would load \d+ bytes, and 150000 is the most/.test(stderr));
});
