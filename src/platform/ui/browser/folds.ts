const PLACE = 'entente:open';

/** Opens or closes the fold that the focus stands in, or else all folds of the page that have a name to be remembered by. */
export function foldByKey(open: boolean): void {
  const around = document.activeElement?.closest<HTMLDetailsElement>('main details');
  const folds = around ? [around] : [...document.querySelectorAll<HTMLDetailsElement>('main details[data-remember]')];
  for (const fold of folds) fold.open = open;
}

/** Folds that carry a name stay as one left them, while this window is open. */
export function rememberFolds(): void {
  const kept = read();
  for (const fold of document.querySelectorAll<HTMLDetailsElement>('details[data-remember]')) {
    const name = fold.getAttribute('data-remember') ?? '';
    const was = kept[name];
    if (was !== undefined) fold.open = was;
    fold.addEventListener('toggle', () => write({ ...read(), [name]: fold.open }));
  }
}

// A window without storage forgets; nothing else is lost.
function read(): Record<string, boolean> {
  try {
    return JSON.parse(sessionStorage.getItem(PLACE) ?? '{}') as Record<string, boolean>;
  } catch {
    return {};
  }
}

function write(folds: Record<string, boolean>): void {
  try {
    sessionStorage.setItem(PLACE, JSON.stringify(folds));
  } catch {
    return;
  }
}
