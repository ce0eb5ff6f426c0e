import type { EarlyFinding } from './entry.ts';
import { type Announced, announcedBy, yearsIn } from './front-headings.ts';
import { type FrontItem, inside, listAt } from './front-list.ts';
import { labelled } from './labels.ts';
import type { DraftObjective, Furniture, Span } from './types.ts';
import { type Unit, wordsOfUnit } from './units.ts';
import { tokensOf, wordsOf } from './words.ts';

/** A priority before it is known which lines it sharpens. */
export type FrontPriority = {
  readonly period: string | null;
  readonly label: string;
  readonly text: string;
  readonly source: Span;
};

/** What stands in front of the lines, and the units that hold it: those are no part of the tree. */
export type Front = {
  readonly objectives: readonly DraftObjective[];
  readonly priorities: readonly FrontPriority[];
  readonly units: ReadonlySet<Unit>;
  readonly furniture: readonly Furniture[];
  readonly findings: readonly EarlyFinding[];
};

type Section = Announced & {
  readonly units: readonly Unit[];
  readonly heads: readonly Unit[];
  readonly items: readonly FrontItem[];
};

/** Longest lead-in between a heading and its list: "Through the Work Plan the parties seek to:". */
const LONGEST_LEAD = 400;

/** Reads the objectives and priorities that stand without a number of their own, each once however often it is printed. */
export function readFront(text: string, units: readonly Unit[], skipped: ReadonlySet<Unit>): Front {
  const sections: Section[] = [];
  let begun = false;
  for (let at = 0; at < units.length; at += 1) {
    const unit = units[at] as Unit;
    if (skipped.has(unit)) continue;
    const section = unit.marker ? undefined : sectionAt(text, units, at, begun);
    if (section) {
      sections.push(section);
      at += section.units.length - 1;
    } else begun ||= unit.marker !== undefined && !isRecital(wordsOfUnit(text, unit));
  }
  return frontOf(text, linesRemain(units, sections, skipped));
}

/** A document whose only list is its priorities, or its objectives, has them as its lines. */
function linesRemain(units: readonly Unit[], sections: readonly Section[], skipped: ReadonlySet<Unit>): Section[] {
  const kept = [...sections];
  const taken = new Set(kept.flatMap((section) => section.units));
  let remain = units.some((unit) => unit.marker && !taken.has(unit) && !skipped.has(unit));
  while (kept.length > 0 && !remain) {
    const last = kept.findLastIndex(({ topic }) => topic === 'priorities');
    const [given] = kept.splice(last < 0 ? kept.length - 1 : last, 1);
    remain = given?.units.some((unit) => unit.marker) ?? false;
  }
  return kept;
}

/** The section that a unit opens. Once the lines have begun only priorities of named years are none of them. */
function sectionAt(text: string, units: readonly Unit[], at: number, begun: boolean): Section | undefined {
  const head = units[at] as Unit;
  const said = wordsOfUnit(text, head);
  const announced = announcedBy(said) ?? announcedBy(leadOf(said));
  if (!announced) return undefined;
  let from = at + 1;
  let { period } = announced;
  const ends = (unit: Unit) => !unit.marker && announcedBy(wordsOfUnit(text, unit)) !== undefined;
  while (from < at + 3) {
    const next = units[from];
    if (!next || next.marker || next.inRow) break;
    const words = wordsOfUnit(text, next);
    if (!words.endsWith(':') || words.length > LONGEST_LEAD || announcedBy(words)?.topic === otherTopic(announced)) break;
    if (announced.topic === 'priorities') period ??= yearsIn(words);
    from += 1;
  }
  if (begun && (announced.topic !== 'priorities' || period === null)) return undefined;
  if (!head.inRow && announcedBy(said) === undefined) return sectionInside(text, head, { ...announced, period });
  const list = head.inRow ? cellsBeside(units, at) : listAt(text, units, from, ends);
  if (!list || list.items.length === 0) return undefined;
  if (announced.topic === 'priorities' && units[from]?.marker === undefined && !units[from]?.inRow) return undefined;
  return { ...announced, period, units: units.slice(at, from + list.taken), heads: units.slice(at, from), items: list.items };
}

/** What stands before the first colon of a paragraph, the colon with it. */
function leadOf(words: string): string {
  return words.slice(0, words.slice(0, LONGEST_LEAD).indexOf(':') + 1);
}

/** "The objectives are: (a) to …; and (b) to …": a list inside the paragraph that announces it. */
function sectionInside(text: string, head: Unit, announced: Announced): Section | undefined {
  const [first] = head.runs;
  if (!first) return undefined;
  const colon = text.indexOf(':', first.start);
  const items = inside(text, colon + 1, head);
  return items.length > 0
    ? { ...announced, units: [head], heads: [{ ...head, runs: [{ start: first.start, end: colon + 1 }] }], items }
    : undefined;
}

const otherTopic = ({ topic }: Announced) => (topic === 'objectives' ? 'priorities' : 'objectives');

/** In a table the heading stands left, its items in the cells beside it and below. */
function cellsBeside(units: readonly Unit[], at: number): { items: FrontItem[]; taken: number } {
  const column = units[at]?.cell.column ?? 0;
  const items: FrontItem[] = [];
  let next = at + 1;
  for (let unit = units[next]; unit && unit.cell.column > column; unit = units[next]) {
    if (unit.runs.length > 0) items.push({ label: [], runs: [...unit.runs], start: unit.start });
    next += 1;
  }
  return { items, taken: next - at - 1 };
}

/** "Recalling …", "Considérant …": a numbered preamble stands in front as well. */
function isRecital(words: string): boolean {
  return /^(?:recalling|re-?affirming|affirming|noting|recogni[sz]ing|considering|acknowledging|mindful|desiring|emphasi[sz]ing|guided|inspired|rappelant|considérant|notant|reconnaissant|soulignant|conscients?|désireux|réaffirmant|affirmant|vu)\b/iu.test(
    words,
  );
}

function frontOf(text: string, sections: readonly Section[]): Front {
  const objectives: DraftObjective[] = [];
  const priorities: FrontPriority[] = [];
  const furniture: Furniture[] = [];
  const findings: EarlyFinding[] = [];
  const seen = new Set<string>();
  for (const { topic, period, items, heads } of sections) {
    for (const { start, runs } of heads)
      furniture.push({ kind: `${topic}-heading`, source: { start, end: runs.at(-1)?.end ?? start } });
    const labels = labelled(text, items);
    items.forEach((item, index) => {
      const source = { start: item.start, end: item.runs.at(-1)?.end ?? item.start };
      const words = wordsOf(text, item.runs);
      const key = `${topic} ${tokensOf(words).join(' ')}`;
      if (item.heads) furniture.push({ kind: 'table-head', source });
      else if (words === '') furniture.push({ kind: 'rule', source });
      else if (seen.has(key)) findings.push(printedAgain(topic, source));
      else if (topic === 'objectives') objectives.push({ text: words, source });
      else priorities.push({ period, label: '', text: words, ...labels[index], source });
      seen.add(key);
    });
  }
  return { objectives, priorities, units: new Set(sections.flatMap((section) => section.units)), furniture, findings };
}

function printedAgain(topic: Announced['topic'], source: Span): EarlyFinding {
  const message = `One of the ${topic} is printed again here; it was read once.`;
  return { severity: 'info', code: 'duplicate-text', message, source };
}
