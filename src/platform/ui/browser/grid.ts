import { cellsIn, dayIn } from './cells.ts';

type Input = HTMLInputElement | HTMLTextAreaElement;

/** In a table of fields, cells that were copied from a spreadsheet fill the fields to the right and below. Nothing is saved by that. */
export function pasteCells(): void {
  for (const grid of document.querySelectorAll<HTMLElement>('[data-grid]')) {
    const help = grid.querySelector<HTMLElement>('[data-paste-help]');
    if (help) help.hidden = false;
    grid.addEventListener('paste', (event) => {
      const target = event.target;
      if (!isCell(target) || !event.clipboardData || !isSheet(event.clipboardData)) return;
      event.preventDefault();
      say(grid, fill(target, cellsIn(event.clipboardData.getData('text/plain'))));
    });
  }
}

const isCell = (target: EventTarget | null): target is Input =>
  (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) && target.hasAttribute('data-cell');

// Words of several paragraphs are pasted as words; only a sheet says that it is a table, or has tabs.
const isSheet = (clipboard: DataTransfer): boolean =>
  clipboard.getData('text/plain').includes('\t') || /<table[\s>]/i.test(clipboard.getData('text/html'));

/** @returns how many cells found their field, and how many did not */
function fill(start: Input, cells: readonly (readonly string[])[]): { put: number; left: number } {
  const rows = [...(start.closest('tbody')?.rows ?? [])];
  const fieldsOf = (row: HTMLTableRowElement | undefined) => [...(row?.querySelectorAll<Input>('[data-cell]') ?? [])];
  const first = start.closest('tr');
  const [top, left] = [first ? rows.indexOf(first) : -1, fieldsOf(first ?? undefined).indexOf(start)];
  let put = 0;
  let all = 0;
  for (const [down, row] of cells.entries()) {
    const fields = fieldsOf(rows[top + down]);
    for (const [right, cell] of row.entries()) {
      all += 1;
      const field = fields[left + right];
      const value = field?.type === 'date' && cell !== '' ? dayIn(cell) : cell;
      if (field === undefined || value === undefined) continue;
      // An input of one line would drop what does not fit; so it is cut here, where it is counted.
      if (field.maxLength > 0 && value.length > field.maxLength) continue;
      field.value = value;
      field.dispatchEvent(new Event('input', { bubbles: true }));
      put += 1;
    }
  }
  return { put, left: all - put };
}

function say(grid: HTMLElement, { put, left }: { put: number; left: number }): void {
  const status = grid.querySelector<HTMLElement>('[data-paste-status]');
  if (status === null) return;
  const phrase = (name: string, count: number) => {
    const form = new Intl.PluralRules(document.documentElement.lang).select(count) === 'one' ? 'one' : 'other';
    return (status.getAttribute(`data-${name}${form}`) ?? '').replace(/\d+/, String(count));
  };
  status.textContent = [phrase('', put), ...(left > 0 ? [phrase('less-', left)] : [])].join(' ');
}
