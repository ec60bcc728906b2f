// The same pictograms as the pages of the program, for pages that are drawn in the browser.
import sprite from './pictograms.svg';

const names = ['give', 'take', 'check', 'share', 'print', 'key', 'time', 'person', 'building', 'question',
  'language', 'file', 'good', 'note', 'bad', 'unknown'];

/** Where each is, for <svg class="pictogram" aria-hidden="true"><use href={pictograms.give}/></svg>. */
export const pictograms = Object.fromEntries(names.map(name => [name, `${sprite}#${name}`]));
