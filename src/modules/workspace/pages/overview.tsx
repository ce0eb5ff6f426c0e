import type { Page } from '../../../platform/http/page.ts';
import type { Visit } from '../../../platform/http/route.ts';
import { dateInWords, type Language, periodInWords } from '../../../platform/i18n/index.ts';
import {
  EmptyState,
  Figures,
  LinkButton,
  PageHead,
  Panel,
  type PartySide,
  partyColour,
  Reference,
  SafeLink,
  SideBySide,
  StageBadge,
  Words,
} from '../../../platform/ui/index.ts';
import { directoryText, membersIn, type PartyRow, partiesIn, partyAddress, seatsOf } from '../../directory/index.ts';
import { type NodeRow, objectivesOf, type PlanRow, PROMISES, plansOf } from '../../plan/index.ts';
import { type OutlineNode, outlineTree } from '../outline.ts';
import { type Counts, countIn, countsOf, outlineOf, type PriorityRow, prioritiesOf } from '../queries.ts';
import { text } from '../text.ts';
import { addressOf, inLanguage, inReadersWords, stageInWords } from '../words.ts';
import { hasCertified, planRing } from './plan-ring.tsx';
import { promisePicture } from './promise-picture.tsx';

type PlanSummary = {
  plan: PlanRow;
  tree: OutlineNode[];
  counts: Counts[];
  objectives: NodeRow[];
  priorities: PriorityRow[];
  seats: PartyRow[];
};

/** The first page of a partnership: what its newest plan promises, counted and laid out by area. */
export async function overviewPage(visit: Visit): Promise<Page> {
  const { lang, partnership } = visit;
  if (!partnership) throw new Error('an overview is of a partnership');
  const { plans, summary } = await visit.read(async (tx) => {
    const found = await plansOf(tx, partnership.id);
    const plan = found[0];
    if (!plan) return { plans: found, summary: undefined };
    const counts = await countsOf(tx, plan.id);
    const made: PlanSummary = {
      plan,
      counts,
      tree: outlineTree(await outlineOf(tx, plan.id, lang, counts)),
      objectives: await objectivesOf(tx, plan.id, lang),
      priorities: await prioritiesOf(tx, plan.id, lang),
      seats: await seatsOf(tx, partnership.id),
    };
    return { plans: found, summary: made };
  });
  const t = text.in(lang);
  const name = inLanguage(partnership.name, lang);
  return {
    title: name,
    kind: 'wide',
    description: summary?.plan.title ?? name,
    body: summary ? (
      <>
        <PageHead
          sign={planRing(lang, summary.plan, partiesIn(summary.seats), 48)}
          title={summary.plan.title}
          planWords={summary.plan.lang}
          above={name}
          below={
            <>
              {periodInWords(lang, summary.plan.period_start, summary.plan.period_end)}{' '}
              <StageBadge stage={summary.plan.stage}>{stageInWords(lang, summary.plan)}</StageBadge>
            </>
          }
          acts={
            <>
              <LinkButton kind="primary" href={addressOf.register(partnership.slug, summary.plan.slug)} icon="list-details">
                {t('workspace.overview.read-register')}
              </LinkButton>
              <LinkButton href={addressOf.document(partnership.slug, summary.plan.slug)} icon="article">
                {t('workspace.overview.read-document')}
              </LinkButton>
            </>
          }
        />
        {figures(lang, partnership.slug, summary)}
        {parties(lang, partnership.slug, summary)}
        <div class="overview">
          <div>
            {areas(lang, partnership.slug, summary)}
            <Panel heading={t('workspace.overview.promises')}>
              {promisePicture(lang, addressOf.register(partnership.slug, summary.plan.slug), promiseCounts(summary.counts))}
            </Panel>
          </div>
          <div>
            {objectives(lang, partnership.slug, summary)}
            {priorities(lang, partnership.slug, summary)}
            {plans.length > 1 && otherPlans(lang, partnership.slug, plans)}
            <Panel heading={t('workspace.overview.contribute')}>
              <p>{t('workspace.overview.contribute-do')}</p>
            </Panel>
          </div>
        </div>
      </>
    ) : (
      <>
        <PageHead title={name} />
        <EmptyState title={t('workspace.overview.no-plan')} icon="file-import">
          <p>{t('workspace.overview.no-plan-do', { partnership: partnership.slug })}</p>
        </EmptyState>
      </>
    ),
  };
}

