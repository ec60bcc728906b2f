// The picture of a badge: only one that came along in it, of a type that is what it says, and not too large.
// It is shown as an <img>, in which no script of an SVG runs and nothing is fetched.
const lengthMax = 1_500_000;
const sideMax = 4096;

const starts = {
  'image/png': bytes => bytes.startsWith('\x89PNG\r\n\x1a\n') && sideOf(bytes, 16) <= sideMax && sideOf(bytes, 20) <= sideMax,
  'image/jpeg': bytes => bytes.startsWith('\xff\xd8\xff'),
  'image/gif': bytes => /^GIF8[79]a/.test(bytes),
  'image/webp': bytes => bytes.startsWith('RIFF') && bytes.slice(8, 12) === 'WEBP',
  'image/svg+xml': bytes => /^\s*(?:\ufeff|\xef\xbb\xbf)?\s*<(?:\?xml|svg|!--|!DOCTYPE svg)/i.test(bytes)
};

/** A small file of a huge picture would take all memory of a phone. */
const sideOf = (bytes, at) => [0, 1, 2, 3].reduce((sum, next) => sum * 256 + bytes.charCodeAt(at + next), 0);

function bytesOf(body, isBase64) {
  try {
    return isBase64 ? atob(body) : decodeURIComponent(body);
  } catch{
    return '';
  }
}

/** The address for `src`; empty where there is none to be shown. */
export function pictureOf(address) {
  if(address.length > lengthMax) return '';
  const found = address.match(/^data:(image\/[a-z+]+)(?:;charset=utf-8)?(;base64)?,(.*)$/is);
  const isGood = found && starts[found[1].toLowerCase()];
  return isGood && isGood(bytesOf(found[3], Boolean(found[2]))) ? address : '';
}

/** Of a badge without one: a colour out of its name, from 0 to 359. */
export function hueOf(name) {
  let sum = 0;
  for(const letter of name) sum = (sum * 31 + letter.codePointAt(0)) % 360;
  return sum;
}
