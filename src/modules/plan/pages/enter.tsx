import type { Page } from '../../../platform/http/page.ts';
import type { Answer, Visit } from '../../../platform/http/route.ts';
import { type Language, sayPhrase } from '../../../platform/i18n/index.ts';
import { notFound, Refusal } from '../../../platform/refusal.ts';
import {
  Button,
  ErrorSummary,
  Field,
  FieldGroup,
  Form,
  LinkButton,
  Notice,
  PageHead,
  SubmitBar,
  WallBand,
} from '../../../platform/ui/index.ts';
import { nameIn, type PartyRow, partiesIn, sayReaders, seatsOf } from '../../directory/index.ts';
import { type DraftRow, deskOfDraft, draftById } from '../drafts.ts';
import { type EnterDraftInput, enterDraft, LONGEST_PLAN_TITLE } from '../enter-draft.ts';
import type { Desk } from '../importer/index.ts';
import { type PlanRow, plansOf } from '../queries.ts';
import { mayEnterPlan } from '../rules.ts';
import { placeOf } from './places.ts';
import { text } from './text.ts';

type Typed = Omit<EnterDraftInput, 'version'>;

/** What a draft becomes when it is entered: proposed from the document, and open to change. */
export const enterPage = (visit: Visit): Promise<Page> => enterForm(visit);

/** Enters the plan and goes to its register; or shows the form again with what was typed. */
export async function enterAnswer(visit: Visit<Record<string, never>, EnterDraftInput>): Promise<Answer> {
  const { partnership, input } = visit;
  if (!partnership) throw notFound();
  const id = visit.params.draft ?? '';
  try {
    const slug = await visit.write((tx) => enterDraft(tx, visit.acting, partnership.id, id, input));
    return { seeOther: placeOf.plan(partnership.slug, slug), flash: { kind: 'done', key: 'plan.enter.entered' } };
  } catch (error) {
    if (!(error instanceof Refusal) || ![409, 422].includes(error.status)) throw error;
    return enterForm(visit as unknown as Visit, input, error);
  }
}

async function enterForm(visit: Visit, typed?: Typed, refusal?: Refusal): Promise<Page> {
  const { lang, partnership } = visit;
  if (!partnership) throw notFound();
  const { draft, desk, plans, parties } = await visit.read(async (tx) => {
    const found = await draftById(tx, partnership.id, visit.params.draft ?? '');
    const seats = partiesIn(await seatsOf(tx, partnership.id));
    return { draft: found, desk: await deskOfDraft(tx, found.id), plans: await plansOf(tx, partnership.id), parties: seats };
  });
  const t = text.in(lang);
  const back = placeOf.draft(partnership.slug, draft.id);
  const message = refusal && sayPhrase(lang, refusal.key, refusal.values);
  const left = draft.doubts - draft.settled;
  const unconfirmed = desk.nodes.filter(({ promise, confirmed }) => promise !== null && !confirmed).length;
  return {
    title: t('plan.enter.title'),
    status: refusal?.status ?? 200,
    kind: 'document',
    breadcrumbs: [
      { label: t('plan.drafts.title'), href: placeOf.list(partnership.slug) },
      { label: draft.title, href: back },
      { label: t('plan.enter.title') },
    ],
    body: (
      <>
        <WallBand sentence={sayReaders(lang, draft.readers)} />
        <PageHead title={t('plan.enter.title')} below={<span lang={draft.lang}>{draft.title}</span>} />
        <p class="page-lead">{t('plan.enter.lead')}</p>
        {message !== undefined && (
          <ErrorSummary lang={lang} errors={[{ message, ...(refusal?.field === undefined ? {} : { field: refusal.field }) }]} />
        )}
        {(left > 0 || unconfirmed > 0) && (
          <Notice>
            {left > 0 && <p>{t('plan.enter.left', { count: left })}</p>}
            {unconfirmed > 0 && <p>{t('plan.enter.unconfirmed', { count: unconfirmed })}</p>}
          </Notice>
        )}
        {mayEnterPlan.allows(visit.acting) && draft.mine ? (
          fields(visit, { draft, desk, plans, parties, back }, typed ?? proposed(desk, draft, parties), refusal)
        ) : (
          <Notice kind="attention">
            <p>{t('plan.enter.only-secretariat')}</p>
          </Notice>
        )}
      </>
    ),
  };
}

