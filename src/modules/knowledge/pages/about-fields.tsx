import { type Language, sayPhrase } from '../../../platform/i18n/index.ts';
import type { Refusal } from '../../../platform/refusal.ts';
import { Field } from '../../../platform/ui/index.ts';
import { LONGEST_TITLE } from '../add-document.ts';
import { DOCUMENT_KINDS } from '../tables.ts';
import { text } from '../text.ts';

/** What is said of a document, as it was typed. */
export type About = { readonly title: string; readonly day: string; readonly kind: string; readonly language: string };

/** The fields that say what a document is. `titleHelp` is there where the title may be left empty. */
export function AboutFields(props: {
  readonly lang: Language;
  readonly about: About;
  readonly titleHelp?: string;
  readonly refusal?: Refusal | undefined;
}) {
  const { lang, about, refusal } = props;
  const t = text.in(lang);
  const error = (field: string) => (refusal?.field === field ? sayPhrase(lang, refusal.key, refusal.values) : undefined);
  return (
    <>
      <Field
        lang={lang}
        kind="text"
        name="title"
        label={t('knowledge.form.title')}
        help={props.titleHelp}
        value={about.title}
        maxlength={LONGEST_TITLE}
        required={props.titleHelp === undefined}
        error={error('title')}
      />
      <Field
        lang={lang}
        kind="date"
        name="day"
        label={t('knowledge.form.day')}
        help={t('knowledge.form.day-help')}
        value={about.day}
        required={false}
        error={error('day')}
      />
      <Field
        lang={lang}
        kind="select"
        name="kind"
        label={t('knowledge.form.kind')}
        value={about.kind}
        options={DOCUMENT_KINDS.map((value) => ({ value, label: t(`knowledge.kind.${value}`) }))}
      />
      <Field
        lang={lang}
        kind="select"
        name="language"
        label={t('knowledge.form.language')}
        value={about.language}
        options={(['en', 'fr'] as const).map((value) => ({ value, label: t(`knowledge.language.${value}`) }))}
      />
    </>
  );
}
