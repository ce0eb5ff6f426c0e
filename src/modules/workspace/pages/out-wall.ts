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
  const names = new Map<string, Readers>();
  let joint: Readers | undefined;
  for (const readers of rows) {
    if (readers.kind === 'partnership') joint = readers;
    else if (readers.kind !== 'public') names.set(readers.party ? JSON.stringify(readers.party) : readers.kind, readers);
  }
  const [narrow] = names.values();
  if (names.size === 1 && narrow) return { sentence: readersInWords(lang, narrow), mark: markOf(lang, narrow), open: false };
  if (names.size > 1) {
    const circle: Readers = { kind: 'group', party: null };
    return { sentence: readersInWords(lang, circle), mark: markOf(lang, circle), open: false };
  }
  const open: Readers = joint ?? { kind: 'public', party: null };
  return { sentence: readersInWords(lang, open), mark: markOf(lang, open), open: joint === undefined };
}

/** What stands in the name of a file: `canada-only`, `parties-only`, `public`. */
function markOf(lang: Language, readers: Readers): string {
  const t = text.in(lang);
  if (readers.kind === 'public') return t('workspace.out.mark.public');
  if (readers.kind === 'partnership') return t('workspace.out.mark.partnership');
  const name = readers.party && slugOf(inLanguage(readers.party, lang));
  return name ? t('workspace.out.mark.party', { party: name }) : t('workspace.out.mark.circle');
}

const slugOf = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
