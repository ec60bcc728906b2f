// Badges that no node of ours gave: signed here by a key of our own, so that they may say anything at all.
import {createHash, generateKeyPairSync, sign} from 'node:crypto';

const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

function base58(bytes) {
  let number = BigInt(`0x${bytes.toString('hex')}`);
  let text = '';
  for(; number > 0n; number /= 58n) text = alphabet[Number(number % 58n)] + text;
  for(const byte of bytes) {
    if(byte !== 0) break;
    text = `1${text}`;
  }
  return text;
}

function fromBase58(text) {
  let number = [...text].reduce((sum, letter) => sum * 58n + BigInt(alphabet.indexOf(letter)), 0n);
  const bytes = [];
  for(; number > 0n; number >>= 8n) bytes.unshift(Number(number & 255n));
  return Buffer.from(bytes);
}

/** The public key of a did:key of Ed25519, as a JWK. */
const jwkOf = did => ({kty: 'OKP', crv: 'Ed25519', x: fromBase58(did.slice('did:key:z'.length)).subarray(2).toString('base64url')});

/** RFC 8785, for the texts, lists and objects that are in these badges. */
function canonical(value) {
  if(Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if(value === null || typeof value !== 'object') return JSON.stringify(value);
  const members = Object.keys(value).sort().map(name => `${JSON.stringify(name)}:${canonical(value[name])}`);
  return `{${members.join(',')}}`;
}

const sha256 = text => createHash('sha256').update(text).digest();

/** Somebody who issues: {did, issue(parts), issueCard(parts)}. */
export function stranger(name = 'Wijkacademie Noord') {
  const {privateKey, publicKey} = generateKeyPairSync('ed25519');
  const raw = Buffer.from(publicKey.export({format: 'jwk'}).x, 'base64url');
  const multikey = `z${base58(Buffer.concat([Buffer.from([0xed, 0x01]), raw]))}`;
  const did = `did:key:${multikey}`;
  /** A badge, with eddsa-jcs-2022; `parts` goes over what it says, and `achievement` over that of it. */
  const issue = ({achievement = {}, issuer = {}, ...parts} = {}) => {
    const credential = {
      '@context': [
        'https://www.w3.org/ns/credentials/v2',
        'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'
      ],
      id: 'urn:uuid:7f3b8f5e-4a55-4f1c-9b70-3f4b6f1a2c11',
      type: ['VerifiableCredential', 'OpenBadgeCredential'],
      issuer: {id: did, type: ['Profile'], name, ...issuer},
      validFrom: '2026-03-03T10:12:00Z',
      name: 'Fietsmaker',
      credentialSubject: {
        id: 'did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK',
        type: ['AchievementSubject'],
        achievement: {
          id: 'urn:uuid:9a8f2d3c-7c54-4be8-9b22-5f8f1f0f6d01',
          type: ['Achievement'],
          name: 'Fietsmaker',
          description: 'Maakt een fiets die rijdt.',
          criteria: {narrative: 'Vijf fietsen.'},
          ...achievement
        }
      },
      ...parts
    };
    const proof = {
      '@context': credential['@context'], type: 'DataIntegrityProof', cryptosuite: 'eddsa-jcs-2022',
      created: '2026-03-03T10:12:00Z', verificationMethod: `${did}#${multikey}`, proofPurpose: 'assertionMethod'
    };
    const signed = Buffer.concat([sha256(canonical(proof)), sha256(canonical(credential))]);
    return {...credential, proof: {...proof, proofValue: `z${base58(sign(null, signed, privateKey))}`}};
  };
  /** An SD-JWT VC for the key of a did:key: `always` is shown to everybody, each of `disclosable` where its holder wants. */
  const issueCard = ({vct, holder, always = {}, disclosable = {}}) => {
    const encode = value => Buffer.from(JSON.stringify(value)).toString('base64url');
    const disclosures = Object.entries(disclosable).map(([claim, value], at) => encode([`salt-of-${at}`, claim, value]));
    const signed = [{alg: 'EdDSA', typ: 'dc+sd-jwt', kid: `${did}#${multikey}`}, {
      iss: did, vct, sub: holder, nbf: 1_772_532_720, iat: 1_772_532_720, cnf: {jwk: jwkOf(holder)}, ...always,
      _sd: disclosures.map(one => sha256(one).toString('base64url')), _sd_alg: 'sha-256'
    }].map(encode).join('.');
    return `${[`${signed}.${sign(null, Buffer.from(signed), privateKey).toString('base64url')}`, ...disclosures].join('~')}~`;
  };
  return {did, issue, issueCard};
}

/** The same with one word changed after it was signed. */
export function changed(badge) {
  const copy = structuredClone(badge);
  copy.credentialSubject.achievement.description += ' Altijd.';
  return copy;
}

/** The same, secured in a way that nobody knows yet. */
export function unknown(badge) {
  return {...badge, proof: {...badge.proof, cryptosuite: 'lattice-rdfc-2031'}};
}

/** The same, with a second signature that cannot be checked. */
export function doubtful(badge) {
  return {...badge, proof: [badge.proof, unknown(badge).proof]};
}
