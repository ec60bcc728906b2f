// What the badge book says, in the language of the page, or in both of them (Words.svelte).
import loaders from 'virtual:words/all/book+time+month';
import {languagesOf, lineOf, sayTime, spokenOf} from './spoken.js';

export const languages = languagesOf(document.documentElement, Object.keys(loaders));
export const [language] = languages;
/** As an address has them: `nl`, `nl+ti`. */
export const chosen = languages.join('+');

export const book = await spokenOf(loaders, languages, 'book.');

/** Another area of the catalogue, for what is fetched when it is asked for. */
export const areaOf = (areaLoaders, area) => spokenOf(areaLoaders, languages, `${area}.`);

/** In the first language, where nothing but text may stand. */
export const t = (name, facts) => book.t(name, facts);

// A date in each language: a fact of a text, or a text by itself. Of a text or milliseconds.
export const day = value => on => sayTime(book.texts[on], 'time.day', value);
export const moment = value => on => sayTime(book.texts[on], 'time.local', value);

/** On one line, in each language. */
export const line = say => lineOf(languages, say);
