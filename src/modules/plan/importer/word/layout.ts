import { markerAt } from '../markers.ts';

/** What mammoth makes of a document, as far as it is read here. */
export type WordNode = {
  readonly type: string;
  readonly children?: readonly WordNode[];
  readonly value?: string;
  readonly styleId?: string | null;
  readonly isBold?: boolean;
  readonly isItalic?: boolean;
  readonly isUnderline?: boolean;
  readonly breakType?: string;
  readonly noteType?: string;
  readonly noteId?: string;
  readonly colSpan?: number;
  readonly rowSpan?: number;
  readonly checked?: boolean;
};

/** A document with its notes: `noteOf` gives the paragraphs of one. */
export type WordDocument = { readonly children: readonly WordNode[]; readonly noteOf: (node: WordNode) => readonly WordNode[] };

type Page = { readonly notes: WordNode[]; readonly plainLooks: boolean };
/** A paragraph as lines; `look` says how all of it is set off. */
type Lines = { readonly lines: string[]; readonly look: Look; readonly role: string | null };
type Look = { readonly bold: boolean; readonly italic: boolean; readonly underline: boolean };

const DIGITS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const MOSTLY = 0.5;

/**
 * A Word document as text that the importer reads like any other: every paragraph a line, blank lines between, cells divided by tabs in the
 * columns where they stand, headings and set-off paragraphs marked as in Markdown, notes below a rule at the end.
 */
