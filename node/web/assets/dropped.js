// What was dropped: files, and those in folders, however deep these are.
export const filesMax = 5000;
const depthMax = 8;

const fileOf = entry => new Promise((done, failed) => entry.file(done, failed));
const someOf = reader => new Promise((done, failed) => reader.readEntries(done, failed));

async function collect(entry, into, depth) {
  if(into.length >= filesMax || depth > depthMax) return;
  if(entry.isFile) {
    into.push(await fileOf(entry));
    return;
  }
  const reader = entry.createReader();
  // A browser gives a folder a hundred at a time, and nothing once that was all.
  for(let some = await someOf(reader); some.length; some = await someOf(reader)) {
    for(const one of some) await collect(one, into, depth + 1);
  }
}

/** The entries are asked for before anything is waited for: they are gone afterwards. */
export async function dropped(transfer) {
  const entries = [...transfer.items ?? []].map(one => one.webkitGetAsEntry?.()).filter(Boolean);
  const plain = [...transfer.files];
  if(!entries.some(one => one.isDirectory)) return plain;
  const files = [];
  for(const one of entries) await collect(one, files, 0).catch(() => {});
  return files;
}
