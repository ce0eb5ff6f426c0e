import type { Page } from '../../../platform/http/page.ts';
import type { Visit } from '../../../platform/http/route.ts';
import { dateInWords, sayPhrase } from '../../../platform/i18n/index.ts';
import { notFound, Refusal } from '../../../platform/refusal.ts';
import { Button, ErrorSummary, Field, Form, LinkButton, PageHead, Panel, SubmitBar } from '../../../platform/ui/index.ts';
import { ACCEPTED } from '../accept-file.ts';
import { type DocumentRow, documentById } from '../queries.ts';
import { text } from '../text.ts';
import { type WallChoice, wallsFor } from '../walls.ts';
import { type About, AboutFields } from './about-fields.tsx';
import { placeOf } from './places.ts';
import { WallFields } from './wall-fields.tsx';
import { readersInWords } from './words.ts';

type EditVisit = Pick<Visit, 'lang' | 'partnership' | 'acting' | 'csrf' | 'read' | 'params'>;

/** What was sent and is to be sent again: what was typed, and what was in its way. */
export type Again = {
  readonly refusal: Refusal;
  readonly about?: About;
  readonly wall?: { readonly chosen: string; readonly said: boolean };
};

/** The forms that change a document: what is said of it, its file, its readers, and taking it off the shelf. @throws Refusal 403, 404 */
export async function editPage(visit: EditVisit, again?: Again): Promise<Page> {
  const { lang, partnership } = visit;
  if (!partnership) throw notFound();
  const { document, walls } = await visit.read(async (tx) => ({
    document: await documentById(tx, partnership.id, visit.params.document ?? ''),
    walls: await wallsFor(tx, visit.acting),
  }));
  if (!document.mine) throw new Refusal(403, 'knowledge.not-yours');
  const t = text.in(lang);
  const back = placeOf.document(partnership.slug, document.id);
  return {
    title: t('knowledge.form.edit'),
    ...(again === undefined ? {} : { status: again.refusal.status }),
    kind: 'document',
    breadcrumbs: [
      { label: t('knowledge.shelf.title'), href: placeOf.shelf(partnership.slug) },
      { label: document.title, href: back },
      { label: t('knowledge.form.edit') },
    ],
    body: (
      <>
        <PageHead title={t('knowledge.form.edit')} below={<span lang={document.lang}>{document.title}</span>} />
        {again !== undefined && wrong(visit, document, again)}
        {aboutForm(visit, partnership.slug, document, again)}
        {fileForm(visit, partnership.slug, document, again)}
        {document.withdrawn_at === null && wallForm(visit, partnership.slug, document, walls, again)}
        {document.withdrawn_at === null && withdrawForm(visit, partnership.slug, document)}
      </>
    ),
  };
}

function wrong({ lang }: EditVisit, document: DocumentRow, { refusal }: Again) {
  const t = text.in(lang);
  const day = document.day === null ? t('knowledge.document.day-none') : dateInWords(lang, document.day);
  return (
    <>
      <ErrorSummary
        lang={lang}
        errors={[
          {
            message: sayPhrase(lang, refusal.key, refusal.values),
            ...(refusal.field === undefined ? {} : { field: refusal.field }),
          },
        ]}
      />
      {refusal.status === 409 && <p class="help">{t('knowledge.form.compare', { title: document.title, day })}</p>}
    </>
  );
}

function aboutForm(visit: EditVisit, partnership: string, document: DocumentRow, again?: Again) {
  const { lang } = visit;
  const t = text.in(lang);
  const about = again?.about ?? {
    ...{ title: document.title, day: document.day ?? '', kind: document.kind, language: document.lang },
  };
  return (
    <Panel heading={t('knowledge.form.about')}>
      <Form action={placeOf.act(partnership, document.id, 'about')} csrf={visit.csrf} version={document.version}>
        <AboutFields lang={lang} about={about} refusal={again?.refusal} />
        <SubmitBar seenBy={readersInWords(lang, document.readers)}>
          <Button kind="primary">{t('knowledge.form.about-button')}</Button>
          <LinkButton kind="quiet" href={placeOf.document(partnership, document.id)}>
            {t('knowledge.form.cancel')}
          </LinkButton>
        </SubmitBar>
      </Form>
    </Panel>
  );
}

function fileForm(visit: EditVisit, partnership: string, document: DocumentRow, again?: Again) {
  const { lang } = visit;
  const t = text.in(lang);
  const error = again?.refusal.field === 'file' ? sayPhrase(lang, again.refusal.key, again.refusal.values) : undefined;
  return (
    <Panel heading={t('knowledge.form.file')}>
      <Form action={placeOf.act(partnership, document.id, 'files')} csrf={visit.csrf} version={document.version} files>
        <Field
          lang={lang}
          kind="file"
          name="file"
          label={t('knowledge.form.file')}
          help={t('knowledge.form.file-help')}
          accept={ACCEPTED}
          error={error}
        />
        <SubmitBar seenBy={readersInWords(lang, document.readers)}>
          <Button icon="upload">{t('knowledge.form.file-button')}</Button>
        </SubmitBar>
      </Form>
    </Panel>
  );
}

function wallForm(visit: EditVisit, partnership: string, document: DocumentRow, walls: readonly WallChoice[], again?: Again) {
  const { lang } = visit;
  const t = text.in(lang);
  return (
    <Panel heading={t('knowledge.form.wall-title')}>
      <Form action={placeOf.act(partnership, document.id, 'wall')} csrf={visit.csrf} version={document.version}>
        <p class="help">{t('knowledge.form.wall-help')}</p>
        <WallFields
          lang={lang}
          label={t('knowledge.form.wall')}
          walls={walls}
          chosen={again?.wall?.chosen ?? document.wall}
          said={again?.wall?.said ?? false}
          refusal={again?.refusal}
        />
        <SubmitBar>
          <Button>{t('knowledge.form.wall-button')}</Button>
        </SubmitBar>
      </Form>
    </Panel>
  );
}

function withdrawForm(visit: EditVisit, partnership: string, document: DocumentRow) {
  const t = text.in(visit.lang);
  return (
    <Panel heading={t('knowledge.form.withdraw')}>
      <Form action={placeOf.act(partnership, document.id, 'withdrawal')} csrf={visit.csrf} version={document.version}>
        <p class="help">{t('knowledge.form.withdraw-help')}</p>
        <SubmitBar>
          <Button kind="danger">{t('knowledge.form.withdraw-button')}</Button>
        </SubmitBar>
      </Form>
    </Panel>
  );
}