export function layOut(document: WordDocument): string {
  const page: Page = { notes: [], plainLooks: isMostlyBold(document.children) };
  const lines = blocks(document.children, page);
  if (page.notes.length > 0) {
    lines.push('', '__________', '');
    page.notes.forEach((reference, at) => {
      const note = document.noteOf(reference).flatMap((each) => paragraphLines(each, page).lines);
      lines.push(`${raised(at + 1)} ${note.map((line) => line.trim()).join(' ')}`, '');
    });
  }
  return lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

function blocks(nodes: readonly WordNode[], page: Page): string[] {
  return nodes.flatMap((node) => {
    if (node.type === 'table') return ['', ...tableLines(node, page), ''];
    if (node.type !== 'paragraph') return blocks(node.children ?? [], page);
    const { lines, look, role } = paragraphLines(node, page);
    if (role === 'contents') return lines.map((line) => line.replace(/\t+(?=\S+$)/, ' ........ '));
    const filled = lines.filter((line) => line.trim() !== '').map(separateNumber);
    return filled.length === 0 ? [''] : ['', ...marked(filled, role, page.plainLooks ? undefined : look), ''];
  });
}

/** A heading by style, or a paragraph that is set off as a whole, in the marks of Markdown. */
function marked(lines: readonly string[], role: string | null, look: Look | undefined): string[] {
  const [first = '', ...rest] = lines;
  const level = role === 'title' ? 1 : Number(/^heading-(\d)$/.exec(role ?? '')?.[1] ?? 0) + 1;
  if (role === 'title' || level > 1) return [`${'#'.repeat(Math.min(level, 6))} ${first.trim()}`, ...rest];
  if (!look || lines.length > 1 || /[*_<>]/.test(first)) return [...lines];
  const stars = look.bold && look.italic ? '***' : look.bold ? '**' : look.italic ? '*' : '';
  const indent = /^\s*/.exec(first)?.[0] ?? '';
  if (stars !== '') return [`${indent}${stars}${first.trim()}${stars}`];
  return look.underline ? [`${indent}<u>${first.trim()}</u>`] : [...lines];
}

function tableLines(table: WordNode, page: Page): string[] {
  const taken = new Map<number, number>();
  return (table.children ?? []).flatMap((row) => {
    let column = 0;
    const cells = (row.children ?? []).map((cell) => {
      while ((taken.get(column) ?? 0) > 0) column += 1;
      const at = column;
      const width = cell.colSpan ?? 1;
      for (let each = at; each < at + width; each += 1) taken.set(each, cell.rowSpan ?? 1);
      column += width;
      return { column: at, lines: cellLines(cell, page) };
    });
    for (const [each, left] of taken) taken.set(each, left - 1);
    return rowLines(cells);
  });
}

/**
 * The first lines of the cells stand in one row; what more a cell holds stands below, in its column. Several lines in the first cell, or
 * in more than one, are kept together: there the cells come one after the other.
 */
function rowLines(cells: readonly { readonly column: number; readonly lines: readonly string[] }[]): string[] {
  const filled = cells.filter(({ lines }) => lines.length > 0);
  const long = filled.filter(({ lines }) => lines.length > 1);
  const rows = long.length === 1 && long[0] !== filled[0] ? [filled] : cutAfter(filled, (cell) => cell.lines.length > 1);
  return rows.flatMap((row) => {
    let at = 0;
    let first = '';
    for (const { column, lines } of row) {
      first += '\t'.repeat(column - at) + (lines[0] ?? '');
      at = column;
    }
    return [first, ...row.flatMap(({ column, lines }) => lines.slice(1).map((line) => '\t'.repeat(column) + line))];
  });
}

/** Cuts a list after each entry that asks for it. */
function cutAfter<T>(list: readonly T[], asks: (each: T) => boolean): T[][] {
  const out: T[][] = [];
  let open = false;
  for (const each of list) {
    if (open) out.at(-1)?.push(each);
    else out.push([each]);
    open = !asks(each);
  }
  return out;
}

function cellLines(cell: WordNode, page: Page): string[] {
  return (cell.children ?? []).flatMap((node) => {
    if (node.type === 'table') return tableLines(node, page);
    return paragraphLines(node, page)
      .lines.map((line) => line.replace(/\s+/g, ' ').trim())
      .filter((line) => line !== '');
  });
}

/** After a number stands a space; tabs elsewhere may be columns that someone made by hand. */
function separateNumber(line: string): string {
  const tab = line.search(/\S\t/) + 1;
  if (tab === 0) return line.replace(/^\t+/, '');
  const start = line.search(/\S/);
  const marker = markerAt(line, start, tab);
  const clean = marker?.end === tab ? `${line.slice(start, tab)} ${line.slice(tab).trim()}` : line.slice(start);
  return clean.trimEnd();
}

/** The words of a paragraph. A line break in it ends a line only where a number follows: elsewhere it is set for the eye. */
function paragraphLines(paragraph: WordNode, page: Page): Lines {
  const pieces: string[] = [];
  const looks: Look[] = [];
  collect(paragraph, page, pieces, looks, { bold: false, italic: false, underline: false });
  const broken = pieces.join('').split('\n');
  const lines: string[] = [];
  for (const line of broken) {
    const start = line.search(/\S/);
    const opens = start >= 0 && markerAt(line, start, line.length)?.set;
    const before = lines.pop();
    if (before === undefined) lines.push(line);
    else if (opens || line.startsWith('\f')) lines.push(before, line);
    else lines.push(`${before} ${line}`);
  }
  const all = (name: keyof Look): boolean => looks.length > 0 && looks.every((look) => look[name]);
  return {
    lines: lines.map((line) => line.replaceAll('\f', '')),
    look: { bold: all('bold'), italic: all('italic'), underline: all('underline') },
    role: paragraph.styleId ?? null,
  };
}

function collect(node: WordNode, page: Page, pieces: string[], looks: Look[], look: Look): void {
  for (const child of node.children ?? []) {
    switch (child.type) {
      case 'text':
        pieces.push((child.value ?? '').replace(/[\n\r\t\f\v\u2028\u2029]/g, ' '));
        if (/[\p{L}\d]/u.test(child.value ?? '')) looks.push(look);
        break;
      case 'tab':
        pieces.push('\t');
        break;
      case 'break':
        pieces.push(child.breakType === 'line' ? '\n' : '\n\f');
        break;
      case 'noteReference':
        page.notes.push(child);
        pieces.push(raised(page.notes.length));
        break;
      case 'checkbox':
        pieces.push(child.checked ? '☒' : '☐');
        break;
      case 'run':
        collect(child, page, pieces, looks, {
          bold: child.isBold ?? false,
          italic: child.isItalic ?? false,
          underline: child.isUnderline ?? false,
        });
        break;
      default:
        collect(child, page, pieces, looks, look);
    }
  }
}

function raised(number: number): string {
  return [...String(number)].map((digit) => DIGITS[Number(digit)] ?? '').join('');
}

/** Where most of a document is bold, being bold sets nothing off. */
function isMostlyBold(nodes: readonly WordNode[]): boolean {
  const counts = { all: 0, bold: 0 };
  const count = (node: WordNode, bold: boolean): void => {
    if (node.type === 'text') {
      counts.all += node.value?.length ?? 0;
      if (bold) counts.bold += node.value?.length ?? 0;
    }
    for (const child of node.children ?? []) count(child, node.type === 'run' ? (node.isBold ?? false) : bold);
  };
  for (const node of nodes) count(node, false);
  return counts.bold > counts.all * MOSTLY;
}
