// On the page for checking: the camera beside the other ways, and what a phone's own camera opened. Both put
// the badge into the form, so that it goes the same way as one that was pasted.
import loaders from 'virtual:words/all/camera';
import {textsOf} from './texts.js';

const form = document.querySelector('form.check');
const mark = /^#paper=/i;

function send(text) {
  form.elements.file.value = '';
  form.elements.text.value = text;
  form.requestSubmit();
}

/** What somebody shows by a link is checked here, whoever's page the link names. */
function take(text) {
  const shown = /^https?:\/\/\S*(#show=\S+)$/.exec(text);
  if(!shown) return send(text);
  location.hash = shown[1];
  location.reload();
}

async function readAddress(t) {
  const {hash} = location;
  if(!mark.test(hash)) return;
  // Whoever comes back to this page is not sent on again.
  history.replaceState(null, '', location.pathname + location.search);
  const {badgeOf} = await import('./camera.js');
  try {
    send(await badgeOf(hash));
  } catch {
    form.querySelector('output').textContent = t('camera.broken');
  }
}

async function offer() {
  const t = await textsOf(loaders);
  const place = document.createElement('div');
  const button = Object.assign(document.createElement('button'),
    {type: 'button', className: 'quiet', textContent: t('camera.scan')});
  button.addEventListener('click', async () => {
    button.hidden = true;
    const {scan} = await import('./camera.js');
    await scan(place, take, {onStop: () => {
      button.hidden = false;
      button.focus();
    }});
  });
  const field = document.createElement('div');
  field.className = 'field';
  field.append(button, place);
  form.elements.file.closest('.field').after(field);
  await readAddress(t);
  addEventListener('hashchange', () => readAddress(t));
}

if(form) offer();
