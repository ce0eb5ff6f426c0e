import type { Wall } from '../../../platform/documents/index.ts';
import type { Language } from '../../../platform/i18n/index.ts';
import type { Readers } from '../../plan/index.ts';
import { text } from '../text.ts';
import { inLanguage, readersInWords } from '../words.ts';

/**
 * Who may see a document that holds rows of several walls: the readers of the narrowest of them. Where it holds rows of two sides, which nobody
 * reads but a circle within both, it says so without naming one.
 */
export function wallOf(lang: Language, rows: Iterable<Readers>): Wall {
  const walls = new Map<string, Readers>();
  let joint: Readers | undefined;
  for (const readers of rows) {
    if (readers.kind === 'partnership') joint = readers;
    else if (readers.kind !== 'public') walls.set(JSON.stringify(readers), readers);
  }
  // An organisation stands within its party: of the two it is the narrower.
  const names = [...walls.values()].filter(
    (readers) => readers.organisation || ![...walls.values()].some((other) => isInside(other, readers)),
  );
  const [narrow] = names;
  if (names.length === 1 && narrow) return { sentence: readersInWords(lang, narrow), mark: markOf(lang, narrow), open: false };
  if (names.length > 1) {
    const circle: Readers = { kind: 'group', party: null };
    return { sentence: readersInWords(lang, circle), mark: markOf(lang, circle), open: false };
  }
  const open: Readers = joint ?? { kind: 'public', party: null };
  return { sentence: readersInWords(lang, open), mark: markOf(lang, open), open: joint === undefined };
}

const isInside = (inner: Readers, outer: Readers): boolean =>
  inner.kind === 'organisation' && outer.kind !== 'group' && JSON.stringify(inner.party) === JSON.stringify(outer.party);

/** What stands in the name of a file: `canada-only`, `parties-only`, `public`. */
function markOf(lang: Language, readers: Readers): string {
  const t = text.in(lang);
  if (readers.kind === 'public') return t('workspace.out.mark.public');
  if (readers.kind === 'partnership') return t('workspace.out.mark.partnership');
  const called = readers.organisation ?? readers.party;
  const name = called ? slugOf(inLanguage(called, lang)) : slugOf(readers.circle ?? '');
  return name ? t('workspace.out.mark.party', { party: name }) : t('workspace.out.mark.circle');
}

const slugOf = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
