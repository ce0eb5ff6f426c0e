import type { Counter } from './counters.ts';
import { levelNumber } from './numbering.ts';
import { isOn, type Style, type Styles } from './styles.ts';
import { childOf, readTree, type Tree } from './xml.ts';

/** What is not part of the accepted words: deleted and moved text, earlier formats, codes of fields, page set-up. */
const DROPPED: ReadonlySet<string> = new Set(
  `moveFrom rPrChange pPrChange tblPrChange tblPrExChange tcPrChange trPrChange sectPrChange sectPr delText delInstrText instrText
  fldData ffData sdtPr sdtEndPr rt tblPr tblGrid`.split(/\s+/),
);
/** Elements inside a run that mammoth knows as they are. */
const SIGNS: Readonly<Record<string, string>> = {
  tab: '<w:tab/>',
  ptab: '<w:tab/>',
  cr: '<w:br/>',
  noBreakHyphen: '<w:noBreakHyphen/>',
  softHyphen: '<w:softHyphen/>',
};
const SPACE = '<w:t xml:space="preserve"> </w:t>';
const NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
/** The outline level that says “not a heading”. */
const BODY_TEXT = '9';

type Words = { readonly styles: Styles; readonly counter: Counter; carried: string };
/** A paragraph on the way: its runs, what stands in text boxes hung on it, and the looks of its first run. */
type Runs = { out: string[]; boxes: string[]; look: string | undefined; readonly style: Style };

/**
 * A part of a Word file (the text, or its notes) as mammoth shall read it: only paragraphs, runs and tables; tracked changes accepted,
 * hidden text gone, text boxes after their paragraph, and the numbers that Word counts itself written before the words.
 *
 * @throws ImportRefusal as `walkXml` does
 */
export function plainXml(bytes: Uint8Array, file: string, styles: Styles, counter: Counter): string {
  const tree = readTree(bytes, file, DROPPED);
  const [root] = tree.children;
  if (root === undefined || typeof root === 'string') return '';
  const words: Words = { styles, counter, carried: '' };
  return `<w:${root.name} ${NAMESPACE}>${blocks(root, words)}</w:${root.name}>`;
}

function blocks(tree: Tree, words: Words): string {
  return tree.children.map((child) => (typeof child === 'string' ? '' : block(child, words))).join('');
}

function block(tree: Tree, words: Words): string {
  switch (tree.name) {
    case 'p':
      return paragraph(tree, words);
    case 'tbl':
      return `${letGo(words)}<w:tbl>${blocks(tree, words)}</w:tbl>`;
    case 'tr':
      return row(tree, words);
    case 'tc':
      return cell(tree, words);
    case 'body':
      return `<w:body>${blocks(tree, words)}${letGo(words)}</w:body>`;
    case 'footnote':
    case 'endnote': {
      const { id = '', type } = tree.attributes;
      const kind = type === undefined ? '' : ` w:type="${escaped(type)}"`;
      return `<w:${tree.name} w:id="${escaped(id)}"${kind}>${blocks(tree, words)}${letGo(words)}</w:${tree.name}>`;
    }
    case 'mc:AlternateContent':
      return blocks(chosen(tree), words);
    case 'del':
      return '';
    default:
      return blocks(tree, words);
  }
}

function row(tree: Tree, words: Words): string {
  const properties = childOf(tree, 'trPr');
  const inside = blocks(tree, words);
  if (childOf(properties, 'del')) return '';
  const before = childOf(properties, 'gridBefore')?.attributes.val;
  const skipped = before === undefined ? '' : `<w:tc><w:tcPr><w:gridSpan w:val="${levelNumber(before)}"/></w:tcPr><w:p/></w:tc>`;
  const header = childOf(properties, 'tblHeader') ? '<w:trPr><w:tblHeader/></w:trPr>' : '';
  return `<w:tr>${header}${skipped}${inside}</w:tr>`;
}

function cell(tree: Tree, words: Words): string {
  const properties = childOf(tree, 'tcPr');
  const span = childOf(properties, 'gridSpan')?.attributes.val;
  const merge = childOf(properties, 'vMerge');
  const columns = span === undefined || !/^\d{1,2}$/.test(span) ? '' : `<w:gridSpan w:val="${span}"/>`;
  const rows = merge ? `<w:vMerge w:val="${merge.attributes.val === 'restart' ? 'restart' : 'continue'}"/>` : '';
  return `<w:tc><w:tcPr>${columns}${rows}</w:tcPr>${blocks(tree, words)}${letGo(words)}</w:tc>`;
}

