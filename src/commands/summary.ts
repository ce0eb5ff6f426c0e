import type { Draft, DraftNode } from '../modules/plan/importer/index.ts';

const KINDS = [
  ['part', 'part', 'parts'],
  ['area', 'area', 'areas'],
  ['action', 'action line', 'action lines'],
  ['subitem', 'sub-item', 'sub-items'],
] as const;
const NARROWEST = 60;

/** What was read, for a person at a terminal of that width: what it is, its tree, and what is doubtful with the lines to look at. */
export function summaryOf(draft: Draft, width: number): string {
  const wide = Math.max(NARROWEST, width);
  const counts = KINDS.map(([kind, one, more]) => counted(draft.nodes.filter((node) => node.kind === kind).length, one, more));
  const front = [
    counted(draft.objectives.length, 'objective', 'objectives'),
    counted(draft.priorities.length, 'priority', 'priorities'),
  ];
  const { start, end } = draft.period;
  const lines = [
    clean(draft.title ?? 'No title was found'),
    `  Period    ${start === null && end === null ? 'none was found' : `${start ?? '?'} to ${end ?? '?'}`}`,
    `  Parties   ${draft.parties.length === 0 ? 'none were found' : clean(draft.parties.join(', '))}`,
    `  Read      ${[...counts, ...front].filter((each) => !each.startsWith('0 ')).join(', ') || 'nothing'}`,
    '',
    ...outline(draft.nodes, wide),
    ...findings(draft),
  ];
  return `${lines.join('\n')}\n`;
}

function outline(nodes: readonly DraftNode[], width: number): string[] {
  const depths = new Map<string, number>();
  return nodes.map(({ id, parent, text }) => {
    const depth = parent === null ? 0 : (depths.get(parent) ?? -1) + 1;
    depths.set(id, depth);
    const line = `${'  '.repeat(depth + 1)}${clean(id)}  ${clean(text)}`;
    return line.length > width ? `${line.slice(0, width - 1).trimEnd()}…` : line;
  });
}

function findings({ findings: found, text, pages }: Draft): string[] {
  if (found.length === 0) return ['', 'Nothing seems doubtful.'];
  const lineAt = lineNumbers(text);
  const placeOf = ({ start, end }: Draft['findings'][number]['source']): string => {
    if (end === 0) return 'the file';
    // Of a document with pages the page is what a person can look up.
    return pages.length > 0 ? `page ${pages.filter((from) => from <= start).length}` : `line ${lineAt(start)}`;
  };
  const rows = found.map(({ severity, message, source }) => [severity, placeOf(source), clean(message)] as const);
  const widest = (column: 0 | 1) => Math.max(...rows.map((row) => row[column].length));
  const [severity, place] = [widest(0), widest(1)];
  return [
    '',
    `${counted(found.length, 'remark', 'remarks')}:`,
    ...rows.map((row) => `  ${row[0].padEnd(severity)}  ${row[1].padEnd(place)}  ${row[2]}`),
  ];
}

/** The number of the line, from 1, on which a character stands. */
function lineNumbers(text: string): (offset: number) => number {
  const starts = [0];
  for (const match of text.matchAll(/\r\n|[\n\r\u2028\u2029]/g)) starts.push(match.index + match[0].length);
  return (offset) => {
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  };
}

function counted(count: number, one: string, more: string): string {
  return `${count} ${count === 1 ? one : more}`;
}

/** Words of a document as a terminal may be shown them: no signs that move its cursor or turn the direction of writing. */
function clean(words: string): string {
  return words.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim();
}
