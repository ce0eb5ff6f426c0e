import type { Language } from '../../../platform/i18n/index.ts';
import { Panel } from '../../../platform/ui/index.ts';
import type { PropositionPage } from '../queries.ts';
import { text } from '../text.ts';
import { inLanguage, momentOf } from './say.ts';

type Happened = { readonly at: Date; readonly what: string; readonly by?: string; readonly why?: string };

/** All that happened to a proposition, oldest first, each with who, in which capacity, and why. */
export function historyOf(lang: Language, page: PropositionPage) {
  const t = text.in(lang);
  const several = page.items.length > 1;
  const nameOf = (party: string) => inLanguage(page.seats.find((seat) => seat.party === party)?.name ?? null, lang);
  const all: Happened[] = [
    { at: page.opened_at, what: t('concurrence.page.history-opened') },
    ...page.seats.flatMap((seat) =>
      seat.acknowledged_at
        ? [{ at: seat.acknowledged_at, what: t('concurrence.page.history-received', { party: inLanguage(seat.name, lang) }) }]
        : [],
    ),
    ...page.positions.map((each) => ({
      at: each.taken_at,
      what: `${t('concurrence.page.history-took', { party: nameOf(each.party), stance: t(`concurrence.stance.${each.stance}`) })}${
        several ? ` (${t('concurrence.page.item', { number: each.item })})` : ''
      }`,
      by: `${each.spoke.name}, ${inLanguage(each.spoke.title, lang)}`,
      why: each.reason,
    })),
    ...page.extensions.map((each) => ({
      at: each.at,
      what: t('concurrence.page.history-extended', {
        before: momentOf(lang, each.before, page.zone),
        after: momentOf(lang, each.after, page.zone),
      }),
      why: each.reason,
    })),
    ...(page.closed_at
      ? [
          {
            at: page.closed_at,
            what: t('concurrence.page.history-closed', { state: t(`concurrence.state.${page.state}`) }),
            why: page.closed_reason ?? '',
          },
        ]
      : []),
  ];
  return (
    <Panel heading={t('concurrence.page.history')}>
      <ol class="happenings">
        {all
          .map((each, index) => ({ ...each, index }))
          .sort((a, b) => a.at.getTime() - b.at.getTime() || a.index - b.index)
          .map((each) => (
            <li>
              <p>
                <strong>{each.what}</strong>
                {each.by !== undefined && ` · ${each.by}`}
              </p>
              {each.why !== undefined && each.why !== '' && <p class="typed">{each.why}</p>}
              <p class="meta">{`${momentOf(lang, each.at, page.zone)} (${page.zone})`}</p>
            </li>
          ))}
      </ol>
    </Panel>
  );
}
