// What is dropped on a page: files, and those in folders as a browser hands them out.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {dropped, filesMax} from '../../node/web/assets/dropped.js';

const fileEntry = name => ({isFile: true, file: done => done({name})});

/** A folder gives its entries a hundred at a time, and nothing at the end. */
function folder(...entries) {
  return {isFile: false, isDirectory: true, createReader() {
    const left = [...entries];
    return {readEntries: done => done(left.splice(0, 100))};
  }};
}

const transfer = (entries, files = []) => ({files, items: entries.map(one => ({webkitGetAsEntry: () => one}))});
const namesOf = files => files.map(({name}) => name);

test('files stay as they are', async () => {
  const files = [{name: 'a.json'}, {name: 'b.png'}];
  assert.deepEqual(await dropped(transfer([fileEntry('a.json'), fileEntry('b.png')], files)), files);
  assert.deepEqual(await dropped({files, items: [{}]}), files, 'where a browser has no entries');
  assert.deepEqual(await dropped({files: [], items: []}), []);
});

test('a folder is opened, with the folders in it', async () => {
  const many = Array.from({length: 250}, (_, i) => fileEntry(`${i}.json`));
  const found = await dropped(transfer([folder(...many, folder(fileEntry('deep.json'))), fileEntry('beside.json')]));
  assert.equal(found.length, 252);
  assert.deepEqual(namesOf(found).slice(-2), ['deep.json', 'beside.json']);
});

test('folders have a limit, in depth and in number', async () => {
  let deep = folder(fileEntry('deep.json'));
  for(let i = 0; i < 20; ++i) deep = folder(deep);
  assert.deepEqual(await dropped(transfer([deep, fileEntry('a.json')])), [{name: 'a.json'}]);
  const many = Array.from({length: filesMax + 50}, (_, i) => fileEntry(`${i}`));
  assert.equal((await dropped(transfer([folder(...many)]))).length, filesMax);
});

test('a file that cannot be read costs only itself and its folder', async () => {
  const broken = {isFile: true, file: (_, failed) => failed(new Error('gone'))};
  assert.deepEqual(namesOf(await dropped(transfer([folder(broken), fileEntry('a.json'), folder(fileEntry('b.json'))]))), ['a.json', 'b.json']);
});
