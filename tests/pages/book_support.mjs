// What the tests of the badge book share: a shelf in memory, a badge, and the modules from where they are.
import {webcrypto} from 'node:crypto';
import {dirname, join} from 'node:path';
import {fileURLToPath, pathToFileURL} from 'node:url';

globalThis.crypto ??= webcrypto;

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

/** A module of the book as it stands in the sources. */
export const source = name => import(pathToFileURL(join(root, 'node/web/assets/book', name)));

/** One that needs packages: where the build installed them. */
export const built = name =>
  import(pathToFileURL(join(process.env.WAARMERK_WEB ?? join(root, 'build/web'), 'book', name)));

export function memoryShelf() {
  const kept = new Map();
  return {
    kept,
    get: async name => kept.get(name),
    put: async (name, value) => void kept.set(name, value),
    putNew: async (name, value) => void (kept.has(name) || kept.set(name, value)),
    remove: async name => void kept.delete(name),
    names: async () => [...kept.keys()]
  };
}

export const badge = (name = 'Taalmaatje', more = {}) => ({
  '@context': ['https://www.w3.org/ns/credentials/v2'],
  id: 'urn:uuid:11111111-1111-4111-8111-111111111111',
  type: ['VerifiableCredential', 'OpenBadgeCredential'],
  issuer: {id: 'did:web:bieb.example', type: ['Profile'], name: 'Bibliotheek'},
  validFrom: '2026-05-03T10:00:00Z',
  credentialSubject: {
    id: 'did:key:z6Mk',
    type: ['AchievementSubject'],
    achievement: {id: 'urn:a', type: ['Achievement'], name, description: 'Oefent taal', criteria: {narrative: 'Tien avonden'}}
  },
  ...more
});

export const textOfBadge = (...args) => JSON.stringify(badge(...args));
