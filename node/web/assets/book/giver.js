// Who gave a badge, as people say it. It knows no page.
const idLengthMax = 40;

/**
 * `self`: signed with a key of this book, about its own holder; `themselves`: the same by a key of somebody else;
 * `nameless`: an issuer who says no name; or `named`.
 */
export function giverOf({claims, isOwn = false}) {
  if(isOwn) return 'self';
  if(claims.issuerId !== '' && claims.issuerId === claims.holder) return 'themselves';
  return claims.issuer === '' || claims.issuer === claims.issuerId ? 'nameless' : 'named';
}

/** A key is no name to anybody: its beginning and end tell two of them apart. */
export const shortId = id => id.length > idLengthMax ? `${id.slice(0, 16)}…${id.slice(-6)}` : id;
