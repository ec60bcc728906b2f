// The QR code of a paper card, and what the card says in words. It knows no page.
import qrcode from 'qrcode-generator';
import {encode, mark} from '../paper.js';

const modulesMax = 17 + 4 * 25;
const quiet = 4;

function codeOf(link, digits, level) {
  const code = qrcode(0, level);
  code.addData(link + mark, 'Byte');
  code.addData(digits, 'Numeric');
  code.make();
  return code.getModuleCount() <= modulesMax ? code : undefined;
}

function pathOf(code) {
  const count = code.getModuleCount();
  let path = '';
  for(let row = 0; row < count; ++row) {
    for(let column = 0; column < count; ++column) {
      if(!code.isDark(row, column)) continue;
      const from = column;
      while(column + 1 < count && code.isDark(row, column + 1)) ++column;
      path += `M${from} ${row}h${column + 1 - from}v1H${from}z`;
    }
  }
  return path;
}

/** {path, viewBox, text}: the whole badge behind the link of a page that checks. Throws PaperError `too_large`. */
export function codeOfBadge(badge, link) {
  const digits = encode(badge);
  const code = codeOf(link, digits, 'M') ?? codeOf(link, digits, 'L') ?? codeOf('', digits, 'L');
  const side = code.getModuleCount() + 2 * quiet;
  return {path: pathOf(code), viewBox: `${-quiet} ${-quiet} ${side} ${side}`, text: link + mark + digits};
}

const prose = value => typeof value === 'string' ? value : '';

/** A name that stands in the badge itself; an id or a hash is no name. */
export function holderNameOf(subject) {
  const identities = [subject?.identifier ?? []].flat();
  const named = identities.find(one => one?.identityType === 'name' && one.hashed === false);
  return prose(named?.identityHash) || prose(subject?.name);
}
