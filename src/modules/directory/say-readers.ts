import type { Language } from '../../platform/i18n/index.ts';
import { nameIn } from './name-in.ts';
import type { Readers } from './tables.ts';
import { text } from './text.ts';

/** Who reads what stands on a wall, as pages, exports and programs say it everywhere: “Only Canada sees this”. */
export function sayReaders(lang: Language, readers: Readers): string {
  const t = text.in(lang);
  const party = readers.party ? nameIn(lang, readers.party).words : '';
  if (readers.kind === 'public' || readers.kind === 'partnership') return t(`directory.readers.${readers.kind}`);
  if (readers.organisation)
    return t('directory.readers.organisation', { organisation: nameIn(lang, readers.organisation).words, party });
  if (readers.party) return t('directory.readers.party', { party });
  return readers.circle ? t('directory.readers.group', { circle: readers.circle }) : t('directory.readers.circle');
}
