// What a camera sees that is held before a picture: a film of one frame, as Chromium takes it for a camera.
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {readPng} from './png.mjs';

const [width, height, margin] = [1280, 960, 60];

/** Grey and as large as fits, with paper around it. */
function frameOf(png) {
  const picture = readPng(png);
  const scale = Math.min((width - 2 * margin) / picture.width, (height - 2 * margin) / picture.height);
  const [left, top] = [(width - picture.width * scale) / 2, (height - picture.height * scale) / 2];
  const light = Buffer.alloc(width * height, 235);
  for(let y = 0; y < height; ++y) {
    for(let x = 0; x < width; ++x) {
      const [column, row] = [Math.floor((x - left) / scale), Math.floor((y - top) / scale)];
      if(column < 0 || row < 0 || column >= picture.width || row >= picture.height) continue;
      light[y * width + x] = 16 + picture.pixels[(row * picture.width + column) * 4 + 1] * 219 / 255;
    }
  }
  return Buffer.concat([Buffer.from('FRAME\n'), light, Buffer.alloc(width * height / 2, 128)]);
}

/** {args, remove()}: what Chromium is started with, so that its camera sees this picture. */
export function cameraBefore(png) {
  const folder = mkdtempSync(join(tmpdir(), 'waarmerk-film-'));
  const file = join(folder, 'film.y4m');
  const frame = frameOf(png);
  writeFileSync(file, Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\n`), frame, frame]));
  return {
    args: ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', `--use-file-for-fake-video-capture=${file}`],
    remove: () => rmSync(folder, {recursive: true})
  };
}
