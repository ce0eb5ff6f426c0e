import type { Visit } from '../../../platform/http/route.ts';
import { type Language, sayPhrase } from '../../../platform/i18n/index.ts';
import type { Refusal } from '../../../platform/refusal.ts';
import { Button, Field, Form, SubmitBar } from '../../../platform/ui/index.ts';
import { MOST_FILES } from '../attach-files.ts';
import type { PersonRow, Readers, WallRow } from '../queries.ts';
import { LONGEST } from '../said.ts';
import { text } from '../text.ts';
import { placeOf } from './places.ts';
import { readersInWords, wallInWords } from './readers.ts';

/** So many bytes a form of a comment brings with its files at most. */
export const MOST_SENT = 25 * 1024 * 1024;

export type FormVisit = Pick<Visit, 'lang' | 'csrf'>;
type Typed = { readonly words?: string; readonly mention?: string | undefined; readonly wall?: string };

/** The form that opens a discussion of a record, with what was typed where it was refused. */
export function OpenForm(props: {
  readonly visit: FormVisit;
  readonly partnership: string;
  readonly record: string;
  readonly walls: readonly WallRow[];
  readonly typed?: Typed;
  readonly refusal?: Refusal | undefined;
}) {
  const { visit, partnership, walls, typed = {}, refusal } = props;
  const { lang } = visit;
  const t = text.in(lang);
  return (
    <Form action={placeOf.list(partnership)} csrf={visit.csrf} files>
      <input type="hidden" name="record" value={props.record} />
      <WordsField
        lang={lang}
        people={`/${partnership}/mentions/people`}
        label={t('discuss.field.words')}
        typed={typed}
        refusal={refusal}
      />
      <Field
        kind="radio"
        lang={lang}
        name="wall"
        label={t('discuss.field.wall')}
        value={typed.wall ?? walls[0]?.id}
        options={walls.map((wall) => ({ value: wall.id, label: wallInWords(lang, wall.readers) }))}
        error={said(lang, refusal, 'wall')}
      />
      <FilesField lang={lang} refusal={refusal} />
      <SubmitBar>
        <Button kind="primary" icon="message-circle">
          {t('discuss.open-button')}
        </Button>
      </SubmitBar>
    </Form>
  );
}

/** The form that adds a comment to a discussion. Who sees it is said beside its button. */
export function AnswerForm(props: {
  readonly visit: FormVisit;
  readonly partnership: string;
  readonly thread: { readonly id: string; readonly wall: string; readonly readers: Readers };
  readonly people: readonly PersonRow[];
  readonly typed?: Typed;
  readonly refusal?: Refusal | undefined;
}) {
  const { visit, partnership, thread, typed = {}, refusal } = props;
  const { lang } = visit;
  const t = text.in(lang);
  return (
    <Form action={placeOf.comments(partnership, thread.id)} csrf={visit.csrf} files id="answer">
      <WordsField
        lang={lang}
        people={placeOf.people(partnership, thread.wall)}
        label={t('discuss.field.answer')}
        typed={typed}
        refusal={refusal}
      />
      <MentionField lang={lang} people={props.people} chosen={typed.mention} refusal={refusal} />
      <FilesField lang={lang} refusal={refusal} />
      <SubmitBar seenBy={readersInWords(lang, thread.readers)}>
        <Button kind="primary" icon="send">
          {t('discuss.add-button')}
        </Button>
      </SubmitBar>
    </Form>
  );
}

type FieldsOf = { readonly lang: Language; readonly refusal: Refusal | undefined };

/** The words of a comment. With a script a name is completed while one types it behind an @. */
export function WordsField(
  props: FieldsOf & {
    readonly people: string;
    readonly label: string;
    readonly typed: Typed;
    readonly rows?: number;
    readonly typedIn?: Language | undefined;
  },
) {
  const { lang } = props;
  const t = text.in(lang);
  return (
    <div
      class="mentioning"
      data-people={props.people}
      data-one={t('discuss.suggest-status', { count: 1 })}
      data-other={t('discuss.suggest-status', { count: 7 })}
    >
      <Field
        kind="textarea"
        lang={lang}
        name="words"
        label={props.label}
        help={t('discuss.field.words-help')}
        value={props.typed.words}
        rows={props.rows ?? 4}
        typedIn={props.typedIn}
        maxlength={LONGEST.words}
        error={said(lang, props.refusal, 'words')}
      />
    </div>
  );
}

/** Somebody to mention, out of those who read the discussion. Nothing where there is nobody else. */
export function MentionField(props: FieldsOf & { readonly people: readonly PersonRow[]; readonly chosen: string | undefined }) {
  const { lang, people } = props;
  if (people.length === 0) return null;
  const t = text.in(lang);
  const label = ({ full_name, party, title }: PersonRow) =>
    `${full_name} · ${party?.[lang] ?? party?.en ?? title[lang] ?? title.en ?? title.fr ?? ''}`;
  return (
    <Field
      kind="select"
      lang={lang}
      name="mention"
      label={t('discuss.field.mention')}
      required={false}
      value={props.chosen ?? ''}
      options={[
        { value: '', label: t('discuss.field.mention-none') },
        ...people.map((each) => ({ value: each.person, label: label(each) })),
      ]}
      error={said(lang, props.refusal, 'mention')}
    />
  );
}

function FilesField({ lang, refusal }: FieldsOf) {
  const t = text.in(lang);
  return (
    <Field
      kind="file"
      multiple
      lang={lang}
      name="files[]"
      label={t('discuss.field.files')}
      required={false}
      help={t('discuss.field.files-help', { most: MOST_FILES, megabytes: MOST_SENT / 1024 / 1024 })}
      error={said(lang, refusal, 'files')}
    />
  );
}

/** What is in the way at a field. */
export const said = (lang: Language, refusal: Refusal | undefined, field: string): string | undefined =>
  refusal?.field === field ? sayPhrase(lang, refusal.key, refusal.values) : undefined;
