import { coverRest } from './coverage.ts';
import { setDoublesAside } from './doubles.ts';
import { finishTexts } from './finish.ts';
import { readFront } from './front.ts';
import { findFurniture } from './furniture.ts';
import { identify } from './identify.ts';
import { nameKinds } from './kinds.ts';
import { languageOf } from './language.ts';
import { mendHeadings } from './mend.ts';
import { nodesOf } from './nodes.ts';
import { buildOutline } from './outline.ts';
import { proposePromise } from './promise.ts';
import { qualifiersOf } from './qualifiers.ts';
import { sharpener } from './sharpens.ts';
import { readSource } from './source.ts';
import { readTitle } from './title.ts';
import type { Draft, DraftPriority } from './types.ts';
import { readUnits } from './units.ts';

/** Runs the stages of the reading in order; each is a file of its own. `paragraphs`: each line is known to be one. */
export function draftOf(text: string, _name: string, paragraphs = false): Draft {
  const source = readSource(text, paragraphs);
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
  const language = languageOf(text);
  const nodes = nodesOf(outline.entries, language);
  const linesFor = sharpener(nodes);
  const priorities = front.priorities.map((each): DraftPriority => {
    const { label, text: words } = each;
    return { ...each, lines: linesFor(label, words), promise: proposePromise(words, language), qualifiers: qualifiersOf(words) };
  });
  void coverRest;
  return {
    title: title.words,
    period: { start: null, end: null },
    parties: [],
    language,
    text,
    objectives: front.objectives,
    priorities,
    nodes,
    findings: found.map(({ entry, ...each }) => (entry ? { ...each, node: entry.id } : each)),
    furniture: [...furnished.furniture, ...front.furniture],
  };
}
