// What somebody shows by a link (`/check#show=…`): put into the form as if it had been pasted, and sent. What
// reads it is fetched only where there is such a link.
export async function showLink(form, say) {
  if(!location.hash.startsWith('#show=')) return;
  // An answer has no form, and to a browser the link is only another place in it: the page is opened anew.
  if(!form) return location.assign(`/check?lang=${document.documentElement.lang}&show${location.hash}`);
  const fragment = location.hash;
  try {
    const {readLink} = await import('./book/link.js');
    form.elements.text.value = readLink(fragment);
  } catch{
    return say(form.dataset.brokenLink);
  }
  // Whoever comes back to this page is not sent on again.
  history.replaceState(null, '', location.pathname + location.search);
  form.elements.file.value = '';
  form.requestSubmit();
}
