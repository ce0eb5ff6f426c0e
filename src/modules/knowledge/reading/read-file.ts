import { ImportRefusal, readDocument } from '../../plan/index.ts';
import { readPdf } from './read-pdf.ts';
import { hasWords, MOST, type Outcome, type Stretch, storable } from './stretch.ts';

const PDF = 'application/pdf';
/** Paragraphs are kept together until they make about a page. */
const ABOUT_A_PAGE = 2_500;

/**
 * The text of a file of the shelf, whatever its bytes are, read apart and within limits: a PDF by its pages, a Word file or plain text by
 * its paragraphs, since such a file has no pages of its own.
 */
export async function readFile(bytes: Uint8Array, name: string, type: string): Promise<Outcome> {
  if (type === PDF) return readPdf(bytes);
  try {
    const { text, paragraphs } = await readDocument(bytes, name);
    return byParagraphs(storable(text), paragraphs ? /\n+/ : /\n[^\S\n]*\n\s*|\f/);
  } catch (error) {
    if (!(error instanceof ImportRefusal)) throw error;
    if (error.code === 'empty') return { state: 'wordless', why: null, unit: 'paragraph', stretches: [] };
    const why = error.code === 'binary' ? 'unreadable' : error.code === 'no-items' ? 'damaged' : error.code;
    return { state: 'unread', why, unit: null, stretches: [] };
  }
}

/** Cuts a text into paragraphs and lays them together into stretches of about a page, each knowing from where until where it goes. */
export function byParagraphs(text: string, between: RegExp): Outcome {
  const stretches: Stretch[] = [];
  let number = 0;
  let letters = 0;
  let cut = false;
  let current: { number: number; last: number; text: string } | undefined;
  const close = (): void => {
    if (current) stretches.push(current);
    current = undefined;
  };
  for (const paragraph of text.split(between).flatMap(inPieces)) {
    if (!hasWords(paragraph)) continue;
    letters += paragraph.length + 2;
    if (letters > MOST.letters || stretches.length >= MOST.pages) {
      cut = true;
      break;
    }
    number += 1;
    if (current && current.text.length + paragraph.length > ABOUT_A_PAGE) close();
    // A blank line between paragraphs: inside one there is none.
    current = current
      ? { ...current, last: number, text: `${current.text}\n\n${paragraph}` }
      : { number, last: number, text: paragraph };
  }
  close();
  if (stretches.length === 0) return { state: 'wordless', why: null, unit: 'paragraph', stretches };
  return { state: 'read', why: cut ? 'cut' : null, unit: 'paragraph', stretches };
}

/** A paragraph that is longer than any page is taken in pieces. */
function inPieces(paragraph: string): string[] {
  const text = paragraph.replace(/^\s+|\s+$/g, '');
  if (text.length <= MOST.onPage) return [text];
  const pieces: string[] = [];
  for (let from = 0; from < text.length; from += MOST.onPage) pieces.push(text.slice(from, from + MOST.onPage).toWellFormed());
  return pieces;
}
