import type { Child } from 'hono/jsx';
import type { Visit } from '../../../platform/http/route.ts';
import { periodInWords } from '../../../platform/i18n/index.ts';
import { PageHead, StageBadge, Tabs, WallBand } from '../../../platform/ui/index.ts';
import { followupText, mayKeepNotes } from '../../followup/index.ts';
import { mayReadRemarks, type PlanRow } from '../../plan/index.ts';
import { text } from '../text.ts';
import { addressOf, readersInWords, stageInWords } from '../words.ts';

export type PlanTab = 'register' | 'matrix' | 'document' | 'priorities' | 'source' | 'remarks' | 'certification' | 'notes';

/**
 * The head of every page of a plan: its title, period and stage, and the views it can be read in. `acts` are those of the plan as a whole, on the
 * page where one may do them.
 */
export function planHead(visit: Pick<Visit, 'lang' | 'partnership' | 'acting'>, plan: PlanRow, tab: PlanTab, acts?: Child) {
  const { lang } = visit;
  const partnership = visit.partnership?.slug ?? '';
  const t = text.in(lang);
  const tabs: { label: string; href: string; tab: PlanTab }[] = [
    { tab: 'register', label: t('workspace.nav.register'), href: addressOf.register(partnership, plan.slug) },
    { tab: 'document', label: t('workspace.nav.document'), href: addressOf.document(partnership, plan.slug) },
    { tab: 'priorities', label: t('workspace.nav.priorities'), href: addressOf.priorities(partnership, plan.slug) },
    { tab: 'matrix', label: t('workspace.nav.matrix'), href: addressOf.matrix(partnership, plan.slug) },
    { tab: 'source', label: t('workspace.nav.source'), href: addressOf.source(partnership, plan.slug) },
  ];
  // Only those whose walls hold remarks are shown the way to them.
  if (mayReadRemarks.allows(visit.acting))
    tabs.push({ tab: 'remarks', label: t('workspace.nav.remarks'), href: addressOf.remarks(partnership, plan.slug) });
  if (mayReadRemarks.allows(visit.acting))
    tabs.push({
      tab: 'certification',
      label: t('workspace.nav.certification'),
      href: addressOf.certification(partnership, plan.slug),
    });
  if (mayKeepNotes.allows(visit.acting))
    tabs.push({ tab: 'notes', label: followupText.in(lang)('followup.grid.nav'), href: addressOf.notes(partnership, plan.slug) });
  return (
    <div class="plan-head">
      {plan.readers.kind !== 'public' && <WallBand sentence={readersInWords(lang, plan.readers)} />}
      <PageHead title={plan.title} planWords={plan.lang} acts={acts} />
      <div class="plan-bar">
        <p class="plan-state">
          {periodInWords(lang, plan.period_start, plan.period_end)}{' '}
          <StageBadge stage={plan.stage}>{stageInWords(lang, plan)}</StageBadge>
        </p>
        <Tabs lang={lang} label={plan.title} items={tabs.map((each) => ({ ...each, current: each.tab === tab }))} />
      </div>
    </div>
  );
}
