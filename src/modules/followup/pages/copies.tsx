import { createHash } from 'node:crypto';
import type { Page } from '../../../platform/http/page.ts';
import type { Answer, Visit } from '../../../platform/http/route.ts';
import { dateInWords, sayPhrase } from '../../../platform/i18n/index.ts';
import { notFound, Refusal } from '../../../platform/refusal.ts';
import {
  Button,
  DataTable,
  EmptyState,
  ErrorSummary,
  ExportMenu,
  Field,
  Form,
  PageHead,
  Panel,
  SafeLink,
  SubmitBar,
} from '../../../platform/ui/index.ts';
import { sayReaders } from '../../directory/index.ts';
import { planBySlug } from '../../plan/index.ts';
import { bringCopy } from '../bring-copy.ts';
import { readCopyApart } from '../copies/apart.ts';
import { type CopyRow, copiesOf } from '../copies/queries.ts';
import { noteWalls } from '../queries.ts';
import { text } from '../text.ts';
import { placeOf } from './places.ts';

/** How many bytes one form brings with its file. */
export const MOST_BROUGHT = 20 * 1024 * 1024 + 64 * 1024;

type CopiesVisit = Pick<Visit, 'lang' | 'partnership' | 'acting' | 'csrf' | 'read'>;

/** Where a file of one's own matrix is brought back, and those that wait. */
export async function copiesPage(visit: CopiesVisit, slug: string, refusal?: Refusal): Promise<Page> {
  const { lang, partnership } = visit;
  if (!partnership) throw notFound();
  const t = text.in(lang);
  const { copies } = await visit.read(async (tx) => {
    const plan = await planBySlug(tx, partnership.id, slug);
    await noteWalls(tx);
    return { copies: await copiesOf(tx, plan.id) };
  });
  const base = placeOf.copies(partnership.slug, slug);
  const wrong = refusal === undefined ? undefined : sayPhrase(lang, refusal.key, refusal.values);
  return {
    title: t('followup.copy.title'),
    ...(refusal === undefined ? {} : { status: refusal.status }),
    kind: 'document',
    breadcrumbs: [
      { label: t('followup.grid.title'), href: placeOf.notes(partnership.slug, slug) },
      { label: t('followup.copy.title') },
    ],
    body: (
      <>
        <PageHead title={t('followup.copy.title')} />
        {wrong !== undefined && <ErrorSummary lang={lang} errors={[{ field: 'file', message: wrong }]} />}
        <p class="page-lead">{t('followup.copy.lead')}</p>
        <div class="acts">
          <ExportMenu lang={lang} href={(format) => placeOf.takenAway(partnership.slug, slug, format, {})} />
        </div>
        <Form action={base} csrf={visit.csrf} files>
          <Field
            lang={lang}
            kind="file"
            name="file"
            label={t('followup.copy.file')}
            help={t('followup.copy.file-help')}
            accept=".xlsx,.csv"
            error={wrong}
          />
          <SubmitBar>
            <Button kind="primary" icon="upload">
              {t('followup.copy.bring')}
            </Button>
          </SubmitBar>
        </Form>
        <Panel heading={t('followup.copy.waiting')} flush={copies.length > 0}>
          {copies.length === 0 ? (
            <EmptyState title={t('followup.copy.waiting-none')} />
          ) : (
            waiting(visit, copies, (copy) => placeOf.copy(partnership.slug, slug, copy.id))
          )}
        </Panel>
      </>
    ),
  };
}

function waiting({ lang }: CopiesVisit, copies: readonly CopyRow[], href: (copy: CopyRow) => string) {
  const t = text.in(lang);
  const notes = new Set(copies.map((copy) => copy.circle)).size > 1;
  return (
    <DataTable
      lang={lang}
      caption={t('followup.copy.waiting')}
      hideCaption
      rows={copies}
      columns={[
        {
          label: t('followup.copy.name'),
          heads: true,
          cell: (copy) => (
            <SafeLink href={href(copy)}>
              <span class="file-name">{copy.name}</span>
            </SafeLink>
          ),
        },
        ...(notes ? [{ label: t('followup.grid.wall'), cell: (copy: CopyRow) => sayReaders(lang, copy.readers) }] : []),
        { label: t('followup.copy.by'), cell: (copy) => broughtBy(lang, copy) },
        { label: t('followup.copy.sent-on'), cell: (copy) => dateInWords(lang, copy.sent_on) },
        { label: t('followup.copy.expires'), cell: (copy) => dateInWords(lang, copy.expires_at.toISOString()) },
      ]}
    />
  );
}

/** Who brought a file, and when. */
export function broughtBy(lang: Visit['lang'], copy: Pick<CopyRow, 'by' | 'brought_at'>): string {
  const t = text.in(lang);
  const day = dateInWords(lang, copy.brought_at.toISOString());
  return copy.by === null ? t('followup.copy.brought', { day }) : t('followup.copy.brought-by', { day, name: copy.by });
}

/** Reads the file that came, in a process of its own, and goes to its comparison; or says at its field what is in the way. */
export async function copiesAnswer(visit: Visit, slug: string): Promise<Answer> {
  const { partnership } = visit;
  if (!partnership) throw notFound();
  const plan = await visit.read(async (tx) => {
    const found = await planBySlug(tx, partnership.id, slug);
    await noteWalls(tx);
    return found;
  });
  try {
    const [file] = visit.files.file ?? [];
    if (!file || (file.name === '' && file.bytes.length === 0)) throw new Refusal(422, 'followup.copy.no-file', {}, 'file');
    const read = await readCopyApart(file);
    const sha256 = createHash('sha256').update(file.bytes).digest();
    const of = { id: plan.id, partnership: partnership.id };
    const id = await visit.write((tx) => bringCopy(tx, visit.acting, of, { name: file.name, sha256, read }));
    return { seeOther: placeOf.copy(partnership.slug, slug, id) };
  } catch (error) {
    if (!(error instanceof Refusal) || error.field === undefined) throw error;
    return copiesPage(visit, slug, error);
  }
}
