import type { Language } from '../../../platform/i18n/index.ts';
import { partyColour, Ring } from '../../../platform/ui/index.ts';
import type { PlanRow } from '../../plan/index.ts';
import { text } from '../text.ts';
import { inLanguage } from '../words.ts';

type Party = { readonly name: { readonly en?: string; readonly fr?: string }; readonly colour: number };

/** Whether a party has certified the words of a plan. */
export function hasCertified(plan: Pick<PlanRow, 'stage' | 'uncertified'>, party: Party): boolean {
  return plan.stage === 'adopted' || !plan.uncertified.some((name) => inLanguage(name, 'en') === inLanguage(party.name, 'en'));
}

/** Which parties have certified the words of a plan, as a ring: closed with a tick once all have. Nothing where nobody is a party. */
export function planRing(lang: Language, plan: Pick<PlanRow, 'stage' | 'uncertified'>, parties: readonly Party[], size: number) {
  if (parties.length === 0) return null;
  const t = text.in(lang);
  const said = parties.map((party) => ({
    name: inLanguage(party.name, lang),
    colour: partyColour(party.colour),
    says: hasCertified(plan, party) ? t('workspace.overview.certified') : null,
  }));
  const spoken = said.filter(({ says }) => says !== null).length;
  const state = spoken === said.length ? 'agreed' : spoken === 0 ? 'none' : 'awaiting';
  const label = said
    .map(({ name, says }) =>
      t('workspace.overview.party-says', { party: name, says: says ?? t('workspace.overview.not-certified') }),
    )
    .join(', ');
  return <Ring parties={said} state={state} label={label} size={size} />;
}
