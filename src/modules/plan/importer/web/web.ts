import { type DefaultTreeAdapterMap, parse } from 'parse5';
import { caps } from '../caps.ts';
import { decodeText } from '../encoding.ts';
import { shownName } from '../file-kind.ts';
import type { Note, Reading } from '../reading.ts';
import { ImportRefusal } from '../refusal.ts';
import { layOut } from '../word/layout.ts';
import { blocksOf } from './blocks.ts';
import { type Element, elementsIn, isElement } from './elements.ts';

type Document = DefaultTreeAdapterMap['document'];

/** A page says in its first bytes how its letters are written. */
const DECLARED = /<meta[^>]{1,200}?charset\s*=\s*["']?\s*([\w.:-]{2,30})/i;
const LOOKED_AT = 4_096;
const FRAME_LEFT_OUT: Note = {
  severity: 'info',
  code: 'left-out',
  message: 'What the site prints round every page (navigation, head, foot) was left out.',
};
/** Words enough that what a page calls its main part is the document, and not a line above it. */
const ENOUGH = 200;

/**
 * The text of a web page that was saved: headings, paragraphs, lists with the numbers that a browser would print, and tables as rows of
 * cells divided by tabs. Scripts, styles, forms and hidden parts are no words of a document; the page's own frame (navigation, head, foot)
 * is left out, and the reading says so. Nothing that a page refers to is ever fetched.
 *
 * @throws ImportRefusal `doctype`, `bomb`, `empty`, `unreadable`, `type` for a page of frames
 */
export function readWeb(bytes: Uint8Array, name: string): Reading {
  const markup = decodePage(bytes, name);
  if (/<!doctype[^>]{0,400}\[|<!entity\s/i.test(markup))
    throw new ImportRefusal(
      'doctype',
      `${shownName(name)} carries a document type declaration with rules of its own, which no web page needs. It was not read.`,
    );
  const document: Document = parse(markup, { scriptingEnabled: false });
  const all = elementsIn(document, name);
  if (all.some((each) => each.tagName === 'frameset'))
    throw new ImportRefusal(
      'type',
      `${shownName(name)} is a page of frames and holds no text itself. Open the frame that holds the plan, save that, and choose it.`,
    );
  const main = mainPart(all);
  const { nodes, leftOut } = blocksOf(main ?? document);
  const outside = main !== undefined;
  const text = layOut({ children: nodes, noteOf: () => [] });
  return { text, paragraphs: true, notes: leftOut || outside ? [FRAME_LEFT_OUT] : [] };
}

function decodePage(bytes: Uint8Array, name: string): string {
  const beginning = new TextDecoder('latin1').decode(bytes.subarray(0, LOOKED_AT));
  const label = /^(?:\u00ff\u00fe|\u00fe\u00ff|\u00ef\u00bb\u00bf)/.test(beginning) ? undefined : DECLARED.exec(beginning)?.[1];
  if (label === undefined || /^utf-?8$/i.test(label)) return decodeText(bytes, shownName(name));
  try {
    return new TextDecoder(label).decode(bytes);
  } catch {
    return decodeText(bytes, shownName(name));
  }
}

/** What the page itself names its main part, where that holds the words of a document and stands once. */
function mainPart(all: readonly Element[]): Element | undefined {
  for (const tag of ['main', 'article']) {
    const found = all.filter((each) => each.tagName === tag || (tag === 'main' && roleOf(each) === 'main'));
    const [only] = found;
    if (found.length === 1 && only && lettersIn(only) >= ENOUGH) return only;
  }
  return undefined;
}

const roleOf = (element: Element): string | undefined => element.attrs.find(({ name }) => name === 'role')?.value;

function lettersIn(element: Element): number {
  let count = 0;
  const open: DefaultTreeAdapterMap['childNode'][] = [...element.childNodes];
  for (let node = open.pop(); node && count < caps.characters; node = open.pop()) {
    if (node.nodeName === '#text' && 'value' in node) count += node.value.trim().length;
    else if (isElement(node)) open.push(...node.childNodes);
  }
  return count;
}