/** A paragraph whose mark was deleted goes on in the next one, which decides about style and number. */
function paragraph(tree: Tree, words: Words): string {
  const properties = childOf(tree, 'pPr');
  const mark = childOf(properties, 'rPr');
  const style = words.styles(childOf(properties, 'pStyle')?.attributes.val);
  const runs: Runs = { out: [], boxes: [], look: undefined, style };
  const gone = childOf(mark, 'del') !== undefined || isMovedAway(mark, tree);
  const number = gone ? '' : numberOf(properties, style, words);
  inline(tree, runs, words);
  // In a list a tab only spaces the words: columns of tabs are made without numbers of Word's own.
  const own = runs.out.join('');
  const inside = words.carried + (number === '' ? own : own.replaceAll(SIGNS.tab ?? '', SPACE));
  words.carried = gone ? inside : '';
  if (gone) return runs.boxes.join('');
  const outline = childOf(properties, 'outlineLvl')?.attributes.val;
  const role = style.role ?? (outline !== undefined && outline !== BODY_TEXT ? `heading-${levelNumber(outline) + 1}` : undefined);
  const look = role === undefined ? '' : `<w:pPr><w:pStyle w:val="${role}"/></w:pPr>`;
  const printed =
    number === '' || inside === '' ? '' : `<w:r>${runs.look ?? ''}<w:t xml:space="preserve">${escaped(number)}</w:t></w:r>`;
  return `<w:p>${look}${printed}${inside}</w:p>${runs.boxes.join('')}`;
}

/** The paragraph that a deleted mark left over at the end of a cell, a note or the text. */
function letGo(words: Words): string {
  const left = words.carried;
  words.carried = '';
  return left === '' ? '' : `<w:p>${left}</w:p>`;
}

/** `moveFrom` is dropped with its text; as the mark of a paragraph it stands for a paragraph that moved away, and that is then empty. */
function isMovedAway(mark: Tree | undefined, tree: Tree): boolean {
  return mark !== undefined && childOf(mark, 'ins') === undefined && childOf(tree, 'moveFromRangeStart') !== undefined;
}

function numberOf(properties: Tree | undefined, style: Style, words: Words): string {
  const own = childOf(properties, 'numPr');
  const list = childOf(own, 'numId')?.attributes.val ?? style.list;
  if (list === undefined || list === '0') return '';
  const written = childOf(own, 'ilvl')?.attributes.val;
  const level = written === undefined ? style.level : levelNumber(written);
  const number = words.counter(list, level);
  return number === '' ? '' : `${number}\t`;
}

function inline(tree: Tree, runs: Runs, words: Words): void {
  for (const child of tree.children) {
    if (typeof child === 'string' || child.name === 'pPr' || child.name === 'del') continue;
    if (child.name === 'r') run(child, runs, words);
    else if (child.name === 'm:t') runs.out.push(`<w:r>${textXml(child)}</w:r>`);
    else if (child.name === 'mc:AlternateContent') inline(chosen(child), runs, words);
    else inline(child, runs, words);
  }
}

function run(tree: Tree, runs: Runs, words: Words): void {
  const properties = childOf(tree, 'rPr');
  const style = words.styles(childOf(properties, 'rStyle')?.attributes.val);
  const switched = (name: string): boolean | undefined => {
    const found = childOf(properties, name);
    return found && isOn(found.attributes.val);
  };
  const hidden = switched('vanish') ?? style.hidden ?? runs.style.hidden ?? false;
  const out: string[] = [];
  for (const child of tree.children) inRun(child, out, runs, words);
  if (hidden || out.length === 0) return;
  const bold = switched('b') ?? style.bold ?? runs.style.bold ?? false;
  const looks = [bold ? '<w:b/>' : '', switched('i') ? '<w:i/>' : '', switched('u') ? '<w:u w:val="single"/>' : ''].join('');
  const look = looks === '' ? '' : `<w:rPr>${looks}</w:rPr>`;
  runs.look ??= look;
  runs.out.push(`<w:r>${look}${out.join('')}</w:r>`);
}

function inRun(child: Tree | string, out: string[], runs: Runs, words: Words): void {
  if (typeof child === 'string') return;
  const { id = '', type, font = '', char = '' } = child.attributes;
  const sign = SIGNS[child.name];
  if (sign !== undefined) out.push(sign);
  else if (child.name === 't' || child.name === 'm:t') out.push(textXml(child));
  else if (child.name === 'br') out.push(type === 'page' || type === 'column' ? '<w:br w:type="page"/>' : '<w:br/>');
  else if (child.name === 'sym') out.push(`<w:sym w:font="${escaped(font)}" w:char="${escaped(char)}"/>`);
  else if (child.name === 'footnoteReference' || child.name === 'endnoteReference')
    out.push(`<w:${child.name} w:id="${escaped(id)}"/>`);
  else if (child.name === 'txbxContent') runs.boxes.push(blocks(child, { ...words, carried: '' }));
  else if (child.name === 'mc:AlternateContent') for (const each of chosen(child).children) inRun(each, out, runs, words);
  else if (child.name !== 'rPr' && child.name !== 'del') for (const each of child.children) inRun(each, out, runs, words);
}

/** The same content for newer and for older programs: the first that has words. */
function chosen(tree: Tree): Tree {
  const choices = tree.children.filter((child): child is Tree => typeof child !== 'string');
  return choices.find(hasWords) ?? { name: '', attributes: {}, children: [] };
}

function hasWords(tree: Tree): boolean {
  return tree.children.some(
    (child) => typeof child !== 'string' && (child.name === 't' || child.name === 'm:t' || hasWords(child)),
  );
}

function textXml(tree: Tree): string {
  const words = tree.children.filter((child) => typeof child === 'string').join('');
  return words === '' ? '' : `<w:t xml:space="preserve">${escaped(words)}</w:t>`;
}

function escaped(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
