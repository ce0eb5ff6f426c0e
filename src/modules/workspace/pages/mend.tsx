import type { Page } from '../../../platform/http/page.ts';
import type { Visit } from '../../../platform/http/route.ts';
import { sayPhrase } from '../../../platform/i18n/index.ts';
import { Refusal } from '../../../platform/refusal.ts';
import {
  Button,
  Compare,
  ErrorSummary,
  Field,
  Form,
  LinkButton,
  PageHead,
  Panel,
  SubmitBar,
  Words,
} from '../../../platform/ui/index.ts';
import { type MendWordsInput, mendWords, type PlanRow, planBySlug } from '../../plan/index.ts';
import { type NodePage, nodeByReference } from '../queries.ts';
import { text } from '../text.ts';
import { addressOf } from '../words.ts';

type Place = { partnership: string; plan: string; reference: string };

/** The form in which the secretariat mends a slip of the import. */
export async function mendPage(visit: Visit, place: Place): Promise<Page> {
  const { plan, node } = await read(visit, place);
  return mendForm(visit, place, plan, node, { text: node.text, reason: '', version: node.version });
}

/** Mends, and goes back to the line; or shows the form again with what was typed and what must be mended in it. */
export async function mendAnswer(visit: Visit<Record<string, never>, MendWordsInput>, place: Place) {
  const { node } = await read(visit, place);
  try {
    await visit.write((tx) => mendWords(tx, visit.acting, node.id, visit.input));
  } catch (error) {
    if (!(error instanceof Refusal) || (error.status !== 422 && error.status !== 409)) throw error;
    // Somebody may have mended it since it was read above: what stands there now is compared.
    const now = await read(visit, place);
    return mendForm(visit, place, now.plan, now.node, { ...visit.input, version: now.node.version }, error);
  }
  return {
    seeOther: addressOf.line(place.partnership, place.plan, place.reference),
    flash: { kind: 'done' as const, key: 'plan.words-mended', values: { reference: node.reference } },
  };
}

function read(visit: Pick<Visit, 'read' | 'partnership'>, place: Place) {
  return visit.read(async (tx) => {
    const plan = await planBySlug(tx, visit.partnership?.id ?? '', place.plan);
    return { plan, node: await nodeByReference(tx, plan.id, place.reference) };
  });
}

function mendForm(
  visit: Pick<Visit, 'lang' | 'csrf'>,
  place: Place,
  plan: PlanRow,
  node: NodePage,
  typed: MendWordsInput,
  refusal?: Refusal,
): Page {
  const { lang } = visit;
  const t = text.in(lang);
  const message = refusal && sayPhrase(lang, refusal.key, refusal.values);
  const errorAt = (field: string) => (refusal?.field === field ? message : undefined);
  const address = addressOf.line(place.partnership, place.plan, place.reference);
  return {
    title: t('workspace.mend.title', { reference: node.reference }),
    status: refusal?.status ?? 200,
    kind: 'document',
    breadcrumbs: [
      { label: t('workspace.nav.register'), href: addressOf.register(place.partnership, plan.slug) },
      { label: node.reference, href: address },
      { label: t('workspace.line.mend') },
    ],
    body: (
      <>
        <PageHead title={t('workspace.mend.title', { reference: node.reference })} />
        <p class="page-lead">{t('workspace.mend.lead')}</p>
        {message !== undefined && (
          <ErrorSummary lang={lang} errors={[{ message, ...(refusal?.field === undefined ? {} : { field: refusal.field }) }]} />
        )}
        {refusal?.status === 409 && (
          <Panel heading={t('workspace.mend.compare')}>
            <Compare lang={lang} before={node.text} after={typed.text} wordsLanguage={node.lang} />
          </Panel>
        )}
        <Form action={`${address}/mend`} csrf={visit.csrf} version={typed.version}>
          <Field
            lang={lang}
            kind="textarea"
            name="text"
            label={t('workspace.mend.text')}
            value={typed.text}
            rows={8}
            maxlength={20_000}
            planWords={node.lang}
            error={errorAt('text')}
          />
          <Field
            lang={lang}
            kind="text"
            name="reason"
            label={t('workspace.mend.reason')}
            help={t('workspace.mend.reason-help')}
            value={typed.reason}
            maxlength={500}
            error={errorAt('reason')}
          />
          <SubmitBar>
            <Button kind="primary" icon="pencil">
              {t('workspace.mend.button', { reference: node.reference })}
            </Button>
            <LinkButton kind="quiet" href={address}>
              {t('workspace.mend.cancel')}
            </LinkButton>
          </SubmitBar>
        </Form>
        <Panel heading={t('workspace.mend.now')}>
          <Words text={node.text} wordsLanguage={node.lang} size="reading" />
        </Panel>
      </>
    ),
  };
}
