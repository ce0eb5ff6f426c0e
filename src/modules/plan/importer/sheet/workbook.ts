import { caps } from '../caps.ts';
import { refuseKind, shownName } from '../file-kind.ts';
import { ImportRefusal } from '../refusal.ts';
import { type Archive, openArchive } from '../word/archive.ts';
import { hasDoctype, refuseDoctype, walkXml } from '../word/xml.ts';
import { type Formats, readFormats, shownNumber } from './formats.ts';
import type { Book, Sheet } from './grid.ts';
import { readRows } from './rows.ts';

/**
 * The sheets of an Excel workbook (.xlsx), in their order: values as the spreadsheet shows them, never formulas. Everything in the archive is
 * unpacked within the caps and looked through for document type declarations; macros, links to other books and pictures are not read.
 *
 * @throws ImportRefusal `type`, `damaged`, `bomb`, `doctype`, `too-large`
 */
export function readWorkbook(bytes: Uint8Array, name: string): Sheet[] {
  const archive = openArchive(bytes, name);
  const parts = new Map<string, Uint8Array>();
  for (const path of archive.names) {
    const part = archive.unpack(path);
    if (!part) continue;
    if (/\.(?:xml|rels|vml)$/i.test(path) && hasDoctype(part)) throw refuseDoctype(name);
    if (/^xl\/(?:workbook|sharedStrings|styles)\.xml$|^xl\/_rels\/|^xl\/worksheets\/[^/]+\.xml$/i.test(path))
      parts.set(path, part);
  }
  const workbook = parts.get('xl/workbook.xml');
  if (!workbook) throw refuseWorkbook(archive, name);
  const { sheets, from1904 } = readContents(workbook, name);
  const targets = readTargets(parts.get('xl/_rels/workbook.xml.rels'), name);
  const formats: Formats = readFormats(parts.get('xl/styles.xml'), name);
  const book: Book = {
    shared: readShared(parts.get('xl/sharedStrings.xml'), name),
    show: (value, style) => shownNumber(value, formats[style] ?? 'General', from1904),
  };
  return sheets.flatMap(({ title, relation, hidden }, at) => {
    const part = parts.get(targets.get(relation) ?? `xl/worksheets/sheet${at + 1}.xml`);
    return part ? [{ name: title, hidden, rows: readRows(part, name, book) }] : [];
  });
}

function refuseWorkbook(archive: Archive, name: string): ImportRefusal {
  const old = archive.names.some((path) => path.endsWith('.bin') && path.includes('workbook'));
  return refuseKind(name, old ? 'an Excel workbook in binary form (.xlsb)' : 'a file that only looks like an Excel workbook');
}

type Entry = { readonly title: string; readonly relation: string; readonly hidden: boolean };

function readContents(part: Uint8Array, name: string): { sheets: Entry[]; from1904: boolean } {
  const sheets: Entry[] = [];
  let from1904 = false;
  walkXml(part, name, {
    open({ name: element, attributes }) {
      if (element === 's:sheet' && sheets.length < caps.columns)
        sheets.push({
          title: (attributes.name ?? '').slice(0, 100),
          relation: attributes.id ?? '',
          hidden: (attributes.state ?? 'visible') !== 'visible',
        });
      if (element === 's:workbookPr') from1904 = attributes.date1904 === '1' || attributes.date1904 === 'true';
    },
    close: () => undefined,
  });
  return { sheets, from1904 };
}

function readTargets(part: Uint8Array | undefined, name: string): Map<string, string> {
  const found = new Map<string, string>();
  if (!part) return found;
  walkXml(part, name, {
    open({ name: element, attributes: { Id = '', Target = '', TargetMode } }) {
      if (element !== 'package:Relationship' || TargetMode === 'External') return;
      found.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`);
    },
    close: () => undefined,
  });
  return found;
}

/** The words that cells share, without what is only read aloud beside them. */
function readShared(part: Uint8Array | undefined, name: string): string[] {
  const shared: string[] = [];
  if (!part) return shared;
  let words = '';
  let letters = 0;
  let aloud = 0;
  let inText = false;
  walkXml(
    part,
    name,
    {
      open({ name: element }) {
        if (element === 's:si') words = '';
        if (element === 's:rPh') aloud += 1;
        inText = element === 's:t' && aloud === 0;
      },
      close(element) {
        if (element === 's:rPh') aloud -= 1;
        if (element === 's:t') inText = false;
        if (element !== 's:si') return;
        letters += words.length;
        if (letters > caps.characters * 2)
          throw new ImportRefusal(
            'too-large',
            `${shownName(name)} holds more words than any plan. Choose the plan’s own table alone.`,
          );
        shared.push(words);
      },
      text(piece) {
        if (inText) words += piece;
      },
    },
    caps.sheetElements,
  );
  return shared;
}
