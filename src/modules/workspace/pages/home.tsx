import type { Page } from '../../../platform/http/page.ts';
import type { Visit } from '../../../platform/http/route.ts';
import { dateInWords, type Language, periodInWords, writeNumber } from '../../../platform/i18n/index.ts';
import { EmptyState, InlineWords, LinkButton, PageHead, Panel, SafeLink, StageBadge } from '../../../platform/ui/index.ts';
import { type PartyRow, partiesIn, seatsOf } from '../../directory/index.ts';
import { text } from '../text.ts';
import { addressOf, inLanguage, stageInWords } from '../words.ts';
import { type PlanOnShow, plansOnShow } from './home-queries.ts';
import { planRing } from './plan-ring.tsx';

type OnShow = { readonly plans: readonly PlanOnShow[]; readonly parties: readonly PartyRow[] };
/** Partnerships whose plans are shown at once; those after them lead to theirs. */
const MOST_WITH_PLANS = 12;

/** The welcome page: what this is, the partnerships that may be read here with their plans, and what one can do. */
export async function homePage(visit: Visit): Promise<Page> {
  const { lang } = visit;
  const t = text.in(lang);
  const partnerships = await visit.read((tx) =>
    tx.selectFrom('directory.v_partnership').select(['id', 'slug', 'name', 'description']).orderBy('slug').limit(100).execute(),
  );
  const shown = new Map<string, OnShow>();
  for (const { id } of partnerships.slice(0, MOST_WITH_PLANS)) {
    shown.set(
      id,
      await visit.readPublic(id, async (tx) => ({ plans: await plansOnShow(tx, id), parties: partiesIn(await seatsOf(tx, id)) })),
    );
  }
  return {
    title: t('workspace.home.title'),
    kind: 'wide',
    description: t('workspace.home.lead'),
    body: (
      <div class="welcome">
        <PageHead title={t('workspace.home.title')} />
        <p class="page-lead">{t('workspace.home.lead')}</p>
        {partnerships.length === 0 ? (
          <EmptyState title={t('workspace.home.none')} icon="users-group">
            <p>{t('workspace.home.none-do')}</p>
          </EmptyState>
        ) : (
          <section aria-labelledby="partnerships">
            <h2 id="partnerships">{t('workspace.home.partnerships')}</h2>
            {partnerships.map((each) => (
              <Panel
                level={3}
                heading={<SafeLink href={addressOf.partnership(each.slug)}>{inLanguage(each.name, lang)}</SafeLink>}
                note={inLanguage(each.description, lang)}
              >
                {plansIn(lang, each.slug, shown.get(each.id))}
              </Panel>
            ))}
          </section>
        )}
        {whatToDo(lang)}
      </div>
    ),
  };
}

function plansIn(lang: Language, partnership: string, shown: OnShow | undefined) {
  if (!shown) return null;
  const t = text.in(lang);
  const { plans, parties } = shown;
  if (plans.length === 0) return <p class="quiet-words">{t('workspace.overview.no-plan')}</p>;
  return (
    <ul class="plans">
      {plans.map((plan) => {
        const stage = { stage: plan.stage, uncertified: parties.map(({ name }) => name) };
        return (
          <li data-row>
            {planRing(lang, stage, parties, 40)}
            <div class="plan-on-show">
              <h4>
                <SafeLink href={addressOf.register(partnership, plan.slug)}>
                  <InlineWords text={plan.title} wordsLanguage={plan.lang} />
                </SafeLink>
              </h4>
              <p class="plan-facts">
                {plan.period_start !== null && <span>{periodInWords(lang, plan.period_start, plan.period_end)}</span>}
                <StageBadge stage={plan.stage}>{stageInWords(lang, stage)}</StageBadge>
              </p>
              <p class="quiet-words">
                {holdings(lang, plan)} · {t('workspace.home.entered', { date: dateInWords(lang, plan.entered_on) })}
              </p>
            </div>
            <p class="acts">
              <LinkButton kind="primary" href={addressOf.register(partnership, plan.slug)} icon="list-details">
                {t('workspace.overview.read-register')}
              </LinkButton>
              <LinkButton href={addressOf.document(partnership, plan.slug)} icon="article">
                {t('workspace.overview.read-document')}
              </LinkButton>
            </p>
          </li>
        );
      })}
    </ul>
  );
}

function holdings(lang: Language, plan: PlanOnShow): string {
  const t = text.in(lang);
  const counted = (['areas', 'actions', 'priorities'] as const).filter((kind) => plan[kind] > 0);
  return counted
    .map((kind) => `${writeNumber(lang, plan[kind])} ${t(`workspace.figure.${kind}`, { count: plan[kind] })}`)
    .join(' · ');
}

function whatToDo(lang: Language) {
  const t = text.in(lang);
  return (
    <section aria-labelledby="what-to-do">
      <h2 id="what-to-do">{t('workspace.home.do')}</h2>
      <ul class="ways">
        {(['read', 'search', 'work'] as const).map((way) => (
          <li>
            <h3>{t(`workspace.home.do-${way}`)}</h3>
            <p>{t(`workspace.home.do-${way}-means`)}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What Entente is, what it keeps, and how far it is accessible. */
export function aboutPage(visit: Visit): Page {
  const t = text.in(visit.lang);
  return {
    title: t('workspace.about.title'),
    kind: 'document',
    body: (
      <article class="document">
        <PageHead title={t('workspace.about.title')} />
        {aboutSection('what', t('workspace.about.what'), t('workspace.home.lead'))}
        <section id="programs">
          <h2>{t('workspace.about.programs')}</h2>
          <p>
            <SafeLink href="/api">{t('workspace.about.programs-text')}</SafeLink>
          </p>
        </section>
        {aboutSection('accessibility', t('workspace.about.accessibility'), t('workspace.about.accessibility-text'))}
        {aboutSection('kept', t('workspace.about.privacy'), t('workspace.about.privacy-text'))}
        {aboutSection('licence', t('workspace.about.source'), t('workspace.about.source-text'))}
      </article>
    ),
  };
}

/** One subject of the page, at an address of its own: the foot of every page leads to some. */
function aboutSection(id: string, heading: string, words: string) {
  return (
    <section id={id}>
      <h2>{heading}</h2>
      <p>{words}</p>
    </section>
  );
}
