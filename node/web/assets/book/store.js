// The store of the badge book: badges and keys as records that the vault encrypts.
//
// It works on a shelf (get, put, putNew, remove, names), which is IndexedDB in a browser. What is on it under
// a random name says nothing but how large it is.
import {base64url, random} from './bytes.js';
import {makeHolder, readHolder, signerOf} from './keys.js';
import {claimsOrNone, readClaims} from './badge.js';
import {mergeSettings, settingsOf} from './carried.js';
import {confirmationsOf, mergeConfirmations} from './confirmations.js';

export const badgesMax = 10_000;

const place = 'record:';

export class Store {
  #shelf;
  #vault;
  #records = null;
  #now;

  constructor(shelf, vault, now = () => Date.now()) {
    this.#shelf = shelf;
    this.#vault = vault;
    this.#now = now;
  }

  /** Read once: a book is small, and whoever has it open has it unlocked. */
  async #all() {
    if(this.#records) return this.#records;
    const records = new Map();
    for(const name of await this.#shelf.names()) {
      if(!name.startsWith(place)) continue;
      const sealed = await this.#shelf.get(name);
      if(sealed) records.set(name.slice(place.length), await this.#vault.unseal(name, sealed));
    }
    this.#records = records;
    return records;
  }

  async #keep(id, record) {
    const records = await this.#all();
    await this.#shelf.put(place + id, await this.#vault.seal(place + id, record));
    records.set(id, record);
  }

  /** What another tab wrote is read again. */
  forget() {
    this.#records = null;
  }

  async #of(kind) {
    const found = [...await this.#all()].filter(([, record]) => record.kind === kind);
    return found.sort(([, a], [, b]) => a.added < b.added ? -1 : 1);
  }

  /** The badges, newest first: `{id, text, mediaType, added, claims, known, isOwn}`; `isOwn`: the holder's own word. */
  async list() {
    const own = await this.#ownKeys();
    return Promise.all((await this.#of('badge')).reverse().map(([id, record]) => badgeOf(id, record, own)));
  }

  async get(id) {
    const record = (await this.#all()).get(id);
    return record?.kind === 'badge' ? badgeOf(id, record, await this.#ownKeys()) : null;
  }

  async #ownKeys() {
    return (await this.#of('holder')).map(([, record]) => record.holder.id);
  }

  /** The id; a badge that is here already is not kept twice. Throws where it is none. */
  async add(text, mediaType, added = new Date(this.#now()).toISOString()) {
    readClaims(text);
    return this.#addAny(text, mediaType, added);
  }

  async #addAny(text, mediaType, added) {
    const badges = await this.#of('badge');
    const there = badges.find(([, record]) => record.text === text);
    if(there) return there[0];
    if(badges.length >= badgesMax) throw new Error('the book is full');
    const id = base64url(random(12));
    await this.#keep(id, {kind: 'badge', text, mediaType, added});
    return id;
  }

  async remove(id) {
    const records = await this.#all();
    await this.#shelf.remove(place + id);
    records.delete(id);
  }

  /** What a node answered about a badge, and when: it is shown where no node can be asked. */
  async setKnown(id, known) {
    const record = (await this.#all()).get(id);
    if(record?.kind === 'badge') await this.#keep(id, {...record, known});
  }

  /** `{did, sign(bytes)}`; made with the first use. A key itself never leaves but in a backup. */
  async holder(did = null) {
    const holders = (await this.#of('holder')).map(([, record]) => record.holder);
    const found = did ? holders.find(one => one.id === did) : holders[0];
    if(found) return signerOf(found);
    if(did) return null;
    const made = await makeHolder();
    await this.#keepHolder(made);
    return signerOf(made);
  }

  /** All keys of the book: `[{did, sign(bytes)}]`. */
  async holders() {
    return (await this.#of('holder')).map(([, record]) => signerOf(record.holder));
  }

  async #keepHolder(holder) {
    await this.#keep(base64url(random(12)),
      {kind: 'holder', holder, added: new Date(this.#now()).toISOString()});
  }

  /** A badge that its issuer gives later: where to ask, with what. */
  async pending() {
    return (await this.#of('pending')).map(([id, record]) => ({id, ...record}));
  }

  async addPending(ask) {
    const id = base64url(random(12));
    await this.#keep(id, {...ask, kind: 'pending', added: new Date(this.#now()).toISOString()});
    return id;
  }

  async setting(name) {
    return (await this.#all()).get(`setting-${name}`)?.value ?? null;
  }

  async set(name, value) {
    await this.#keep(`setting-${name}`, {kind: 'setting', value, added: ''});
  }

  async #badges() {
    return (await this.#of('badge')).map(([id, {added, mediaType, text}]) => ({id, added, mediaType, text}));
  }

  /** All that a backup has (spec/backup.md). */
  async everything() {
    const all = await this.#badges();
    const badges = await Promise.all(all.map(async ({added, mediaType, text}) => {
      const confirmations = await confirmationsOf(this, {text});
      return {added, mediaType, text, ...confirmations.length > 0 && {confirmations}};
    }));
    const settings = await settingsOf(this, all);
    return {
      version: 1,
      holders: (await this.#of('holder')).map(([, record]) => record.holder),
      badges,
      ...Object.keys(settings).length > 0 && {settings}
    };
  }

  /** Puts in what a backup has beside what is here; nothing is lost. Says how many badges were new. */
  async merge({holders, badges, settings = {}}) {
    const known = new Set((await this.#of('holder')).map(([, record]) => record.holder.id));
    for(const holder of holders) {
      if(!known.has(holder.id)) await this.#keepHolder(await readHolder(holder));
    }
    const before = (await this.#of('badge')).length;
    for(const {text, mediaType, added, confirmations = []} of badges) {
      await this.#addAny(text, mediaType, added);
      await mergeConfirmations(this, {text}, confirmations);
    }
    const all = await this.#badges();
    await mergeSettings(this, all, settings);
    return all.length - before;
  }
}

async function badgeOf(id, {text, mediaType, added, known = null}, own) {
  const claims = await claimsOrNone(text);
  const isOwn = claims.issuerId === claims.holder && own.includes(claims.issuerId);
  return {id, text, mediaType, added, known, claims, isOwn};
}
