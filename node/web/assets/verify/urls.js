// URLs, as far as a credential is held to them.
/** A scheme and what no URI holds unescaped left out (RFC 3986 2). */
export const isUrl = text =>
  typeof text === 'string' && /^[A-Za-z][A-Za-z0-9+.-]*:[^\u0000-\u0020\u007f<>"{}|\\^`]+$/.test(text);
