import type { FileStore } from '../../../platform/files/store.ts';
import type { Page } from '../../../platform/http/page.ts';
import type { Answer, Visit } from '../../../platform/http/route.ts';
import { sayPhrase } from '../../../platform/i18n/index.ts';
import { notFound, Refusal } from '../../../platform/refusal.ts';
import { ErrorSummary, PageHead } from '../../../platform/ui/index.ts';
import { type AddCommentInput, addComment, type Said } from '../add-comment.ts';
import { MOST_FILES } from '../attach-files.ts';
import { type Host, type Place, placesOf } from '../hosts.ts';
import { type OpenThreadInput, openThread } from '../open-thread.ts';
import { threadById, type WallRow, wallsFor } from '../queries.ts';
import { type ResolveThreadInput, resolveThread } from '../resolve-thread.ts';
import { cleanName } from '../said.ts';
import { text } from '../text.ts';
import type { WithdrawCommentInput } from '../withdraw-comment.ts';
import { withdrawComment } from '../withdraw-comment.ts';
import { OpenForm } from './forms.tsx';
import { placeOf } from './places.ts';
import { type ThreadQuery, threadPage } from './thread.tsx';

type Visiting<Input> = Visit<Record<string, never>, Input>;

/** Opens a discussion and leads to it; or shows the form again with what was typed. */
export async function openAnswer(visit: Visiting<OpenThreadInput>, hosts: readonly Host[], files: FileStore): Promise<Answer> {
  const partnership = visit.partnership?.slug ?? '';
  const { place, walls } = await readAbout(visit, hosts);
  try {
    const said = await brought(visit, files);
    const { thread } = await visit.write((tx) => openThread(tx, visit.acting, visit.input, said));
    return { seeOther: placeOf.thread(partnership, thread), flash: { kind: 'done', key: 'discuss.thread-opened' } };
  } catch (error) {
    if (!isToMend(error)) throw error;
    return openAgain(visit, place, walls, error);
  }
}

/** Adds a comment and leads to it; or shows the discussion again with what was typed. */
export async function commentAnswer(visit: Visiting<AddCommentInput>, hosts: readonly Host[], files: FileStore): Promise<Answer> {
  const partnership = visit.partnership?.slug ?? '';
  const { id, comments } = await threadHere(visit);
  try {
    const said = await brought(visit, files);
    const { number } = await visit.write((tx) => addComment(tx, visit.acting, id, visit.input, said));
    return { seeOther: placeOf.comment(partnership, id, number), flash: { kind: 'done', key: 'discuss.comment-added' } };
  } catch (error) {
    if (!isToMend(error)) throw error;
    const page = Math.ceil(comments / 50);
    return threadPage({ ...visit, query: { page } } as Visit<ThreadQuery, unknown>, hosts, { refusal: error, ...visit.input });
  }
}

/** Resolves a discussion or opens it again, and leads back to it; or shows it as it stands now. */
export async function resolveAnswer(visit: Visiting<ResolveThreadInput>, hosts: readonly Host[]): Promise<Answer> {
  const partnership = visit.partnership?.slug ?? '';
  const { id } = await threadHere(visit);
  try {
    await visit.write((tx) => resolveThread(tx, visit.acting, id, visit.input));
  } catch (error) {
    if (!isToMend(error)) throw error;
    return threadPage({ ...visit, query: {} } as Visit<ThreadQuery, unknown>, hosts, {
      refusal: error,
      reason: visit.input.reason,
    });
  }
  const key = visit.input.resolved === 'yes' ? 'discuss.thread-resolved' : 'discuss.thread-reopened';
  return { seeOther: placeOf.thread(partnership, id), flash: { kind: 'done', key } };
}

/** Withdraws a comment of one's own and leads back to its place. */
export async function withdrawAnswer(visit: Visiting<WithdrawCommentInput>): Promise<Answer> {
  const partnership = visit.partnership?.slug ?? '';
  const { id } = await threadHere(visit);
  try {
    await visit.write((tx) => withdrawComment(tx, visit.acting, visit.params.comment ?? '', visit.input));
  } catch (error) {
    if (!(error instanceof Refusal) || error.status !== 409) throw error;
    return { seeOther: placeOf.thread(partnership, id), flash: { kind: 'problem', key: error.key } };
  }
  return { seeOther: placeOf.thread(partnership, id), flash: { kind: 'done', key: 'discuss.comment-withdrawn' } };
}

/** Whether a person mends it in the form, rather than being told that there is no such page. */
export const isToMend = (error: unknown): error is Refusal =>
  error instanceof Refusal && [409, 413, 415, 422].includes(error.status);

/** What one may not see is not there, whatever else is wrong with the form. */
export function threadHere(visit: Pick<Visit, 'partnership' | 'params' | 'read'>) {
  const { partnership, params } = visit;
  if (!partnership) throw notFound();
  return visit.read((tx) => threadById(tx, partnership.id, params.thread ?? ''));
}

/** The files of a form, in the store. @throws Refusal 422, 413, 415 at the field */
async function brought(visit: Visiting<unknown>, store: FileStore): Promise<Said> {
  const sent = visit.files.files ?? [];
  if (sent.length > MOST_FILES) throw new Refusal(422, 'discuss.too-many-files', { most: MOST_FILES }, 'files');
  const files = [];
  for (const { name, bytes } of sent) {
    const kept = await store.keep(bytes, cleanName(name)).catch((error: unknown) => {
      throw error instanceof Refusal ? new Refusal(error.status, error.key, error.values, 'files') : error;
    });
    files.push({ ...kept, name });
  }
  return { lang: visit.lang, files };
}

type About = { readonly place: Place | undefined; readonly walls: readonly WallRow[] };

function readAbout(visit: Visiting<OpenThreadInput>, hosts: readonly Host[]): Promise<About> {
  const { partnership, input } = visit;
  if (!partnership) throw notFound();
  return visit.read(async (tx) => {
    const about = await tx
      .selectFrom('platform.record')
      .select(['id', 'kind'])
      .where('id', '=', input.record)
      .where('partnership', '=', partnership.id)
      .executeTakeFirst();
    if (!about) throw notFound();
    const discussed = [{ record: about.id, record_kind: about.kind }];
    return { place: (await placesOf(tx, hosts, partnership.slug, discussed)).get(about.id), walls: await wallsFor(tx, about.id) };
  });
}

function openAgain(
  visit: Visiting<OpenThreadInput>,
  place: Place | undefined,
  walls: readonly WallRow[],
  refusal: Refusal,
): Page {
  const { lang, input } = visit;
  const t = text.in(lang);
  const partnership = visit.partnership?.slug ?? '';
  const title = t('discuss.title-on', { name: place?.name ?? t('discuss.hidden-place') });
  const message = sayPhrase(lang, refusal.key, refusal.values);
  const field = refusal.field === 'files' ? 'files[]' : refusal.field;
  return {
    title,
    status: refusal.status,
    kind: 'document',
    breadcrumbs: [
      { label: t('discuss.nav'), href: placeOf.list(partnership) },
      ...(place ? [{ label: place.name, href: place.address }] : []),
      { label: t('discuss.open') },
    ],
    body: (
      <>
        <PageHead title={title} />
        <ErrorSummary lang={lang} errors={[field === undefined ? { message } : { message, field }]} />
        {(visit.files.files ?? []).length > 0 && <p class="help">{t('discuss.files-again')}</p>}
        <OpenForm visit={visit} partnership={partnership} record={input.record} walls={walls} typed={input} refusal={refusal} />
      </>
    ),
  };
}
