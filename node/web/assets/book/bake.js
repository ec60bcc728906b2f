// A badge put into a picture, as Open Badges 3.0 has it (document formats), so that it goes where pictures go.
// It knows no page.
const utf8 = new TextEncoder();
const keyword = 'openbadgecredential';
const pngStart = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const namespace = 'https://purl.imsglobal.org/ob/v3p0';

const crcTable = Uint32Array.from({length: 256}, (_, index) => {
  let sum = index;
  for(let bit = 0; bit < 8; ++bit) sum = sum & 1 ? 0xedb88320 ^ sum >>> 1 : sum >>> 1;
  return sum;
});

function crcOf(bytes) {
  let sum = 0xffffffff;
  for(const byte of bytes) sum = crcTable[(sum ^ byte) & 255] ^ sum >>> 8;
  return ~sum >>> 0;
}

function join(parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for(const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function chunkOf(type, data) {
  const chunk = join([new Uint8Array(4), utf8.encode(type), data, new Uint8Array(4)]);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, data.length);
  view.setUint32(chunk.length - 4, crcOf(chunk.subarray(4, chunk.length - 4)));
  return chunk;
}

/** `[{type, whole}]` of a PNG; throws where it is none, or breaks off. */
function chunksOf(png) {
  if(!pngStart.every((byte, at) => png[at] === byte)) throw new Error('this is no PNG');
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  const chunks = [];
  for(let at = pngStart.length; at < png.length;) {
    if(at + 12 > png.length || view.getUint32(at) > png.length - at - 12) throw new Error('the PNG breaks off');
    const end = at + 12 + view.getUint32(at);
    chunks.push({type: new TextDecoder('latin1').decode(png.subarray(at + 4, at + 8)), whole: png.subarray(at, end)});
    at = end;
  }
  return chunks;
}

const isBadge = ({type, whole}) => ['iTXt', 'tEXt', 'zTXt'].includes(type) &&
  new TextDecoder('latin1').decode(whole.subarray(8, 9 + keyword.length)) === `${keyword}\0`;

/** Whether it is an SD-JWT VC, which is no credential of the W3C, by the type in its header. */
const isVct = text => atob(text.split('.')[0].replaceAll('-', '+').replaceAll('_', '/')).includes('"dc+sd-jwt"');

/** Pictures take JSON or a JWS; an SD-JWT goes into its envelope of VC 2.0 (4.13.1). */
export function bakeable(badge) {
  const text = badge.trim();
  if(!text.includes('~') || text.startsWith('{')) return text;
  const id = `data:application/${isVct(text) ? 'dc' : 'vc'}+sd-jwt,${text}`;
  return JSON.stringify({'@context': ['https://www.w3.org/ns/credentials/v2'], id, type: 'EnvelopedVerifiableCredential'});
}

/** The PNG with the badge in it, in place of one that it had; its pixels stay as they were. */
export function bakePng(png, badge) {
  const text = join([utf8.encode(keyword), new Uint8Array(5), utf8.encode(bakeable(badge))]);
  const [header, ...rest] = chunksOf(png).filter(chunk => !isBadge(chunk));
  if(header?.type !== 'IHDR') throw new Error('the PNG does not begin with its header');
  return join([Uint8Array.from(pngStart), header.whole, chunkOf('iTXt', text), ...rest.map(one => one.whole)]);
}

const escapes = {'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;'};
export const escapeXml = text => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
  .replace(/[&<>"]/g, sign => escapes[sign]);

/** JSON to the byte: the end mark is cut in two, and a carriage return goes by its number. */
function cdata(json) {
  const safe = json.replaceAll(']]>', ']]]]><![CDATA[>').replaceAll('\r', ']]>&#13;<![CDATA[');
  return `<![CDATA[${safe}]]>`;
}

function credentialOf(badge) {
  const text = bakeable(badge);
  if(!text.startsWith('{')) return `<openbadges:credential verify="${escapeXml(text)}"></openbadges:credential>`;
  return `<openbadges:credential>${cdata(text)}</openbadges:credential>`;
}

function hueOf(name) {
  return [...name].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 360, 0);
}

/** What a badge without a picture looks like: a medal with the first letter of its name. */
function medalOf(name) {
  const hue = hueOf(name);
  return `<path d="M30 54 22 92l26-14 26 14-8-38z" fill="hsl(${hue} 45% 45%)"/>` +
    `<circle cx="48" cy="38" r="34" fill="hsl(${hue} 45% 32%)"/>` +
    '<circle cx="48" cy="38" r="26" fill="none" stroke="#fff" stroke-width="2"/>' +
    '<text x="48" y="49" text-anchor="middle" fill="#fff" font-size="32" font-weight="700" font-family="sans-serif">' +
    `${escapeXml([...name][0] ?? '·')}</text>`;
}

/**
 * An SVG of our own: a picture that the badge brings along stands in it as an image, in which nothing runs.
 * `badge` may be left out, for the picture alone.
 */
export function drawSvg({name, image}, badge) {
  const inside = image ? `<image href="${escapeXml(image)}" width="96" height="96"/>` : medalOf(name);
  return `<svg xmlns="http://www.w3.org/2000/svg" xmlns:openbadges="${namespace}" viewBox="0 0 96 96" width="480" height="480">` +
    `<title>${escapeXml(name)}</title>${badge ? credentialOf(badge) : ''}${inside}</svg>`;
}
