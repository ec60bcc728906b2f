// What every script makes of the page.

/** `properties` are those of the element, such as `className`; children are nodes or text, never markup. */
export function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

/** The sign of a state (`passed`, `warning`, `failed`, `unchecked`), as the node drew it for scripts. */
export const signOf = state =>
  document.querySelector('template#second').content.querySelector(`.${state} > svg`).cloneNode(true);

/** What was found is said aloud, and where reading goes on. */
export function announce(section) {
  section.setAttribute('role', 'status');
  section.tabIndex = -1;
  return section;
}
