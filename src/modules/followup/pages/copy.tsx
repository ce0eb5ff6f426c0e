import type { Page } from '../../../platform/http/page.ts';
import type { Visit } from '../../../platform/http/route.ts';
import { dateInWords, type Language } from '../../../platform/i18n/index.ts';
import { notFound } from '../../../platform/refusal.ts';
import {
  Button,
  Chips,
  EmptyState,
  Figures,
  Form,
  LinkButton,
  Notice,
  PageHead,
  Pager,
  Panel,
  SubmitBar,
  WallBand,
} from '../../../platform/ui/index.ts';
import { sayReaders } from '../../directory/index.ts';
import { planBySlug } from '../../plan/index.ts';
import { CELL_KINDS, type CellDifference, type Comparison } from '../copies/compare.ts';
import { type CopyWhole, comparisonOf, copyOf } from '../copies/queries.ts';
import { FIELDS } from '../note-words.ts';
import { text } from '../text.ts';
import { broughtBy } from './copies.tsx';
import { type CopyQuery, copyHref, isShown, PER_COPY_PAGE } from './copy-query.ts';
import { badTable, changesTable, signedTable } from './copy-tables.tsx';
import { placeOf } from './places.ts';

type CopyVisit = Visit<CopyQuery>;
type Here = { readonly partnership: string; readonly plan: string; readonly base: string };

const BAD_SHOWN = 20;

/** What a file that came back would change, before anything is recorded: counts, rows to mend, and each change with its decision. */
export async function copyPage(visit: CopyVisit, slug: string, id: string): Promise<Page> {
  const { lang, partnership } = visit;
  if (!partnership) throw notFound();
  const t = text.in(lang);
  const { copy, found } = await visit.read(async (tx) => {
    const plan = await planBySlug(tx, partnership.id, slug);
    const whole = await copyOf(tx, plan.id, id);
    return { copy: whole, found: await comparisonOf(tx, whole) };
  });
  const here = { partnership: partnership.slug, plan: slug, base: placeOf.copy(partnership.slug, slug, id) };
  return {
    title: `${t('followup.copy.title')} · ${copy.name}`,
    kind: 'wide',
    breadcrumbs: [
      { label: t('followup.grid.title'), href: placeOf.notes(here.partnership, slug) },
      { label: t('followup.copy.title'), href: placeOf.copies(here.partnership, slug) },
      { label: copy.name },
    ],
    body: (
      <>
        <PageHead
          title={<span class="file-name">{copy.name}</span>}
          below={broughtBy(lang, copy)}
          acts={putAway(visit, here, copy)}
        />
        <WallBand sentence={sayReaders(lang, copy.readers)}>
          <p>
            {t('followup.copy.about', {
              sent: dateInWords(lang, copy.sent_on),
              until: dateInWords(lang, copy.expires_at.toISOString()),
            })}
          </p>
          {figures(lang, here, found)}
          {remarks(lang, copy, found)}
          {found.bad.length > 0 && badPanel(lang, here, found)}
          {changes(visit, here, found)}
          {found.signed.length > 0 && (
            <Panel heading={t('followup.copy.signed')} id="signed">
              <p class="help">{t('followup.copy.signed-lead')}</p>
              {signedTable(lang, here, found.signed.slice(0, PER_COPY_PAGE))}
            </Panel>
          )}
        </WallBand>
      </>
    ),
  };
}

const open = (found: Comparison, kind: CellDifference['kind']): number =>
  found.cells.filter((cell) => !cell.kept && cell.kind === kind).length;

function figures(lang: Language, { base }: Here, found: Comparison) {
  const t = text.in(lang);
  const kinds = CELL_KINDS.flatMap((kind) => {
    const value = open(found, kind);
    return value === 0
      ? []
      : [
          {
            value,
            label: t(`followup.copy.count.${kind}`, { count: value }),
            href: `${copyHref(base, { show: kind })}#changes`,
            ...(kind === 'conflict' ? { rule: t('followup.copy.rule.conflict'), attention: true } : {}),
          },
        ];
  });
  const bad = found.bad.length;
  return (
    <Figures
      lang={lang}
      label={t('followup.copy.figures')}
      items={[
        ...kinds,
        ...(bad === 0
          ? []
          : [{ value: bad, label: t('followup.copy.count.bad', { count: bad }), href: `${base}#bad`, attention: true }]),
        { value: found.same, label: t('followup.copy.count.same', { count: found.same }), rule: t('followup.copy.rule.same') },
      ]}
    />
  );
}

/** What is odd about the file as a whole, and does no harm. */
function remarks(lang: Language, { content }: CopyWhole, { missing }: Comparison) {
  const t = text.in(lang);
  const names = (list: readonly string[]) =>
    list
      .slice(0, 20)
      .map((each) => (each.length > 60 ? `${each.slice(0, 58)}…` : each))
      .join(', ');
  const absent = FIELDS.filter((field) => !content.fields.includes(field)).map((field) => t(`followup.field.${field}`));
  const said = [
    ...(content.hiddenRows > 0 ? [t('followup.copy.hidden-rows', { count: content.hiddenRows })] : []),
    ...(content.hiddenColumns.length > 0 ? [t('followup.copy.hidden-columns', { names: names(content.hiddenColumns) })] : []),
    ...(content.unknown.length > 0 ? [t('followup.copy.unknown-columns', { names: names(content.unknown) })] : []),
    ...(absent.length > 0 ? [t('followup.copy.absent-columns', { names: names(absent) })] : []),
    ...(content.otherSheets.length > 1 ? [t('followup.copy.other-sheets', { names: names(content.otherSheets) })] : []),
    ...(missing > 0 ? [t('followup.copy.missing', { count: missing })] : []),
  ];
  if (said.length === 0) return null;
  return (
    <Notice>
      <ul class="plain">
        {said.map((each) => (
          <li>{each}</li>
        ))}
      </ul>
    </Notice>
  );
}

