// Keeps the page that is open, and all that it loaded, so that it opens again where the network is cut: by the
// service worker, which any page of the node may ask. Nothing happens where a browser has none.
const scope = '/sw.js';

// A script's URL is a sink of trusted types; the one policy there is lets one name through, and is made once.
const policy = globalThis.trustedTypes?.createPolicy('waarmerk', {
  createScriptURL(url) {
    if(url !== scope) throw new TypeError('only the worker of this node may run');
    return url;
  }
});
const workerUrl = () => policy ? policy.createScriptURL(scope) : scope;

// The page itself once; what it loaded later, as often as somebody says.
let isPageTold = false;

/** Where no worker can be had, the page works as before, with a network. */
export async function keepShell() {
  if(!navigator.serviceWorker) return;
  try {
    await navigator.serviceWorker.register(workerUrl());
    const {active} = await navigator.serviceWorker.ready;
    const loaded = performance.getEntriesByType('resource').map(({name}) => name);
    const page = isPageTold ? [] : [location.origin + location.pathname + location.search];
    isPageTold = true;
    active.postMessage({keep: [...page, ...loaded]});
  } catch{
    // Private windows refuse it.
  }
}
