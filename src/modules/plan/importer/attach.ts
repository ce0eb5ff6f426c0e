import type { Entry } from './entry.ts';
import { isContainer } from './place.ts';
import type { Finding, FindingCode } from './types.ts';
import { type Unit, wordsOfUnit } from './units.ts';
import { breaksOff, isFinished, wordsOf } from './words.ts';

/** Whose words a paragraph without a number goes on with; `stray` when it is no word at all but dirt of a scan. */
export type Owner = {
  readonly owner: Entry | undefined;
  readonly stray: boolean;
  readonly finding?: Pick<Finding, 'severity' | 'message' | 'source'> & { readonly code: FindingCode };
};

const NOBODY: Owner = { owner: undefined, stray: false };

/** Finds the entry that a paragraph goes on with. */
export function ownerOf(text: string, stack: readonly Entry[], last: Entry | null, unit: Unit, loose: Unit | undefined): Owner {
  const words = wordsOfUnit(text, unit);
  if (unit.marker) return last && !isAfterLoose(last, unit, loose) ? { owner: last, stray: false } : NOBODY;
  if (isStray(words)) return { owner: undefined, stray: true };
  if (!last?.pieces.length) return last ? { owner: last, stray: false } : NOBODY;
  if (isAfterLoose(last, unit, loose)) return NOBODY;
  const entry = inColumn(stack, last, unit);
  if (!entry) return NOBODY;
  const lastPiece = entry.pieces.at(-1);
  const before = lastPiece ? wordsOf(text, [{ start: Math.max(lastPiece.start, lastPiece.end - 60), end: lastPiece.end }]) : '';
  const source = { start: unit.start, end: unit.runs.at(-1)?.end ?? unit.start };
  if (entry !== last) {
    if (isFinished(before) || !unit.inRow) return NOBODY;
    const message = `A heading goes on in a later row: “${words}” was joined to “${before}”.`;
    return { owner: entry, stray: false, finding: { severity: 'info', code: 'heading-broken', message, source } };
  }
  if (unit.join === 'row')
    return entry.column === unit.cell.column && !isFinished(before) ? { owner: entry, stray: false } : NOBODY;
  if (unit.join === 'wrap') return { owner: entry, stray: false };
  if (!goesOn(before, words, unit, entry)) return NOBODY;
  if (unit.join !== 'gap' && unit.join !== 'page') return { owner: entry, stray: false };
  const message = 'A blank line or a page break stands inside these words; they were read as one.';
  return { owner: entry, stray: false, finding: { severity: 'info', code: 'split-by-page-break', message, source } };
}

const isAfterLoose = (last: Entry, unit: Unit, loose: Unit | undefined): boolean =>
  loose !== undefined && loose.start > last.start && unit.join !== 'row';

/** Only single letters or signs, such as scanning leaves at the foot of a page. */
export function isStray(words: string): boolean {
  const pieces = words.split(' ');
  return pieces.length <= 3 && pieces.every((piece) => [...piece].length === 1) && !/^\d/.test(words);
}

/** In a table words go on in their own column: the newest open entry that began there, or left of it. */
function inColumn(stack: readonly Entry[], last: Entry, unit: Unit): Entry | undefined {
  if (!unit.inRow && unit.cell.column === 0) return last;
  if (last.column <= unit.cell.column) return last;
  return stack.findLast((entry) => entry.column <= unit.cell.column && entry.inRow);
}

function goesOn(before: string, words: string, unit: Unit, entry: Entry): boolean {
  if (unit.join === 'page' && unit.afterFull && !unit.inRow) return true;
  if (/^[\p{Ll}(,;]/u.test(words) && !/^[•(]?[a-z][.)]/.test(words)) return !isFinished(before) || /[;,:]$/.test(before);
  if (breaksOff(before)) return true;
  const apart = unit.join === 'gap' || unit.join === 'page';
  if (isFinished(before))
    return (
      apart && entry.marker !== null && !isContainer(entry) && unit.cell.column === 0 && unit.cell.indent >= entry.indent + 2
    );
  return unit.cell.column > 0 || (entry.pieces.length > 0 && isLong(entry) && !apart);
}

const isLong = (entry: Entry): boolean => (entry.pieces.at(-1)?.end ?? 0) - (entry.pieces[0]?.start ?? 0) > 120;
