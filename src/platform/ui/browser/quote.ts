/**
 * The button in a form that takes the words which are selected in a text, with the page they stand on. It is there only with this script: without
 * it the words are typed or pasted. The selection is remembered, because a press of the button takes it away in some browsers.
 */
export function quoteSelection(): void {
  const offer = document.querySelector<HTMLElement>('[data-quote]');
  const form = offer?.closest('form');
  if (!offer || !form) return;
  offer.hidden = false;
  let selected = { words: '', page: '' };
  document.addEventListener('selectionchange', () => {
    const now = selectedWords();
    if (now.words !== '') selected = now;
  });
  offer.querySelector('button')?.addEventListener('click', () => {
    const said = offer.querySelector('[role="status"]');
    if (said) said.textContent = offer.getAttribute(selected.words === '' ? 'data-nothing' : 'data-quoted');
    if (selected.words === '') return;
    for (const name of ['words', 'page'] as const) {
      const field = form.elements.namedItem(name);
      if (field instanceof HTMLTextAreaElement || field instanceof HTMLSelectElement) field.value = selected[name];
    }
    const next = form.elements.namedItem('reference');
    if (next instanceof HTMLInputElement) next.focus();
  });
}

/** What is selected of the text of one page; nothing where the selection lies elsewhere. */
function selectedWords(): { words: string; page: string } {
  const selection = getSelection();
  const range = selection && selection.rangeCount > 0 ? selection.getRangeAt(0) : undefined;
  const start = range?.startContainer;
  const page = (start instanceof Element ? start : start?.parentElement)?.closest('[data-page]');
  if (!range || !page) return { words: '', page: '' };
  const within = range.cloneRange();
  // What goes on behind the end of the page is left out: a passage stands on one.
  if (!page.contains(within.endContainer)) within.setEndAfter(page.lastChild ?? page);
  const words = [...within.cloneContents().querySelectorAll('p')].map((each) => each.textContent ?? '');
  const whole = words.length > 0 ? words.join('\n\n') : within.toString();
  return { words: whole.trim(), page: page.getAttribute('data-page') ?? '' };
}
