// A text as the squares of a QR code.
import qrcode from 'qrcode-generator';

// A code of more has squares so small that a phone does not read them from a screen any more.
export const qrLengthMax = 2300;

/** `{side, path}`, with a quiet zone of four squares around it; null where the text is too long. */
export function squaresOf(text) {
  if(text.length > qrLengthMax) return null;
  const code = qrcode(0, 'L');
  code.addData(text, 'Byte');
  code.make();
  const count = code.getModuleCount();
  let path = '';
  for(let row = 0; row < count; ++row) {
    for(let column = 0; column < count; ++column) {
      if(code.isDark(row, column)) path += `M${column + 4} ${row + 4}h1v1h-1z`;
    }
  }
  return {side: count + 8, path};
}