function badPanel(lang: Language, { base }: Here, { bad }: Comparison) {
  const t = text.in(lang);
  return (
    <Panel heading={t('followup.copy.bad')} id="bad">
      <p class="help">{t('followup.copy.bad-lead')}</p>
      {badTable(lang, bad.slice(0, BAD_SHOWN))}
      {bad.length > BAD_SHOWN && <p class="help">{t('followup.copy.bad-more', { shown: BAD_SHOWN, count: bad.length })}</p>}
      <p class="acts">
        <LinkButton href={`${base}/rows-to-mend.xlsx`} icon="download">
          {t('followup.copy.bad-take')}
        </LinkButton>
      </p>
    </Panel>
  );
}

function changes(visit: CopyVisit, here: Here, found: Comparison) {
  const { lang, query } = visit;
  const t = text.in(lang);
  const wanted = found.cells.filter((cell) => isShown(cell, query));
  const number = Math.min(query.page ?? 1, Math.max(1, Math.ceil(wanted.length / PER_COPY_PAGE)));
  const from = (number - 1) * PER_COPY_PAGE;
  const cells = wanted.slice(from, from + PER_COPY_PAGE);
  const decided = found.cells.every((cell) => cell.kept);
  return (
    <section aria-labelledby="changes" class="copy-changes">
      <h2 id="changes">{t('followup.copy.changes')}</h2>
      {found.cells.length > 0 && chips(lang, here, query, found)}
      {cells.length === 0 ? (
        <EmptyState title={t(decided ? 'followup.copy.done' : 'followup.copy.none-here')} icon="check">
          {decided && <p>{t('followup.copy.done-lead')}</p>}
        </EmptyState>
      ) : (
        <>
          {harmless(visit, here, wanted)}
          <p class="help">{t('followup.copy.changes-lead')}</p>
          <Form action={copyHref(`${here.base}/decisions`, query)} csrf={visit.csrf}>
            <div class="copy-grid">{changesTable(lang, here, cells)}</div>
            <SubmitBar>
              <Button kind="primary" icon="notebook">
                {t('followup.copy.record')}
              </Button>
            </SubmitBar>
          </Form>
          {wanted.length > PER_COPY_PAGE && (
            <Pager
              lang={lang}
              from={from + 1}
              until={from + cells.length}
              total={wanted.length}
              previous={number > 1 ? copyHref(here.base, { ...query, page: number - 1 }) : null}
              next={from + cells.length < wanted.length ? copyHref(here.base, { ...query, page: number + 1 }) : null}
            />
          )}
        </>
      )}
    </section>
  );
}

function chips(lang: Language, { base }: Here, query: CopyQuery, found: Comparison) {
  const t = text.in(lang);
  const count = (asked: CopyQuery) => found.cells.filter((cell) => isShown(cell, asked)).length;
  const items = [undefined, ...CELL_KINDS, 'kept' as const].map((show) => ({
    label:
      show === undefined
        ? t('followup.copy.show-open')
        : show === 'kept'
          ? t('followup.copy.show-kept')
          : t(`followup.copy.kind.${show}`),
    href: `${copyHref(base, { show })}#changes`,
    current: query.show === show && query.field === undefined,
    count: count({ show }),
  }));
  const fields = FIELDS.map((field) => ({
    label: t(`followup.field.${field}`),
    href: `${copyHref(base, { field })}#changes`,
    current: query.field === field,
    count: count({ field }),
  }));
  return (
    <Chips
      lang={lang}
      label={t('followup.copy.filter')}
      items={[...items, ...fields].filter((item) => item.current || item.count > 0)}
    />
  );
}

/** All changes that nobody else touched at once, of the column that is shown. */
function harmless(visit: CopyVisit, here: Here, wanted: readonly CellDifference[]) {
  const { query } = visit;
  const count = wanted.filter((cell) => cell.kind !== 'conflict' && !cell.kept).length;
  if (count < 2 || (query.show !== undefined && query.show !== 'conflict')) return null;
  return (
    <Form action={`${here.base}/acceptance`} csrf={visit.csrf} layout="line">
      <input type="hidden" name="field" value={query.field ?? ''} />
      <Button icon="check">{text.in(visit.lang)('followup.copy.record-all', { count })}</Button>
    </Form>
  );
}

function putAway(visit: CopyVisit, here: Here, copy: CopyWhole) {
  const t = text.in(visit.lang);
  return (
    <Form action={`${placeOf.copies(here.partnership, here.plan)}/removals`} csrf={visit.csrf} layout="line">
      <input type="hidden" name="copy" value={copy.id} />
      <Button kind="quiet" icon="x">
        {t('followup.copy.put-away')}
      </Button>
    </Form>
  );
}
