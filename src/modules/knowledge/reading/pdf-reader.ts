import { getDocumentProxy } from 'unpdf';
import { workOnMessage } from '../../../platform/files/apart.ts';
import { type Piece, textOfPage } from './columns.ts';
import { hasWords, MOST, type Stretch, storable } from './stretch.ts';

/** What the program that reads a PDF says: pages as it reads them, and at last how it ended. */
export type PdfMessage =
  | { readonly pages: readonly Stretch[] }
  | { readonly ended: 'read' | 'cut' | 'locked' | 'damaged' | 'too-large' };

const AT_ONCE = 20;
/** Nothing of the file is drawn, run or fetched: only its letters and their places are asked for. */
const PLAIN = {
  ...{
    verbosity: 0,
    disableFontFace: true,
    useSystemFonts: false,
    fontExtraProperties: false,
    enableXfa: false,
    maxImageSize: 1,
  },
  ...{ disableRange: true, disableStream: true, disableAutoFetch: true, useWorkerFetch: false, useWasm: false },
  ...{ isOffscreenCanvasSupported: false, isImageDecoderSupported: false, stopAtErrors: false },
};

type Item = { str?: string; transform?: number[]; width?: number; height?: number };

async function read(bytes: Uint8Array, tell: (message: PdfMessage) => void): Promise<PdfMessage> {
  const pdf = await getDocumentProxy(bytes, PLAIN as Parameters<typeof getDocumentProxy>[1]);
  const count = Math.min(pdf.numPages, MOST.pages);
  let ended: 'read' | 'cut' = pdf.numPages > count ? 'cut' : 'read';
  let letters = 0;
  let pages: Stretch[] = [];
  const say = (): void => {
    tell({ pages });
    pages = [];
  };
  for (let number = 1; number <= count; number += 1) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent({ disableNormalization: false });
    const whole = storable(textOfPage((items as Item[]).flatMap(pieceOf)));
    page.cleanup();
    const text = whole.slice(0, MOST.onPage);
    letters += text.length;
    if (text.length < whole.length || letters > MOST.letters) ended = 'cut';
    if (letters > MOST.letters) break;
    if (hasWords(text)) pages.push({ number, last: number, text });
    if (pages.length >= AT_ONCE) say();
  }
  say();
  return { ended };
}

function pieceOf({ str, transform, width = 0, height = 0 }: Item): Piece[] {
  if (!str || !transform) return [];
  const [a = 0, b = 0, , , x = 0, y = 0] = transform;
  return [{ text: str, x, y, width, size: height || Math.hypot(a, b) || 1 }];
}

function why(error: unknown): PdfMessage {
  const name = error instanceof Error ? error.name : '';
  return { ended: name === 'PasswordException' ? 'locked' : 'damaged' };
}

workOnMessage<Uint8Array, PdfMessage>(async (bytes, say) => say(await read(new Uint8Array(bytes), say).catch(why)));
