import { type Language, sayPhrase } from '../../../platform/i18n/index.ts';
import type { Refusal } from '../../../platform/refusal.ts';
import { Button, Field, Form, LinkButton, SubmitBar } from '../../../platform/ui/index.ts';
import type { Readers } from '../../plan/index.ts';
import type { NoteWords } from '../queries.ts';
import { LONGEST } from '../record-note.ts';
import { text } from '../text.ts';

/** Who reads a note, as the sentence that stands above it. */
export function readersInWords(lang: Language, readers: Readers): string {
  const t = text.in(lang);
  const party = readers.party?.[lang] ?? readers.party?.en ?? readers.party?.fr;
  return party === undefined ? t('followup.readers.circle') : t('followup.readers.party', { party });
}

type Props = {
  readonly lang: Language;
  readonly csrf: string;
  readonly action: string;
  readonly version: number;
  readonly words: NoteWords;
  /** The language in which the note was written last; null where nothing is written yet. */
  readonly written: Language | null;
  readonly readers: Readers;
  /** The mandate under which one writes: what is kept in the window for a while is kept for it alone. */
  readonly mandate: string;
  readonly refusal?: Refusal;
  readonly back?: string;
};

/** The five fields of a note. Without scripts it is sent by its button; with them it is saved while one writes as well. */
export function NoteForm(props: Props) {
  const { lang, words, refusal } = props;
  const t = text.in(lang);
  const shared = (field: keyof NoteWords) => ({
    lang,
    name: field,
    label: t(`followup.field.${field}`),
    value: words[field],
    required: false,
    typedIn: props.written ?? lang,
    error: refusal?.field === field ? sayPhrase(lang, refusal.key, refusal.values) : undefined,
  });
  return (
    <Form action={props.action} csrf={props.csrf} version={props.version} autosave={props.mandate}>
      <Field {...shared('lineToTake')} kind="textarea" rows={2} maxlength={LONGEST.lineToTake} />
      <Field {...shared('background')} kind="textarea" rows={2} maxlength={LONGEST.background} />
      <div class="note-step">
        <Field {...shared('nextStep')} kind="textarea" rows={2} maxlength={LONGEST.nextStep} />
        <Field {...shared('whose')} kind="text" maxlength={LONGEST.whose} />
        <Field {...shared('due')} kind="date" />
      </div>
      <SubmitBar seenBy={readersInWords(lang, props.readers)}>
        <Button kind="primary" icon="notebook">
          {t('followup.note.button')}
        </Button>
        {props.back !== undefined && (
          <LinkButton kind="quiet" href={props.back}>
            {t('followup.note.cancel')}
          </LinkButton>
        )}
      </SubmitBar>
      {/* On the page that says what is in its way nothing is saved until somebody has looked. */}
      {props.refusal === undefined && (
        <p
          class="help autosave"
          role="status"
          data-autosave-status
          data-on={t('followup.autosave.on')}
          data-saving={t('followup.autosave.saving')}
          data-saved={t('followup.autosave.saved', { time: '{time}' })}
          data-offline={t('followup.autosave.offline')}
          data-signed-out={t('followup.autosave.signed-out')}
          data-changed={t('followup.autosave.changed')}
          data-wrong={t('followup.autosave.wrong')}
          data-restored={t('followup.autosave.restored')}
        />
      )}
    </Form>
  );
}
