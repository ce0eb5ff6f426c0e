import type { Tx } from '../../platform/db/database.ts';
import type { Look } from '../../platform/documents/index.ts';
import type { PartnershipRef } from '../../platform/http/route.ts';
import type { Language } from '../../platform/i18n/index.ts';

/** Ink, where a partnership has chosen no colour. */
export const COLOUR = '#14213d';

/** How the documents of a partnership look, in one language; outside every partnership, those of the installation. */
export async function lookOf(_tx: Tx, partnership: PartnershipRef | null, lang: Language): Promise<Look> {
  const header = partnership ? (partnership.name[lang] ?? partnership.name.en ?? partnership.name.fr ?? '') : 'Entente';
  return { colour: COLOUR, header, logo: null };
}
