// What this browser knows of issuers: their documents and lists, by DID and URL, as a node handed them out; and the
// file that waits to be checked, until the answer of the node is there. Badges are not kept.
import {openDB} from 'idb';

const rowsMax = 300;
const rowLengthMax = 1 << 20;
const waitingMs = 10 * 60_000;

const opening = () => openDB('waarmerk-check', 1, {
  upgrade(db) {
    for(const name of ['dids', 'lists']) db.createObjectStore(name, {keyPath: 'id'}).createIndex('knownAt', 'knownAt');
    db.createObjectStore('waiting', {keyPath: 'id'});
  }
});

async function trim(db, name) {
  const over = await db.count(name) - rowsMax;
  if(over <= 0) return;
  for(const key of (await db.getAllKeysFromIndex(name, 'knownAt')).slice(0, over)) await db.delete(name, key);
}

/** `material` as POST /check/material answers it. */
export async function keepMaterial(material, now) {
  const db = await opening();
  for(const name of ['dids', 'lists']) {
    for(const [id, value] of Object.entries(material[name])) {
      if(JSON.stringify(value).length <= rowLengthMax) await db.put(name, {id, value, knownAt: now});
    }
    await trim(db, name);
  }
  db.close();
}

/** {material, knownAt}: what is known of these, and since when the oldest of it is. */
export async function findMaterial({dids, statusLists}) {
  const db = await opening();
  const material = {dids: {}, lists: {}};
  const times = [];
  for(const [name, ids] of [['dids', dids], ['lists', statusLists.map(({url}) => url)]]) {
    for(const id of ids) {
      const row = await db.get(name, id);
      if(!row) continue;
      material[name][id] = row.value;
      times.push(row.knownAt);
    }
  }
  db.close();
  return {material, knownAt: times.length ? Math.min(...times) : undefined};
}

/** The file waits under a name that only this tab has. */
export async function putWaiting(file) {
  const db = await opening();
  const id = crypto.randomUUID();
  await db.put('waiting', {id, at: Date.now(), ...file});
  db.close();
  sessionStorage.setItem('waarmerk.waiting', id);
}

/** The file of this tab, once; and what others left behind goes. */
export async function takeWaiting() {
  const db = await opening();
  const id = sessionStorage.getItem('waarmerk.waiting');
  sessionStorage.removeItem('waarmerk.waiting');
  const file = id ? await db.get('waiting', id) : undefined;
  for(const {id: one, at} of await db.getAll('waiting')) {
    if(one === id || Date.now() - at > waitingMs) await db.delete('waiting', one);
  }
  db.close();
  return file;
}
