// The languages of a page, and its place: what stands behind the `#` is never sent, so a link to another language would
// lose it if it were not taken along.
const name = 'languages';

/** Whether the address itself says in which languages. */
export const isAsked = (search = location.search) => new URLSearchParams(search).has('lang');

/**
 * Each link of the menu of languages leads to where the reader is; and the one that skips to the content leads there
 * without another place behind the `#`.
 */
export function takePlaceAlong() {
  document.querySelector('.languages')?.addEventListener('click', ({target}) => {
    const link = target.closest('a');
    if(link) link.hash = location.hash;
  });
  document.querySelector('.skip')?.addEventListener('click', event => {
    event.preventDefault();
    document.querySelector('#main').focus();
  });
}

/**
 * Where to go instead: the same page in the languages that were chosen before, where this address names none (as that
 * of an offer does); nothing where this is it. `kept` is a Storage, `shown` the languages of the page.
 */
export function placeInChosen({pathname, search, hash}, shown, kept) {
  if(isAsked(search)) {
    kept.setItem(name, shown);
    return undefined;
  }
  const chosen = kept.getItem(name) ?? shown;
  if(chosen === shown || !/^[a-z]{2,3}(\+[a-z]{2,3})?$/.test(chosen)) return undefined;
  return `${pathname}${search ? `${search}&` : '?'}lang=${chosen}${hash}`;
}

/** Goes there; whether it does. */
export function goToChosen() {
  const {lang, dataset} = document.documentElement;
  try {
    const to = placeInChosen(location, [lang, dataset.secondLanguage].filter(Boolean).join('+'), localStorage);
    if(to) location.replace(to);
    return Boolean(to);
  } catch{
    // Nothing may be kept here, so nothing was chosen.
    return false;
  }
}
