// A presentation in the fragment of a link: `https://HOST/check#show=…`. A browser does not send that part to
// anybody, so that no node holds what was shared.
import {deflateSync, Inflate} from 'fflate';
import {base64url, fromBase64url, textOf, utf8} from './bytes.js';

/** Longer ones are cut by some programs that send messages on. */
export const linkLengthMax = 32_000;
export const textBytesMax = 1_000_000;
const step = 512;

export function writeLink(origin, presentation) {
  const packed = deflateSync(utf8(JSON.stringify(presentation)), {level: 9});
  return `${origin}/check#show=${base64url(packed)}`;
}

/** A little at a time: a link that unpacks to more than fits is left long before it has. */
function inflate(packed) {
  const chunks = [];
  let total = 0;
  const inflater = new Inflate(chunk => {
    total += chunk.length;
    if(total > textBytesMax) throw new Error('too large');
    chunks.push(chunk);
  });
  for(let at = 0; at < packed.length; at += step) {
    inflater.push(packed.subarray(at, at + step), at + step >= packed.length);
  }
  const whole = new Uint8Array(total);
  let at = 0;
  for(const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

/** The text of the presentation in a fragment; null where it has none. Throws where it is broken. */
export function readLink(fragment) {
  if(!fragment.startsWith('#show=')) return null;
  const text = textOf(inflate(fromBase64url(fragment.slice('#show='.length))));
  JSON.parse(text);
  return text;
}
