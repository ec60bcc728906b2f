// The texts of some areas of the catalogue in the language of the page, and in the second one where it has two:
// the loaders are those of `virtual:words/all/<areas>`.
import languages from 'virtual:words/languages';
import {Speech} from './speech.js';

export async function speechOf(loaders) {
  const {lang, dataset} = document.documentElement;
  const wanted = [lang, dataset.secondLanguage].filter(one => loaders[one]);
  const editions = (wanted.length ? wanted : ['en']).map(async language => ({
    language, direction: languages.find(one => one.language === language).direction, texts: (await loaders[language]()).default
  }));
  return new Speech(await Promise.all(editions));
}
