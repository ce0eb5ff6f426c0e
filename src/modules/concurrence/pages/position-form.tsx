import type { Visit } from '../../../platform/http/route.ts';
import { sayPhrase } from '../../../platform/i18n/index.ts';
import type { Refusal } from '../../../platform/refusal.ts';
import { Button, Field, Form, Panel, SubmitBar } from '../../../platform/ui/index.ts';
import type { PropositionPage } from '../queries.ts';
import { text } from '../text.ts';
import { placeOf } from './places.ts';
import { inLanguage } from './say.ts';

/** What was typed into a form that was refused, and why. */
export type FormState = {
  readonly form?: 'position' | 'extension' | 'withdrawal';
  readonly typed?: Readonly<Record<string, string>>;
  readonly refusal?: Refusal;
  readonly problem?: { readonly field?: string; readonly message: string };
};

const OFFERED = ['concur', 'concur-ad-referendum', 'reserve', 'object'] as const;

/** The acts of the seat that one speaks for: to acknowledge receipt, and to take a position. Nothing for anybody else. */
export function positionForms(visit: Visit, page: PropositionPage, state: FormState) {
  const { lang, csrf, acting } = visit;
  const t = text.in(lang);
  const seat = acting.role === 'speaker' ? page.seats.find((each) => each.party === acting.party) : undefined;
  if (!seat || page.state !== 'open' || page.over) return null;
  const party = inLanguage(seat.name, lang);
  const address = placeOf.proposition(visit.partnership?.slug ?? '', page.reference);
  const typed = state.form === 'position' ? state.typed : undefined;
  const refusal = state.form === 'position' ? state.refusal : undefined;
  const errorAt = (field: string) => (refusal?.field === field ? sayPhrase(lang, refusal.key, refusal.values) : undefined);
  const open = page.items.filter((item) => item.state === 'open');
  return (
    <Panel heading={t('concurrence.page.position', { party })}>
      {page.procedure === 'silence' && seat.acknowledged_at === null && (
        <Form action={`${address}/receipt`} csrf={csrf}>
          <SubmitBar note={t('concurrence.page.acknowledge-means', { party })}>
            <Button kind="secondary">{t('concurrence.page.acknowledge', { party })}</Button>
          </SubmitBar>
        </Form>
      )}
      <p>{t('concurrence.page.position-lead', { party })}</p>
      <Form action={`${address}/position`} csrf={csrf}>
        <input type="hidden" name="seen" value={page.seen ?? ''} />
        {open.length > 1 && (
          <Field
            {...{ lang, kind: 'select', name: 'item', label: t('concurrence.page.which'), value: typed?.item ?? '' }}
            required={false}
            options={[
              { value: '', label: t('concurrence.page.all-items', { count: open.length }) },
              ...open.map((item) => ({ value: String(item.position), label: `${item.position}: ${item.title}` })),
            ]}
          />
        )}
        <Field
          {...{
            lang,
            kind: 'radio',
            name: 'stance',
            label: t('concurrence.page.stance'),
            value: typed?.stance,
            error: errorAt('stance'),
          }}
          options={OFFERED.map((stance) => ({ value: stance, label: t(`concurrence.take.${stance}`, { party }) }))}
        />
        <Field
          {...{
            lang,
            kind: 'textarea',
            name: 'reason',
            label: t('concurrence.page.reason-field'),
            help: t('concurrence.page.reason-help'),
          }}
          {...{ value: typed?.reason, rows: 3, maxlength: 4_000, required: false, error: errorAt('reason') }}
        />
        <SubmitBar
          seenBy={
            page.bloc === null
              ? t('concurrence.page.readers-parties')
              : t('concurrence.page.readers-bloc', { party: inLanguage(page.blocName, lang) })
          }
        >
          <Button kind="primary">{t('concurrence.page.take', { party })}</Button>
        </SubmitBar>
      </Form>
    </Panel>
  );
}
