// On the page for checking: the camera beside the other ways. What it reads goes the same way as what was pasted.
import loaders from 'virtual:words/all/camera.scan';
import {element} from './dom.js';
import {speechOf} from './spoken.js';

export async function offerCamera(form, take) {
  const speech = await speechOf(loaders);
  const place = element('div');
  const button = element('button', {type: 'button', className: 'quiet'}, speech.line('camera.scan'));
  button.addEventListener('click', async () => {
    button.hidden = true;
    const {scan} = await import('./camera.js');
    await scan(place, take, {onStop: () => {
      button.hidden = false;
      button.focus();
    }});
  });
  form.elements.file.closest('.field').after(element('div', {className: 'field'}, button, place));
}
