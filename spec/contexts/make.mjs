// Takes the contexts out of their packages:  node make.mjs FOLDER
//
// FOLDER gets a copy of this one with its packages installed, one file for each context with its
// JSON in canonical form, and at the end the list that CMake reads. Nothing of it is kept in the
// repository; digests.txt says what each must be.
import {execFileSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {dirname, join, resolve} from 'node:path';
import {fileURLToPath, pathToFileURL} from 'node:url';
import {createRequire} from 'node:module';

const here = dirname(fileURLToPath(import.meta.url));
const folder = resolve(process.argv[2]);

function install() {
  mkdirSync(folder, {recursive: true});
  for(const name of ['package.json', 'package-lock.json', '.npmrc']) {
    copyFileSync(join(here, name), join(folder, name));
  }
  execFileSync('npm', ['ci', '--ignore-scripts', '--silent'],
    {cwd: folder, stdio: ['ignore', 'inherit', 'inherit']});
}

/** Every context of every package, by URL. */
async function contexts() {
  const require = createRequire(join(folder, 'package.json'));
  const {dependencies} = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  // One vocabulary and no more, for which there is no package (VC Data Model 2.0, appendix B).
  const found = new Map([['https://www.w3.org/ns/credentials/examples/v2',
    {'@context': {'@vocab': 'https://www.w3.org/ns/credentials/examples#'}}]]);
  for(const name of Object.keys(dependencies)) {
    const loaded = await import(pathToFileURL(require.resolve(name)));
    for(const map of [loaded.contexts, loaded.default?.contexts]) {
      for(const [url, document] of map ?? []) {
        found.set(url, document);
      }
    }
  }
  return found;
}

/** RFC 8785, of which a context needs no more than the order of members. */
function canonical(value) {
  const sorted = any => Array.isArray(any) ? any.map(sorted) :
    any === null || typeof any !== 'object' ? any :
      Object.fromEntries(Object.keys(any).sort().map(name => [name, sorted(any[name])]));
  return JSON.stringify(sorted(value));
}

const list = join(folder, 'contexts.txt');
rmSync(list, {force: true});
install();
const all = await contexts();
const rows = readFileSync(join(here, 'digests.txt'), 'utf8').trim().split('\n');
const made = rows.map((row, index) => {
  const [published, expected, url] = row.split(' ');
  const document = all.get(url);
  if(!document) {
    throw new Error(`no package has ${url}`);
  }
  const text = canonical(document);
  const digest = createHash('sha256').update(text).digest('hex');
  if(digest !== expected) {
    throw new Error(`${url} has the digest ${digest}, and not ${expected}`);
  }
  const file = join(folder, `${index}.json`);
  writeFileSync(file, text);
  return `${published} ${expected} ${url} ${file}`;
});
writeFileSync(list, made.join('\n') + '\n');
