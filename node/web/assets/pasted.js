// What somebody pasted or scanned, before it is sent: a link that holds the badge itself, a badge that a mail cut into
// lines, a file as a data: URL, and what belongs in a badge book. It knows no page, and believes nothing of it.

const linkLengthMax = 64_000;
const compact = /^[\w-]+\.[\w-]*\.[\w-]+(~[\w-]+)*~?$/;
const quotes = /^[<"'“„«‹]+|[>"'”“»›]+$/g;

const bare = text => text.replace(/\s+/g, '');

function isJson(text) {
  try {
    return JSON.parse(text) !== undefined;
  } catch {
    return false;
  }
}

/** JSON that was cut into lines of one width: no space was lost at their ends, and no string of JSON has a line end of its own. */
function joined(json) {
  const lines = json.split(/\r?\n/);
  const [{length: width}] = lines;
  const isCut = lines.length > 1 && lines.every((line, at) => line.length === width || (at === lines.length - 1 && line.length < width));
  const whole = lines.join('');
  return isCut && !isJson(json) && isJson(whole) ? whole : json;
}

/** A badge that is letters alone, or a link, has no white space of its own: what is in it came by the way. */
function mended(text) {
  const trimmed = text.replace(/^\uFEFF/, '').trim();
  if(trimmed === '') return trimmed;
  if(trimmed.startsWith('{')) return joined(trimmed);
  const unquoted = trimmed.replace(quotes, '').trim();
  const whole = bare(unquoted);
  const isLink = /^(https?|data|openid[\w-]*|haip[\w-]*):/i.test(unquoted);
  const isLetters = /^eyJ/.test(whole) && compact.test(whole);
  const isCard = /^(https?:\S*)?#paper=\d+$/i.test(whole);
  // Of two links in lines of their own neither is meant alone.
  const isOne = whole.split(/[a-z]+:\/\//i).length <= 2;
  if(isLetters || isCard || (isLink && isOne)) return whole;
  return trimmed;
}

/** {type, bytes} of a data: URL (RFC 2397). Throws where it is broken. */
export function readDataUrl(url) {
  const found = /^data:([^,;]*)((?:;[^,;]*)*),(.*)$/is.exec(url);
  if(!found) throw new Error('no data');
  const [, type, parameters, data] = found;
  const raw = decodeURIComponent(data);
  if(!/;base64$/i.test(parameters)) return {type: type.toLowerCase(), bytes: new TextEncoder().encode(raw)};
  const letters = bare(raw).replaceAll('-', '+').replaceAll('_', '/');
  return {type: type.toLowerCase(), bytes: Uint8Array.from(atob(letters), one => one.charCodeAt(0))};
}

/** The parameters of a link, of whatever scheme; none where it is no link. */
function parametersOf(text) {
  const query = text.indexOf('?');
  return new URLSearchParams(query < 0 ? '' : text.slice(query + 1).split('#')[0]);
}

/** What is for a badge book, as {kind, query}: `query` is what the book of this node takes; nothing else is in it. */
function forBook(text) {
  const parameters = parametersOf(text);
  for(const name of ['credential_offer', 'credential_offer_uri']) {
    if(parameters.has(name)) return {kind: 'offer', query: new URLSearchParams({[name]: parameters.get(name)}).toString()};
  }
  if(/^openid-credential-offer:/i.test(text)) return {kind: 'offer', query: ''};
  const isRequest = /^(openid4vp|haip|haip-vp|mdoc-openid4vp|openid):/i.test(text) ||
    (parameters.has('client_id') && (parameters.has('request_uri') || parameters.has('response_type')));
  return isRequest ? {kind: 'request', query: ''} : undefined;
}

/**
 * {kind, …}: `none`; `text` with `text`, as it is to be sent; `show` with the `fragment` of a share link, whoever's page it
 * names; `card` with the `text` of a paper card; `data` with `url`; `offer` and `request`, which are for a badge book.
 */
export function readPasted(given) {
  const text = mended(given);
  if(text === '') return {kind: 'none'};
  if(/^data:/i.test(text)) return {kind: 'data', url: text};
  if(/^(https?:\S*)?#paper=\d+$/i.test(text)) return {kind: 'card', text};
  if(text.length > linkLengthMax || !/^[a-z][a-z0-9+.-]*:/i.test(text)) {
    return /^#show=\S+$/.test(text) ? {kind: 'show', fragment: text} : {kind: 'text', text};
  }
  const shown = /^https?:\/\/[^\s#]*(#show=\S+)$/.exec(text);
  if(shown) return {kind: 'show', fragment: shown[1]};
  return forBook(text) ?? {kind: 'text', text};
}
