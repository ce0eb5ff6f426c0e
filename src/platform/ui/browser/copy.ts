/**
 * A button beside what it copies, `data-copy` by its id. It is there only with this script: without it one click selects the whole, for the
 * keyboard to copy. Where the browser does not let a page write to the clipboard, the text is selected instead.
 */
export function offerCopies(): void {
  for (const offer of document.querySelectorAll<HTMLElement>('[data-copy]')) {
    const source = document.getElementById(offer.getAttribute('data-copy') ?? '');
    if (source === null) continue;
    offer.hidden = false;
    offer.querySelector('button')?.addEventListener('click', async () => {
      const said = offer.querySelector('[role="status"]');
      const copied = await copy(source);
      if (said) said.textContent = offer.getAttribute(copied ? 'data-copied' : 'data-selected');
    });
  }
}

async function copy(source: HTMLElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText((source.textContent ?? '').replace(/\s+/g, ' ').trim());
    return true;
  } catch {
    getSelection()?.selectAllChildren(source);
    return false;
  }
}
