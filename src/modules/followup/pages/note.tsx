import type { Page } from '../../../platform/http/page.ts';
import type { Answer, Visit } from '../../../platform/http/route.ts';
import { sayPhrase } from '../../../platform/i18n/index.ts';
import { notFound, Refusal } from '../../../platform/refusal.ts';
import { Compare, ErrorSummary, PageHead, Panel, Words } from '../../../platform/ui/index.ts';
import { planBySlug } from '../../plan/index.ts';
import { FIELDS, type NoteWords, noteOf, noteWall } from '../queries.ts';
import { type RecordNoteInput, recordNote } from '../record-note.ts';
import { text } from '../text.ts';
import { lineByReference } from './grid-lines.ts';
import { NoteForm } from './note-form.tsx';
import { placeOf } from './places.ts';

export type NoteInput = RecordNoteInput & { readonly autosave?: 'yes' | undefined };
type NoteVisit = Visit<Record<string, never>, NoteInput>;
type Line = Awaited<ReturnType<typeof lineByReference>>;

/**
 * Records a note and goes back to its line; or shows the form again with what was typed, and beside it what somebody else wrote meanwhile.
 * A form that the script saves by itself asks for the new version instead of a page: its refusals are statuses.
 */
export async function noteAnswer(visit: NoteVisit, slug: string, reference: string): Promise<Answer> {
  const { partnership, lang } = visit;
  if (!partnership) throw notFound();
  const { autosave, ...input } = visit.input;
  const line = await visit.read(async (tx) => lineByReference(tx, (await planBySlug(tx, partnership.id, slug)).id, reference));
  try {
    const version = await visit.write((tx) => recordNote(tx, visit.acting, line.id, input, { lang }));
    if (autosave) return { plain: { type: 'application/json', text: JSON.stringify({ version }) } };
  } catch (error) {
    if (autosave || !(error instanceof Refusal) || (error.status !== 422 && error.status !== 409)) throw error;
    return noteAgain(visit, slug, line, input, error);
  }
  return {
    seeOther: placeOf.line(partnership.slug, slug, line.reference),
    flash: { kind: 'done', key: 'followup.note-recorded', values: { reference: line.reference } },
  };
}

async function noteAgain(visit: NoteVisit, slug: string, line: Line, input: RecordNoteInput, refusal: Refusal): Promise<Page> {
  const { lang } = visit;
  const t = text.in(lang);
  const { now, wall } = await visit.read(async (tx) => {
    const wall = await noteWall(tx, input.wall);
    return { now: await noteOf(tx, line.id, wall.id), wall };
  });
  const partnership = visit.partnership?.slug ?? '';
  const back = placeOf.line(partnership, slug, line.reference);
  const conflict = refusal.status === 409;
  return {
    title: t('followup.note.title-of', { reference: line.reference }),
    status: refusal.status,
    kind: 'document',
    breadcrumbs: [{ label: line.reference, href: back }, { label: t('followup.note.title') }],
    body: (
      <>
        <PageHead title={t('followup.note.title-of', { reference: line.reference })} />
        <ErrorSummary
          lang={lang}
          errors={[
            {
              message: sayPhrase(lang, refusal.key, refusal.values),
              ...(refusal.field === undefined ? {} : { field: refusal.field }),
            },
          ]}
        />
        {conflict && comparison(visit, now.words, input)}
        <NoteForm
          lang={lang}
          csrf={visit.csrf}
          action={placeOf.note(partnership, slug, line.reference)}
          // What stands now has been shown: to record is to replace it knowingly. What is only wrong is still of the version it was written on.
          version={conflict ? now.version : input.version}
          words={input}
          written={lang}
          mandate={visit.acting.mandate ?? ''}
          walls={[{ ...wall, people: null }]}
          refusal={refusal}
          back={back}
        />
        <Panel heading={line.reference}>
          <Words text={line.text} wordsLanguage={line.lang} size="reading" />
        </Panel>
      </>
    ),
  };
}

function comparison({ lang }: Pick<NoteVisit, 'lang'>, theirs: NoteWords, typed: NoteWords) {
  const t = text.in(lang);
  const tidy = (words: string) => words.replace(/\r\n?/g, '\n').trim();
  return (
    <Panel heading={t('followup.note.compare')}>
      <p class="help">{t('followup.note.compare-lead')}</p>
      {FIELDS.filter((field) => theirs[field] !== tidy(typed[field])).map((field) => (
        <>
          <h3>{t(`followup.field.${field}`)}</h3>
          <Compare lang={lang} before={theirs[field]} after={tidy(typed[field])} wordsLanguage={lang} />
        </>
      ))}
    </Panel>
  );
}
