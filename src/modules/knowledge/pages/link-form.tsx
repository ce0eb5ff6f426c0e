import type { Visit } from '../../../platform/http/route.ts';
import { sayPhrase } from '../../../platform/i18n/index.ts';
import type { Refusal } from '../../../platform/refusal.ts';
import { Button, Field, Form, SubmitBar } from '../../../platform/ui/index.ts';
import { LONGEST } from '../link-passage.ts';
import type { DocumentRow, PageRow, PlanChoice } from '../queries.ts';
import { text } from '../text.ts';
import type { WallChoice } from '../walls.ts';
import { placeOf } from './places.ts';
import { WallFields } from './wall-fields.tsx';
import { placeInWords } from './words.ts';

/** What was typed into the form, as it comes back. */
export type Linking = {
  readonly page: string;
  readonly words: string;
  readonly plan: string;
  readonly reference: string;
  readonly remark: string;
  readonly wall: string;
  readonly said: boolean;
};

/**
 * Lays a passage beside a line. The words are typed or pasted; with a script a button takes those that are selected in the text, with the place
 * where they stand.
 */
export function LinkForm(props: {
  readonly visit: Pick<Visit, 'lang' | 'csrf'>;
  readonly partnership: string;
  readonly document: DocumentRow;
  readonly pages: readonly PageRow[];
  readonly plans: readonly PlanChoice[];
  readonly walls: readonly WallChoice[];
  readonly typed: Linking;
  readonly refusal?: Refusal | undefined;
}) {
  const { document, pages, plans, typed, refusal } = props;
  const { lang, csrf } = props.visit;
  const t = text.in(lang);
  const error = (field: string) => (refusal?.field === field ? sayPhrase(lang, refusal.key, refusal.values) : undefined);
  return (
    <details class="link-passage" id="link" open={refusal !== undefined}>
      <summary>{t('knowledge.passage.link')}</summary>
      <Form action={placeOf.act(props.partnership, document.id, 'passages')} csrf={csrf}>
        <p hidden data-quote data-quoted={t('knowledge.passage.quoted')} data-nothing={t('knowledge.passage.nothing')}>
          <button type="button" class="button secondary">
            <span>{t('knowledge.passage.quote')}</span>
          </button>{' '}
          <span role="status" class="help" />
        </p>
        <Field
          lang={lang}
          kind="textarea"
          name="words"
          rows={3}
          label={t('knowledge.passage.words')}
          help={t('knowledge.passage.words-help')}
          value={typed.words}
          typedIn={document.lang}
          error={error('words')}
        />
        <Field
          lang={lang}
          kind="select"
          name="page"
          label={t('knowledge.passage.page')}
          value={typed.page}
          required={false}
          options={[
            { value: '', label: t('knowledge.passage.anywhere') },
            ...pages.map((page) => ({ value: String(page.number), label: placeInWords(lang, document.unit, page) })),
          ]}
        />
        {plans.length > 1 ? (
          <Field
            lang={lang}
            kind="select"
            name="plan"
            label={t('knowledge.passage.plan')}
            value={typed.plan}
            options={plans.map(({ slug, title }) => ({ value: slug, label: title }))}
          />
        ) : (
          <input type="hidden" name="plan" value={plans[0]?.slug ?? ''} />
        )}
        <Field
          lang={lang}
          kind="text"
          name="reference"
          label={t('knowledge.passage.reference')}
          help={t('knowledge.passage.reference-help')}
          value={typed.reference}
          maxlength={60}
          width="short"
          error={error('reference')}
        />
        <Field
          lang={lang}
          kind="textarea"
          name="remark"
          rows={2}
          label={t('knowledge.passage.remark')}
          value={typed.remark}
          maxlength={LONGEST.remark}
          required={false}
          error={error('remark')}
        />
        <WallFields
          lang={lang}
          label={t('knowledge.passage.readers')}
          walls={props.walls}
          chosen={typed.wall}
          said={typed.said}
          refusal={refusal}
        />
        <SubmitBar>
          <Button kind="primary" icon="link">
            {t('knowledge.passage.button')}
          </Button>
        </SubmitBar>
      </Form>
    </details>
  );
}
