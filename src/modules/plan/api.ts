import { z } from 'zod';
import {
  Address,
  changing,
  LanguageCode,
  listOf,
  name,
  PageQuery,
  pageOf,
  placeOf as placeIn,
  reading,
  Wall,
} from '../../platform/api/index.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { PartnershipRef, Route, Visit } from '../../platform/http/route.ts';
import { notFound } from '../../platform/refusal.ts';
import { sayReaders } from '../directory/index.ts';
import { type DraftRow, deskOfDraft, draftById, draftsOf, type MendRow, mendsOf } from './drafts.ts';
import { EnterDraftInput, enterDraft } from './enter-draft.ts';
import { DESK_KINDS, type Desk, Mend } from './importer/index.ts';
import { mendDraft } from './mend-draft.ts';
import { placeOf } from './pages/places.ts';
import { mayEnterPlan, mayKeepDrafts } from './rules.ts';
import { DRAFT_FORMATS, PROMISES } from './tables.ts';
import { undoMend } from './undo-mend.ts';

const DraftShown = {
  draft: z.uuid(),
  title: z.string(),
  language: LanguageCode,
  format: z.enum(DRAFT_FORMATS),
  file_name: z.string(),
  version: z.int(),
  /** How many action lines, doubtful places, and of those settled. */
  lines: z.int(),
  doubts: z.int(),
  settled: z.int(),
  state: z.enum(['waits-for-columns', 'at-work', 'dropped', 'entered']),
  begun_at: z.iso.datetime(),
  begun_by: z.string().nullable(),
  /** The plan that it became. */
  plan: z.string().nullable(),
  wall: Wall,
  address: Address,
  api: Address,
};
const Draft = name('Draft', z.object(DraftShown));
const Passage = z.object({ from: z.int(), until: z.int() });
const DraftWhole = name(
  'DraftWhole',
  z.object({
    ...DraftShown,
    /** The text that was read: places are offsets in it, in UTF-16 units. */
    text: z.string(),
    nodes: z.array(
      z.object({
        /** Stays, whatever becomes of number and place: what mends are said of. */
        key: z.string(),
        kind: z.enum(DESK_KINDS),
        reference: z.string(),
        number: z.string(),
        parent: z.string().nullable(),
        text: z.string(),
        source: Passage,
        pieces: z.array(Passage),
        confidence: z.number(),
        promise: z.object({ kind: z.enum(PROMISES), confirmed: z.boolean() }).nullable(),
        qualifiers: z.array(z.string()),
      }),
    ),
    doubtful: z.array(
      z.object({
        finding: z.int(),
        severity: z.enum(['error', 'warning', 'info']),
        code: z.string(),
        message: z.string(),
        node: z.string().nullable(),
        source: Passage,
        settled: z.enum(['right', 'mended']).nullable(),
      }),
    ),
    mends: z.array(
      z.object({
        number: z.int(),
        what: z.string(),
        taken_back: z.boolean(),
        made_at: z.iso.datetime(),
        made_by: z.string().nullable(),
      }),
    ),
  }),
);
const Lists = { drafts: listOf('DraftList', Draft) };

/** The body of a mend: one of those that the document describes. */
const MendInput = z.strictObject({ mend: Mend });
const UndoInput = z.strictObject({});
const EntryInput = EnterDraftInput.omit({ version: true });

const DRAFTS = '/api/v1/partnerships/:partnership/drafts';
const inside = { partnership: 'asean-canada' };
const example = { ...inside, draft: '20080616-0000-4000-8000-000000000001' };

type Asked = { readonly params: Readonly<Record<string, string>>; readonly partnership: PartnershipRef | null };
const partnershipOf = ({ partnership }: Asked): PartnershipRef => {
  if (!partnership) throw notFound();
  return partnership;
};

