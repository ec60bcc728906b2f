// Many badges at once: the table that is read, the column that is found, the table that is written, and
// the pace. Runs with node --test; needs no build.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {badgesIn, findColumn, parseCsv, printCsv} from '../../node/web/assets/many_csv.js';
import {checkAll, inFlight} from '../../node/web/assets/many_run.js';

test('a table is read with quotes, line ends within them, and any of three separators', () => {
  assert.deepEqual(parseCsv('a,b\r\n"x, ""y""","1\n2"\r\n'), [['a', 'b'], ['x, "y"', '1\n2']]);
  assert.deepEqual(parseCsv('\uFEFFa;b,c;d\n1;2;3\n'), [['a', 'b,c', 'd'], ['1', '2', '3']]);
  assert.deepEqual(parseCsv('a\tb\n\n \t \n1\t2'), [['a', 'b'], ['1', '2']]);
  assert.deepEqual(parseCsv('a,"never ends\n1,2'), [['a', 'never ends\n1,2']]);
  assert.deepEqual(parseCsv('a,\n,b\n'), [['a', ''], ['', 'b']]);
  assert.deepEqual(parseCsv(''), []);
});

test('a badge with commas and quotes in it survives a table', () => {
  const badge = '{"type":["A","B"],"name":"x\\"y"}';
  const [, row] = parseCsv(printCsv([['name', 'badge'], ['Jan', badge]]));
  assert.deepEqual(row, ['Jan', badge]);
});

test('the column of the badges is found, and badges go before links', () => {
  const head = ['name', 'photo', 'badge'];
  assert.equal(findColumn([head, ['Jan', 'https://a/1.jpg', '{"a":1}'], ['An', 'https://a/2.jpg', 'eyJh.b.c']]), 2);
  assert.equal(findColumn([head, ['Jan', 'https://a/1.jpg', 'https://a/b']]), 2);
  assert.equal(findColumn([['x', 'y'], ['https://a/1', 'https://a/2']]), 0);
  assert.equal(findColumn([['name'], ['Jan']]), -1);
  assert.equal(findColumn([]), -1);
});

test('each row keeps its number and who it is; a first row that is a badge is no head', () => {
  assert.deepEqual(badgesIn([['nr', 'name', 'badge'], ['7', 'Jan', '{}'], ['8', 'An', '']]),
    [{number: 2, who: '7 · Jan', badge: '{}'}, {number: 3, who: '8 · An', badge: ''}]);
  assert.deepEqual(badgesIn([['eyJh.b.c'], ['eyJh.b.d']]).map(({number}) => number), [1, 2]);
  assert.deepEqual(badgesIn([['name'], ['Jan']]), []);
});

test('no cell is a formula to a spreadsheet', () => {
  for(const bad of ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1', '\n=1']) {
    assert.ok(printCsv([[bad]]).startsWith('\uFEFF"\''), JSON.stringify(bad));
  }
  assert.equal(printCsv([['a=1', '2026-05-03', 7]]), '\uFEFF"a=1","2026-05-03","7"\r\n');
});

const answer = (status, json = {}, wait) => ({
  status, json: async () => json, headers: {get: () => wait ?? null}
});

/** A node with a bucket of its own, and a clock that only sleeping moves on. */
function nodeOf({burst, perSecond}) {
  let tokens = burst, flying = 0;
  const seen = {most: 0, refused: 0, slept: []};
  return {
    seen,
    async post(item) {
      seen.most = Math.max(seen.most, ++flying);
      await undefined;
      flying--;
      if(tokens < 1) { seen.refused++; return answer(429, {}, '2'); }
      tokens--;
      return answer(200, {heading: item});
    },
    async sleep(ms) {
      seen.slept.push(ms);
      tokens = Math.min(burst, tokens + perSecond * ms / 1000);
      await undefined;
    }
  };
}

test('a run of 500 passes through a limit, a few at a time, each with its own answer', async () => {
  const node = nodeOf({burst: 40, perSecond: 20});
  const items = Array.from({length: 500}, (_, place) => place);
  const got = [];
  await checkAll(items, {...node, done: (item, said) => got.push([item, said.json.heading]),
    signal: new AbortController().signal});
  assert.equal(got.length, 500);
  assert.ok(got.every(([item, heading]) => item === heading));
  assert.ok(node.seen.refused > 0);
  assert.ok(node.seen.most <= inFlight);
  assert.ok(node.seen.slept.every(ms => ms === 2000));
});

test('a node that does not answer is asked three times, and the others go on', async () => {
  const tries = new Map();
  const got = new Map();
  await checkAll(['a', 'b'], {
    post: async item => {
      tries.set(item, (tries.get(item) ?? 0) + 1);
      if(item === 'a') throw new TypeError('no network');
      return answer(400, {wrong: 'wrong.json'});
    },
    sleep: async () => {},
    done: (item, said) => got.set(item, said),
    signal: new AbortController().signal
  });
  assert.equal(tries.get('a'), 3);
  assert.equal(got.get('a'), undefined);
  assert.ok(got.has('a'));
  assert.deepEqual(got.get('b'), {status: 400, json: {wrong: 'wrong.json'}});
});

test('stopping ends it: what is under way may come, and nothing more is asked', async () => {
  const stop = new AbortController();
  let asked = 0;
  await checkAll(Array.from({length: 100}, (_, place) => place), {
    post: async () => { asked++; return answer(200); },
    sleep: async () => {},
    done: () => stop.abort(),
    signal: stop.signal
  });
  assert.ok(asked <= inFlight);
});

test('an answer that is no JSON is one, and a gate that says the node is gone is none', async () => {
  const got = [];
  const answers = [{...answer(500), json: async () => { throw new SyntaxError('<html>'); }}, answer(502), answer(200, {heading: 'x'})];
  await checkAll(['a', 'b'], {
    post: async () => answers.shift(), sleep: async () => {}, done: (item, said) => got.push(said), signal: new AbortController().signal
  });
  assert.deepEqual(got.map(one => [one.status, one.json]).sort(), [[200, {heading: 'x'}], [500, undefined]]);
});
