// Reading a QR code by the camera, or from a photo where there is none or it is refused. Pictures stay in this
// browser: what is found is given to the page, and nothing else.
import loaders from 'virtual:words/all/camera';
import {element} from './dom.js';
import {dotsMax, dotsOf} from './dots.js';
import {looks, roomOf, whyOf} from './looking.js';
import {speechOf} from './spoken.js';

// A code of a card needs about four pixels a module; more only make each look take longer.
const wanted = {facingMode: 'environment', width: {ideal: 1920}, height: {ideal: 1080}};
const pause = 120;
// A photo of a phone has another, small one before its own size.
const headBytes = 512 << 10;

async function nativeReader() {
  const formats = await globalThis.BarcodeDetector?.getSupportedFormats?.().catch(() => []) ?? [];
  if(!formats.includes('qr_code')) return undefined;
  const detector = new BarcodeDetector({formats: ['qr_code']});
  return async picture => (await detector.detect(picture))[0]?.rawValue;
}

async function ownReader() {
  const {default: jsQR} = await import('jsqr');
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', {willReadFrequently: true});
  return (picture, look) => {
    const given = {width: picture.videoWidth || picture.width, height: picture.videoHeight || picture.height};
    if(!given.width || !given.height) return undefined;
    const {scale, width, height} = roomOf(given, look);
    Object.assign(canvas, {width, height});
    context.translate(width / 2, height / 2);
    context.rotate(look[1]);
    context.scale(scale, scale);
    context.drawImage(picture, -given.width / 2, -given.height / 2);
    const {data} = context.getImageData(0, 0, width, height);
    return jsQR(data, width, height, {inversionAttempts: 'dontInvert'})?.data;
  };
}

/** What is in the QR code of a picture, by this look at it; nothing where none is found. */
async function makeReader() {
  const native = await nativeReader();
  let own;
  return async (picture, look) => {
    // A browser may have the name and not the means.
    const found = await native?.(picture).catch(() => undefined);
    if(found) return found;
    own ??= await ownReader();
    return own(picture, look);
  };
}

async function readPhoto(read, file) {
  const head = new Uint8Array(await file.slice(0, headBytes).arrayBuffer());
  if(dotsOf(head) > dotsMax) throw new RangeError('it is too large to be drawn');
  const picture = await createImageBitmap(file);
  for(const look of looks) {
    const found = await read(picture, look);
    if(found) return found;
  }
  return undefined;
}

/** What is in the QR code of a photo; nothing where none is found. Throws where it is no picture. */
export const codeIn = async file => readPhoto(await makeReader(), file);

/** Fetches all that reading takes, so that it is there where the network is cut: a browser may have no means of its own. */
export const warm = () => Promise.all([speechOf(loaders), import('jsqr'), import('./paper.js')]);

/** The badge of a paper card; any other text as it is. Throws where a card is not whole. */
export async function badgeOf(text) {
  const {isPaper, decode} = await import('./paper.js');
  return isPaper(text) ? decode(text) : text;
}

function panelOf(speech, onPhoto, onStop) {
  const video = element('video', {muted: true, playsInline: true, hidden: true});
  video.setAttribute('aria-hidden', 'true');
  const said = element('p', {className: 'hint'});
  said.setAttribute('role', 'status');
  const file = element('input', {type: 'file', accept: 'image/*', onchange: () => onPhoto(file)});
  file.setAttribute('capture', 'environment');
  const stop = element('button', {type: 'button', className: 'quiet', onclick: onStop}, speech.line('camera.stop'));
  const label = element('label', {className: 'photo'}, speech.line('camera.photo'), file);
  return {root: element('div', {className: 'camera'}, video, said, label, element('div', {}, stop)), video, said};
}

/**
 * Shows in `parent` what the camera sees until a code is read, and gives `onText` what is in it: of a paper
 * card the badge itself. What it returns ends it; so does a code that was read.
 */
export async function scan(parent, onText, {onStop} = {}) {
  const [speech, read] = await Promise.all([speechOf(loaders), makeReader()]);
  let stream, timer, isOver = false;

  function stop() {
    if(isOver) return;
    isOver = true;
    clearTimeout(timer);
    for(const track of stream?.getTracks() ?? []) track.stop();
    panel.root.remove();
    onStop?.();
  }

  const say = name => panel.said.replaceChildren(speech.line(`camera.${name}`));

  async function take(text) {
    let badge;
    try {
      badge = await badgeOf(text);
    } catch {
      say('broken');
      return false;
    }
    if(isOver) return true;
    stop();
    onText(badge);
    return true;
  }

  async function photo(input) {
    const file = input.files[0];
    if(!file) return;
    const found = await readPhoto(read, file).catch(() => null);
    input.value = '';
    if(found === null) say('no_picture');
    else if(!found) say('no_code');
    else await take(found);
  }

  async function watch(turn = 0) {
    const isSeen = panel.video.readyState >= 2;
    const found = isSeen ? await read(panel.video, looks[turn % looks.length]).catch(() => undefined) : undefined;
    if(isOver || (found && await take(found))) return;
    timer = setTimeout(() => watch(turn + 1), pause);
  }

  const panel = panelOf(speech, photo, stop);
  parent.replaceChildren(panel.root);
  try {
    stream = await navigator.mediaDevices.getUserMedia({video: wanted, audio: false});
    if(isOver) stream.getTracks().forEach(track => track.stop());
    panel.video.srcObject = stream;
    panel.video.hidden = false;
    await panel.video.play();
    say('aim');
    watch();
  } catch(error) {
    // Without https a browser has no cameras at all.
    if(!isOver) say(navigator.mediaDevices ? whyOf(error) : 'none');
  }
  return stop;
}
