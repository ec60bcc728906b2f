// The texts of one area of the catalogue in the language of the page: const t = await textsOf(loaders), and
// then t('camera.scan'). The loaders are those of `virtual:words/all/<area>`.
export const textsOf = loaders => textsIn(loaders, document.documentElement.lang);

export async function textsIn(loaders, language) {
  const {default: texts} = await (loaders[language] ?? loaders.en)();
  return (name, facts = {}) => fill(texts[name], facts);
}

/** Text of others between texts of ours: what in it would end its own isolation is left out. */
export const isolated = text => `\u2068${String(text).replace(/[\u202a-\u202e\u2066-\u2069]/g, '')}\u2069`;

/** Facts stand isolated: a name that is written in the other direction turns nothing around. */
export const fill = (text, facts) =>
  text.replace(/\{([a-z_]+)\}/g, (whole, fact) => fact in facts ? isolated(facts[fact]) : whole);
