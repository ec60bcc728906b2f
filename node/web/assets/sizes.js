// How much something is, as people say it: in bytes, kB or MB, with the digits of the page and its decimal mark.

/** {name, count}: `name` of a text of the catalogue, `count` what stands in it. */
export function sizeOf(bytes, language) {
  const [name, unit] = bytes < 1000 ? ['size.bytes', 1] : bytes < 1_000_000 ? ['size.kb', 1000] : ['size.mb', 1_000_000];
  // Never rounded down to what would fit.
  const count = unit === 1 ? bytes : Math.ceil(bytes / unit * 10) / 10;
  return {name, count: new Intl.NumberFormat(language, {numberingSystem: 'latn', maximumFractionDigits: 1}).format(count)};
}

/** As a fact of a sentence, in each language. */
export const saySize = bytes => (texts, language) => {
  const {name, count} = sizeOf(bytes, language);
  return texts[name].replace('{count}', count);
};
