import { legible } from '../../../platform/documents/index.ts';
import { unguarded } from '../../../platform/files/office/csv.ts';
import type { Lang } from '../../plan/index.ts';
import { FIELDS, type Field, NOTHING, type NoteWords } from '../note-words.ts';
import { type RowMark, readMark } from './mark.ts';
import type { ReadCopy, ReadRow, Said, Signed, TroubleCode, WarningCode } from './types.ts';

/** A line as it stands now: the words of the plan in every form in which a file may show them, and what the circle notes on it. */
export type LineNow = {
  readonly node: string;
  readonly reference: string;
  readonly lang: Lang;
  readonly text: string;
  /** Every wording of it that there ever was, in any language. */
  readonly wordings: readonly string[];
  readonly subitems: string;
  readonly translations: readonly string[];
  readonly version: number;
  readonly now: NoteWords;
  readonly by: string | null;
  readonly at: Date | null;
};

/** What a cell of the file would do: say something where nothing stood, say something else, take away; or it meets what somebody else wrote since. */
export const CELL_KINDS = ['added', 'changed', 'emptied', 'conflict'] as const;
export type CellKind = (typeof CELL_KINDS)[number];

export type CellDifference = {
  /** `A.2.1.2 nextStep` */
  readonly key: string;
  readonly line: LineNow;
  readonly field: Field;
  readonly kind: CellKind;
  readonly place: string;
  /** What was sent with the file; null where nobody knows. */
  readonly sent: string | null;
  readonly now: string;
  readonly file: string;
  /** Whether somebody decided to leave it as it is. */
  readonly kept: boolean;
  readonly warnings: readonly Said<WarningCode>[];
};

/** Words of the plan that the file has otherwise. They are told and never taken. */
export type SignedDifference = {
  readonly line: LineNow;
  readonly column: Signed;
  readonly plan: string;
  readonly file: string;
};

export type BadRow = {
  readonly row: ReadRow;
  readonly line: LineNow | undefined;
  readonly troubles: readonly Said<TroubleCode>[];
};

export type Comparison = {
  readonly cells: readonly CellDifference[];
  /** Cells of lines that are as they were sent, or as they stand now. */
  readonly same: number;
  readonly bad: readonly BadRow[];
  readonly signed: readonly SignedDifference[];
  /** How many of the lines that were sent did not come back. */
  readonly missing: number;
};

/** How lines of the file are found: by reference, by node, and what was sent of a note at a version. */
export type Known = {
  readonly byReference: ReadonlyMap<string, LineNow>;
  readonly byNode: ReadonlyMap<string, LineNow>;
  readonly sentWords: (mark: RowMark) => NoteWords | undefined;
};

/** The mark of each row that was written with this key. */
export const marksOf = (copy: ReadCopy, key: Uint8Array): readonly (RowMark | undefined)[] =>
  copy.rows.map((row) => (row.mark === '' ? undefined : readMark(key, row.mark)));

/**
 * Compares a file that came back with what was sent and with what stands now; pure. A cell that the file has as it was sent does nothing, whatever
 * others did to it; one that both sides changed is a conflict. A line that is not in the file is left as it is.
 */
export function compareCopy(
  copy: ReadCopy,
  marks: readonly (RowMark | undefined)[],
  known: Known,
  sent: number,
  kept: ReadonlySet<string>,
): Comparison {
  const versions = new Map(marks.flatMap((mark) => (mark ? [[mark.node, mark] as const] : [])));
  const lines = copy.rows.map((row, at) => {
    const mark = marks[at];
    // What a person reads counts before the mark, which may be left behind when others sort what they see.
    return known.byReference.get(row.reference) ?? (mark && known.byNode.get(mark.node));
  });
  const twice = doubled(copy.rows, lines);
  const seen = new Set<string>();
  const cells: CellDifference[] = [];
  const bad: BadRow[] = [];
  const signed: SignedDifference[] = [];
  let same = 0;
  for (const [at, row] of copy.rows.entries()) {
    const line = lines[at];
    const troubles: Said<TroubleCode>[] = [...row.troubles];
    if (!line) troubles.push({ place: row.place, code: 'no-such-line', values: { shown: row.reference.slice(0, 60) } });
    else if (twice.has(line.node)) troubles.push({ place: row.place, code: 'line-twice', values: { reference: line.reference } });
    if (!line || troubles.length > 0) {
      bad.push({ row, line, troubles });
      if (line) seen.add(line.node);
      continue;
    }
    if (seen.has(line.node)) continue;
    seen.add(line.node);
    signed.push(...signedOf(row, line));
    const mark = versions.get(line.node);
    const base = mark === undefined ? undefined : mark.version === 0 ? NOTHING : known.sentWords(mark);
    for (const field of FIELDS) {
      const cell = row.cells[field];
      if (!cell) continue;
      const found = cellOf(line, field, cell.words, base?.[field]);
      if (found === undefined) same += 1;
      else {
        const key = `${line.reference} ${field}`;
        const warnings = row.warnings.filter((each) => each.field === field);
        cells.push({ ...found, key, line, field, place: cell.place, kept: kept.has(key), warnings });
      }
    }
  }
  return { cells, same, bad, signed, missing: Math.max(0, sent - seen.size) };
}

type Found = Pick<CellDifference, 'kind' | 'sent' | 'now' | 'file'>;

function cellOf(line: LineNow, field: Field, words: string, base: string | undefined): Found | undefined {
  const now = line.now[field];
  const file = tidied(field, words);
  if (isSame(field, words, now) || (base !== undefined && isSame(field, words, base))) return undefined;
  const untouched = now === (base ?? '');
  const kind = !untouched ? 'conflict' : file === '' ? 'emptied' : now === '' ? 'added' : 'changed';
  return { kind, sent: base ?? null, now, file };
}

/** The words of a cell as a note would keep them. */
function tidied(field: Field, words: string): string {
  const tidy = legible(words).trim();
  return field === 'whose' ? tidy.replace(/\s+/g, ' ') : tidy;
}

// The apostrophe that keeps a spreadsheet from computing becomes a letter of the words where one file is saved as another kind.
const isSame = (field: Field, one: string, other: string): boolean =>
  tidied(field, one) === tidied(field, other) || tidied(field, unguarded(one)) === tidied(field, other);

/** Lines that stand in the file more than once, and not with the same words. */
function doubled(rows: readonly ReadRow[], lines: readonly (LineNow | undefined)[]): ReadonlySet<string> {
  const said = new Map<string, string>();
  const twice = new Set<string>();
  for (const [at, row] of rows.entries()) {
    const node = lines[at]?.node;
    if (node === undefined) continue;
    const words = JSON.stringify(FIELDS.map((field) => row.cells[field]?.words ?? null));
    if ((said.get(node) ?? words) !== words) twice.add(node);
    said.set(node, words);
  }
  return twice;
}

function signedOf(row: ReadRow, line: LineNow): SignedDifference[] {
  const forms: Readonly<Record<Signed, readonly [string, readonly string[]]>> = {
    text: [line.text, line.wordings],
    subitems: [line.subitems, [line.subitems]],
    translation: [line.translations[0] ?? '', ['', ...line.translations]],
  };
  return (Object.entries(row.signed) as [Signed, string][]).flatMap(([column, file]) => {
    const [plan, all] = forms[column];
    return all.some((each) => bare(each) === bare(file)) ? [] : [{ line, column, plan, file }];
  });
}

const bare = (words: string): string => unguarded(legible(words).trim()).replace(/\s+/g, ' ');
