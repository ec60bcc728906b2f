// The vault: how what is kept on the device is encrypted, and what opens it.
//
// One AES-GCM key, drawn on the device, encrypts every record. Until a PIN or passphrase is set it lies
// beside them, and keeps out only who copies a part. After that it is kept wrapped by what is derived of
// the passphrase alone (PBKDF2-SHA-256), and who cannot open it has nothing.
import {random, textOf, utf8} from './bytes.js';

export const iterations = 600_000;
export const phraseLengthMin = 6;
const triesFree = 3;
const waitMaxMs = 5 * 60_000;

export class WrongPhrase extends Error {}
/** Too many tries: the next is looked at after `waitMs`. */
export class TooSoon extends Error {
  constructor(waitMs) {
    super('wait');
    this.waitMs = waitMs;
  }
}

async function wrappingKey(phrase, salt, count) {
  const secret = await crypto.subtle.importKey('raw', utf8(phrase.normalize('NFC')), 'PBKDF2', false, ['deriveKey']);
  return crypto.subtle.deriveKey({name: 'PBKDF2', hash: 'SHA-256', salt, iterations: count}, secret,
    {name: 'AES-GCM', length: 256}, false, ['wrapKey', 'unwrapKey']);
}

/** After three free tries each wrong one doubles the wait, from 2 seconds to 5 minutes. */
export function waitAfter(wrongTries) {
  if(wrongTries < triesFree) return 0;
  return Math.min(waitMaxMs, 2000 * 2 ** (wrongTries - triesFree));
}

/**
 * `shelf` is where the lock is kept: get(name), put(name, value). `now` is in milliseconds.
 */
export class Vault {
  #shelf;
  #now;
  #key = null;

  constructor(shelf, now = () => Date.now()) {
    this.#shelf = shelf;
    this.#now = now;
  }

  /** `new`, `open` (no passphrase yet, or it was given) or `locked`. */
  async state() {
    if(this.#key) return 'open';
    const lock = await this.#shelf.get('lock');
    if(!lock) return 'new';
    if(lock.wrapped) return 'locked';
    this.#key = lock.key;
    return 'open';
  }

  async hasPhrase() {
    return Boolean((await this.#shelf.get('lock'))?.wrapped);
  }

  async #open() {
    const state = await this.state();
    if(state === 'locked') throw new Error('the vault is locked');
    if(state === 'open') return;
    const key = await crypto.subtle.generateKey({name: 'AES-GCM', length: 256}, true, ['encrypt', 'decrypt']);
    // Two tabs may come here at once: the first key that is there is that of both.
    await this.#shelf.putNew('lock', {key});
    this.#key = (await this.#shelf.get('lock')).key;
  }

  async seal(name, value) {
    await this.#open();
    const iv = random(12);
    const data = await crypto.subtle.encrypt({name: 'AES-GCM', iv, additionalData: utf8(name)}, this.#key,
      utf8(JSON.stringify(value)));
    return {iv, data: new Uint8Array(data)};
  }

  /** Under another name than it was sealed with, it does not open. */
  async unseal(name, {iv, data}) {
    await this.#open();
    const plain = await crypto.subtle.decrypt({name: 'AES-GCM', iv, additionalData: utf8(name)}, this.#key, data);
    return JSON.parse(textOf(new Uint8Array(plain)));
  }

  /** Sets the first one, or, with the old one, another. Throws WrongPhrase or TooSoon. */
  async setPhrase(phrase, old = null) {
    await this.#open();
    if([...phrase].length < phraseLengthMin) throw new Error('too short');
    const lock = await this.#shelf.get('lock');
    const key = lock.wrapped ? await this.#unwrap(lock, old ?? '', true) : lock.key;
    const salt = random(16);
    const iv = random(12);
    const wrapping = await wrappingKey(phrase, salt, iterations);
    const wrapped = new Uint8Array(await crypto.subtle.wrapKey('raw', key, wrapping, {name: 'AES-GCM', iv}));
    await this.#shelf.put('lock', {wrapped, salt, iv, iterations});
  }

  async unlock(phrase) {
    const lock = await this.#shelf.get('lock');
    if(!lock?.wrapped) return;
    this.#key = await this.#unwrap(lock, phrase, false);
  }

  lock() {
    this.#key = null;
  }

  async #unwrap(lock, phrase, extractable) {
    const tries = await this.#shelf.get('tries') ?? {wrong: 0, until: 0};
    // A clock that was set back must not shut the book for good.
    const waitMs = Math.min(tries.until - this.#now(), waitMaxMs);
    if(waitMs > 0) throw new TooSoon(waitMs);
    // Counted before it is looked at: who closes the page in between has used it up.
    const wrong = tries.wrong + 1;
    await this.#shelf.put('tries', {wrong, until: this.#now() + waitAfter(wrong)});
    const wrapping = await wrappingKey(phrase, lock.salt, lock.iterations);
    const key = await crypto.subtle.unwrapKey('raw', lock.wrapped, wrapping, {name: 'AES-GCM', iv: lock.iv},
      'AES-GCM', extractable, ['encrypt', 'decrypt']).catch(() => { throw new WrongPhrase('wrong'); });
    await this.#shelf.put('tries', {wrong: 0, until: 0});
    return key;
  }
}
