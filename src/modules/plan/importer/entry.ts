import type { Marker, Reading } from './markers.ts';
import type { Finding, NodeKind, Span } from './types.ts';
import type { Look } from './units.ts';

/** A node while the tree is being built. */
export type Entry = {
  readonly marker: Marker | null;
  readonly reading: Reading | null;
  readonly style: string;
  readonly values: readonly number[];
  readonly look: Look;
  /** Where it was found: at the start of a cell or line, or inside the words of another. */
  readonly inline: boolean;
  readonly column: number;
  readonly indent: number;
  readonly inRow: boolean;
  /** Where it starts in the source, marker included. */
  readonly start: number;
  parent: Entry | null;
  readonly children: Entry[];
  readonly pieces: Span[];
  /** The number of a parent that the source lacks. */
  implied: readonly number[] | null;
  fit: Fit;
  kind: NodeKind;
  id: string;
  number: string;
  text: string;
  confidence: number;
  readonly reasons: string[];
  dropped: boolean;
};

/** How well a marker continues what came before. */
export type Fit = 'exact' | 'first' | 'same' | 'gap' | 'back' | 'late' | 'heading';

/** A finding before the nodes have their references. */
export type EarlyFinding = Omit<Finding, 'node'> & { readonly entry?: Entry };

/** A new entry, not yet placed. */
export function newEntry(
  found: Pick<Entry, 'marker' | 'reading' | 'style' | 'look' | 'inline' | 'column' | 'indent' | 'inRow' | 'start' | 'fit'>,
): Entry {
  return {
    ...found,
    values: found.reading?.values ?? [],
    parent: null,
    children: [],
    pieces: [],
    implied: null,
    kind: 'action',
    id: '',
    number: found.marker?.number ?? '',
    text: '',
    confidence: 1,
    reasons: [],
    dropped: false,
  };
}

/** The last value of a number: 4 of 2.10.4; 0 for a bullet or a heading. */
export const lastValue = (values: readonly number[]): number => values.at(-1) ?? 0;

/** Whether one number is the beginning of another: 2.10 of 2.10.4. */
export const isPrefix = (shorter: readonly number[], longer: readonly number[]): boolean =>
  shorter.length < longer.length && shorter.every((value, at) => value === longer[at]);