type Shown = {
  readonly draft: DraftRow;
  readonly desk: Desk;
  readonly plans: readonly PlanRow[];
  readonly parties: readonly PartyRow[];
  readonly back: string;
};

function fields({ lang, partnership, csrf }: Visit, shown: Shown, typed: Typed, refusal: Refusal | undefined) {
  const t = text.in(lang);
  const { draft, desk, plans, parties, back } = shown;
  const errorAt = (field: string) => (refusal?.field === field ? sayPhrase(lang, refusal.key, refusal.values) : undefined);
  const list = (names: readonly string[]) => new Intl.ListFormat(lang === 'en' ? 'en-CA' : 'fr-CA').format(names);
  const field = (name: keyof Typed) => ({ lang, name, value: typed[name], error: errorAt(name) });
  const named = desk.parties.length === 0 ? t('plan.enter.named-nobody') : t('plan.enter.named', { parties: list(desk.parties) });
  return (
    <Form action={placeOf.under(partnership?.slug ?? '', draft.id, 'entry')} csrf={csrf} version={draft.version}>
      <Field
        {...field('title')}
        kind="text"
        label={t('plan.enter.name')}
        width="full"
        maxlength={LONGEST_PLAN_TITLE}
        typedIn={draft.lang}
      />
      <Field
        {...field('slug')}
        kind="text"
        label={t('plan.enter.slug')}
        help={t('plan.enter.slug-help', { partnership: partnership?.slug ?? '' })}
        maxlength={60}
      />
      <FieldGroup legend={t('plan.enter.period')} help={t('plan.enter.period-help')}>
        <div class="form line">
          <Field {...field('start')} kind="text" label={t('plan.enter.start')} width="short" maxlength={10} required={false} />
          <Field {...field('end')} kind="text" label={t('plan.enter.end')} width="short" maxlength={10} required={false} />
        </div>
      </FieldGroup>
      <Field
        {...field('adoption')}
        kind="radio"
        label={t('plan.enter.adoption')}
        help={named}
        options={[
          {
            value: 'by-parties',
            label: t('plan.enter.by-parties', { parties: list(parties.map(({ name }) => nameIn(lang, name).words)) }),
          },
          { value: 'none', label: t('plan.enter.none') },
        ]}
      />
      {plans.length > 0 && (
        <Field
          {...field('lineage')}
          kind="select"
          label={t('plan.enter.lineage')}
          required={false}
          options={[
            { value: '', label: t('plan.enter.lineage-none') },
            ...plans.map((plan) => ({
              value: `after:${plan.slug}`,
              label: t('plan.enter.after', { title: nameOf(plan, lang) }),
            })),
            ...plans.map((plan) => ({
              value: `before:${plan.slug}`,
              label: t('plan.enter.before', { title: nameOf(plan, lang) }),
            })),
          ]}
        />
      )}
      <SubmitBar>
        <Button kind="primary" icon="check">
          {t('plan.enter.button')}
        </Button>
        <LinkButton kind="quiet" href={back}>
          {t('plan.ask.cancel')}
        </LinkButton>
      </SubmitBar>
    </Form>
  );
}

const nameOf = (plan: PlanRow, _: Language): string =>
  `${plan.slug} · ${plan.title.length > 70 ? `${plan.title.slice(0, 69)}…` : plan.title}`;

/** What the document itself says: its title and period, an address of its years, and whether the parties are those of this partnership. */
function proposed(desk: Desk, draft: DraftRow, parties: readonly PartyRow[]): Typed {
  const { start, end } = desk.period;
  const years = [start, end].flatMap((day) => day?.slice(0, 4) ?? []);
  const slug = years.length === 2 ? `${years[0]}-${years[1]?.slice(2)}` : (years[0] ?? '');
  const names = parties.map(({ name }) => [name.en, name.fr].flatMap((each) => each?.toLowerCase() ?? []));
  const said = desk.parties.map((each) => each.toLowerCase());
  const all = names.every((of) => of.some((name) => said.includes(name)));
  const adoption = parties.length > 0 && (all || said.length === 0) ? 'by-parties' : 'none';
  return { slug, title: desk.title ?? draft.title, start: start ?? '', end: end ?? '', adoption, lineage: '' };
}
