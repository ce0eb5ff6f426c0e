import { coverRest } from './coverage.ts';
import { setDoublesAside } from './doubles.ts';
import { finishTexts } from './finish.ts';
import { readFront } from './front.ts';
import { findFurniture } from './furniture.ts';
import { identify, keptParent, parentReference, spanOf } from './identify.ts';
import { nameKinds } from './kinds.ts';
import { mendHeadings } from './mend.ts';
import { buildOutline } from './outline.ts';
import { readSource } from './source.ts';
import { readTitle } from './title.ts';
import type { Draft, DraftNode } from './types.ts';
import { readUnits } from './units.ts';

/** Runs the stages of the reading in order; each is a file of its own. */
export function draftOf(text: string, _name: string): Draft {
  const source = readSource(text);
  const furnished = findFurniture(source);
  const units = readUnits(source, furnished);
  const title = readTitle(source, units, furnished);
  const front = readFront(text, units, title.units);
  const outline = buildOutline(
    source,
    units.filter((unit) => !front.units.has(unit)),
    title.units,
  );
  for (const entry of outline.entries) entry.text = '';
  finishTexts(text, outline.entries);
  const found = setDoublesAside(outline.entries);
  nameKinds(outline.entries);
  finishTexts(text, outline.entries);
  found.push(...mendHeadings(text, outline.entries));
  found.push(...identify(outline.entries));
  const nodes: DraftNode[] = outline.entries
    .filter((entry) => !entry.dropped)
    .map((entry) => ({
      id: entry.id,
      number: entry.number,
      parent: parentReference(entry),
      kind: entry.kind,
      text: entry.text,
      source: spanOf(entry),
      pieces: entry.pieces,
      confidence: entry.confidence,
      qualifiers: [],
      reasons: entry.reasons,
    }));
  void keptParent;
  void coverRest;
  return {
    title: title.words,
    period: { start: null, end: null },
    parties: [],
    language: 'en',
    text,
    objectives: front.objectives,
    priorities: front.priorities.map((each) => ({ ...each, lines: [], promise: 'standing', qualifiers: [] })),
    nodes,
    findings: found.map(({ entry, ...each }) => (entry ? { ...each, node: entry.id } : each)),
    furniture: [...furnished.furniture, ...front.furniture],
  };
}
