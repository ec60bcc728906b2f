// The badge that is baked into a picture (Open Badges 3.0, document formats), as a text.
const keyword = 'openbadgecredential';
const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

const latin = bytes => Array.from(bytes, one => String.fromCharCode(one)).join('');

/** The text of an iTXt chunk (PNG 11.3.3.4) that is not compressed; null where it is another one. */
function textOfChunk(data) {
  const end = keyword.length;
  if(latin(data.subarray(0, end)) !== keyword || data[end] !== 0 || data[end + 1] !== 0) return null;
  const language = data.indexOf(0, end + 3);
  const translated = data.indexOf(0, language + 1);
  if(language < 0 || translated < 0) return null;
  return new TextDecoder('utf-8', {fatal: true}).decode(data.subarray(translated + 1));
}

function inPng(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for(let at = signature.length; at + 12 <= bytes.length;) {
    const length = view.getUint32(at);
    if(length > bytes.length - at - 12) return null;
    const type = latin(bytes.subarray(at + 4, at + 8));
    const text = type === 'iTXt' ? textOfChunk(bytes.subarray(at + 8, at + 8 + length)) : null;
    if(text !== null) return text;
    at += 12 + length;
  }
  return null;
}

const entities = {amp: '&', lt: '<', gt: '>', quot: '"', apos: "'"};
const unescaped = text => text.replace(/&(amp|lt|gt|quot|apos);/g, (_, name) => entities[name]);

/** A section that ends and begins anew within the text, for an end mark or a carriage return in it. */
const joined = text => text.replace(/\]\]>(&#13;)?<!\[CDATA\[/g, (_, end) => end ? '\r' : '');

/** Read as text and never as markup: nothing in a stranger's picture is made into a document here. */
function inSvg(text) {
  const element = text.match(/<openbadges:credential\b([^>]*?)(?:\/>|>([\s\S]*?)<\/openbadges:credential>)/);
  if(!element) return null;
  const jwt = element[1].match(/\bverify\s*=\s*(?:"([^"]*)"|'([^']*)')/);
  if(jwt && /^[\w-]+\.[\w-]*\.[\w-]+$/.test(jwt[1] ?? jwt[2])) return jwt[1] ?? jwt[2];
  const body = (element[2] ?? '').trim();
  const data = body.match(/^<!\[CDATA\[([\s\S]*)\]\]>$/);
  return (data ? joined(data[1]) : unescaped(body)).trim() || null;
}

const attachment = '/Type /EmbeddedFile';
const attachmentsMax = 16;

/** The badge that is attached to a PDF of ours, as it stands there (spec/paper.md 6); null where there is none. */
function inPdf(bytes) {
  // One letter a byte, so that places in the text are places in the file.
  const text = new TextDecoder('latin1').decode(bytes);
  let at = text.indexOf(attachment);
  for(let count = 0; at >= 0 && count < attachmentsMax; ++count, at = text.indexOf(attachment, at + 1)) {
    const end = text.slice(at, at + 512).indexOf('>>');
    const dictionary = end < 0 ? '' : text.slice(at, at + end);
    const size = Number(dictionary.match(/\/Length (\d{1,8})\b/)?.[1] ?? NaN);
    if(!dictionary.includes('/Subtype /application#2Fvc') || dictionary.includes('/Filter') || Number.isNaN(size)) continue;
    const begin = text.slice(at + end + 2, at + end + 40).match(/^[ \t\r\n]*stream\r?\n/);
    const from = at + end + 2 + (begin?.[0].length ?? 0);
    if(!begin || !/^[ \t\r\n]*endstream/.test(text.slice(from + size, from + size + 16))) continue;
    return new TextDecoder('utf-8', {fatal: true}).decode(bytes.subarray(from, from + size));
  }
  return null;
}

/** Null where it is no picture or PDF, or one without a badge. Throws where what is in it is no text. */
export function unbake(bytes) {
  if(signature.every((one, at) => bytes[at] === one)) return inPng(bytes);
  if(latin(bytes.subarray(0, 5)) === '%PDF-') return inPdf(bytes);
  const start = latin(bytes.subarray(0, 200)).trimStart();
  if(!start.startsWith('<')) return null;
  return inSvg(new TextDecoder().decode(bytes));
}
