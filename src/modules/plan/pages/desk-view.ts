import { type Desk, type DeskFinding, type DeskNode, familyOf } from '../importer/index.ts';

/** What is in view: a node, a doubtful place, a stretch of the source around it, and a stretch of the register. */
export type View = {
  readonly node: DeskNode | undefined;
  readonly finding: { readonly index: number; readonly finding: DeskFinding } | undefined;
  /** What is marked in the source. */
  readonly marked: { readonly start: number; readonly end: number } | undefined;
  readonly source: SourceWindow;
  readonly nodes: readonly DeskNode[];
  /** The nodes with which the stretches of the register before and after begin. */
  readonly before: DeskNode | undefined;
  readonly after: DeskNode | undefined;
};

export type SourceWindow = {
  readonly from: number;
  readonly until: number;
  /** The number of its first line, from 1, and of the one after its last. */
  readonly line: number;
  readonly next: number | undefined;
  readonly previous: number | undefined;
  readonly page: number | undefined;
};

const LINES_ABOVE = 8;
const LINES = 32;
const MOST_CHARACTERS = 9_000;
const NODES_ABOVE = 10;
const NODES = 36;

export type Asked = {
  readonly node?: string | undefined;
  readonly finding?: number | undefined;
  readonly line?: number | undefined;
};

/** What is in view when something is asked for; when nothing is, the first place that is not settled. */
export function viewOf(desk: Desk, asked: Asked): View {
  const nothing = asked.node === undefined && asked.finding === undefined && asked.line === undefined;
  const index = asked.finding ?? (nothing ? desk.findings.findIndex(({ settled }) => settled === null) : -1);
  const found = desk.findings[index];
  const finding = found && { index, finding: found };
  const named = desk.nodes.find(({ key }) => key === asked.node);
  const node = named ?? nodeOfFinding(desk, found) ?? (nothing ? desk.nodes[0] : undefined);
  const place = found && found.source.end > found.source.start && !named ? found.source : node?.source;
  const at = Math.max(0, node ? desk.nodes.indexOf(node) : nodeNear(desk, place?.start ?? 0));
  const first = Math.max(0, at - NODES_ABOVE);
  return {
    node,
    finding,
    marked: place,
    source: windowOf(desk, asked.line, place?.start ?? 0),
    nodes: desk.nodes.slice(first, first + NODES),
    before: first > 0 ? desk.nodes[Math.max(0, first - NODES + NODES_ABOVE)] : undefined,
    after: desk.nodes[first + NODES],
  };
}

/** The node that a doubtful place speaks of, or in whose words it stands. */
export function nodeOfFinding(desk: Desk, finding: DeskFinding | undefined): DeskNode | undefined {
  if (!finding) return undefined;
  if (finding.node !== null) return desk.nodes.find(({ key }) => key === finding.node);
  const { start, end } = finding.source;
  return end === start
    ? undefined
    : desk.nodes.find(({ pieces }) => pieces.some((piece) => piece.start < end && piece.end > start));
}

function nodeNear(desk: Desk, start: number): number {
  let best = 0;
  desk.nodes.forEach((node, at) => {
    if (node.source.start <= start && familyOf(node.kind) === 'tree') best = at;
  });
  return best;
}

/** The doubtful place after or before one: the next that is not settled; where all are, the next. */
export function findingBeside(desk: Desk, index: number | undefined, step: 1 | -1): number | undefined {
  const count = desk.findings.length;
  const ways = Array.from(
    { length: count },
    (_, way) => ((index ?? (step === 1 ? -1 : count)) + step * (way + 1) + count * 2) % count,
  );
  const open = ways.find((at) => at !== index && desk.findings[at]?.settled === null);
  return open ?? ways.find((at) => at !== index);
}

/** Some lines of the source around a place, or from a line on. */
function windowOf({ text, pages }: Desk, asked: number | undefined, place: number): SourceWindow {
  let from = 0;
  let line = 1;
  if (asked !== undefined) {
    for (let at = text.indexOf('\n'); at >= 0 && line < asked; at = text.indexOf('\n', at + 1)) {
      from = at + 1;
      line += 1;
    }
  } else {
    from = text.lastIndexOf('\n', Math.max(0, place - 1)) + 1;
    for (let above = 0; above < LINES_ABOVE && from > 0; above += 1) from = text.lastIndexOf('\n', from - 2) + 1;
    line = countLines(text, from);
  }
  let until = from;
  let lines = 0;
  while (lines < LINES && until < text.length && (until - from < MOST_CHARACTERS || lines === 0)) {
    const end = text.indexOf('\n', until);
    until = end < 0 ? text.length : end + 1;
    lines += 1;
  }
  const page = pages.findLastIndex((begins) => begins <= (asked === undefined ? place : from));
  return {
    ...{ from, until, line, page: page < 0 ? undefined : page + 1 },
    next: until < text.length ? line + lines : undefined,
    previous: line > 1 ? Math.max(1, line - LINES + 2) : undefined,
  };
}

function countLines(text: string, until: number): number {
  let count = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < until; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

/** How deep a node stands in the tree. */
export function depthOf(desk: Desk, node: DeskNode): number {
  const nodes = new Map(desk.nodes.map((each) => [each.key, each] as const));
  let depth = 0;
  for (let parent = node.parent; parent !== null && depth < 5; depth += 1) parent = nodes.get(parent)?.parent ?? null;
  return depth;
}
