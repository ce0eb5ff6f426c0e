import { coverRest } from './coverage.ts';
import { damageFindings } from './damage.ts';
import { setDoublesAside } from './doubles.ts';
import { setEmptyAside } from './empty.ts';
import type { EarlyFinding } from './entry.ts';
import { finishTexts } from './finish.ts';
import { type FrontPriority, readFront } from './front.ts';
import { findFurniture } from './furniture.ts';
import { identify } from './identify.ts';
import { nameKinds } from './kinds.ts';
import { languageOf } from './language.ts';
import { mendHeadings } from './mend.ts';
import { nodesOf } from './nodes.ts';
import { numberingFindings } from './numbering.ts';
import { buildOutline } from './outline.ts';
import { partiesOf } from './parties.ts';
import { periodOf } from './period.ts';
import { proposePromise } from './promise.ts';
import { qualifiersOf } from './qualifiers.ts';
import type { Note, Reading } from './reading.ts';
import { ImportRefusal } from './refusal.ts';
import { sharpener } from './sharpens.ts';
import { readSource } from './source.ts';
import { readTitle, titleFindings } from './title.ts';
import type { Draft, DraftNode, DraftPriority, Finding } from './types.ts';
import { readUnits } from './units.ts';
import { wordsOf } from './words.ts';

/**
 * Runs the stages of the reading in order; each is a file of its own.
 *
 * @throws ImportRefusal `empty`, `no-items`
 */
export function draftOf({ text, paragraphs, notes = [], pages = [], columns = [], ...known }: Reading, name: string): Draft {
  if (text.trim() === '')
    throw new ImportRefusal('empty', `${name || 'The document'} holds no words: choose the file that holds the plan.`);
  const source = readSource(text, paragraphs);
  const furnished = findFurniture(source, known.furniture);
  const units = readUnits(source, furnished);
  const title = readTitle(source, units, furnished);
  const front = readFront(text, units, title.units);
  const inTree = units.filter((unit) => !front.units.has(unit));
  const { entries, findings: whileReading } = buildOutline(source, inTree, title.units);
  finishTexts(text, entries);
  const early = [...whileReading, ...front.findings, ...titleFindings(title), ...setDoublesAside(entries)];
  early.push(...setEmptyAside(entries));
  nameKinds(entries);
  finishTexts(text, entries);
  early.push(...mendHeadings(text, entries), ...identify(entries));
  early.push(...numberingFindings(entries), ...damageFindings(text, entries));
  const language = languageOf(text);
  const nodes = nodesOf(entries, language);
  if (!nodes.some(({ kind }) => kind === 'action')) throw new ImportRefusal('no-items', noItems(name));
  const priorities = withLines(front.priorities, nodes, language);
  const furniture = [...furnished.furniture, ...front.furniture, ...title.furniture];
  const spans = [
    ...nodes.flatMap(({ pieces }) => pieces),
    ...[...front.objectives, ...priorities, ...furniture].map((each) => each.source),
    ...early.filter(({ code }) => code === 'duplicate-text').map((each) => each.source),
  ];
  const rest = coverRest(text, { spans, entries });
  const said = (kind: string) =>
    wordsOf(
      text,
      rest.furniture.filter((each) => each.kind === kind).map((each) => each.source),
    );
  const [opening, closing] = [said('preamble'), said('closing')];
  return {
    title: title.words,
    period: periodOf({
      title: title.words,
      name,
      opening: [opening, ...front.objectives.map((each) => each.text)].join(' '),
      closing,
      dated: furnished.preface.date,
    }),
    parties: partiesOf(title.words, opening, language),
    language,
    text,
    objectives: front.objectives,
    priorities,
    nodes,
    findings: [...withoutPlace(notes), ...inOrder([...early, ...rest.findings])],
    furniture: [...furniture, ...rest.furniture].sort((a, b) => a.source.start - b.source.start),
    pages,
    columns,
  };
}

/** What the reader of the format says of the whole document stands first. */
function withoutPlace(notes: readonly Note[]): Finding[] {
  return notes.map(({ source = { start: 0, end: 0 }, ...note }) => ({ ...note, source }));
}

const noItems = (name: string): string =>
  `${name || 'The document'} has no numbered or bulleted items, so nothing in it can be told apart as a line of a plan.`;

function withLines(front: readonly FrontPriority[], nodes: readonly DraftNode[], language: 'en' | 'fr'): DraftPriority[] {
  const linesFor = sharpener(nodes);
  return front.map((each) => {
    const { label, text } = each;
    return { ...each, lines: linesFor(label, text), promise: proposePromise(text, language), qualifiers: qualifiersOf(text) };
  });
}

/** The findings in the order of the document, with the references of the nodes they speak of. */
function inOrder(findings: readonly EarlyFinding[]): Finding[] {
  const named = findings.map(({ entry, ...each }) => (entry && !entry.dropped ? { ...each, node: entry.id } : each));
  return named.sort((a, b) => a.source.start - b.source.start);
}
