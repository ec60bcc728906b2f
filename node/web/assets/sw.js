// The service worker: with the network cut, the pages for checking and of the badge book open from what was kept.
// Pages come from the network first, and from the shelf where there is none; a file of theirs never changes under
// its name, so what is on the shelf is good. Nothing that was sent, and no answer to it, is ever kept: what is sent
// is answered by the node, or opens the empty page, and never by something old.
//
// A new build needs no new shelf, since its pages name other files. The number is of what the shelf looks like: one
// with another number is thrown away.
const shelf = 'waarmerk-2';
const pages = ['/check', '/wallet'];
const filesMax = 200;
const fileBytesMax = 8 << 20;
// So long a line that is there and carries nothing is waited for, where the page is on the shelf.
const patienceMs = 8_000;

const isPage = ({pathname}) => pages.includes(pathname);
const isAsset = ({pathname}) => pathname.startsWith('/assets/');

/** What a page is kept as: its path and its language or two, and nothing that a link brought along. */
function keyOf({pathname, searchParams}) {
  const languages = (searchParams.get('lang') ?? '').replace(' ', '+');
  return pathname + (/^[a-z]{2,3}(\+[a-z]{2,3})?$/.test(languages) ? `?lang=${languages}` : '');
}

const keyIn = url => isPage(url) ? keyOf(url) : url.pathname;

async function keep(key, response) {
  const isWhole = response.ok && response.type === 'basic' && !response.redirected;
  if(!isWhole || Number(response.headers.get('Content-Length') ?? 0) > fileBytesMax) return;
  const cache = await caches.open(shelf);
  // The oldest stands first; what is used anew goes to the end.
  await cache.delete(key);
  await cache.put(key, response);
  const keys = await cache.keys();
  await Promise.all(keys.slice(0, Math.max(0, keys.length - filesMax)).map(one => cache.delete(one)));
}

/** A page that was never opened in this language stands in for itself in the one that was read last. */
async function held(url) {
  const cache = await caches.open(shelf);
  const kept = await cache.match(keyIn(url), {ignoreVary: true});
  if(kept || !isPage(url)) return kept;
  const last = (await cache.keys()).reverse().find(one => new URL(one.url).pathname === url.pathname);
  return last && cache.match(last, {ignoreVary: true});
}

async function asset(event, url) {
  const kept = await held(url);
  if(kept) return kept;
  const response = await fetch(event.request);
  event.waitUntil(keep(url.pathname, response.clone()));
  return response;
}

/** Whether the node itself is gone, and somebody before it says so. */
const isCut = ({status}) => status === 502 || status === 504;

/** The page from the network, kept on the way; nothing where there is none. */
async function fetched(event, url) {
  try {
    const response = await fetch(event.request);
    if(isCut(response)) return undefined;
    event.waitUntil(keep(keyOf(url), response.clone()));
    return response;
  } catch{
    return undefined;
  }
}

const later = ms => new Promise(done => setTimeout(done, ms));

async function page(event, url) {
  const coming = fetched(event, url);
  const found = await Promise.race([coming, later(patienceMs)]);
  if(found) return found;
  return await held(url) ?? await coming ?? Response.error();
}

/** What a form sends that cannot arrive: the page opens again, empty, and is told that it is alone. */
async function sent(event, url) {
  try {
    const response = await fetch(event.request);
    if(!isCut(response)) return response;
  } catch{
    // The same.
  }
  return await held(url) ? Response.redirect(`${keyOf(url)}#alone`, 303) : Response.error();
}

addEventListener('install', () => skipWaiting());

addEventListener('activate', event => event.waitUntil((async () => {
  const names = await caches.keys();
  await Promise.all(names.filter(name => name.startsWith('waarmerk-') && name !== shelf).map(name => caches.delete(name)));
  await clients.claim();
})()));

addEventListener('fetch', event => {
  const {request} = event;
  const url = new URL(request.url);
  if(url.origin !== location.origin) return;
  if(request.method === 'GET' && isAsset(url)) event.respondWith(asset(event, url));
  else if(request.mode !== 'navigate' || !isPage(url)) return;
  else if(request.method === 'GET') event.respondWith(page(event, url));
  else if(request.method === 'POST' && url.pathname === '/check') event.respondWith(sent(event, url));
});

/** A page names what it loaded before this worker could see it. */
async function keepAll(names) {
  for(const name of names.slice(0, filesMax)) {
    const url = new URL(name);
    const isOurs = url.origin === location.origin && (isAsset(url) || isPage(url));
    if(!isOurs) continue;
    const kept = isAsset(url) ? await held(url) : undefined;
    try {
      await keep(keyIn(url), kept ?? await fetch(isPage(url) ? keyOf(url) : url));
    } catch{
      // The network was cut meanwhile.
    }
  }
}

addEventListener('message', event => {
  if(Array.isArray(event.data?.keep)) event.waitUntil(keepAll(event.data.keep.filter(one => typeof one === 'string')));
});