function figures(lang: Language, partnership: string, { plan, counts, priorities }: PlanSummary) {
  const t = text.in(lang);
  const [parts, areas] = [countIn(counts, 'part'), countIn(counts, 'area')];
  const [actions, subitems] = [countIn(counts, 'action'), countIn(counts, 'subitem')];
  const register = addressOf.register(partnership, plan.slug);
  return (
    <>
      <Figures
        lang={lang}
        label={plan.title}
        items={[
          { value: parts, label: t('workspace.figure.parts', { count: parts }) },
          { value: areas, label: t('workspace.figure.areas', { count: areas }) },
          { value: actions, label: t('workspace.figure.actions', { count: actions }), href: register },
          { value: subitems, label: t('workspace.figure.subitems', { count: subitems }) },
          {
            value: priorities.length,
            label: t('workspace.figure.priorities', { count: priorities.length }),
            href: addressOf.priorities(partnership, plan.slug),
          },
        ]}
      />
      <p class="figure-rule">{t('workspace.figure.rule', { date: dateInWords(lang, plan.entered_on) })}</p>
    </>
  );
}

function parties(lang: Language, partnership: string, { plan, seats }: PlanSummary) {
  const t = text.in(lang);
  const say = directoryText.in(lang);
  const sides = partiesIn(seats).map((party): PartySide => {
    const members = membersIn(seats, party.id);
    const name = inLanguage(party.name, lang);
    const coordinator = members.find((member) => member.coordinates);
    return {
      name,
      colour: partyColour(party.colour),
      by: party.kind === 'bloc' ? say('directory.bloc', { count: members.length }) : say('directory.state'),
      says: t(hasCertified(plan, party) ? 'workspace.overview.has-certified' : 'workspace.overview.has-not-certified'),
      children: (
        <p class="quiet-words">
          {coordinator && say('directory.coordinator-today', { member: inLanguage(coordinator.name, lang), bloc: name })}{' '}
          <SafeLink class="unbroken" href={partyAddress(partnership, party.slug)}>
            {say('directory.open-party', { party: name })}
          </SafeLink>
        </p>
      ),
    };
  });
  return sides.length > 0 && <SideBySide lang={lang} label={t('workspace.overview.parties')} sides={sides} />;
}

function promiseCounts(counts: readonly Counts[]) {
  return PROMISES.map((promise) => ({
    promise,
    count: counts.find((each) => each.kind === 'action' && each.promise === promise)?.count ?? 0,
  }));
}

function areas(lang: Language, partnership: string, { plan, tree }: PlanSummary) {
  const t = text.in(lang);
  const register = addressOf.register(partnership, plan.slug);
  const item = (node: OutlineNode) => {
    const words = inReadersWords(node, lang);
    return (
      <li>
        <SafeLink href={`${register}?area=${encodeURIComponent(node.reference)}`}>
          <span class="number">{node.number}</span> <span lang={words.lang}>{words.text}</span>
          <span class="count">{node.lines}</span>
        </SafeLink>
        {node.children.length > 0 && <ul>{node.children.map(item)}</ul>}
      </li>
    );
  };
  return (
    <Panel heading={t('workspace.overview.areas')}>
      <ul class="area-tree">{tree.map(item)}</ul>
    </Panel>
  );
}

function objectives(lang: Language, partnership: string, { plan, objectives: rows }: PlanSummary) {
  if (rows.length === 0) return null;
  return (
    <Panel heading={text.in(lang)('workspace.overview.objectives')}>
      <ol class="node-list">
        {rows.map((row) => (
          <li data-row>
            <SafeLink href={addressOf.line(partnership, plan.slug, row.reference)}>
              <Reference reference={row.reference} />
            </SafeLink>
            <div>
              <Words text={row.text} wordsLanguage={row.lang} size="row" />
              {row.translation !== null && (
                <p class="translation" lang={lang}>
                  {row.translation}
                </p>
              )}
            </div>
          </li>
        ))}
      </ol>
    </Panel>
  );
}

function priorities(lang: Language, partnership: string, { plan, priorities: rows }: PlanSummary) {
  if (rows.length === 0) return null;
  return (
    <Panel heading={text.in(lang)('workspace.overview.priorities', { period: rows[0]?.period ?? '' })}>
      <ol class="priority-list">
        {rows.map((row) => (
          <li data-row>
            <SafeLink href={addressOf.line(partnership, plan.slug, row.reference)}>
              <span lang={row.translation_label ? lang : row.lang}>{row.translation_label ?? row.label ?? row.reference}</span>
            </SafeLink>
            {row.lines.length > 0 && <span class="quiet-words"> → {row.lines.join(', ')}</span>}
          </li>
        ))}
      </ol>
    </Panel>
  );
}

function otherPlans(lang: Language, partnership: string, plans: readonly PlanRow[]) {
  return (
    <Panel heading={text.in(lang)('workspace.overview.plans')}>
      <ul class="plain-list">
        {plans.map((plan) => (
          <li>
            <SafeLink href={addressOf.register(partnership, plan.slug)} lang={plan.lang}>
              {plan.title}
            </SafeLink>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
