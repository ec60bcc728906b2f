// What a file is called that somebody saves. It knows no page.
const lettersMax = 60;

/** Letters and figures of any language, and nothing that a system would take for a folder or an ending. */
export function fileNameOf(name, end, otherwise = 'badge') {
  const plain = text => [...text.normalize('NFC').replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')].slice(0, lettersMax).join('').replace(/^-+|-+$/g, '');
  return `${plain(name) || plain(otherwise) || 'badge'}.${end}`;
}
