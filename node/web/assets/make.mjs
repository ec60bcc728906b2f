// Builds the assets and writes them as C++:  node make.mjs FOLDER
//
// FOLDER gets a copy of this one with its packages installed, and at the end assets_made.cpp, with each
// file as it is and compressed. Packages are installed only where the lock changed, so that a second
// build needs no network. The contexts that a browser checks with are those of the program, which
// spec/contexts has made of its packages by then.
import {execFileSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {dirname, extname, join, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';
import {brotliCompressSync, constants, gzipSync} from 'node:zlib';

const here = dirname(fileURLToPath(import.meta.url));
const folder = resolve(process.argv[2]);
const types = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2'
};
// One page and all that it loads before it can be used: the aim for a phone on a slow line. What a page
// fetches only when it is asked for something comes later, and is not in it.
const bytesMax = 150_000;
const onEveryPage = ['page.css', 'page.js', 'icon.svg', 'pictograms.svg'];

function install() {
  const lock = readFileSync(join(here, 'package-lock.json'));
  const stamp = join(folder, 'installed.txt');
  if(existsSync(stamp) && readFileSync(stamp).equals(lock)) return;
  rmSync(stamp, {force: true});
  execFileSync('npm', ['ci', '--ignore-scripts', '--silent'],
    {cwd: folder, stdio: ['ignore', 'inherit', 'inherit']});
  writeFileSync(stamp, lock);
}

/** Each by its URL, as a module; CMake compared them with their digests. */
function writeContexts() {
  const made = join(here, '../../../build/contexts');
  if(!existsSync(join(made, 'contexts.txt'))) {
    execFileSync(process.execPath, [join(here, '../../../spec/contexts/make.mjs'), made], {stdio: ['ignore', 'inherit', 'inherit']});
  }
  const rows = readFileSync(join(made, 'contexts.txt'), 'utf8').trim().split('\n').map(row => row.split(' '));
  const all = rows.map(([, , url, file]) => `  ${JSON.stringify(url)}: ${readFileSync(file, 'utf8')}`);
  writeFileSync(join(folder, 'verify/contexts_made.js'), `export default {\n${all.join(',\n')}\n};\n`);
}

/** As a literal of C++, whatever the bytes are. */
function literal(bytes) {
  let text = '';
  for(const byte of bytes) {
    const plain = byte >= 0x20 && byte < 0x7f && byte !== 0x22 && byte !== 0x5c && byte !== 0x3f;
    text += plain ? String.fromCharCode(byte) : '\\' + byte.toString(8).padStart(3, '0');
  }
  return `std::string_view("${text}", ${bytes.length})`;
}

/** What is hardly smaller is not worth another form. */
const smaller = (bytes, whole) => bytes.length < whole.length * 0.9 ? bytes : Buffer.alloc(0);

function row(source, file) {
  const bytes = readFileSync(join(folder, 'dist', file));
  const type = types[extname(file)];
  if(!type) throw new Error(`no type is known of ${file}`);
  const gzip = smaller(gzipSync(bytes, {level: 9}), bytes);
  const brotli = smaller(brotliCompressSync(bytes,
    {params: {[constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY}}), bytes);
  const digest = createHash('sha256').update(bytes).digest('hex').slice(0, 32);
  const text = [source, file, type, digest].map(one => literal(Buffer.from(one)))
    .concat([bytes, gzip, brotli].map(literal)).join(',\n     ');
  return {text: `    {${text}}`, sent: gzip.length || bytes.length};
}

mkdirSync(folder, {recursive: true});
rmSync(join(folder, 'assets_made.cpp'), {force: true});
cpSync(here, folder, {recursive: true, filter: path => !path.includes('node_modules')});
cpSync(join(here, '../../../spec/messages'), join(folder, 'messages'), {recursive: true});
install();
writeContexts();
rmSync(join(folder, 'dist'), {recursive: true, force: true});
execFileSync(process.execPath, [join(folder, 'node_modules/vite/bin/vite.js'), 'build'],
  {cwd: folder, stdio: ['ignore', 'inherit', 'inherit']});
const manifest = JSON.parse(readFileSync(join(folder, 'dist/.vite/manifest.json'), 'utf8'));

/** What the browser fetches with it, by its key in the manifest. */
function loadedWith(key, seen = new Set()) {
  const {file, css = [], imports = []} = manifest[key];
  for(const name of [file, ...css]) seen.add(name);
  for(const next of imports) loadedWith(next, seen);
  return seen;
}

// Each file once, by what it was made of; what Vite split off has no source, and goes by its own name.
const sources = new Map();
for(const [key, {file, isEntry, css = [], assets = []}] of Object.entries(manifest)) {
  for(const name of [...css, ...assets]) if(!sources.has(name)) sources.set(name, name);
  // A page names what it begins with; verify/check.js is another than check.js.
  sources.set(file, key.startsWith('_') ? file : isEntry || !file.endsWith('.js') ? key.split('/').pop() : key);
}
const rows = [...sources].map(([file, source]) => [source, file])
  .sort(([a], [b]) => a < b ? -1 : 1)
  .map(([source, file]) => ({file, ...row(source, file)}));
const sent = Object.fromEntries(rows.map(({file, sent}) => [file, sent]));
// Of the fonts those for Latin letters, which a style names and Vite does not put down as its own.
const fonts = Object.keys(manifest).filter(key => /-latin-.*\.woff2$/.test(key));
const always = [...onEveryPage, ...fonts].flatMap(name => [...loadedWith(name)]);
for(const [key, {isEntry}] of Object.entries(manifest)) {
  if(!isEntry || onEveryPage.includes(key)) continue;
  const files = new Set([...always, ...loadedWith(key)]);
  const bytes = [...files].reduce((sum, file) => sum + sent[file], 0);
  if(bytes > bytesMax) throw new Error(`a page with ${key} would load ${bytes} bytes, and ${bytesMax} is the most`);
}
writeFileSync(join(folder, 'assets_made.cpp'), `#include <array>

#include "node/web/asset.hpp"

#pragma clang diagnostic ignored "-Woverlength-strings"

namespace waarmerk::node::web {
namespace {

constexpr std::array<Asset, ${rows.length}> all{{
${rows.map(({text}) => text).join(',\n')}}};

}  // namespace

std::span<const Asset> assets() { return all; }

}  // namespace waarmerk::node::web
`);
