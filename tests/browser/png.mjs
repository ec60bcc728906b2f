// The pixels of a PNG as Chromium writes its screenshots: eight bits a sample, RGB or RGBA, not interlaced.
import {inflateSync} from 'node:zlib';

const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
const samplesOf = {2: 3, 6: 4};

function chunksOf(bytes) {
  if(!bytes.subarray(0, 8).equals(signature)) throw new Error('this is no PNG');
  const chunks = [];
  for(let at = 8; at < bytes.length;) {
    const size = bytes.readUInt32BE(at);
    chunks.push({type: bytes.toString('latin1', at + 4, at + 8), data: bytes.subarray(at + 8, at + 8 + size)});
    at += size + 12;
  }
  return chunks;
}

/** PNG 9.4: whichever of the three is nearest to what they foretell. */
function paeth(left, up, corner) {
  const foretold = left + up - corner;
  const [byLeft, byUp, byCorner] = [left, up, corner].map(one => Math.abs(foretold - one));
  if(byLeft <= byUp && byLeft <= byCorner) return left;
  return byUp <= byCorner ? up : corner;
}

const foretell = [
  () => 0, left => left, (_left, up) => up, (left, up) => (left + up) >> 1, paeth
];

/** {width, height, pixels}: four bytes a pixel. */
export function readPng(bytes) {
  const chunks = chunksOf(bytes);
  const header = chunks[0].data;
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const samples = samplesOf[header[9]];
  if(header[8] !== 8 || !samples || header[12] !== 0) throw new Error('not a PNG as screenshots are');
  const raw = inflateSync(Buffer.concat(chunks.filter(({type}) => type === 'IDAT').map(({data}) => data)));
  const size = width * samples;
  const pixels = new Uint8ClampedArray(width * height * 4).fill(255);
  let above = new Uint8Array(size);
  for(let y = 0; y < height; ++y) {
    const start = y * (size + 1);
    const guess = foretell[raw[start]];
    const line = raw.subarray(start + 1, start + 1 + size);
    for(let i = 0; i < size; ++i) {
      const left = i < samples ? 0 : line[i - samples];
      const corner = i < samples ? 0 : above[i - samples];
      line[i] = line[i] + guess(left, above[i], corner);
      pixels[(y * width + Math.floor(i / samples)) * 4 + i % samples] = line[i];
    }
    above = line;
  }
  return {width, height, pixels};
}
