import { zipSync } from 'fflate';
import mammoth from 'mammoth';
import { refuseKind, shownName } from '../file-kind.ts';
import { ImportRefusal } from '../refusal.ts';
import { openArchive } from './archive.ts';
import { countParagraphs } from './counters.ts';
import { layOut, type WordNode } from './layout.ts';
import { type Lists, readLists } from './numbering.ts';
import { findParts } from './parts.ts';
import { plainXml } from './plain.ts';
import { readStyles } from './styles.ts';

type NoteReference = Pick<WordNode, 'noteType' | 'noteId'>;
type MammothDocument = {
  readonly children: readonly WordNode[];
  readonly notes: { resolve(reference: NoteReference): { readonly body: readonly WordNode[] } | null };
};

/**
 * The text of a Word file (.docx), its tables as rows of cells divided by tabs. Everything in the archive is unpacked within the caps and
 * looked through for document type declarations; what mammoth then reads is written anew from it. Headers and footers are left out: Word
 * repeats them on every page, they are no words of the plan.
 *
 * @throws ImportRefusal `type`, `damaged`, `bomb`, `doctype`
 */
export async function readWord(bytes: Uint8Array, name: string): Promise<string> {
  const parts = findParts(openArchive(bytes, name), name);
  const lists: Lists = parts.numbering ? readLists(parts.numbering, name) : new Map();
  const styles = readStyles(parts.styles, name, lists);
  const text = plainXml(parts.document, name, styles, countParagraphs(lists));
  if (!text.startsWith('<w:document ')) throw refuseKind(name, 'a file that only looks like a Word document');
  const notes = (part: Uint8Array | undefined) => (part ? plainXml(part, name, styles, countParagraphs(lists)) : undefined);
  return layOut(await readByMammoth(name, text, { footnotes: notes(parts.footnotes), endnotes: notes(parts.endnotes) }));
}

async function readByMammoth(
  name: string,
  text: string,
  notes: Readonly<Record<'footnotes' | 'endnotes', string | undefined>>,
): Promise<Parameters<typeof layOut>[0]> {
  const encoder = new TextEncoder();
  const files = { 'word/document.xml': encoder.encode(text) } as Record<string, Uint8Array>;
  for (const [kind, part] of Object.entries(notes)) if (part !== undefined) files[`word/${kind}.xml`] = encoder.encode(part);
  let read: MammothDocument | undefined;
  const transformDocument = (document: MammothDocument) => {
    read = document;
    return { ...document, children: [] };
  };
  await mammoth.convertToHtml(
    { buffer: Buffer.from(zipSync(files, { level: 0 })) },
    { transformDocument, includeDefaultStyleMap: false, includeEmbeddedStyleMap: false, externalFileAccess: false },
  );
  if (!read)
    throw new ImportRefusal('damaged', `${shownName(name)} could not be read. Open it in Word, save it again, and choose that.`);
  const { children, notes: found } = read;
  return { children, noteOf: (reference) => found.resolve(reference)?.body ?? [] };
}
