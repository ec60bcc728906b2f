// The badge book: mounts the page into what the node wrote, once its words and its store are there.
import {mount} from 'svelte';
import {goToChosen} from '../place.js';
import App from './App.svelte';
import Insecure from './Insecure.svelte';
import {openShelf} from './shelf.js';
import {Store} from './store.js';
import {Vault} from './vault.js';

const target = document.querySelector('#book');

// The service worker that keeps the page where there is no network, and what the book fetches only when it is
// asked for, with its words: without a network it could not be fetched any more. Asking and being asked need one.
const shell = Object.values(import.meta.glob('../shell.js'))[0];
const late = Object.values(import.meta.glob(['./backup.js', './qr.js', './pdf.js', './Card.svelte', './Export.svelte', './Skills.svelte', './Confirm.svelte']));
const camera = Object.values(import.meta.glob('../camera.js'))[0];

async function keepForLater() {
  if(!shell || !navigator.serviceWorker) return;
  for(const load of late) await load().catch(() => {});
  await camera?.().then(({warm}) => warm()).catch(() => {});
  await (await shell()).keepShell();
}

async function open() {
  if(goToChosen()) return;
  // By http on another host than this one, a browser has no keys for a page.
  if(!isSecureContext) {
    target.replaceChildren();
    mount(Insecure, {target});
    return;
  }
  const shelf = await openShelf();
  const vault = new Vault(shelf);
  const store = new Store(shelf, vault);
  target.replaceChildren();
  mount(App, {target, props: {shelf, vault, store}});
  keepForLater();
}

// A browser without what the book needs leaves the sentence that the node wrote, which says so.
open().catch(() => { target.dataset.failed = 'true'; });
