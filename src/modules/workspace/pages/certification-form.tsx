import type { Visit } from '../../../platform/http/route.ts';
import { sayPhrase } from '../../../platform/i18n/index.ts';
import type { Refusal } from '../../../platform/refusal.ts';
import { Button, Field, Form, Panel, SubmitBar } from '../../../platform/ui/index.ts';
import { concurrenceText } from '../../concurrence/index.ts';
import { text } from '../text.ts';

export type PutForm = {
  readonly typed: { readonly procedure: string; readonly deadline: string; readonly zone: string; readonly reason: string };
  readonly refusal: Refusal;
};

/** The form by which the secretariat puts a plan to the parties; with what was typed, where it was refused. */
export function putForm({ lang, csrf }: Pick<Visit, 'lang' | 'csrf'>, action: string, form: PutForm | undefined) {
  const t = text.in(lang);
  const c = concurrenceText.in(lang);
  const typed = form?.typed;
  const errorAt = (field: string) =>
    form?.refusal.field === field ? sayPhrase(lang, form.refusal.key, form.refusal.values) : undefined;
  return (
    <Panel heading={t('workspace.certify.put')}>
      <p>{t('workspace.certify.put-lead')}</p>
      <Form action={action} csrf={csrf}>
        <Field
          {...{
            lang,
            kind: 'radio',
            name: 'procedure',
            label: c('concurrence.new.procedure'),
            value: typed?.procedure ?? 'express',
          }}
          options={(['express', 'silence'] as const).map((value) => ({ value, label: c(`concurrence.procedure.${value}`) }))}
        />
        <Field
          {...{
            lang,
            kind: 'moment',
            name: 'deadline',
            label: c('concurrence.new.deadline'),
            help: c('concurrence.new.deadline-help'),
          }}
          {...{ value: typed?.deadline, required: false, error: errorAt('deadline') }}
        />
        <Field
          {...{ lang, kind: 'text', name: 'zone', label: c('concurrence.new.zone'), value: typed?.zone ?? 'UTC', width: 'short' }}
          {...{ maxlength: 60, error: errorAt('zone') }}
        />
        <Field
          {...{ lang, kind: 'textarea', name: 'reason', label: c('concurrence.new.reason'), value: typed?.reason, rows: 2 }}
          {...{ maxlength: 4_000, required: false, error: errorAt('reason') }}
        />
        <SubmitBar seenBy={c('concurrence.page.readers-parties')}>
          <Button kind="primary">{t('workspace.certify.put-button')}</Button>
        </SubmitBar>
      </Form>
    </Panel>
  );
}
