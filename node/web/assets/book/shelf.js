// The shelf on which the book keeps what it has: IndexedDB, by name.
import {openDB} from 'idb';

const table = 'kept';

export async function openShelf() {
  const base = await openDB('badgebook', 1, {upgrade: db => db.createObjectStore(table)});
  return {
    get: name => base.get(table, name),
    put: (name, value) => base.put(table, value, name),
    /** Leaves what is there. */
    putNew: (name, value) => base.add(table, value, name).catch(error => {
      if(error.name !== 'ConstraintError') throw error;
    }),
    remove: name => base.delete(table, name),
    names: () => base.getAllKeys(table)
  };
}
