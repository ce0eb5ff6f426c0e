/** A piece of text and where it stands on its page; `y` grows upwards, as in the file. */
export type Piece = {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly size: number;
};

/** Pieces on one base line that stand close together. */
type Segment = { readonly text: string; readonly x: number; readonly until: number; readonly y: number; readonly size: number };

/** Half the white that must stand between two columns, in points. */
const HALF_GUTTER = 5;
const FEWEST_LINES = 3;
/** Of all lines of a page with columns so many may run across: a title, a footer. */
const MOST_ACROSS = 0.3;
/** The share of letters that a column has at least: fewer are the numbers of a list. */
const LEAST_SHARE = 0.2;
const DEEPEST = 3;

/** The text of a page in the order in which a person reads it: lines from the top, columns one after the other, a blank line between paragraphs. */
export function textOfPage(pieces: readonly Piece[]): string {
  return joined(ordered(segmentsOf(pieces), 0));
}

function segmentsOf(pieces: readonly Piece[]): Segment[] {
  const lines: Piece[][] = [];
  for (const piece of pieces.filter((each) => each.text.trim() !== '').toSorted((a, b) => b.y - a.y)) {
    const line = lines.at(-1);
    const first = line?.[0];
    if (line && first && first.y - piece.y <= Math.max(1, Math.min(first.size, piece.size) * 0.4)) line.push(piece);
    else lines.push([piece]);
  }
  return lines.flatMap((line) => cutAtGaps(line.toSorted((a, b) => a.x - b.x)));
}

function cutAtGaps(line: readonly Piece[]): Segment[] {
  const segments: Segment[] = [];
  for (const { text, x, y, width, size } of line) {
    const last = segments.at(-1);
    const gap = last === undefined ? Number.POSITIVE_INFINITY : x - last.until;
    if (last === undefined || gap > Math.max(2 * HALF_GUTTER, size * 1.2)) segments.push({ text, x, until: x + width, y, size });
    else {
      const between = gap > size * 0.15 && !/\s$/.test(last.text) && !/^\s/.test(text) ? ' ' : '';
      segments[segments.length - 1] = { ...last, text: last.text + between + text, until: Math.max(last.until, x + width) };
    }
  }
  return segments;
}

/** Segments in reading order: between lines that run across, the left column comes before the right one. */
function ordered(segments: readonly Segment[], depth: number): readonly Segment[] {
  const gutter = depth < DEEPEST ? gutterOf(segments) : undefined;
  if (gutter === undefined) return segments;
  const out: Segment[] = [];
  let band: Segment[] = [];
  const flush = (): void => {
    out.push(
      ...ordered(
        band.filter((each) => each.until <= gutter),
        depth + 1,
      ),
    );
    out.push(
      ...ordered(
        band.filter((each) => each.until > gutter),
        depth + 1,
      ),
    );
    band = [];
  };
  for (const segment of segments) {
    if (runsAcross(segment, gutter)) {
      flush();
      out.push(segment);
    } else band.push(segment);
  }
  flush();
  return out;
}

const runsAcross = ({ x, until }: Segment, gutter: number): boolean => x < gutter - HALF_GUTTER && until > gutter + HALF_GUTTER;

/** Where white runs down between two columns: the place that the fewest lines cross. */
function gutterOf(segments: readonly Segment[]): number | undefined {
  if (segments.length < 2 * FEWEST_LINES) return undefined;
  const letters = (some: readonly Segment[]) => some.reduce((sum, each) => sum + each.text.length, 0);
  const all = letters(segments);
  let best: { at: number; across: number } | undefined;
  // Columns begin where some segment begins: nothing else need be tried.
  for (const at of new Set(segments.map((each) => Math.round(each.x - HALF_GUTTER)))) {
    const across = segments.filter((each) => runsAcross(each, at)).length;
    if (across > segments.length * MOST_ACROSS || (best && across >= best.across)) continue;
    const left = segments.filter((each) => each.until <= at + 1);
    const right = segments.filter((each) => each.x >= at);
    const narrowest = Math.min(letters(left), letters(right));
    if (Math.min(left.length, right.length) >= FEWEST_LINES && narrowest >= all * LEAST_SHARE) best = { at, across };
  }
  return best?.at;
}

function joined(segments: readonly Segment[]): string {
  let out = '';
  let last: Segment | undefined;
  for (const segment of segments) {
    const words = segment.text.trim();
    if (last === undefined) out = words;
    else if (Math.abs(last.y - segment.y) < 1 && segment.x >= last.until) out += `\t${words}`;
    else if (last.y - segment.y > Math.max(last.size, segment.size) * 1.7 || segment.y > last.y) out += `\n\n${words}`;
    // A word that was divided at the end of a line is found whole, and one with a hyphen of its own stays as it is.
    else if (/\p{Ll}-$/u.test(out) && /^\p{Ll}/u.test(words)) out += words;
    else out += `\n${words}`;
    last = segment;
  }
  return out;
}
