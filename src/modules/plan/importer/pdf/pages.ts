import { getDocumentProxy } from 'unpdf';
import { caps } from '../caps.ts';
import { refuseKind, shownName } from '../file-kind.ts';
import { ImportRefusal } from '../refusal.ts';

/** A piece of text as it is placed on a page: baseline from the top, in points. */
export type Piece = {
  readonly words: string;
  readonly left: number;
  readonly right: number;
  readonly base: number;
  readonly size: number;
};

/** A page: its pieces in the order of the file. */
export type PdfPage = { readonly width: number; readonly height: number; readonly pieces: readonly Piece[] };

type Item = { readonly str?: string; readonly transform?: readonly number[]; readonly width?: number };

/** What the reader of PDF files says of a file that it cannot open, by the name of its error. */
const TROUBLES: Readonly<Record<string, 'password' | 'damaged'>> = {
  PasswordException: 'password',
  InvalidPDFException: 'damaged',
  FormatError: 'damaged',
  UnknownErrorException: 'damaged',
};

/**
 * The pages of a PDF with their text and where it stands. Nothing in the file is run, and nothing that it names is fetched.
 *
 * @throws ImportRefusal `type` when it is locked by a password, `damaged`, `too-large`
 */
export async function readPages(bytes: Uint8Array, name: string): Promise<PdfPage[]> {
  const document = await open(bytes, name);
  if (document.numPages > caps.pages)
    throw new ImportRefusal(
      'too-large',
      `${shownName(name)} has ${document.numPages} pages, more than any plan. Choose the pages that hold the plan.`,
    );
  const pages: PdfPage[] = [];
  let left: number = caps.items;
  for (let number = 1; number <= document.numPages; number += 1) {
    try {
      const page = await document.getPage(number);
      const { width, height, transform } = page.getViewport({ scale: 1 });
      const { items } = await page.getTextContent({ includeMarkedContent: false });
      const pieces = (items as Item[]).flatMap((item) => placed(item, transform));
      left -= pieces.length;
      pages.push({ width, height, pieces });
      page.cleanup();
    } catch (error) {
      throw troubleOf(error, name);
    }
    if (left < 0)
      throw new ImportRefusal(
        'too-large',
        `${shownName(name)} holds more text than any plan. Choose the pages that hold the plan.`,
      );
  }
  return pages;
}

async function open(bytes: Uint8Array, name: string) {
  try {
    // The reader takes the bytes for itself, so it gets its own.
    return await getDocumentProxy(Uint8Array.from(bytes), {
      verbosity: 0,
      enableXfa: false,
      stopAtErrors: false,
      useWorkerFetch: false,
      disableAutoFetch: true,
      disableStream: true,
      disableRange: true,
      maxImageSize: 0,
    });
  } catch (error) {
    throw troubleOf(error, name);
  }
}

function troubleOf(error: unknown, name: string): unknown {
  const trouble = error instanceof Error ? (TROUBLES[error.name] ?? (error.name === 'Error' ? undefined : 'damaged')) : undefined;
  if (trouble === 'password') return refuseKind(name, 'a PDF that is protected by a password');
  if (trouble === undefined && !(error instanceof Error)) return error;
  return new ImportRefusal(
    'damaged',
    `${shownName(name)} is damaged or was cut short. Open it in a reader of PDF files, save it again, and choose that.`,
  );
}

/** Text that stands upright; what is turned is a stamp or a watermark. */
function placed(item: Item, view: readonly number[]): Piece[] {
  const words = item.str ?? '';
  const [a = 0, b = 0, , d = 0, e = 0, f = 0] = multiplied(view, item.transform ?? []);
  const size = Math.hypot(b, d) || Math.abs(a);
  if (words.trim() === '' || size <= 0 || !Number.isFinite(e + f + size)) return [];
  if (Math.abs(b) > Math.abs(a) * 0.1 || a < 0) return [];
  return [{ words, left: e, right: e + (item.width ?? 0), base: f, size }];
}

function multiplied(one: readonly number[], other: readonly number[]): number[] {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = one;
  const [g = 1, h = 0, i = 0, j = 1, k = 0, l = 0] = other;
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
}
