// What a page says in its language, or in two beside each other: each text in both, and each date in its own words.
const rightToLeft = ['ar', 'fa'];

export const directionOf = language => rightToLeft.includes(language) ? 'rtl' : 'ltr';

/** Of the page (`<html lang data-second-language>`), as far as there are texts in them. */
export function languagesOf({lang, dataset}, known) {
  const wanted = [lang, dataset.secondLanguage].filter(one => known.includes(one));
  return wanted.length ? [...new Set(wanted)] : ['en'];
}

/** Marks that turn the direction of what follows, or end the isolation of a fact, are no part of a name. */
const plain = fact => String(fact).replace(/[\u202a-\u202e\u2066-\u2069]/g, '');

/**
 * A text in parts, [{text} | {fact}]: what the badge or somebody says is a fact, and stands apart from the sentence.
 * A fact that is a function is said in the language itself, as a date is.
 */
export function partsOf(sentence, facts, language) {
  return sentence.split(/(\{[a-z_]+\})/).filter(Boolean).map(part => {
    const name = /^\{(.+)\}$/.exec(part)?.[1];
    if(name === undefined || !(name in facts)) return {text: part};
    const fact = facts[name];
    return typeof fact === 'function' ? {text: fact(language)} : {fact: plain(fact)};
  });
}

/** In one string, where nothing but text may stand: each fact isolated, so that a name turns nothing around. */
const joined = parts => parts.map(({text, fact}) => text ?? `\u2068${fact}\u2069`).join('');

/** The texts of one area, in the languages of the page. */
export class Spoken {
  #area;

  constructor(languages, texts, area = '') {
    this.languages = languages;
    this.texts = Object.fromEntries(languages.map((language, at) => [language, texts[at]]));
    this.#area = area;
  }

  text(language, name) {
    return this.texts[language][this.#area + name];
  }

  parts(language, name, facts = {}) {
    return partsOf(this.text(language, name), facts, language);
  }

  string(language, name, facts = {}) {
    return joined(this.parts(language, name, facts));
  }

  /** In the first language alone: for a label, a title, the name of a file. */
  t(name, facts = {}) {
    return this.string(this.languages[0], name, facts);
  }

  /** In each language on one line, for a choice of a list, in which only text may stand. */
  line(name, facts = {}) {
    return lineOf(this.languages, language => this.string(language, name, facts));
  }
}

export function lineOf(languages, say) {
  const said = [...new Set(languages.map(say))];
  return said.length === 1 ? said[0] : said.map(one => `\u2068${one}\u2069`).join(' / ');
}

/** `loaders` are those of `virtual:words/all/AREAS`; `area` begins the names, as `card.` does. */
export async function spokenOf(loaders, languages, area = '') {
  const texts = await Promise.all(languages.map(one => loaders[one]()));
  return new Spoken(languages, texts.map(one => one.default), area);
}

/**
 * A time as people say it where they are, by the catalogue's own months: browsers do not know all our languages.
 * Empty where it is none.
 */
export function sayTime(texts, form, value) {
  const time = new Date(value);
  if(Number.isNaN(time.getTime())) return '';
  const clock = [time.getHours(), time.getMinutes()].map(one => String(one).padStart(2, '0')).join(':');
  const facts = {day: time.getDate(), month: texts[`month.${time.getMonth() + 1}`], year: time.getFullYear(), clock};
  return texts[form].replace(/\{([a-z]+)\}/g, (_, name) => facts[name]);
}
