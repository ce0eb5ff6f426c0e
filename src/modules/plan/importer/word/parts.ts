import { refuseKind, shownName } from '../file-kind.ts';
import { ImportRefusal } from '../refusal.ts';
import type { Archive } from './archive.ts';
import { hasDoctype, refuseDoctype, walkXml } from './xml.ts';

/** The parts of a Word file that are read. */
export type Parts = {
  readonly document: Uint8Array;
  readonly styles: Uint8Array | undefined;
  readonly numbering: Uint8Array | undefined;
  readonly footnotes: Uint8Array | undefined;
  readonly endnotes: Uint8Array | undefined;
};

const MAIN = 'officeDocument';
const READ = ['styles', 'numbering', 'footnotes', 'endnotes'] as const;
const MARKUP = /\.(?:xml|rels|vml|xhtml|html?|svg)$/i;

/**
 * Unpacks the whole archive, so that a bomb in any corner of it is met, and finds the parts that hold the text by their relationships.
 *
 * @throws ImportRefusal `type` when it is an archive of something else, `bomb`, `doctype`, `damaged`
 */
export function findParts(archive: Archive, name: string): Parts {
  const known = new Map<string, Uint8Array>();
  const relations = (path: string): Map<string, string> => {
    const bytes = archive.unpack(path);
    return bytes ? readRelations(bytes, name, folderOf(folderOf(path))) : new Map();
  };
  const main = relations('_rels/.rels').get(MAIN) ?? 'word/document.xml';
  const related = relations(`${folderOf(main)}_rels/${main.slice(folderOf(main).length)}.rels`);
  const paths = new Map(READ.map((kind) => [kind, related.get(kind) ?? `${folderOf(main)}${kind}.xml`] as const));
  const wanted = new Set([main, ...paths.values()]);
  for (const path of archive.names) {
    const bytes = archive.unpack(path);
    if (!bytes) continue;
    if (MARKUP.test(path) && hasDoctype(bytes)) throw refuseDoctype(name);
    if (wanted.has(path)) known.set(path, bytes);
  }
  const document = known.get(main);
  if (!document || /^(?:xl|ppt|visio)\//.test(main)) throw refuseArchive(archive, name, main);
  const part = (kind: (typeof READ)[number]) => known.get(paths.get(kind) ?? '');
  return {
    document,
    styles: part('styles'),
    numbering: part('numbering'),
    footnotes: part('footnotes'),
    endnotes: part('endnotes'),
  };
}

/** Where the relationships of a part lead, by the last word of their kind; the first of each kind counts. */
function readRelations(bytes: Uint8Array, name: string, base: string): Map<string, string> {
  const found = new Map<string, string>();
  walkXml(bytes, name, {
    open({ name: element, attributes: { Type = '', Target = '', TargetMode } }) {
      const kind = Type.slice(Type.lastIndexOf('/') + 1);
      if (element === 'package:Relationship' && TargetMode !== 'External' && !found.has(kind))
        found.set(kind, resolved(base, Target));
    },
    close() {},
  });
  return found;
}

function resolved(base: string, target: string): string {
  const steps: string[] = [];
  for (const step of (target.startsWith('/') ? target : base + target).split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/');
}

function folderOf(path: string): string {
  return path.slice(0, path.replace(/\/$/, '').lastIndexOf('/') + 1);
}

function refuseArchive(archive: Archive, name: string, main: string): ImportRefusal {
  const has = (beginning: string) => main.startsWith(beginning) || archive.names.some((each) => each.startsWith(beginning));
  if (has('xl/')) return refuseKind(name, 'a spreadsheet');
  if (has('ppt/')) return refuseKind(name, 'a presentation');
  if (archive.names.includes('content.xml')) return refuseKind(name, 'an OpenDocument file (such as .odt)');
  if (has('word/'))
    return new ImportRefusal('damaged', `${shownName(name)} has lost its text. Open it in Word, save it again, and choose that.`);
  return refuseKind(name, 'an archive of files');
}
