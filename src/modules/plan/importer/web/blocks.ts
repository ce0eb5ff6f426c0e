import type { WordNode } from '../word/layout.ts';
import { attribute, type Element, isElement, type Node, type Parent, styled } from './elements.ts';
import { listNumber, markOf } from './list-marks.ts';

/** What is never words of a document: programs, looks, things to fill in, pictures, other pages inside this one. */
const SILENT: ReadonlySet<string> = new Set(
  `script style template noscript iframe frame object embed applet svg math canvas audio video picture map head link meta
  input select textarea button datalist dialog del`.split(/\s+/),
);
/** What a site puts round every page. */
const FRAME: ReadonlySet<string> = new Set(['nav', 'aside']);
const FRAME_ROLES = /^(?:navigation|banner|contentinfo|complementary|search|dialog|alert)$/;
const INLINE: ReadonlySet<string> = new Set(
  `a abbr acronym b bdi bdo big cite code data dfn em font i ins kbd label mark q s samp small span strike strong sub sup time tt u
  var wbr`.split(/\s+/),
);
const ROMAN_DIGITS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

type Look = { readonly bold: boolean; readonly italic: boolean; readonly underline: boolean };
type Walk = { readonly out: WordNode[]; runs: WordNode[]; leftOut: boolean };
const PLAIN: Look = { bold: false, italic: false, underline: false };

/** A page, or a part of it, as paragraphs and tables; `leftOut` whether a frame of the site stood in it. */
export function blocksOf(root: Parent): { readonly nodes: readonly WordNode[]; readonly leftOut: boolean } {
  const walk: Walk = { out: [], runs: [], leftOut: false };
  flow(root.childNodes, walk, PLAIN);
  close(walk);
  return { nodes: walk.out, leftOut: walk.leftOut };
}

function flow(nodes: readonly Node[], walk: Walk, look: Look, style?: string): void {
  for (const node of nodes) {
    if (node.nodeName === '#text' && 'value' in node) walk.runs.push(run(node.value, look));
    else if (isElement(node)) element(node, walk, look, style);
  }
}

function element(node: Element, walk: Walk, look: Look, style?: string): void {
  const tag = node.tagName;
  if (SILENT.has(tag) || isHidden(node)) return;
  if (isFrame(node)) {
    walk.leftOut = true;
    return;
  }
  if (tag === 'br') {
    lineBreak(walk);
    return;
  }
  if (tag === 'sup' && isNumber(node)) {
    const digits = [...wordsIn(node).trim()].map((digit) => ROMAN_DIGITS[Number(digit)] ?? '').join('');
    walk.runs.push(run(digits, look));
    return;
  }
  if (INLINE.has(tag)) {
    flow(node.childNodes, walk, lookOf(node, look), style);
    return;
  }
  close(walk, style);
  if (tag === 'table') table(node, walk);
  else if (tag === 'ol' || tag === 'ul' || tag === 'menu') list(node, walk, look);
  else if (tag === 'hr') walk.out.push(paragraph([run('__________', PLAIN)]));
  else if (/^h[1-6]$/.test(tag)) heading(node, walk);
  else if (tag === 'pre') preformatted(node, walk, look);
  else {
    flow(node.childNodes, walk, tag === 'dt' || tag === 'caption' ? { ...look, bold: true } : look, style);
    close(walk, style);
  }
}

function heading(node: Element, walk: Walk): void {
  flow(node.childNodes, walk, PLAIN);
  const level = Number(node.tagName.slice(1));
  close(walk, level === 1 ? 'title' : `heading-${level - 1}`);
}

/** Each line of it stands as it was typed. */
function preformatted(node: Element, walk: Walk, look: Look): void {
  for (const line of wordsIn(node).split(/\r?\n/)) {
    walk.runs.push(run(line, look));
    close(walk);
  }
}

/** Two breaks, one after the other, are how old pages begin a paragraph. */
function lineBreak(walk: Walk): void {
  const words = walk.runs.filter(({ type, children }) => type === 'break' || children?.some(({ value }) => value?.trim()));
  if (words.at(-1)?.type === 'break') close(walk);
  else walk.runs.push({ type: 'break', breakType: 'line' });
}

function list(node: Element, walk: Walk, look: Look): void {
  const items = node.childNodes.filter((child): child is Element => isElement(child) && child.tagName === 'li');
  let number = listNumber(node, items.length);
  const step = node.tagName === 'ol' && attribute(node, 'reversed') !== undefined ? -1 : 1;
  for (const child of node.childNodes) {
    if (!isElement(child) || child.tagName !== 'li') {
      if (isElement(child)) element(child, walk, look);
      continue;
    }
    if (isHidden(child)) continue;
    number = Number.parseInt(attribute(child, 'value') ?? '', 10) || number;
    const mark = markOf(node, child, number, wordsIn(child));
    if (mark !== '') walk.runs.push(run(`${mark} `, PLAIN));
    // The item's first paragraph stands behind its mark, however it is wrapped.
    const [first, ...rest] = wrappedFirst(child);
    flow(first ?? [], walk, look);
    flow(rest.flat(), walk, look);
    close(walk);
    number += step;
  }
}