/** Drafts for programs: the list, each whole, and what may be done to it. */
export function planApi(publicUrl: URL): Route[] {
  const at = (path: string): string => new URL(path, publicUrl).href;
  const shown = (partnership: string, row: DraftRow): z.input<typeof Draft> => ({
    ...{ draft: row.id, title: row.title, language: row.lang, format: row.format, file_name: row.file_name },
    ...{ version: row.version, lines: row.lines, doubts: row.doubts, settled: row.settled, state: stateOf(row) },
    ...{ begun_at: row.begun_at.toISOString(), begun_by: row.begun_by, plan: row.plan },
    wall: { kind: row.readers.kind, readers: { en: sayReaders('en', row.readers), fr: sayReaders('fr', row.readers) } },
    address: at(placeOf.draft(partnership, row.id)),
    api: at(`/api/v1/partnerships/${partnership}/drafts/${row.id}`),
  });
  const whole = async (tx: Tx, asked: Asked) => {
    const { id, slug } = partnershipOf(asked);
    const row = await draftById(tx, id, asked.params.draft ?? '');
    const desk = row.waits_for_columns ? undefined : await deskOfDraft(tx, row.id);
    return { row, whole: { ...shown(slug, row), ...deskShown(desk), mends: (await mendsOf(tx, row.id)).map(mendShown) } };
  };
  const current = async (tx: Tx, visit: Visit) => {
    const { row, whole: all } = await whole(tx, visit);
    return { shown: all, known: row };
  };
  return [
    reading({
      path: DRAFTS,
      can: mayKeepDrafts,
      operation: 'listDrafts',
      summary: 'plan.draft.api.list',
      example: inside,
      query: PageQuery,
      output: Lists.drafts,
      handle: (visit) =>
        visit.read(async (tx) => {
          const { id, slug } = partnershipOf(visit);
          const rows = await draftsOf(tx, id, { from: placeIn(visit.query), limit: visit.query.limit + 1 });
          return pageOf(
            { visit, publicUrl },
            rows,
            (row) => row.id,
            (row) => shown(slug, row),
          );
        }),
    }),
    reading({
      path: `${DRAFTS}/:draft`,
      can: mayKeepDrafts,
      operation: 'readDraft',
      summary: 'plan.draft.api.one',
      example,
      output: DraftWhole,
      handle: (visit) => visit.read(async (tx) => (await whole(tx, visit)).whole),
    }),
    changing({
      path: `${DRAFTS}/:draft/mends`,
      can: mayKeepDrafts,
      operation: 'mendDraft',
      summary: 'plan.draft.api.mend',
      example,
      status: 201,
      input: MendInput,
      output: DraftWhole,
      current,
      act: (tx, visit, { id, version }) =>
        mendDraft(tx, visit.acting, partnershipOf(visit).id, id, { version, mend: visit.input.mend }),
    }),
    changing({
      path: `${DRAFTS}/:draft/mends/undo`,
      can: mayKeepDrafts,
      operation: 'undoMend',
      summary: 'plan.draft.api.undo',
      example,
      status: 200,
      input: UndoInput,
      output: DraftWhole,
      current,
      act: (tx, visit, { id, version }) => undoMend(tx, visit.acting, partnershipOf(visit).id, id, { version }),
    }),
    changing({
      path: `${DRAFTS}/:draft/entry`,
      can: mayEnterPlan,
      operation: 'enterDraft',
      summary: 'plan.draft.api.enter',
      example,
      status: 201,
      input: EntryInput,
      output: DraftWhole,
      current,
      act: (tx, visit, { id, version }) => enterDraft(tx, visit.acting, partnershipOf(visit).id, id, { ...visit.input, version }),
    }),
  ];
}

function stateOf(row: DraftRow): 'waits-for-columns' | 'at-work' | 'dropped' | 'entered' {
  if (row.entered_at !== null) return 'entered';
  if (row.dropped_at !== null) return 'dropped';
  return row.waits_for_columns ? 'waits-for-columns' : 'at-work';
}

const passage = ({ start, end }: { readonly start: number; readonly end: number }) => ({ from: start, until: end });

const deskShown = (desk: Desk | undefined) => ({
  text: desk?.text ?? '',
  nodes: (desk?.nodes ?? []).map((node) => ({
    ...{ key: node.key, kind: node.kind, reference: node.reference, number: node.number, parent: node.parent, text: node.text },
    ...{ source: passage(node.source), pieces: node.pieces.map(passage), confidence: node.confidence },
    promise: node.promise === null ? null : { kind: node.promise, confirmed: node.confirmed },
    qualifiers: [...node.qualifiers],
  })),
  doubtful: (desk?.findings ?? []).map(({ severity, code, message, node, source, settled }, finding) => ({
    ...{ finding, severity, code, message, node, source: passage(source), settled: settled?.how ?? null },
  })),
});

const mendShown = ({ number, mend, undone, made_at, made_by }: MendRow) => ({
  ...{ number, what: mend.do, taken_back: undone, made_at: made_at.toISOString(), made_by },
});
