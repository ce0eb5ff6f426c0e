/** `/` to the search box, `j` and `k` along the rows, Enter into one, `[` and `]` to fold, `?` for the list of all these. */
export function listenToKeys(fold: (open: boolean) => void): void {
  const keys: Readonly<Record<string, () => boolean>> = {
    '/': () => focusOn(document.querySelector<HTMLInputElement>('[data-search]')),
    j: () => moveBy(1),
    k: () => moveBy(-1),
    Enter: openRow,
    '[': () => folded(false),
    ']': () => folded(true),
    '?': toggleHelp,
  };
  const folded = (open: boolean) => {
    fold(open);
    return true;
  };
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event.target)) return;
    if (Object.hasOwn(keys, event.key) && keys[event.key]?.()) event.preventDefault();
  });
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

function focusOn(element: HTMLElement | null | undefined): boolean {
  element?.focus();
  return element !== null && element !== undefined;
}

const currentRow = () => document.activeElement?.closest<HTMLElement>('[data-row]') ?? null;

function moveBy(step: 1 | -1): boolean {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-row]')];
  const current = currentRow();
  const index = current ? rows.indexOf(current) + step : step === 1 ? 0 : rows.length - 1;
  const row = rows[index];
  if (!row) return false;
  // A row takes the focus only by these keys: the Tab key still goes from link to link.
  row.tabIndex = -1;
  row.focus();
  row.scrollIntoView({ block: 'nearest' });
  return true;
}

function openRow(): boolean {
  const row = currentRow();
  if (row === null || document.activeElement !== row) return false;
  const link = row.querySelector<HTMLAnchorElement>('a[href]');
  link?.click();
  return link !== null;
}

function toggleHelp(): boolean {
  const help = document.getElementById('shortcuts');
  if (help === null || !('togglePopover' in help)) return false;
  help.togglePopover();
  return true;
}
