// The icon in dots, for phones that install the badge book: drawn from icon.svg when the pages are built, so that the
// two never differ. Of SVG it knows what that file is made of: a rounded square, circles, and lines that are straight.
import {deflateSync} from 'node:zlib';

const coloursOf = text => text === 'none' || !text ? undefined :
  [...(text.length === 4 ? text.slice(1).replace(/./g, '$&$&') : text.slice(1)).matchAll(/../g)].map(([two]) => parseInt(two, 16));

/** The corners of a path of M, m, h, l; throws where it has anything else. */
function pointsOf(path) {
  const points = [];
  let at = [0, 0];
  for(const [, letter, rest] of path.matchAll(/([a-zA-Z])([^a-zA-Z]*)/g)) {
    const numbers = (rest.match(/-?\d*\.?\d+/g) ?? []).map(Number);
    if(!'Mmhl'.includes(letter)) throw new Error(`the icon has a path with ${letter}`);
    for(let i = 0; i < numbers.length; i += letter === 'h' ? 1 : 2) {
      at = letter === 'M' ? [numbers[i], numbers[i + 1]] : [at[0] + numbers[i], at[1] + (letter === 'h' ? 0 : numbers[i + 1])];
      points.push(at);
    }
  }
  return points;
}

function toLine([x, y], [ax, ay], [bx, by]) {
  const [dx, dy] = [bx - ax, by - ay];
  const along = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)));
  return Math.hypot(x - ax - along * dx, y - ay - along * dy);
}

/** How far a point is outside of a shape (negative: within), by its kind. */
const distances = {
  rect: ({width, height, rx = 0}) => ([x, y]) => {
    const [dx, dy] = [Math.abs(x - width / 2) - width / 2 + rx, Math.abs(y - height / 2) - height / 2 + rx];
    return Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - rx;
  },
  circle: ({cx, cy, r}) => ([x, y]) => Math.hypot(x - cx, y - cy) - r,
  path: ({d}) => {
    const points = pointsOf(d);
    return point => Math.min(...points.slice(1).map((to, i) => toLine(point, points[i], to)));
  }
};

/** [{distance, fill, stroke, half}] in the order in which they lie on each other. */
function shapesOf(svg) {
  return [...svg.matchAll(/<(rect|circle|path)\b([^>]*)\/>/g)].map(([, name, text]) => {
    const attributes = Object.fromEntries([...text.matchAll(/([\w-]+)="([^"]*)"/g)]
      .map(([, key, value]) => [key, value !== '' && !Number.isNaN(Number(value)) ? Number(value) : value]));
    return {
      name, distance: distances[name](attributes), fill: name === 'path' ? undefined : coloursOf(attributes.fill),
      stroke: coloursOf(attributes.stroke), half: (attributes['stroke-width'] ?? 0) / 2
    };
  });
}

const crcs = Uint32Array.from({length: 256}, (_, n) => {
  for(let i = 0; i < 8; ++i) n = n & 1 ? 0xedb88320 ^ n >>> 1 : n >>> 1;
  return n;
});

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  let crc = 0xffffffff;
  for(const byte of body) crc = crcs[(crc ^ byte) & 0xff] ^ crc >>> 8;
  const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  size.writeUInt32BE(data.length);
  sum.writeUInt32BE((crc ^ 0xffffffff) >>> 0);
  return Buffer.concat([size, body, sum]);
}

function png(pixels, side) {
  const head = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 6, 0, 0, 0]);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  const rows = Buffer.alloc(side * (side * 4 + 1));
  for(let y = 0; y < side; ++y) pixels.copy(rows, y * (side * 4 + 1) + 1, y * side * 4, (y + 1) * side * 4);
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows, {level: 9})), chunk('IEND', Buffer.alloc(0))]);
}

/** Lays `colour` over the pixel at `at`, as much of it as `share` says. */
function lay(pixels, at, colour, share) {
  if(share <= 0) return;
  const below = pixels[at + 3] / 255 * (1 - share);
  const whole = share + below;
  for(let i = 0; i < 3; ++i) pixels[at + i] = Math.round((colour[i] * share + pixels[at + i] * below) / whole);
  pixels[at + 3] = Math.round(whole * 255);
}

/**
 * A PNG of `side` dots. `isMaskable`: the ground goes to the edges, and all else stays within the circle in the middle
 * that no phone cuts into (four fifths of the width).
 */
export function drawIcon(svg, side, isMaskable = false) {
  const box = Number(/viewBox="0 0 (\d+) \1"/.exec(svg)[1]);
  const shapes = shapesOf(svg);
  const pixels = Buffer.alloc(side * side * 4);
  const scale = box / side;
  // A corner of the line is no nearer to the edge than its end.
  const margin = isMaskable ? 1.3 : 1;
  for(let y = 0; y < side; ++y) {
    for(let x = 0; x < side; ++x) {
      const point = [(x + .5) * scale, (y + .5) * scale].map(one => (one - box / 2) * margin + box / 2);
      const at = (y * side + x) * 4;
      for(const {name, distance, fill, stroke, half} of shapes) {
        const far = isMaskable && name === 'rect' ? -box : distance(point);
        const shareOf = outside => Math.max(0, Math.min(1, .5 - outside / (scale * margin)));
        if(fill) lay(pixels, at, fill, shareOf(far));
        if(stroke) lay(pixels, at, stroke, shareOf(Math.abs(far) - half));
      }
    }
  }
  return png(pixels, side);
}
