// The service worker, run by hand: what it keeps, and what is answered where the network is cut.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';
import vm from 'node:vm';

const source = readFileSync(fileURLToPath(new URL('../../node/web/assets/sw.js', import.meta.url)), 'utf8');
const origin = 'https://library.example';

/** As the network gives it: of the same origin. */
class Given extends Response {
  get type() {
    return 'basic';
  }

  clone() {
    const {status, headers} = this;
    return new Given(super.clone().body, {status, headers});
  }
}

const nameOf = one => typeof one === 'string' ? one : one.url.slice(origin.length);

/** {shelf, ask(method, path), cut()}: `ask` gives the answer, or nothing where the worker leaves it alone. */
function start() {
  const shelf = new Map();
  // As the Cache API has it: what was put last stands last, and what it is called by is a request.
  const cache = {
    match: async one => shelf.get(nameOf(one))?.clone(),
    put: async (one, response) => shelf.set(nameOf(one), response),
    delete: async one => shelf.delete(nameOf(one)),
    keys: async () => [...shelf.keys()].map(name => ({url: origin + name}))
  };
  const listeners = {};
  const state = {isCut: false, isSlow: false, status: 200, timers: [], dropped: []};
  const context = vm.createContext({
    URL, location: new URL(origin), Promise,
    Response: class {
      static redirect(url, status) {
        return {status, headers: new Headers({Location: url})};
      }

      static error() {
        return {status: 0};
      }
    },
    caches: {open: async () => cache, keys: async () => ['waarmerk-1', 'waarmerk-2', 'other'], delete: async name => state.dropped.push(name)},
    clients: {claim() {}}, skipWaiting() {},
    setTimeout: (done, ms) => { state.timers.push({done, ms}); },
    addEventListener: (name, listener) => {
      listeners[name] = listener;
    },
    async fetch(request) {
      if(state.isCut) throw new TypeError('no network');
      if(state.isSlow) return new Promise(() => {});
      return new Given(`of ${request.url ?? request}`, {status: state.status});
    }
  });
  vm.runInContext(source, context);
  const tell = async (name, event) => {
    const waits = [];
    listeners[name]({...event, waitUntil: wait => waits.push(wait)});
    await Promise.all(waits);
  };
  return {
    shelf, state, tell,
    async ask(method, path, mode = 'navigate') {
      let answer;
      const waits = [];
      listeners.fetch({request: {method, mode, url: origin + path}, respondWith: given => {
        answer = given;
      }, waitUntil: wait => waits.push(wait)});
      const response = await answer;
      await Promise.all(waits);
      return response;
    }
  };
}

test('a page opens from the shelf where the network is cut, in the language that was kept', async () => {
  const {ask, state} = start();
  await ask('GET', '/check?lang=en');
  await ask('GET', '/check?lang=nl');
  state.isCut = true;
  assert.equal(await (await ask('GET', '/check?lang=en')).text(), `of ${origin}/check?lang=en`);
  assert.equal(await (await ask('GET', '/check?lang=ar')).text(), `of ${origin}/check?lang=nl`);
  assert.equal((await ask('GET', '/wallet')).status, 0);
});

test('what a link brings along is not kept, nor anything that was sent, nor its answer', async () => {
  const {ask, shelf} = start();
  await ask('GET', '/wallet?lang=nl&credential_offer=secret');
  await ask('POST', '/check?lang=nl');
  assert.deepEqual([...shelf.keys()], ['/wallet?lang=nl']);
});

test('a page that the node refused does not take the place of the one that is kept', async () => {
  const {ask, shelf, state} = start();
  await ask('GET', '/check');
  state.status = 429;
  assert.equal((await ask('GET', '/check')).status, 429);
  assert.equal(shelf.get('/check').status, 200);
  state.status = 502;
  assert.equal((await ask('GET', '/check')).status, 200);
});

test('what is sent with the network cut opens the page again, which is told that it is alone', async () => {
  const {ask, state} = start();
  await ask('GET', '/check?lang=nl');
  state.isCut = true;
  const answer = await ask('POST', '/check?lang=nl');
  assert.equal(answer.status, 303);
  assert.equal(answer.headers.get('Location'), '/check?lang=nl#alone');
});

test('files of pages are not asked for twice, and the rest is left alone', async () => {
  const {ask, state} = start();
  await ask('GET', '/assets/page-1.css', 'no-cors');
  state.isCut = true;
  assert.equal((await ask('GET', '/assets/page-1.css', 'no-cors')).status, 200);
  assert.equal(await ask('GET', '/v1/node', 'cors'), undefined);
  assert.equal(await ask('POST', '/check/material', 'cors'), undefined);
  assert.equal(await ask('GET', '/invitations/1'), undefined);
});

test('the shelf has a limit, and the oldest goes first', async () => {
  const {ask, shelf} = start();
  for(let i = 0; i < 205; ++i) await ask('GET', `/assets/${i}.js`, 'no-cors');
  assert.equal(shelf.size, 200);
  assert.ok(!shelf.has('/assets/0.js') && shelf.has('/assets/204.js'));
});

test('a page in two languages is kept as that, and comes back as that', async () => {
  const {ask, shelf, state} = start();
  await ask('GET', '/check?lang=nl');
  await ask('GET', '/check?lang=nl+ti&form');
  assert.deepEqual([...shelf.keys()], ['/check?lang=nl', '/check?lang=nl+ti']);
  state.isCut = true;
  assert.equal((await ask('POST', '/check?lang=nl+ti')).headers.get('Location'), '/check?lang=nl+ti#alone');
});

test('a line that is there and carries nothing is not waited for, where the page is kept', async () => {
  const {ask, state} = start();
  await ask('GET', '/check?lang=nl');
  state.isSlow = true;
  const asked = ask('GET', '/check?lang=nl');
  await new Promise(done => setImmediate(done));
  const [, {done, ms}] = state.timers;
  assert.ok(ms >= 5000);
  done();
  assert.equal((await asked).status, 200);
});

test('what is sent is never answered by something that is kept', async () => {
  const {ask, shelf, state} = start();
  await ask('GET', '/check?lang=nl');
  assert.equal(await (await ask('POST', '/check?lang=nl')).text(), `of ${origin}/check?lang=nl`);
  state.status = 400;
  assert.equal((await ask('POST', '/check?lang=nl')).status, 400);
  assert.deepEqual([...shelf.keys()], ['/check?lang=nl']);
  assert.equal(await ask('POST', '/wallet?lang=nl'), undefined);
});

test('a shelf of another shape is thrown away, and that of another program stays', async () => {
  const {tell, state} = start();
  await tell('activate', {});
  assert.deepEqual(state.dropped, ['waarmerk-1']);
});

test('a page names what it loaded, and only what is ours is kept', async () => {
  const {tell, shelf} = start();
  await tell('message', {data: {keep: [`${origin}/assets/a-1.js`, `${origin}/check?lang=nl+ar&form`, 'https://spy.example/assets/b.js', `${origin}/v1/badges`, 7]}});
  assert.deepEqual([...shelf.keys()], ['/assets/a-1.js', '/check?lang=nl+ar']);
  await tell('message', {data: 'x'});
});
