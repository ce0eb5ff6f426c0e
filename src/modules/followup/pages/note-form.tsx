import { type Language, sayPhrase } from '../../../platform/i18n/index.ts';
import type { Refusal } from '../../../platform/refusal.ts';
import { Button, Field, Form, LinkButton, SubmitBar, WallChoice } from '../../../platform/ui/index.ts';
import { type OwnWall, sayReaders } from '../../directory/index.ts';
import type { NoteWords } from '../queries.ts';
import { LONGEST } from '../record-note.ts';
import { text } from '../text.ts';

type Props = {
  readonly lang: Language;
  readonly csrf: string;
  readonly action: string;
  readonly version: number;
  readonly words: NoteWords;
  /** The language in which the note was written last; null where nothing is written yet. */
  readonly written: Language | null;
  /** The wall on which the note is kept; of several one is chosen, and then nothing is saved before that by itself. */
  readonly walls: readonly Pick<OwnWall, 'id' | 'readers' | 'people'>[];
  /** Which of the forms on the page it is: tells their fields apart. */
  readonly place?: number;
  /** The mandate under which one writes: what is kept in the window for a while is kept for it alone. */
  readonly mandate: string;
  readonly refusal?: Refusal;
  readonly back?: string;
};

/** The five fields of a note. Without scripts it is sent by its button; with them it is saved while one writes as well. */
export function NoteForm(props: Props) {
  const { lang, words, refusal } = props;
  const t = text.in(lang);
  const [wall] = props.walls;
  const chosen = props.walls.length === 1 ? wall : undefined;
  const saves = props.refusal === undefined && chosen !== undefined;
  const shared = (field: keyof NoteWords) => ({
    lang,
    name: field,
    id: props.place ? `field-${field}-${props.place}` : undefined,
    label: t(`followup.field.${field}`),
    value: words[field],
    required: false,
    typedIn: props.written ?? lang,
    error: refusal?.field === field ? sayPhrase(lang, refusal.key, refusal.values) : undefined,
  });
  return (
    <Form
      action={props.action}
      csrf={props.csrf}
      version={props.version}
      {...(chosen ? { autosave: `${props.mandate} ${chosen.id}` } : {})}
    >
      {chosen ? (
        <input type="hidden" name="wall" value={chosen.id} />
      ) : (
        <WallChoice
          lang={lang}
          name="wall"
          id={props.place ? `field-wall-of-note-${props.place}` : undefined}
          label={t('followup.note.wall')}
          options={props.walls.map((each) => ({
            value: each.id,
            label: sayReaders(lang, each.readers),
            ...(each.people === null ? {} : { people: each.people }),
          }))}
        />
      )}
      <Field {...shared('lineToTake')} kind="textarea" rows={2} maxlength={LONGEST.lineToTake} />
      <Field {...shared('background')} kind="textarea" rows={2} maxlength={LONGEST.background} />
      <div class="note-step">
        <Field {...shared('nextStep')} kind="textarea" rows={2} maxlength={LONGEST.nextStep} />
        <Field {...shared('whose')} kind="text" maxlength={LONGEST.whose} />
        <Field {...shared('due')} kind="date" />
      </div>
      <SubmitBar {...(chosen ? { seenBy: sayReaders(lang, chosen.readers) } : {})}>
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
      {saves && (
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
