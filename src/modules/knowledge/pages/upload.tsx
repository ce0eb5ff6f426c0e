import { z } from 'zod';
import type { FileStore } from '../../../platform/files/store.ts';
import type { Page } from '../../../platform/http/page.ts';
import type { Answer, Visit } from '../../../platform/http/route.ts';
import { sayPhrase } from '../../../platform/i18n/index.ts';
import { notFound, Refusal } from '../../../platform/refusal.ts';
import { Button, ErrorSummary, Form, Icon, LinkButton, PageHead, SubmitBar } from '../../../platform/ui/index.ts';
import { ACCEPTED, acceptFile } from '../accept-file.ts';
import { AddDocumentInput, addDocument } from '../add-document.ts';
import { text } from '../text.ts';
import { wallsFor } from '../walls.ts';
import { AboutFields } from './about-fields.tsx';
import { placeOf } from './places.ts';
import { WallFields } from './wall-fields.tsx';

/** How many files one form brings, and how many bytes it has with them. */
export const MOST_FILES = 10;
export const MOST_BYTES = 64 * 1024 * 1024;

export const UploadInput = AddDocumentInput.extend({ wall: z.string().max(60).default('') });
type UploadInput = z.infer<typeof UploadInput>;

const EMPTY: UploadInput = { title: '', day: '', kind: 'record', language: 'en', wall: '' };

/** The form by which documents come onto the shelf. */
export async function uploadPage(visit: Pick<Visit, 'lang' | 'partnership' | 'acting' | 'csrf' | 'read'>): Promise<Page> {
  return uploadForm(visit, { ...EMPTY, language: visit.lang });
}

/**
 * Puts one or several files on the shelf, all or none, and goes to the document, or to the list of several. They are read after the answer. What
 * was wrong is said at its field; what was typed stays, only files must be chosen again.
 */
export async function uploadAnswer(visit: Visit<Record<string, never>, UploadInput>, files: FileStore): Promise<Answer> {
  const { partnership, input } = visit;
  if (!partnership) throw notFound();
  const uploads = visit.files.file ?? [];
  try {
    if (uploads.length === 0) throw new Refusal(422, 'knowledge.no-file', {}, 'file');
    if (uploads.length > MOST_FILES) throw new Refusal(422, 'knowledge.too-many-files', { most: MOST_FILES }, 'file');
    if (uploads.length > 1 && input.title.trim() !== '') throw new Refusal(422, 'knowledge.form.title-many', {}, 'title');
    // Asked before anything is stored: whoever may not, or chose wrongly, leaves no bytes behind.
    await visit.read((tx) => wallsFor(tx, visit.acting));
    const stored: Awaited<ReturnType<typeof acceptFile>>[] = [];
    for (const upload of uploads) stored.push(await acceptFile(files, upload));
    const wall = AddDocumentInput.shape.wall.safeParse(input.wall);
    if (!wall.success) throw new Refusal(422, 'knowledge.no-such-wall', {}, 'wall');
    const added = await visit.write(async (tx) => {
      const ids: string[] = [];
      for (const file of stored) {
        const title = input.title.trim() === '' ? titleOf(file.name) : input.title;
        ids.push(await addDocument(tx, visit.acting, partnership.id, { ...input, wall: wall.data, title }, file));
      }
      return ids;
    });
    const [only] = added;
    const flash = { kind: 'done', key: 'knowledge.added', values: { count: String(added.length) } } as const;
    return only !== undefined && added.length === 1
      ? { seeOther: placeOf.document(partnership.slug, only), flash }
      : { seeOther: `${placeOf.shelf(partnership.slug)}?sort=added`, flash };
  } catch (error) {
    if (!(error instanceof Refusal) || error.field === undefined) throw error;
    return uploadForm(visit, input, error);
  }
}

/** The name of a file without its end, with spaces where programs put signs. */
const titleOf = (name: string): string =>
  name
    .replace(/^.*[/\\]/, '')
    .replace(/\.[a-z]{3,4}$/i, '')
    .replace(/[_\s]+/g, ' ')
    .trim() || name;

async function uploadForm(
  visit: Pick<Visit, 'lang' | 'partnership' | 'acting' | 'csrf' | 'read'>,
  input: UploadInput,
  refusal?: Refusal,
): Promise<Page> {
  const { lang } = visit;
  const t = text.in(lang);
  const partnership = visit.partnership?.slug ?? '';
  const walls = await visit.read((tx) => wallsFor(tx, visit.acting));
  const wrong = refusal === undefined ? undefined : sayPhrase(lang, refusal.key, refusal.values);
  const help = ['field-file-help', ...(refusal?.field === 'file' ? ['field-file-error'] : [])].join(' ');
  return {
    title: t('knowledge.form.add'),
    ...(refusal === undefined ? {} : { status: refusal.status }),
    kind: 'document',
    breadcrumbs: [{ label: t('knowledge.shelf.title'), href: placeOf.shelf(partnership) }, { label: t('knowledge.form.add') }],
    body: (
      <>
        <PageHead title={t('knowledge.form.add')} />
        {refusal?.field !== undefined && wrong !== undefined && (
          <ErrorSummary lang={lang} errors={[{ field: refusal.field, message: wrong }]} />
        )}
        <Form action={placeOf.shelf(partnership)} csrf={visit.csrf} files>
          <div class={refusal?.field === 'file' ? 'field wrong' : 'field'}>
            <label for="field-file">{t('knowledge.form.files')}</label>
            <p class="help" id="field-file-help">
              {t('knowledge.form.files-help', { most: MOST_FILES })}
            </p>
            {refusal?.field === 'file' && (
              <p class="error" id="field-file-error">
                <Icon name="alert-triangle" size={16} />
                <span>{wrong}</span>
              </p>
            )}
            <input type="file" id="field-file" name="file[]" accept={ACCEPTED} multiple required aria-describedby={help} />
          </div>
          <AboutFields lang={lang} about={input} titleHelp={t('knowledge.form.title-help')} refusal={refusal} />
          <WallFields
            lang={lang}
            label={t('knowledge.form.wall')}
            walls={walls}
            chosen={input.wall}
            said={input.wider === 'yes'}
            refusal={refusal}
          />
          <SubmitBar>
            <Button kind="primary" icon="upload">
              {t('knowledge.form.add-button')}
            </Button>
            <LinkButton kind="quiet" href={placeOf.shelf(partnership)}>
              {t('knowledge.form.cancel')}
            </LinkButton>
          </SubmitBar>
        </Form>
      </>
    ),
  };
}
