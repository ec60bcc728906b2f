// What stands inside a signed badge, as JSON. It knows no page.
const utf8 = new TextDecoder('utf-8', {fatal: true});

function bytesOf(base64url) {
  return Uint8Array.from(atob(base64url.replaceAll('-', '+').replaceAll('_', '/')), one => one.charCodeAt(0));
}

/** The credential in the text of a badge: JSON, a JWS or an SD-JWT; of VC 1.1 that in its claim `vc`. */
export function documentOf(text) {
  if(text.trim().startsWith('{')) return JSON.parse(text);
  const claims = JSON.parse(utf8.decode(bytesOf(text.split('~')[0].split('.')[1])));
  return claims.vc ?? claims;
}
