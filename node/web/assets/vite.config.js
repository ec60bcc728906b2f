// What becomes of the sources beside it: files whose names hold the digest of what is in them.
import {readFileSync} from 'node:fs';
import {svelte} from '@sveltejs/vite-plugin-svelte';
import {drawIcon} from './icons.mjs';

/** These go along as they are; nothing else refers to them but the pages themselves. */
const pictures = {
  name: 'pictures',
  buildStart() {
    for(const name of ['icon.svg', 'pictograms.svg']) {
      this.emitFile({type: 'asset', name, originalFileName: name,
        source: readFileSync(new URL(name, import.meta.url))});
    }
  }
};

/** The icon as phones take it, drawn from the same file. */
const icons = {
  name: 'icons',
  buildStart() {
    const svg = readFileSync(new URL('icon.svg', import.meta.url), 'utf8');
    for(const [name, side, isMaskable] of [['icon-192.png', 192], ['icon-512.png', 512], ['icon-maskable.png', 512, true]]) {
      this.emitFile({type: 'asset', name, originalFileName: name, source: drawIcon(svg, side, isMaskable)});
    }
  }
};

/** The languages, in the order that spec/messages/make.mjs has them. */
function order() {
  const text = readFileSync(new URL('messages/make.mjs', import.meta.url), 'utf8').match(/const order = (\[.*\]);/)[1];
  return JSON.parse(text.replaceAll("'", '"'));
}

/**
 * `virtual:words/book/nl`: the texts of the one catalogue whose names begin with `book.`, in Dutch, so that a
 * page which is drawn in the browser fetches what it says and no more; `book+wrong.offer` are those of an area, and
 * one text.
 * `virtual:words/all/book`: {[language]: () => import(…)}, for the one that the page is in.
 * `virtual:words/languages`: the languages, as [{language, name, direction, drafted_by}].
 */
const words = {
  name: 'words',
  resolveId: id => id.startsWith('virtual:words/') ? `\0${id}` : undefined,
  load(id) {
    if(!id.startsWith('\0virtual:words/')) return undefined;
    const [, part, language] = id.slice(1).split('/');
    const read = name => JSON.parse(readFileSync(new URL(`messages/${name}.json`, import.meta.url)));
    if(part === 'all') {
      const each = order().map(name => `${JSON.stringify(name)}: () => import('virtual:words/${language}/${name}')`);
      return `export default {${each.join(', ')}}`;
    }
    if(part === 'languages') {
      const all = order().map(read);
      return `export default ${JSON.stringify(all.map(({texts, ...rest}) => rest))}`;
    }
    const parts = part.split('+');
    const isOf = name => parts.some(one => name === one || name.startsWith(`${one}.`));
    const texts = Object.entries(read(language).texts).filter(([name]) => isOf(name));
    return `export default ${JSON.stringify(Object.fromEntries(texts))}`;
  }
};

export default {
  base: '/assets/',
  publicDir: false,
  plugins: [pictures, icons, words, svelte()],
  build: {
    target: 'es2022',
    manifest: true,
    assetsDir: '',
    // Nothing inline: a font in a style would be fetched by who never needs its letters.
    assetsInlineLimit: 0,
    modulePreload: false,
    rollupOptions: {
      input: ['page.css', 'page.js', 'check.js', 'answer.js', 'sw.js', 'confirm.js', 'book/book.js', 'book/book.css'],
      // What every import() goes by must not drag one page's script into another.
      output: {manualChunks: id => id.includes('vite/preload-helper') ? 'later' : undefined}
    }
  },
  logLevel: 'warn'
};
