// The same answer in another language: the menu of an answer asks the node once more, and this browser then checks once
// more too. `keep` puts what was checked where the next page finds it.
export function keepForAgain(form, keep) {
  let isKept = false;
  form?.addEventListener('submit', async event => {
    if(isKept) return;
    event.preventDefault();
    const {submitter} = event;
    // Where nothing can be kept the node is asked all the same.
    await keep().catch(() => {});
    isKept = true;
    form.requestSubmit(submitter);
  });
}
