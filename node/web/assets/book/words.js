// What the badge book says, in the language of the page. Facts stand isolated: a name that is written in the
// other direction turns nothing around.
import loaders from 'virtual:words/all/book';

export const language = document.documentElement.lang in loaders ? document.documentElement.lang : 'en';

const texts = (await loaders[language]()).default;

export function t(name, facts = {}) {
  return texts[`book.${name}`].replace(/\{([a-z_]+)\}/g, (_, fact) => `\u2068${facts[fact]}\u2069`);
}

// The day before the month, as the node writes it; figures are the same in each language.
const locale = `${language === 'en' ? 'en-GB' : language}-u-nu-latn`;
const dayFormat = new Intl.DateTimeFormat(locale, {dateStyle: 'long'});
const timeFormat = new Intl.DateTimeFormat(locale, {dateStyle: 'long', timeStyle: 'short'});

/** Of a text or milliseconds; empty where that is no time. */
function said(format, value) {
  const time = new Date(value);
  return Number.isNaN(time.getTime()) ? '' : format.format(time);
}

export const day = value => said(dayFormat, value);
export const moment = value => said(timeFormat, value);
