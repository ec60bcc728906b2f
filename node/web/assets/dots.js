// How many dots a picture says that it has, by its first bytes: a few kB may want gigabytes once they are unpacked, so
// this is asked before a browser draws it.
export const dotsMax = 100_000_000;

const starts = (bytes, text, at = 0) => [...text].every((letter, i) => bytes[at + i] === letter.charCodeAt(0));

function inJpeg(view) {
  for(let at = 2; at + 9 < view.byteLength;) {
    if(view.getUint8(at) !== 0xff) return undefined;
    const marker = view.getUint8(at + 1);
    // The frame, whatever it is coded with; the three between are tables.
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if(isFrame) return view.getUint16(at + 5) * view.getUint16(at + 7);
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2);
  }
  return undefined;
}

function inWebp(bytes, view) {
  if(starts(bytes, 'VP8X', 12)) return ((view.getUint32(23, true) >>> 8) + 1) * ((view.getUint32(26, true) >>> 8) + 1);
  if(starts(bytes, 'VP8L', 12)) {
    const packed = view.getUint32(21, true);
    return ((packed & 0x3fff) + 1) * ((packed >>> 14 & 0x3fff) + 1);
  }
  return (view.getUint16(26, true) & 0x3fff) * (view.getUint16(28, true) & 0x3fff);
}

/** Nothing where it does not say, or is of a kind that is not known here. */
export function dotsOf(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if(bytes.length < 30) return undefined;
  if(starts(bytes, '\x89PNG\r\n')) return view.getUint32(16) * view.getUint32(20);
  if(starts(bytes, 'GIF8')) return view.getUint16(6, true) * view.getUint16(8, true);
  if(starts(bytes, 'RIFF') && starts(bytes, 'WEBP', 8)) return inWebp(bytes, view);
  if(starts(bytes, 'BM')) return Math.abs(view.getInt32(18, true) * view.getInt32(22, true));
  return bytes[0] === 0xff && bytes[1] === 0xd8 ? inJpeg(view) : undefined;
}
