import type { Language } from '../../../platform/i18n/index.ts';
import type { Readers } from '../queries.ts';
import { text } from '../text.ts';

/** Who reads a wall, as the sentence above what stands on it: “Only Canada sees this”. */
export function readersInWords(lang: Language, readers: Readers): string {
  const t = text.in(lang);
  const { kind, names } = namesIn(lang, readers);
  if (kind === 'party') return t('discuss.readers.party', names);
  if (kind === 'organisation') return t('discuss.readers.organisation', names);
  return kind === 'circle' ? t('discuss.readers.circle', names) : t(`discuss.readers.${kind}`);
}

/** The same as the answer to “who sees it?”. */
export function wallInWords(lang: Language, readers: Readers): string {
  const t = text.in(lang);
  const { kind, names } = namesIn(lang, readers);
  if (kind === 'party') return t('discuss.wall.party', names);
  if (kind === 'organisation') return t('discuss.wall.organisation', names);
  if (kind === 'circle') return t('discuss.wall.circle', names);
  return kind === 'partnership' ? t('discuss.wall.partnership') : t('discuss.wall.own');
}

type Kind = 'public' | 'partnership' | 'party' | 'organisation' | 'circle' | 'own';

function namesIn(
  lang: Language,
  readers: Readers,
): { kind: Kind; names: { party: string; organisation: string; circle: string } } {
  const said = (name: { en?: string; fr?: string } | null | undefined) => name?.[lang] ?? name?.en ?? name?.fr ?? '';
  const names = { party: said(readers.party), organisation: said(readers.organisation), circle: readers.circle ?? '' };
  const { kind } = readers;
  if (kind === 'public' || kind === 'partnership') return { kind, names };
  if (kind === 'organisation' && names.organisation !== '') return { kind, names };
  if (kind === 'group' && names.circle !== '') return { kind: 'circle', names };
  return { kind: names.party === '' ? 'own' : 'party', names };
}