/** What an item holds, the contents of a paragraph that begins it taken out of their paragraph. */
function wrappedFirst(item: Element): (readonly Node[])[] {
  const at = item.childNodes.findIndex(
    (child) => isElement(child) || (child.nodeName === '#text' && 'value' in child && child.value.trim() !== ''),
  );
  const first = item.childNodes[at];
  if (!first || !isElement(first) || !/^(?:p|div)$/.test(first.tagName)) return [item.childNodes];
  return [...wrappedFirst(first), item.childNodes.slice(at + 1)];
}

function table(node: Element, walk: Walk): void {
  const rows: Element[] = [];
  for (const part of node.childNodes) {
    if (!isElement(part)) continue;
    if (part.tagName === 'caption') element(part, walk, PLAIN);
    else if (/^(?:thead|tbody|tfoot)$/.test(part.tagName)) rows.push(...rowsOf(part));
    else if (part.tagName === 'tr') rows.push(part);
  }
  const children = rows.filter((row) => !isHidden(row)).map((row) => ({ type: 'tableRow', children: cellsOf(row, walk) }));
  const cells = children.reduce((most, row) => Math.max(most, row.children.length), 0);
  // A table of one column only places things on the page.
  if (cells > 1) walk.out.push({ type: 'table', children });
  else walk.out.push(...children.flatMap((row) => row.children.flatMap((cell) => cell.children ?? [])));
}

const rowsOf = (part: Element): Element[] =>
  part.childNodes.filter((child): child is Element => isElement(child) && child.tagName === 'tr');

const MOST_SPANNED = 100;

function cellsOf(row: Element, walk: Walk): WordNode[] {
  const cells = row.childNodes.filter((child): child is Element => isElement(child) && /^t[dh]$/.test(child.tagName));
  return cells.map((cell) => {
    const inside: Walk = { out: [], runs: [], leftOut: false };
    flow(cell.childNodes, inside, PLAIN);
    close(inside);
    walk.leftOut ||= inside.leftOut;
    const span = (name: string): number =>
      Math.min(Math.max(1, Number.parseInt(attribute(cell, name) ?? '', 10) || 1), MOST_SPANNED);
    return { type: 'tableCell', children: inside.out, colSpan: span('colspan'), rowSpan: span('rowspan') };
  });
}

function close(walk: Walk, style?: string): void {
  const runs = walk.runs;
  walk.runs = [];
  if (runs.some(({ children }) => children?.some(({ value }) => value?.trim()))) walk.out.push(paragraph(collapsed(runs), style));
}

/** White space as a browser prints it: one space for any stretch, none at the ends. */
function collapsed(runs: readonly WordNode[]): WordNode[] {
  let space = true;
  return runs.map((each) => {
    if (each.type === 'break') {
      space = true;
      return each;
    }
    const value = (each.children?.[0]?.value ?? '').replace(/[ \t\n\r\f]+/g, ' ');
    const shown = space ? value.replace(/^ /, '') : value;
    if (shown !== '') space = shown.endsWith(' ');
    return { ...each, children: [{ type: 'text', value: shown }] };
  });
}

const paragraph = (children: readonly WordNode[], styleId?: string): WordNode => ({
  type: 'paragraph',
  children,
  styleId: styleId ?? null,
});

const run = (value: string, { bold, italic, underline }: Look): WordNode => ({
  type: 'run',
  isBold: bold,
  isItalic: italic,
  isUnderline: underline,
  children: [{ type: 'text', value }],
});

function lookOf(node: Element, look: Look): Look {
  const weight = styled(node, 'font-weight');
  return {
    bold: /^(?:b|strong)$/.test(node.tagName) || weight === 'bold' || Number(weight) >= 600 || look.bold,
    italic: /^(?:i|em)$/.test(node.tagName) || look.italic,
    underline: node.tagName === 'u' || look.underline,
  };
}

function isHidden(node: Element): boolean {
  return attribute(node, 'hidden') !== undefined || styled(node, 'display') === 'none' || styled(node, 'visibility') === 'hidden';
}

/** A head or foot belongs to the site where it stands in no article. */
function isFrame(node: Element): boolean {
  if (FRAME.has(node.tagName) || FRAME_ROLES.test(attribute(node, 'role') ?? '')) return true;
  return /^(?:header|footer)$/.test(node.tagName) && !isWithin(node, /^(?:article|section|main)$/);
}

function isWithin(node: Element, tags: RegExp): boolean {
  for (let parent = node.parentNode; parent && 'tagName' in parent; parent = parent.parentNode)
    if (tags.test(parent.tagName)) return true;
  return false;
}

const isNumber = (node: Element): boolean => /^\s*\d{1,3}\s*$/.test(wordsIn(node));

function wordsIn(node: Parent): string {
  return node.childNodes
    .map((child) => (child.nodeName === '#text' && 'value' in child ? child.value : isElement(child) ? wordsIn(child) : ''))
    .join('');
}
