// The badge that a picture carries (Open Badges 3.0, docformat): an iTXt chunk of a PNG, an element of an SVG.
// Nothing is drawn, and no parser of the browser's sees it: one that runs scripts or fetches would be too much.
import {hexOf, inflate, textOf} from '../bytes.js';
import {Found} from './findings.js';
import {limits} from './limits.js';

const no = what => new Found('not_a_credential', {detail: what});
const signature = '89504e470d0a1a0a';
const keyword = 'openbadgecredential';
const space = 'https://purl.imsglobal.org/ob/v3p0';

export const isPng = bytes => hexOf(bytes.slice(0, 8)) === signature;
export const isSvg = text => /^\uFEFF?\s*(<\?xml|<!--|<!DOCTYPE|<([\w.-]+:)?svg[\s/>])/.test(text);

const crcs = Uint32Array.from({length: 256}, (_, n) => {
  for(let i = 0; i < 8; ++i) n = n & 1 ? 0xedb88320 ^ n >>> 1 : n >>> 1;
  return n;
});

function crcOf(bytes) {
  let crc = 0xffffffff;
  for(const byte of bytes) crc = crcs[(crc ^ byte) & 0xff] ^ crc >>> 8;
  return (crc ^ 0xffffffff) >>> 0;
}

/** [keyword, flag and method, language, keyword in it, text]: parted by zeros. */
async function readInternational(data) {
  const ends = [data.indexOf(0)];
  ends.push(data.indexOf(0, ends[0] + 3));
  ends.push(data.indexOf(0, ends[1] + 1));
  if(ends.some(end => end < 0)) throw no('the PNG is broken');
  const text = data.slice(ends[2] + 1);
  const isCompressed = data[ends[0] + 1] === 1;
  return textOf(isCompressed ? await inflate(text, 'deflate', limits.text) : text);
}

async function unbakePng(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found = new Set();
  for(let at = 8; at < bytes.length;) {
    if(at + 12 > bytes.length) throw no('the PNG breaks off');
    const size = view.getUint32(at);
    if(at + 12 + size > bytes.length) throw no('the PNG breaks off');
    const type = textOf(bytes.slice(at + 4, at + 8));
    const data = bytes.subarray(at + 8, at + 8 + size);
    const isBadge = type === 'iTXt' && textOf(data.slice(0, keyword.length)) === keyword && data[keyword.length] === 0;
    if(isBadge) {
      if(crcOf(bytes.subarray(at + 4, at + 8 + size)) !== view.getUint32(at + 8 + size)) throw no('the PNG is broken');
      found.add(await readInternational(data));
    }
    if(type === 'IEND') break;
    at += 12 + size;
  }
  return found;
}

const entities = {lt: '<', gt: '>', amp: '&', quot: '"', apos: '\''};

function plain(text) {
  return text.replace(/&(#x[0-9a-fA-F]+|#[0-9]+|\w+);/g, (whole, name) => {
    if(Object.hasOwn(entities, name)) return entities[name];
    if(!name.startsWith('#')) throw no('the SVG has words of its own');
    const code = name[1] === 'x' ? parseInt(name.slice(2), 16) : parseInt(name.slice(1), 10);
    return String.fromCodePoint(code);
  });
}

function endOf(text, from, mark) {
  const at = text.indexOf(mark, from);
  if(at < 0) throw no('the SVG breaks off');
  return at;
}

/** Where a tag ends, whose values may hold `>`. */
function endOfTag(text, from) {
  for(let at = from; at < text.length; ++at) {
    if(text[at] === '>') return at;
    if(text[at] === '"' || text[at] === '\'') at = endOf(text, at + 1, text[at]);
  }
  throw no('the SVG breaks off');
}

function readTag(tag) {
  const attributes = {};
  for(const [, name, double, single] of tag.matchAll(/\s([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
    attributes[name] = plain(double ?? single);
  }
  return {name: /^[^\s/]+/.exec(tag)?.[0] ?? '', attributes, isEmpty: tag.endsWith('/')};
}

/** Each piece of the text in turn: `begin` and `end` of elements, and the text and CDATA between. */
function* piecesOf(text) {
  for(let at = 0; at < text.length;) {
    if(text[at] !== '<') {
      const next = text.indexOf('<', at);
      const end = next < 0 ? text.length : next;
      yield {text: text.slice(at, end)};
      at = end;
    } else if(text.startsWith('<!--', at)) {
      at = endOf(text, at, '-->') + 3;
    } else if(text.startsWith('<![CDATA[', at)) {
      const end = endOf(text, at, ']]>');
      yield {marked: text.slice(at + 9, end)};
      at = end + 3;
    } else if(text.startsWith('<?', at)) {
      at = endOf(text, at, '?>') + 2;
    } else {
      const end = endOfTag(text, at);
      const tag = text.slice(at + 1, end);
      if(tag.startsWith('!') && tag.includes('[')) throw no('the SVG has words of its own');
      if(tag.startsWith('/')) yield {end: true};
      else if(!tag.startsWith('!')) yield {begin: readTag(tag)};
      at = end + 1;
    }
  }
}

function unbakeSvg(text) {
  const found = new Set();
  const scopes = [{}];
  let badge;
  for(const piece of piecesOf(text)) {
    if(piece.begin) {
      const {name, attributes, isEmpty} = piece.begin;
      const own = Object.entries(attributes).filter(([key]) => key.startsWith('xmlns:'));
      const scope = {...scopes.at(-1), ...Object.fromEntries(own.map(([key, value]) => [key.slice(6), value]))};
      const [prefix, local] = name.split(':');
      if(!badge && local === 'credential' && scope[prefix] === space) {
        badge = {depth: scopes.length, verify: attributes.verify ?? '', text: ''};
      }
      if(scopes.push(scope) > limits.svgDepth) throw no('the SVG is nested too deeply');
      if(!isEmpty) continue;
    }
    if(piece.begin || piece.end) {
      scopes.pop();
      if(badge && scopes.length === badge.depth) {
        found.add(badge.verify || badge.text.trim());
        badge = undefined;
      }
    } else if(badge) {
      badge.text += piece.marked ?? plain(piece.text);
    }
    if(scopes.length === 0) throw no('the SVG is broken');
  }
  return found;
}

/** The one badge in a picture. Throws badge.not_a_credential. */
export async function unbake(bytes) {
  if(bytes.length > limits.image) throw no('the picture is too large');
  let found;
  try {
    found = isPng(bytes) ? await unbakePng(bytes) : unbakeSvg(textOf(bytes));
  } catch(error) {
    throw error instanceof Found ? error : no('the picture is broken');
  }
  if(found.size !== 1) throw no(found.size === 0 ? 'the picture carries no badge' : 'the picture carries two badges');
  return [...found][0];
}
