import { dateInWords, type Language, writeNumber } from '../../../platform/i18n/index.ts';
import { type DocumentRow, nameOf } from '../queries.ts';
import type { Unit } from '../tables.ts';
import { text } from '../text.ts';
import type { Readers } from '../walls.ts';

type Kind = 'public' | 'partnership' | 'party' | 'organisation' | 'circle' | 'group';

function saidOf(readers: Readers, lang: Language): { kind: Kind; party: string; organisation: string; circle: string } {
  const party = nameOf(readers.party, lang);
  const organisation = nameOf(readers.organisation, lang);
  const circle = readers.circle ?? '';
  const kind = readers.kind === 'public' || readers.kind === 'partnership' ? readers.kind : undefined;
  const named = organisation !== '' ? 'organisation' : circle !== '' ? 'circle' : party !== '' ? 'party' : 'group';
  return { kind: kind ?? named, party, organisation, circle };
}

/** Who reads something, as the sentence above it: “Only Canada sees this”. */
export function readersInWords(lang: Language, readers: Readers): string {
  const { kind, ...values } = saidOf(readers, lang);
  return text.in(lang)(`knowledge.readers.${kind}`, values);
}

/** The same as a choice in a form: “Canada alone”. */
export function wallInWords(lang: Language, readers: Readers): string {
  const { kind, ...values } = saidOf(readers, lang);
  return text.in(lang)(`knowledge.wall.${kind}`, values);
}

/** Where a stretch of text stands: “page 3”, “paragraphs 12–20”. */
export function placeInWords(
  lang: Language,
  unit: Unit | null,
  { number, last }: { readonly number: number; readonly last: number },
  beginning = false,
): string {
  const key = unit === 'paragraph' ? (last > number ? 'paragraphs' : 'paragraph') : 'page';
  return text.in(lang)(`knowledge.${beginning ? 'Place' : 'place'}.${key}`, { number, last });
}

/** How large a file is. */
export function sizeInWords(lang: Language, bytes: number): string {
  const units = lang === 'fr' ? ['octets', 'ko', 'Mo'] : ['bytes', 'kB', 'MB'];
  if (bytes < 1000) return `${writeNumber(lang, bytes)} ${units[0]}`;
  const kilobytes = bytes / 1000;
  return kilobytes < 1000
    ? `${writeNumber(lang, Math.round(kilobytes))} ${units[1]}`
    : `${writeNumber(lang, Math.round(kilobytes / 100) / 10)} ${units[2]}`;
}

/** What a file is by its content. */
export function typeInWords(lang: Language, type: string): string {
  return text.in(lang)(`knowledge.type.${type === 'application/pdf' ? 'pdf' : type === 'text/plain' ? 'txt' : 'docx'}`);
}

const TROUBLES = ['locked', 'damaged', 'bomb', 'doctype', 'type', 'too-large', 'unreadable'] as const;

/** What is to be said of the reading of a file; null where it was read whole. */
export function readingInWords(lang: Language, document: Pick<DocumentRow, 'state' | 'trouble'>): string | null {
  const t = text.in(lang);
  if (document.state === 'waiting' || document.state === 'wordless') return t(`knowledge.state.${document.state}`);
  if (document.state === 'read') return document.trouble === null ? null : t('knowledge.state.cut');
  return t(`knowledge.state.${TROUBLES.find((each) => each === document.trouble) ?? 'damaged'}`);
}

/** How much stands in it: “12 pages”; or how far its reading has come. */
export function extentInWords(lang: Language, document: Pick<DocumentRow, 'state' | 'unit' | 'pages'>): string {
  const t = text.in(lang);
  if (document.state !== 'read' || document.unit === null) return t(`knowledge.reading.${document.state}`);
  return t(`knowledge.count.${document.unit}`, { count: document.pages });
}

/** The kind and the day of a document: “Joint statement, 3 June 2008”. */
export function kindAndDay(lang: Language, document: Pick<DocumentRow, 'kind' | 'day'>): string {
  const kind = text.in(lang)(`knowledge.kind.${document.kind}`);
  return document.day === null ? kind : `${kind}, ${dateInWords(lang, document.day)}`;
}
