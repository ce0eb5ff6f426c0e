import { isTyping } from './keyboard.ts';

/**
 * Keys of the page itself: an element with `data-stroke="s"` is pressed by s, whether it is a link, a button or the head of something that
 * unfolds, whose first field then takes the focus. What says which keys there are is shown only here, where they work.
 */
export function listenToStrokes(): void {
  const help = document.querySelectorAll<HTMLElement>('[data-with-script]');
  for (const each of help) each.hidden = false;
  if (document.querySelector('[data-stroke]') === null) return;
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event.target)) return;
    if (!/^[a-z]$/.test(event.key)) return;
    const pressed = document.querySelector<HTMLElement>(`[data-stroke="${event.key}"]`);
    if (!pressed) return;
    event.preventDefault();
    press(pressed);
  });
}

function press(pressed: HTMLElement): void {
  const words = selectedInSource();
  pressed.click();
  const unfolded = pressed.closest('details');
  if (pressed.tagName !== 'SUMMARY' || !unfolded?.open) return;
  // What is selected in the source is what the field asks for.
  const begins = unfolded.querySelector<HTMLInputElement>('input[name="begins"]');
  if (begins && words !== '') begins.value = words;
  const field =
    begins && words !== '' ? begins : unfolded.querySelector<HTMLElement>('select, textarea, input:not([type="hidden"])');
  field?.focus();
}

/** The words that are selected in the passage of the source, without the numbers of its lines. */
function selectedInSource(): string {
  const selection = getSelection();
  const range = selection && selection.rangeCount > 0 ? selection.getRangeAt(0) : undefined;
  const start = range?.startContainer;
  if (!range || !(start instanceof Element ? start : start?.parentElement)?.closest('[data-source]')) return '';
  const within = range.cloneContents();
  for (const beside of within.querySelectorAll('.line-number, .unseen')) beside.remove();
  return (within.textContent ?? '').replace(/\s+/g, ' ').trim().slice(0, 200);
}

/** A form that takes its time says so as soon as it is sent: an element `data-busy` inside holds the words. */
export function sayBusy(): void {
  for (const status of document.querySelectorAll<HTMLElement>('[data-busy]'))
    status.closest('form')?.addEventListener('submit', () => {
      status.textContent = status.getAttribute('data-busy');
    });
}
