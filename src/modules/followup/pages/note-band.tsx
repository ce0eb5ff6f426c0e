import type { Visit } from '../../../platform/http/route.ts';
import { dateInWords, type Language } from '../../../platform/i18n/index.ts';
import { Facts, SafeLink, WallBand } from '../../../platform/ui/index.ts';
import { type EditionOfNote, FIELDS, NOTHING, type NoteRow, type NotesOfNode, type NoteWords, sameWords } from '../queries.ts';
import { text } from '../text.ts';
import { NoteForm, readersInWords } from './note-form.tsx';
import { placeOf } from './places.ts';

type Place = { readonly partnership: string; readonly plan: string; readonly reference: string };

/** What one's own side notes on a node, as a band on its page: the form with what it says today, what it said before, and notes of wider circles. */
export function NoteBand(props: {
  readonly visit: Pick<Visit, 'lang' | 'csrf' | 'acting'>;
  readonly place: Place;
  readonly notes: NotesOfNode;
}) {
  const { visit, notes } = props;
  const { partnership, plan, reference } = props.place;
  const { lang } = visit;
  const t = text.in(lang);
  const { own } = notes;
  const words = own ?? NOTHING;
  const empty = sameWords(words, NOTHING);
  return (
    <section class="note" aria-labelledby="note">
      <WallBand sentence={readersInWords(lang, notes.readers)}>
        <h2 id="note">{t('followup.note.title')}</h2>
        {empty && <p>{t('followup.note.none')}</p>}
        <details class="note-fold" open={!empty} data-remember={empty ? undefined : `note ${reference}`}>
          <summary>{t('followup.note.edit')}</summary>
          <NoteForm
            lang={lang}
            csrf={visit.csrf}
            action={placeOf.note(partnership, plan, reference)}
            version={own?.version ?? 0}
            words={words}
            written={own?.lang ?? null}
            readers={notes.readers}
            mandate={visit.acting.mandate ?? ''}
          />
        </details>
        {own !== null && <p class="help">{lastWritten(lang, own)}</p>}
        {notes.history.length > 1 && history(lang, notes.history.slice(1), own?.lang ?? lang)}
        <p class="section-foot">
          <SafeLink href={placeOf.notes(partnership, plan)}>{t('followup.note.all')}</SafeLink>
        </p>
      </WallBand>
      {notes.others.map((note) => (
        <WallBand sentence={readersInWords(lang, note.readers)}>
          <h3>
            {note.readers.party === null
              ? t('followup.note.title')
              : t('followup.note.of-circle', { party: note.readers.party[lang] ?? note.readers.party.en ?? '' })}
          </h3>
          {said(lang, note, note.lang)}
          <p class="help">{lastWritten(lang, note)}</p>
        </WallBand>
      ))}
    </section>
  );
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
