import type { FileStore } from '../../platform/files/store.ts';
import { type Route, route } from '../../platform/http/route.ts';
import { notFound } from '../../platform/refusal.ts';
import { dropDraft } from './drop-draft.ts';
import { EnterDraftInput } from './enter-draft.ts';
import { handOverDraft } from './hand-over-draft.ts';
import { actOn, fileAnswer, MendFields, mendAnswer, undoAnswer } from './pages/acts.ts';
import { askPage } from './pages/ask.tsx';
import { ColumnsForm, ColumnsQuery, columnsAnswer, columnsPage } from './pages/columns.tsx';
import { DeskQuery, deskPage } from './pages/desk.tsx';
import { enterAnswer, enterPage } from './pages/enter.tsx';
import { DraftsQuery, draftsPage } from './pages/list.tsx';
import { mendsPage } from './pages/mends.tsx';
import { MOST_BYTES, UploadForm, uploadAnswer, uploadPage } from './pages/upload.tsx';
import { planBySlug, sourceFile } from './queries.ts';
import { restoreDraft } from './restore-draft.ts';
import { mayEnterPlan, mayKeepDrafts } from './rules.ts';
import { DraftVersionInput } from './undo-mend.ts';

const DRAFTS = '/:partnership/plans/drafts';
const DRAFT = `${DRAFTS}/:draft`;
const inside = { partnership: 'asean-canada' };
/** A draft of the demonstration that all parties read, which has its id from `src/demonstration-draft.ts`. */
const example = { ...inside, draft: '20080616-0000-4000-8000-000000000001' };

/** The document of a plan as it was received, whose pages are composed by the workspace; and the drafts that become plans. */
export function planRoutes(files: FileStore): Route[] {
  const page = { method: 'GET', can: mayKeepDrafts, example } as const;
  const act = { method: 'POST', can: mayKeepDrafts, example } as const;
  const version = { input: DraftVersionInput } as const;
  return [
    route({ method: 'GET', path: DRAFTS, can: mayKeepDrafts, example: inside, query: DraftsQuery, handle: draftsPage }),
    route({ method: 'GET', path: `${DRAFTS}/new`, can: mayKeepDrafts, example: inside, handle: uploadPage }),
    route({
      method: 'POST',
      path: DRAFTS,
      can: mayKeepDrafts,
      example: inside,
      input: UploadForm,
      files: MOST_BYTES,
      handle: (visit) => uploadAnswer(visit, files),
    }),
    route({ ...page, path: DRAFT, query: DeskQuery, handle: (visit) => deskPage(visit, visit.query) }),
    route({ ...page, path: `${DRAFT}/file`, answers: 'file', handle: (visit) => fileAnswer(visit, files) }),
    route({ ...page, path: `${DRAFT}/columns`, query: ColumnsQuery, handle: columnsPage }),
    route({ ...act, path: `${DRAFT}/columns`, input: ColumnsForm, handle: (visit) => columnsAnswer(visit, files) }),
    route({ ...page, path: `${DRAFT}/mends`, handle: mendsPage }),
    route({ ...act, path: `${DRAFT}/mends`, input: MendFields, handle: mendAnswer }),
    route({ ...act, path: `${DRAFT}/mends/undo`, ...version, handle: undoAnswer }),
    route({ ...page, path: `${DRAFT}/entry`, handle: enterPage }),
    route({ ...act, path: `${DRAFT}/entry`, can: mayEnterPlan, input: EnterDraftInput, handle: enterAnswer }),
    route({ ...page, path: `${DRAFT}/removal`, handle: (visit) => askPage(visit, 'drop') }),
    route({
      ...act,
      path: `${DRAFT}/removal`,
      ...version,
      handle: (visit) =>
        actOn(visit, (tx, partnership, id) => dropDraft(tx, visit.acting, partnership, id, visit.input), {
          to: 'list',
          key: 'plan.drafts.was-dropped',
        }),
    }),
    route({
      ...act,
      path: `${DRAFT}/return`,
      ...version,
      handle: (visit) =>
        actOn(visit, (tx, partnership, id) => restoreDraft(tx, visit.acting, partnership, id, visit.input), {
          to: 'draft',
          key: 'plan.drafts.was-restored',
        }),
    }),
    route({ ...page, path: `${DRAFT}/release`, handle: (visit) => askPage(visit, 'hand-over') }),
    route({
      ...act,
      path: `${DRAFT}/release`,
      ...version,
      handle: (visit) =>
        actOn(visit, (tx, partnership, id) => handOverDraft(tx, visit.acting, partnership, id, visit.input), {
          to: 'draft',
          key: 'plan.drafts.was-handed-over',
        }),
    }),
    route({
      method: 'GET',
      path: '/:partnership/plans/:plan/source/file',
      answers: 'file',
      can: 'public',
      example: { partnership: 'asean-canada', plan: '2007-10' },
      handle: async (visit) => {
        const partnership = visit.partnership?.id;
        const slug = visit.params.plan;
        if (!partnership || !slug) throw notFound();
        const file = await visit.read(async (tx) => sourceFile(tx, (await planBySlug(tx, partnership, slug)).id));
        return { download: { name: file.name, type: file.type, bytes: await files.read(file.sha256) } };
      },
    }),
  ];
}
