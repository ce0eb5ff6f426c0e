/** Sends a filter form as soon as a choice in it changes. Words that are being typed wait for Enter. */
export function submitOnChange(): void {
  document.addEventListener('change', (event) => {
    const target = event.target;
    if (!(target instanceof HTMLSelectElement || target instanceof HTMLInputElement)) return;
    const form = target.form;
    if (form?.hasAttribute('data-auto-submit') && target.type !== 'search' && target.type !== 'text') form.requestSubmit();
  });
}
