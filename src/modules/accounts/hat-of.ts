import type { Session } from '../../platform/http/acting.ts';
import type { Text } from '../../platform/http/route.ts';
import type { Language } from '../../platform/i18n/index.ts';
import type { HatRow } from './tables.ts';

/** A capacity as the frame shows it, in the language of the page. */
export function hatOf(row: HatRow, lang: Language): Session['hats'][number] {
  return {
    mandate: row.mandate,
    label: capacityOf(row, lang),
    partnership: say(row.partnership_name, lang),
    current: row.worn,
    role: row.role,
    partnershipId: row.partnership,
    party: row.party,
    personId: row.person,
  };
}

/** Title and party in words: `Focal point, Canada`. */
export function capacityOf(row: Pick<HatRow, 'title' | 'party_name'>, lang: Language): string {
  return [say(row.title, lang), partyOf(row, lang)].filter(Boolean).join(', ');
}

/** The party for which one acts in it, in words; empty for a capacity that serves all. */
export function partyOf(row: Pick<HatRow, 'party_name'>, lang: Language): string {
  return row.party_name ? say(row.party_name, lang) : '';
}

/** A stored text in the language of the page, or else in the one it has. */
function say(text: Text, lang: Language): string {
  return text[lang] ?? text.en ?? text.fr ?? '';
}
