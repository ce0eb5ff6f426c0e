import { z } from 'zod';
import type { FileStore } from '../../../platform/files/store.ts';
import type { Page } from '../../../platform/http/page.ts';
import type { Answer, Visit } from '../../../platform/http/route.ts';
import { sayPhrase } from '../../../platform/i18n/index.ts';
import { notFound, Refusal } from '../../../platform/refusal.ts';
import { Button, ErrorSummary, Field, Form, LinkButton, PageHead, SubmitBar, WallBand } from '../../../platform/ui/index.ts';
import { sayReaders } from '../../directory/index.ts';
import { COLUMN_ROLES, chooseColumns } from '../choose-columns.ts';
import { type DraftRow, draftById, fileOfDraft } from '../drafts.ts';

import { type ColumnRole, type HeadRow, headerKey } from '../importer/index.ts';
import { placeOf } from './places.ts';
import { readAgain } from './read-upload.ts';
import { text } from './text.ts';

export const ColumnsQuery = z.strictObject({ row: z.coerce.number().int().min(0).max(100).optional() });
export const ColumnsForm = z.strictObject({
  version: z.coerce.number().int().positive(),
  head: z.string().min(1).max(20_000),
  roles: z.array(z.enum(COLUMN_ROLES)).min(1).max(200),
});
type Typed = z.infer<typeof ColumnsForm>;

/** What the columns of a table hold: recognised as far as it can be, to be said by a person otherwise. */
export const columnsPage = (visit: Visit<z.infer<typeof ColumnsQuery>>): Promise<Answer> => columnsForm(visit, visit.query.row);

/** Reads the table anew with what was chosen, keeps the choice for the next of its kind, and goes to the draft. */
export async function columnsAnswer(visit: Visit<Record<string, never>, Typed>, files: FileStore): Promise<Answer> {
  const { partnership, input } = visit;
  if (!partnership) throw notFound();
  const id = visit.params.draft ?? '';
  const { head, version, roles } = input;
  try {
    const file = await visit.read(async (tx) => fileOfDraft(tx, (await draftById(tx, partnership.id, id)).id));
    if (!roles.includes('action')) throw new Refusal(422, 'plan.draft.no-action-column', {}, 'roles');
    const read = await readAgain(await files.read(file.sha256), file.name, [{ head, roles }]);
    await visit.write((tx) => chooseColumns(tx, visit.acting, partnership.id, id, { version, head, roles }, read));
  } catch (error) {
    if (!(error instanceof Refusal) || ![409, 413, 422].includes(error.status)) throw error;
    return columnsForm(visit as unknown as Visit, undefined, { head, roles, refusal: error });
  }
  return { seeOther: placeOf.draft(partnership.slug, id), flash: { kind: 'done', key: 'plan.columns.chosen' } };
}

type Again = { readonly head: string; readonly roles: readonly ColumnRole[]; readonly refusal: Refusal };
type FormVisit = Pick<Visit, 'lang' | 'partnership' | 'params' | 'csrf' | 'read'>;

async function columnsForm(visit: FormVisit, row: number | undefined, again?: Again): Promise<Answer> {
  const { lang, partnership } = visit;
  if (!partnership) throw notFound();
  const { draft, kept } = await visit.read(async (tx) => {
    const found = await draftById(tx, partnership.id, visit.params.draft ?? '');
    const table = tx.selectFrom('plan.draft').select(['reading', 'head_rows']).where('id', '=', found.id);
    return { draft: found, kept: await table.executeTakeFirstOrThrow() };
  });
  const rows = kept.head_rows ?? [];
  const known = kept.reading?.columns ?? [];
  if (known.length === 0 && rows.length === 0) return { seeOther: placeOf.draft(partnership.slug, draft.id) };
  const at = again ? rows.findIndex(({ head }) => head === again.head) : row;
  const titles = known.length > 0 ? known.map(({ title }) => title) : (rows[at ?? -1]?.cells ?? []);
  const head = known.length > 0 ? headerKey(titles) : (rows[at ?? -1]?.head ?? '');
  const roles = again?.roles ?? known.map((each) => each.role);
  const t = text.in(lang);
  const message = again && sayPhrase(lang, again.refusal.key, again.refusal.values);
  const page: Page = {
    title: t('plan.columns.title'),
    status: again?.refusal.status ?? 200,
    kind: 'document',
    breadcrumbs: [
      { label: t('plan.drafts.title'), href: placeOf.list(partnership.slug) },
      { label: draft.title, href: placeOf.draft(partnership.slug, draft.id) },
      { label: t('plan.columns.title') },
    ],
    body: (
      <>
        <WallBand sentence={sayReaders(lang, draft.readers)} />
        <PageHead title={t('plan.columns.title')} below={<span lang={draft.lang}>{draft.file_name}</span>} />
        <p class="page-lead">{t(known.length > 0 ? 'plan.columns.lead' : 'plan.columns.lead-none')}</p>
        {message !== undefined && <ErrorSummary lang={lang} errors={[{ message, field: 'roles-0' }]} />}
        {known.length === 0 && rowChoice(visit, draft, rows, at)}
        {titles.length > 0 && (
          <Form action={placeOf.under(partnership.slug, draft.id, 'columns')} csrf={visit.csrf} version={draft.version}>
            <input type="hidden" name="head" value={head} />
            {titles.map((title, index) => (
              <Field
                lang={lang}
                kind="select"
                name="roles[]"
                id={`field-roles-${index}`}
                label={t('plan.columns.column', { name: title === '' ? String(index + 1) : title })}
                value={roles[index] ?? 'other'}
                error={index === 0 ? message : undefined}
                options={COLUMN_ROLES.map((role) => ({ value: role, label: t(`plan.columns.role.${role}`) }))}
              />
            ))}
            <SubmitBar>
              <Button kind="primary">{t('plan.columns.button')}</Button>
              <LinkButton kind="quiet" href={placeOf.draft(partnership.slug, draft.id)}>
                {t('plan.ask.cancel')}
              </LinkButton>
            </SubmitBar>
          </Form>
        )}
      </>
    ),
  };
  return page;
}

function rowChoice({ lang, partnership }: FormVisit, draft: DraftRow, rows: readonly HeadRow[], at: number | undefined) {
  const t = text.in(lang);
  return (
    <form method="get" action={placeOf.under(partnership?.slug ?? '', draft.id, 'columns')} class="form">
      <Field
        lang={lang}
        kind="radio"
        name="row"
        label={t('plan.columns.row')}
        value={at === undefined ? undefined : String(at)}
        options={rows.map(({ cells }, index) => ({
          value: String(index),
          label: cells.filter((cell) => cell !== '').join(' · '),
        }))}
      />
      <SubmitBar>
        <Button>{t('plan.columns.choose-row')}</Button>
      </SubmitBar>
    </form>
  );
}
