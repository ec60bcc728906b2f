// The holder: an Ed25519 key of this device and its did:key, made without a question.
import {base58, base64url, concat, fromBase64url, utf8} from './bytes.js';

/** The multicodec of an Ed25519 public key (did:key, 2.1). */
const ed25519 = [0xed, 0x01];

export const didOf = publicKey => `did:key:z${base58(concat(Uint8Array.from(ed25519), publicKey))}`;

/** The one verification method of a did:key. */
export const methodOf = did => `${did}#${did.slice('did:key:'.length)}`;

const privateMembers = jwk => ({kty: 'OKP', crv: 'Ed25519', x: jwk.x, d: jwk.d});

/** `{id, jwk}`, as a backup has it. Throws where the browser does not know Ed25519 yet. */
export async function makeHolder() {
  const pair = await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify']);
  const jwk = privateMembers(await crypto.subtle.exportKey('jwk', pair.privateKey));
  return {id: didOf(fromBase64url(jwk.x)), jwk};
}

/**
 * A holder that came from elsewhere: the key is one, its halves belong together, and the DID is that of
 * the key. Throws where not.
 */
export async function readHolder({id, jwk}) {
  if(jwk?.kty !== 'OKP' || jwk.crv !== 'Ed25519') throw new Error('this kind of key is not known');
  const holder = {id, jwk: privateMembers(jwk)};
  const publicKey = fromBase64url(jwk.x);
  if(publicKey.length !== 32 || didOf(publicKey) !== id) throw new Error('the key is not that of its DID');
  const probe = utf8('waarmerk');
  const signature = await signerOf(holder).sign(probe);
  const half = await crypto.subtle.importKey('raw', publicKey, 'Ed25519', false, ['verify']);
  if(!await crypto.subtle.verify('Ed25519', half, signature, probe)) throw new Error('the halves of the key differ');
  return holder;
}

/** What the rest of the book sees of a holder: a name, and something that signs. Never the key. */
export function signerOf({id, jwk}) {
  return {
    did: id,
    async sign(bytes) {
      const key = await crypto.subtle.importKey('jwk', jwk, 'Ed25519', false, ['sign']);
      return new Uint8Array(await crypto.subtle.sign('Ed25519', key, bytes));
    }
  };
}

/** A compact JWS (RFC 7515) with EdDSA. */
export async function signJwt(holder, header, claims) {
  const part = value => base64url(utf8(JSON.stringify(value)));
  const signed = `${part({alg: 'EdDSA', ...header})}.${part(claims)}`;
  return `${signed}.${base64url(await holder.sign(utf8(signed)))}`;
}
