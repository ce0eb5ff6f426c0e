import { z } from 'zod';
import type { Page } from '../../../platform/http/page.ts';
import type { Visit } from '../../../platform/http/route.ts';
import { dateInWords, type Language, sayPhrase } from '../../../platform/i18n/index.ts';
import { notFound, type Refusal } from '../../../platform/refusal.ts';
import {
  Button,
  ErrorSummary,
  Facts,
  Form,
  LinkButton,
  Notice,
  PageHead,
  RecordLayout,
  SafeLink,
  WallBand,
} from '../../../platform/ui/index.ts';
import { type DocumentRow, documentById, type FileRow, filesOf, pagesOf, passagesOfDocument, plansToLink } from '../queries.ts';
import { mayKeepDocuments } from '../rules.ts';
import { text } from '../text.ts';
import { wallsFor } from '../walls.ts';
import { DocumentText } from './document-text.tsx';
import { LinkForm, type Linking } from './link-form.tsx';
import { PassagesOfDocument } from './passages.tsx';
import { placeOf } from './places.ts';
import { extentInWords, kindAndDay, readersInWords, sizeInWords, typeInWords } from './words.ts';

/** From which page on its text is shown, and which words are marked in it. */
export const DocumentQuery = z.strictObject({
  page: z.coerce.number().int().min(1).max(1_000_000).optional(),
  words: z.string().max(200).optional(),
});

type DocumentVisit = Pick<Visit, 'lang' | 'partnership' | 'acting' | 'csrf' | 'read' | 'params'> & {
  readonly query: z.infer<typeof DocumentQuery>;
};

/** What was in the way of laying a passage beside a line, and what was typed. */
export type LinkAgain = { readonly refusal: Refusal; readonly typed: Linking };

/** One document: its text page by page, what is said of it, its versions, and the passages that lie beside lines. */
export async function documentPage(visit: DocumentVisit, again?: LinkAgain): Promise<Page> {
  const { lang, partnership } = visit;
  if (!partnership) throw notFound();
  const words = visit.query.words?.trim() || undefined;
  const keeps = mayKeepDocuments.allows(visit.acting);
  const data = await visit.read(async (tx) => {
    const document = await documentById(tx, partnership.id, visit.params.document ?? '');
    return {
      document,
      files: await filesOf(tx, document.id),
      shown: await pagesOf(tx, document.file, { page: visit.query.page ?? 1, words, lang: document.lang }),
      passages: await passagesOfDocument(tx, document.id),
      plans: keeps ? await plansToLink(tx, partnership.id) : [],
      walls: keeps ? await wallsFor(tx, visit.acting) : [],
    };
  });
  const { document, shown } = data;
  const links = keeps && shown.pages.length > 0 && data.plans.length > 0;
  return {
    title: document.title,
    titleLanguage: document.lang,
    ...(again === undefined ? {} : { status: again.refusal.status }),
    kind: 'wide',
    description: document.title,
    breadcrumbs: [
      { label: text.in(lang)('knowledge.shelf.title'), href: placeOf.shelf(partnership.slug) },
      { label: document.title },
    ],
    body: (
      <>
        {document.readers.kind !== 'public' && <WallBand sentence={readersInWords(lang, document.readers)} />}
        {head(visit, partnership.slug, document)}
        {again?.refusal.field !== undefined && (
          <ErrorSummary
            lang={lang}
            errors={[{ field: again.refusal.field, message: sayPhrase(lang, again.refusal.key, again.refusal.values) }]}
          />
        )}
        <RecordLayout
          railLabel={text.in(lang)('knowledge.document.facts')}
          main={
            <>
              <PassagesOfDocument visit={visit} partnership={partnership.slug} passages={data.passages} />
              {links && (
                <LinkForm
                  visit={visit}
                  partnership={partnership.slug}
                  document={document}
                  pages={shown.pages}
                  plans={data.plans}
                  walls={data.walls}
                  typed={again?.typed ?? nothing}
                  refusal={again?.refusal}
                />
              )}
              <DocumentText lang={lang} partnership={partnership.slug} document={document} shown={shown} words={words} />
            </>
          }
          rail={rail(lang, partnership.slug, document, data.files)}
        />
      </>
    ),
  };
}

const nothing: Linking = { page: '', words: '', plan: '', reference: '', remark: '', wall: '', said: false };

function head(visit: DocumentVisit, partnership: string, document: DocumentRow) {
  const { lang } = visit;
  const t = text.in(lang);
  const type = typeInWords(lang, document.file_type);
  const size = sizeInWords(lang, document.file_size);
  return (
    <>
      <PageHead
        title={<span lang={document.lang}>{document.title}</span>}
        below={kindAndDay(lang, document)}
        acts={
          <>
            <LinkButton icon="download" href={placeOf.file(partnership, document.id, document.file_number)}>
              {t('knowledge.document.open', { type, size })}
            </LinkButton>
            {document.mine && (
              <LinkButton icon="pencil" href={placeOf.edit(partnership, document.id)}>
                {t('knowledge.document.change')}
              </LinkButton>
            )}
          </>
        }
      />
      {document.withdrawn_at !== null && (
        <Notice kind="attention">
          <p>{t('knowledge.document.withdrawn', { day: dateInWords(lang, document.withdrawn_at.toISOString()) })}</p>
          {document.mine && (
            <Form action={placeOf.act(partnership, document.id, 'return')} csrf={visit.csrf} version={document.version}>
              <Button>{t('knowledge.document.restore')}</Button>
            </Form>
          )}
        </Notice>
      )}
    </>
  );
}

function rail(lang: Language, partnership: string, document: DocumentRow, files: readonly FileRow[]) {
  const t = text.in(lang);
  const current = files.find((file) => file.number === document.file_number);
  return (
    <>
      <Facts
        items={[
          { term: t('knowledge.form.kind'), value: t(`knowledge.kind.${document.kind}`) },
          {
            term: t('knowledge.form.day'),
            value: document.day === null ? t('knowledge.document.day-none') : dateInWords(lang, document.day),
          },
          { term: t('knowledge.form.language'), value: t(`knowledge.language.${document.lang}`) },
          { term: t('knowledge.shelf.inside'), value: extentInWords(lang, document) },
          { term: t('knowledge.shelf.readers'), value: readersInWords(lang, document.readers) },
          { term: t('knowledge.document.added'), value: added(lang, document.created_at, files.at(-1)?.by ?? null) },
          { term: t('knowledge.shelf.file-name'), value: <span class="break-anywhere">{document.file_name}</span> },
          {
            term: t('knowledge.document.hash'),
            value: current && <code class="break-anywhere">{current.sha256.toString('hex')}</code>,
          },
        ]}
      />
      {files.length > 1 && (
        <>
          <h2>{t('knowledge.document.versions')}</h2>
          <ul class="versions">
            {files.map((file) => (
              <li>
                <SafeLink href={placeOf.file(partnership, document.id, file.number)}>
                  {t('knowledge.document.version', { number: file.number })}
                </SafeLink>
                {file.number === document.file_number && ` (${t('knowledge.document.version-today')})`}
                <br />
                <span class="quiet-words">
                  {added(lang, file.added_at, file.by)} · {readersInWords(lang, file.readers)}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function added(lang: Language, at: Date, by: string | null): string {
  const day = dateInWords(lang, at.toISOString());
  return by === null ? day : text.in(lang)('knowledge.document.added-by', { day, name: by });
}
