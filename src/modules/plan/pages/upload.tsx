import { z } from 'zod';
import { type FileStore, MOST_BYTES as MOST_OF_ONE } from '../../../platform/files/store.ts';
import type { Page } from '../../../platform/http/page.ts';
import type { Answer, Visit } from '../../../platform/http/route.ts';
import { sayPhrase } from '../../../platform/i18n/index.ts';
import { notFound, Refusal } from '../../../platform/refusal.ts';
import {
  Button,
  ErrorSummary,
  Field,
  Form,
  Icon,
  LinkButton,
  PageHead,
  SubmitBar,
  WallChoice,
} from '../../../platform/ui/index.ts';
import { ownWalls, sayReaders } from '../../directory/index.ts';
import { beginDraft } from '../begin-draft.ts';
import { columnChoices } from '../choose-columns.ts';
import { type ColumnChoice, type Draft, headerKey } from '../importer/index.ts';
import { placeOf } from './places.ts';
import { readUpload } from './read-upload.ts';
import { text } from './text.ts';

/** How many bytes the form brings: one document, or its text. */
export const MOST_BYTES = MOST_OF_ONE + 64 * 1024;
const ACCEPTED = '.docx,.pdf,.html,.htm,.xlsx,.csv,.txt';
const MOST_PASTED = 900_000;

export const UploadForm = z.strictObject({ wall: z.string().max(60).default(''), text: z.string().max(MOST_OF_ONE).default('') });
type Typed = z.infer<typeof UploadForm>;

/** The form by which a document is read: a file, or its text. */
export const uploadPage = (visit: Pick<Visit, 'lang' | 'partnership' | 'acting' | 'csrf' | 'read'>): Promise<Page> =>
  uploadForm(visit, { wall: '', text: '' });

/**
 * Reads a document and goes to its draft; to its columns first, where it is a table whose head was never explained. What is in the way is said at
 * its field; pasted text stays, only a file must be chosen again.
 */
export async function uploadAnswer(visit: Visit<Record<string, never>, Typed>, files: FileStore): Promise<Answer> {
  const { partnership, input, lang } = visit;
  if (!partnership) throw notFound();
  const [upload] = visit.files.file ?? [];
  const pasted = input.text.trim() !== '';
  try {
    if (!upload && !pasted) throw new Refusal(422, 'plan.draft.no-file', {}, 'file');
    if (upload && pasted) throw new Refusal(422, 'plan.draft.file-and-text', {}, 'file');
    const wall = z.uuid().or(z.literal('')).safeParse(input.wall);
    if (!wall.success) throw new Refusal(422, 'plan.draft.no-such-wall', {}, 'wall');
    const choices = await visit.read((tx) => columnChoices(tx, partnership.id));
    const name = `${text.in(lang)('plan.upload.pasted-name')}.txt`;
    const { read, file } = await readUpload(
      files,
      upload ?? { name, bytes: new TextEncoder().encode(input.text.toWellFormed()) },
      choices,
      upload ? 'file' : 'text',
    );
    const place = wall.data === '' ? {} : { wall: wall.data };
    const id = await visit.write((tx) => beginDraft(tx, visit.acting, partnership.id, place, read, file));
    const explained = !('rows' in read) && isExplained(read.draft, choices);
    return {
      seeOther: explained ? placeOf.draft(partnership.slug, id) : placeOf.under(partnership.slug, id, 'columns'),
      flash: { kind: 'done', key: 'plan.upload.read' },
    };
  } catch (error) {
    if (!(error instanceof Refusal) || ![409, 413, 415, 422].includes(error.status)) throw error;
    return uploadForm(visit, input, error);
  }
}

/** Whether there is no table, or one whose head somebody explained before. */
function isExplained({ columns }: Draft, choices: readonly ColumnChoice[]): boolean {
  if (columns.length === 0) return true;
  const key = headerKey(columns.map(({ title }) => title));
  return choices.some(({ head }) => head === key);
}

async function uploadForm(
  visit: Pick<Visit, 'lang' | 'partnership' | 'acting' | 'csrf' | 'read'>,
  typed: Typed,
  refusal?: Refusal,
): Promise<Page> {
  const { lang } = visit;
  const t = text.in(lang);
  const partnership = visit.partnership?.slug ?? '';
  const walls = await visit.read(ownWalls);
  const message = refusal && sayPhrase(lang, refusal.key, refusal.values);
  const errorAt = (field: string) => (refusal?.field === field ? message : undefined);
  const help = ['field-file-help', ...(refusal?.field === 'file' ? ['field-file-error'] : [])].join(' ');
  const [only, ...more] = walls;
  return {
    title: t('plan.upload.title'),
    ...(refusal === undefined ? {} : { status: refusal.status }),
    kind: 'document',
    breadcrumbs: [{ label: t('plan.drafts.title'), href: placeOf.list(partnership) }, { label: t('plan.upload.title') }],
    body: (
      <>
        <PageHead title={t('plan.upload.title')} />
        <p class="page-lead">{t('plan.upload.lead')}</p>
        {message !== undefined && (
          <ErrorSummary lang={lang} errors={[{ message, ...(refusal?.field === undefined ? {} : { field: refusal.field }) }]} />
        )}
        <Form action={placeOf.list(partnership)} csrf={visit.csrf} files id="read-document">
          <div class={refusal?.field === 'file' ? 'field wrong' : 'field'}>
            <label for="field-file">{t('plan.upload.file')}</label>
            <p class="help" id="field-file-help">
              {t('plan.upload.file-help', { most: MOST_OF_ONE / 1024 / 1024 })}
            </p>
            {refusal?.field === 'file' && (
              <p class="error" id="field-file-error">
                <Icon name="alert-triangle" size={16} />
                <span>{message}</span>
              </p>
            )}
            <input type="file" id="field-file" name="file" accept={ACCEPTED} aria-describedby={help} />
          </div>
          <Field
            lang={lang}
            kind="textarea"
            name="text"
            label={t('plan.upload.text')}
            help={t('plan.upload.text-help')}
            value={typed.text}
            rows={6}
            maxlength={MOST_PASTED}
            required={false}
            error={errorAt('text')}
          />
          {more.length > 0 && (
            <WallChoice
              lang={lang}
              name="wall"
              label={t('plan.upload.wall')}
              value={typed.wall === '' ? only?.id : typed.wall}
              error={errorAt('wall')}
              options={walls.map((each) => ({
                value: each.id,
                label: sayReaders(lang, each.readers),
                ...(each.people === null ? {} : { people: each.people }),
              }))}
            />
          )}
          <SubmitBar {...(only && more.length === 0 ? { seenBy: sayReaders(lang, only.readers) } : {})}>
            <Button kind="primary" icon="file-import">
              {t('plan.upload.button')}
            </Button>
            <LinkButton kind="quiet" href={placeOf.list(partnership)}>
              {t('plan.upload.cancel')}
            </LinkButton>
          </SubmitBar>
          <p class="help" role="status" data-busy={t('plan.upload.reading')} />
        </Form>
      </>
    ),
  };
}
