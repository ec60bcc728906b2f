// Somebody's wallet, as small as can be: it takes an offered badge by OpenID4VCI, and knows nobody's name.
import {generateKeyPairSync, sign} from 'node:crypto';

const encode = value => Buffer.from(JSON.stringify(value)).toString('base64url');

async function post(url, body, headers = {}) {
  const isForm = body instanceof URLSearchParams;
  const response = await fetch(url, {
    method: 'POST', body: isForm ? body : JSON.stringify(body),
    headers: {...(isForm ? {} : {'Content-Type': 'application/json'}), ...headers}
  });
  const text = await response.text();
  if(!response.ok) throw new Error(`${url}: ${response.status} ${text}`);
  return text === '' ? undefined : JSON.parse(text);
}

/** The badge, as its text, that both parts of an offer give. */
export async function take({link, txCode}) {
  const {privateKey, publicKey} = generateKeyPairSync('ed25519');
  const {kty, crv, x} = publicKey.export({format: 'jwk'});
  const offer = await (await fetch(new URL(link).searchParams.get('credential_offer_uri'))).json();
  const base = offer.credential_issuer;
  const [grant, {'pre-authorized_code': code}] = Object.entries(offer.grants)[0];
  const {access_token: token} = await post(`${base}/openid/token`,
    new URLSearchParams({grant_type: grant, 'pre-authorized_code': code, tx_code: txCode}));
  const {c_nonce: nonce} = await post(`${base}/openid/nonce`, {});
  const said = [{typ: 'openid4vci-proof+jwt', alg: 'EdDSA', jwk: {kty, crv, x}},
    {aud: base, iat: Math.floor(Date.now() / 1000), nonce}].map(encode).join('.');
  const jwt = `${said}.${sign(null, Buffer.from(said), privateKey).toString('base64url')}`;
  const {credentials} = await post(`${base}/openid/credential`,
    {credential_configuration_id: offer.credential_configuration_ids[0], proofs: {jwt: [jwt]}},
    {Authorization: `Bearer ${token}`});
  return JSON.stringify(credentials[0].credential);
}
