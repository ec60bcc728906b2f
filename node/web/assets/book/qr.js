// A text as the squares of a QR code: digits at its end in a segment of their own, where they need least.
import qrcode from 'qrcode-generator';

// What version 32 holds at level L: a code of more has squares so small that a phone does not read them from a screen any more.
const bytesMax = 1_952;
const digitsPerByte = 2.4;

/** `{side, path}`, with a quiet zone of four squares around it; null where the text is too long. */
export function squaresOf(text) {
  const [, letters, digits] = /^(.*?)(\d*)$/s.exec(text);
  if(letters.length + digits.length / digitsPerByte > bytesMax) return null;
  const code = qrcode(0, 'L');
  if(letters) code.addData(letters, 'Byte');
  if(digits) code.addData(digits, 'Numeric');
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
