// Where a request for badges lies, and who is said to have made it (OpenID4VP 1.0 5.10).

/** `{clientId, uri, isPost}` of `openid4vp://?…`, or of any link with `request_uri` in its query; else null. */
export function readRequestLink(text) {
  let found;
  try {
    found = new URL(text.trim()).searchParams;
  } catch{
    return null;
  }
  const clientId = found.get('client_id');
  const uri = found.get('request_uri');
  const method = found.get('request_uri_method') ?? 'get';
  if(!clientId || !uri || !['get', 'post'].includes(method)) return null;
  return {clientId, uri, isPost: method === 'post'};
}
