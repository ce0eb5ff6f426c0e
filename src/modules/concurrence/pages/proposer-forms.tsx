import type { Visit } from '../../../platform/http/route.ts';
import { sayPhrase } from '../../../platform/i18n/index.ts';
import { Button, Field, Form, Panel, SubmitBar } from '../../../platform/ui/index.ts';
import type { PropositionPage } from '../queries.ts';
import { text } from '../text.ts';
import { placeOf } from './places.ts';
import type { FormState } from './position-form.tsx';

/** What those who put it to the seats may still do with it: give more time, or take it back. */
export function proposerForms(visit: Visit, page: PropositionPage, state: FormState) {
  const { lang, csrf } = visit;
  const t = text.in(lang);
  const address = placeOf.proposition(visit.partnership?.slug ?? '', page.reference);
  const of = (form: FormState['form']) => (state.form === form ? state : {});
  const errorAt = ({ refusal }: FormState, field: string) =>
    refusal?.field === field ? sayPhrase(lang, refusal.key, refusal.values) : undefined;
  const extension = of('extension');
  const withdrawal = of('withdrawal');
  return (
    <Panel heading={t('concurrence.page.proposer')}>
      {page.deadline && (
        <details class="fold" open={extension.refusal !== undefined}>
          <summary>{t('concurrence.page.extend')}</summary>
          <Form action={`${address}/extension`} csrf={csrf}>
            <Field
              {...{ lang, kind: 'moment', name: 'deadline', label: t('concurrence.page.new-deadline', { zone: page.zone }) }}
              {...{ value: extension.typed?.deadline, error: errorAt(extension, 'deadline') }}
            />
            <Field
              {...{ lang, kind: 'textarea', name: 'reason', label: t('concurrence.page.why'), rows: 2, maxlength: 2_000 }}
              {...{ value: extension.typed?.reason, error: errorAt(extension, 'reason') }}
            />
            <SubmitBar>
              <Button>{t('concurrence.page.extend-button')}</Button>
            </SubmitBar>
          </Form>
        </details>
      )}
      <details class="fold" open={withdrawal.refusal !== undefined}>
        <summary>{t('concurrence.page.withdraw')}</summary>
        <Form action={`${address}/withdrawal`} csrf={csrf}>
          <Field
            {...{ lang, kind: 'textarea', name: 'reason', label: t('concurrence.page.why'), rows: 2, maxlength: 4_000 }}
            {...{ value: withdrawal.typed?.reason, error: errorAt(withdrawal, 'reason') }}
          />
          <SubmitBar>
            <Button kind="danger">{t('concurrence.page.withdraw-button')}</Button>
          </SubmitBar>
        </Form>
      </details>
    </Panel>
  );
}
