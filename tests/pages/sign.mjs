// Badges, lists and DID documents that a test makes with a key of its own: what the browser's check is shown.
import {gzipSync} from 'node:zlib';
import {webcrypto} from 'node:crypto';

const {subtle} = webcrypto;
const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

export function base58(bytes) {
  let number = BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
  let text = '';
  for(; number > 0n; number /= 58n) text = alphabet[Number(number % 58n)] + text;
  for(const byte of bytes) {
    if(byte !== 0) break;
    text = `1${text}`;
  }
  return `z${text}`;
}

const algorithms = {
  ed25519: {name: {name: 'Ed25519'}, sign: {name: 'Ed25519'}, jose: 'EdDSA', prefix: [0xed, 0x01]},
  p256: {
    name: {name: 'ECDSA', namedCurve: 'P-256'}, sign: {name: 'ECDSA', hash: 'SHA-256'}, jose: 'ES256', prefix: [0x80, 0x24]
  }
};

/** {multikey, did, jose, sign(bytes)}. */
export async function makeKey(kind = 'ed25519') {
  const {name, sign, jose, prefix} = algorithms[kind];
  const pair = await subtle.generateKey(name, true, ['sign', 'verify']);
  const raw = new Uint8Array(await subtle.exportKey('raw', pair.publicKey));
  const point = kind === 'p256' ? [2 + (raw[64] & 1), ...raw.slice(1, 33)] : raw;
  const multikey = base58([...prefix, ...point]);
  const did = `did:key:${multikey}`;
  return {
    multikey, jose, did, method: `${did}#${multikey}`,
    sign: async bytes => new Uint8Array(await subtle.sign(sign, pair.privateKey, bytes))
  };
}

/** The document of a DID that has this one key. */
export const documentOf = (did, {multikey}, more = {}) => ({
  '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
  id: did,
  verificationMethod: [{id: `${did}#key`, type: 'Multikey', controller: did, publicKeyMultibase: multikey, ...more}],
  assertionMethod: [`${did}#key`]
});

const sorted = value => Array.isArray(value) ? value.map(sorted) : value === null || typeof value !== 'object' ? value :
  Object.fromEntries(Object.keys(value).sort().map(name => [name, sorted(value[name])]));
const jcs = value => JSON.stringify(sorted(value));
const digest = text => subtle.digest('SHA-256', new TextEncoder().encode(text));

/** With a proof of a JCS suite. */
export async function secure(document, key, {method = key.method, ...more} = {}) {
  const proof = {
    type: 'DataIntegrityProof', cryptosuite: key.jose === 'EdDSA' ? 'eddsa-jcs-2022' : 'ecdsa-jcs-2019',
    created: '2026-05-03T10:00:00Z', verificationMethod: method, proofPurpose: 'assertionMethod',
    '@context': document['@context'], ...more
  };
  const bytes = Buffer.concat([Buffer.from(await digest(jcs(proof))), Buffer.from(await digest(jcs(document)))]);
  return {...document, proof: {...proof, proofValue: base58(await key.sign(bytes))}};
}

export async function secureJwt(payload, key, header = {}) {
  const part = value => Buffer.from(JSON.stringify(value)).toString('base64url');
  const input = `${part({alg: key.jose, typ: 'vc+jwt', kid: key.method, ...header})}.${part(payload)}`;
  return `${input}.${Buffer.from(await key.sign(Buffer.from(input))).toString('base64url')}`;
}

/** A list of 131,072 entries, of which these are set. */
export const list = (issuer, url, {set = [], purpose = 'revocation', ...more} = {}) => {
  const bits = Buffer.alloc(16_384);
  for(const index of set) bits[index >> 3] |= 0x80 >> (index & 7);
  return {
    '@context': ['https://www.w3.org/ns/credentials/v2'],
    id: url, type: ['VerifiableCredential', 'BitstringStatusListCredential'], issuer,
    validFrom: '2026-06-01T00:00:00Z', validUntil: '2036-06-01T00:00:00Z',
    credentialSubject: {
      id: `${url}#list`, type: 'BitstringStatusList', statusPurpose: purpose,
      encodedList: `u${gzipSync(bits).toString('base64url')}`
    },
    ...more
  };
};

export const entry = (url, index, purpose = 'revocation') => ({
  type: 'BitstringStatusListEntry', statusPurpose: purpose, statusListIndex: `${index}`, statusListCredential: url
});

/** ISO 3309, bit by bit: Node.js 18 has none of its own. */
function crcOf(bytes) {
  let crc = 0xffffffff;
  for(const byte of bytes) {
    crc ^= byte;
    for(let i = 0; i < 8; ++i) crc = crc & 1 ? 0xedb88320 ^ crc >>> 1 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const size = Buffer.alloc(4), crc = Buffer.alloc(4);
  size.writeUInt32BE(data.length);
  crc.writeUInt32BE(crcOf(body));
  return Buffer.concat([size, body, crc]);
}

/** A PNG of no picture to speak of, with these texts in it. */
export function png(...texts) {
  const header = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
  const named = text => chunk('iTXt', Buffer.concat([Buffer.from('openbadgecredential\0\0\0\0\0', 'latin1'), Buffer.from(text)]));
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), chunk('IHDR', header), ...texts.map(named),
    chunk('IDAT', Buffer.from('789c6360000000020001', 'hex')), chunk('IEND', Buffer.alloc(0))]);
}
