import type { Visit } from '../../../platform/http/route.ts';
import { dateInWords, type Language } from '../../../platform/i18n/index.ts';
import { Facts, SafeLink, WallBand } from '../../../platform/ui/index.ts';
import { nameIn, type OwnWall, sayReaders } from '../../directory/index.ts';
import type { Readers } from '../../plan/index.ts';
import {
  type EditionOfNote,
  FIELDS,
  NOTHING,
  type NoteRow,
  type NotesOfNode,
  type NoteWords,
  type OwnNote,
  sameWords,
} from '../queries.ts';
import { text } from '../text.ts';
import { NoteForm } from './note-form.tsx';
import { placeOf } from './places.ts';

type BandVisit = Pick<Visit, 'lang' | 'csrf' | 'acting'>;
type Place = { readonly partnership: string; readonly plan: string; readonly reference: string };

/** What one's own circles note on a node, as bands on its page: the form of each with what it says today and said before; then notes of others. */
export function NoteBand(props: { readonly visit: BandVisit; readonly place: Place; readonly notes: NotesOfNode }) {
  const { visit, place, notes } = props;
  const { lang } = visit;
  const t = text.in(lang);
  return (
    <section class="note" aria-labelledby="note">
      {notes.own.map((own, at) => ownBand(visit, place, own, at))}
      {notes.free.length > 0 && (
        <details class="note-fold note-more">
          <summary>{t('followup.note.more')}</summary>
          <WallBand sentence={t('followup.note.more-means')}>
            {form(visit, place, { walls: notes.free, words: NOTHING, version: 0, written: null, at: notes.own.length })}
          </WallBand>
        </details>
      )}
      {notes.others.map((note) => (
        <WallBand sentence={sayReaders(lang, note.readers)}>
          <h3>{titleOf(lang, note)}</h3>
          {said(lang, note, note.lang)}
          <p class="help">{lastWritten(lang, note)}</p>
        </WallBand>
      ))}
    </section>
  );
}

function ownBand(visit: BandVisit, place: Place, { wall, note, history: before }: OwnNote, at: number) {
  const { lang } = visit;
  const t = text.in(lang);
  const words = note ?? NOTHING;
  const empty = sameWords(words, NOTHING);
  const remembered = at === 0 ? `note ${place.reference}` : `note ${place.reference} ${wall.id}`;
  return (
    <WallBand sentence={sayReaders(lang, wall.readers)}>
      {at === 0 ? <h2 id="note">{t('followup.note.title')}</h2> : <h3>{titleOf(lang, wall)}</h3>}
      {empty && <p>{t('followup.note.none')}</p>}
      <details class="note-fold" open={!empty} data-remember={empty ? undefined : remembered}>
        <summary>{t('followup.note.edit')}</summary>
        {form(visit, place, { walls: [wall], words, version: note?.version ?? 0, written: note?.lang ?? null, at })}
      </details>
      {note !== null && <p class="help">{lastWritten(lang, note)}</p>}
      {before.length > 1 && history(lang, before.slice(1), note?.lang ?? lang)}
      <p class="section-foot">
        <SafeLink href={placeOf.notes(place.partnership, place.plan, at === 0 ? undefined : wall.id)}>
          {t('followup.note.all')}
        </SafeLink>
        {note !== null && (
          <>
            {' · '}
            <SafeLink href={placeOf.readers(place.partnership, note.id)}>{t('followup.note.readers')}</SafeLink>
          </>
        )}
      </p>
    </WallBand>
  );
}

type Written = {
  readonly walls: readonly OwnWall[];
  readonly words: NoteWords;
  readonly version: number;
  readonly written: Language | null;
  readonly at: number;
};

function form({ lang, csrf, acting }: BandVisit, { partnership, plan, reference }: Place, { at, ...written }: Written) {
  const action = placeOf.note(partnership, plan, reference);
  return <NoteForm lang={lang} csrf={csrf} action={action} place={at} mandate={acting.mandate ?? ''} {...written} />;
}

/** Whose note it is, where it is not the seat's own. */
function titleOf(lang: Language, { readers }: { readonly readers: Readers }): string {
  const t = text.in(lang);
  if (readers.circle) return t('followup.note.of-group', { circle: readers.circle });
  const name = readers.organisation ?? readers.party;
  return name ? t('followup.note.of-circle', { party: nameIn(lang, name).words }) : t('followup.note.title');
}

function lastWritten(lang: Language, note: Pick<NoteRow, 'recorded_at' | 'by'>): string {
  const day = dateInWords(lang, note.recorded_at.toISOString());
  const t = text.in(lang);
  return note.by === null ? t('followup.note.last', { day }) : t('followup.note.last-by', { day, name: note.by });
}

function history(lang: Language, editions: readonly EditionOfNote[], wordsLanguage: Language) {
  const t = text.in(lang);
  return (
    <details class="note-fold">
      <summary>{t('followup.note.history')}</summary>
      <ol class="editions">
        {editions.map((edition) => (
          <li>
            <p class="edition-head">
              {dateInWords(lang, edition.recorded_at.toISOString())}
              {edition.by !== null && ` · ${edition.by}`}
            </p>
            {said(lang, edition, wordsLanguage)}
          </li>
        ))}
      </ol>
    </details>
  );
}

/** What a note says, field by field, where it says something. */
export function said(lang: Language, words: NoteWords, wordsLanguage: Language) {
  const t = text.in(lang);
  const filled = FIELDS.filter((field) => words[field] !== '');
  if (filled.length === 0) return <p>{t('followup.note.cleared')}</p>;
  return (
    <Facts
      items={filled.map((field) => ({
        term: t(`followup.field.${field}`),
        value:
          field === 'due' ? (
            dateInWords(lang, words.due)
          ) : (
            <span class="note-words" lang={wordsLanguage}>
              {words[field]}
            </span>
          ),
      }))}
    />
  );
}
