import type { Page } from '../../../platform/http/page.ts';
import type { Answer, Visit } from '../../../platform/http/route.ts';
import { sayPhrase } from '../../../platform/i18n/index.ts';
import { notFound, Refusal } from '../../../platform/refusal.ts';
import { Button, ErrorSummary, Form, LinkButton, PageHead, Panel, SubmitBar, WallBand } from '../../../platform/ui/index.ts';
import { type MendCommentInput, mendComment } from '../mend-comment.ts';
import { type CommentRow, commentOf, type PersonRow, readersOf, type ThreadRow, threadById } from '../queries.ts';
import { text } from '../text.ts';
import { isToMend } from './answers.tsx';
import { MentionField, WordsField } from './forms.tsx';
import { placeOf } from './places.ts';
import { readersInWords } from './readers.ts';
import { CommentWords } from './words.tsx';

type Data = { readonly thread: ThreadRow; readonly comment: CommentRow; readonly people: readonly PersonRow[] };

/** The form that changes the words of a comment of one's own. @throws Refusal 403, 404 */
export async function mendPage(visit: Visit): Promise<Page> {
  const data = await readOwn(visit);
  return page(visit, data, { words: data.comment.words ?? '', version: data.comment.version });
}

/** Mends the comment and leads back to it; or shows the form again with what was typed, and what stands there now. */
export async function mendAnswer(visit: Visit<Record<string, never>, MendCommentInput>): Promise<Answer> {
  const data = await readOwn(visit);
  const { thread, comment } = data;
  try {
    await visit.write((tx) => mendComment(tx, visit.acting, comment.id, visit.input, visit.lang));
  } catch (error) {
    if (!isToMend(error)) throw error;
    const now = error.status === 409 ? await readOwn(visit) : data;
    // What stands now has been shown: to mend is to replace it knowingly.
    const version = error.status === 409 ? now.comment.version : visit.input.version;
    return page(visit, now, { ...visit.input, version }, error);
  }
  return {
    seeOther: placeOf.comment(visit.partnership?.slug ?? '', thread.id, comment.number),
    flash: { kind: 'done', key: 'discuss.comment-mended' },
  };
}

function readOwn(visit: Pick<Visit, 'partnership' | 'params' | 'read'>): Promise<Data> {
  const { partnership, params } = visit;
  if (!partnership) throw notFound();
  return visit.read(async (tx) => {
    const thread = await threadById(tx, partnership.id, params.thread ?? '');
    const comment = await commentOf(tx, thread.id, params.comment ?? '');
    if (!comment.own) throw new Refusal(403, 'discuss.only-its-author');
    return { thread, comment, people: await readersOf(tx, thread.wall) };
  });
}

type Typed = { readonly words: string; readonly version: number; readonly mention?: string | undefined };

function page(
  visit: Pick<Visit, 'lang' | 'csrf' | 'partnership'>,
  { thread, comment, people }: Data,
  typed: Typed,
  refusal?: Refusal,
): Page {
  const { lang } = visit;
  const t = text.in(lang);
  const partnership = visit.partnership?.slug ?? '';
  const back = placeOf.comment(partnership, thread.id, comment.number);
  const title = t('discuss.mend-title', { number: comment.number });
  const message = refusal && sayPhrase(lang, refusal.key, refusal.values);
  const readers = readersInWords(lang, thread.readers);
  return {
    title,
    status: refusal?.status ?? 200,
    kind: 'document',
    breadcrumbs: [
      { label: t('discuss.nav'), href: placeOf.list(partnership) },
      { label: t('discuss.title'), href: back },
      { label: title },
    ],
    body: (
      <>
        <PageHead title={title} />
        {message !== undefined && (
          <ErrorSummary lang={lang} errors={[refusal?.field === undefined ? { message } : { message, field: refusal.field }]} />
        )}
        <WallBand sentence={readers}>
          {refusal?.status === 409 && comment.words !== null && (
            <Panel heading={t('discuss.stands-now')}>
              <CommentWords words={comment.words} lang={comment.lang} references={new Map()} mentioned={[]} />
            </Panel>
          )}
          <Form action={placeOf.mend(partnership, thread.id, comment.id)} csrf={visit.csrf} version={typed.version}>
            <p class="help">{t('discuss.mend-help')}</p>
            <WordsField
              lang={lang}
              people={placeOf.people(partnership, thread.wall)}
              label={t('discuss.field.words')}
              typed={typed}
              refusal={refusal}
              rows={8}
              typedIn={comment.lang}
            />
            <MentionField lang={lang} people={people} chosen={typed.mention} refusal={refusal} />
            <SubmitBar seenBy={readers}>
              <Button kind="primary" icon="pencil">
                {t('discuss.mend-button')}
              </Button>
              <LinkButton kind="quiet" href={back}>
                {t('discuss.cancel')}
              </LinkButton>
            </SubmitBar>
          </Form>
        </WallBand>
      </>
    ),
  };
}
