import { z } from 'zod';
import type { Tx } from '../../../platform/db/database.ts';
import type { FileStore } from '../../../platform/files/store.ts';
import type { Answer, Download, Visit } from '../../../platform/http/route.ts';
import { type Language, sayPhrase } from '../../../platform/i18n/index.ts';
import { notFound, Refusal } from '../../../platform/refusal.ts';
import { deskOfDraft, draftById, fileOfDraft } from '../drafts.ts';
import { type Desk, Mend, placeOfWords } from '../importer/index.ts';
import { mendDraft } from '../mend-draft.ts';
import { type DraftVersionInput, undoMend } from '../undo-mend.ts';
import { conflictPage } from './conflict.tsx';
import { deskPage } from './desk.tsx';
import { findingBeside, nodeOfFinding } from './desk-view.ts';
import { placeOf } from './places.ts';
import { mendInWords, nameOfNode } from './words.ts';

const Field = z.string().max(20_000).optional();
/** The fields of the forms of a desk; which of them count depends on what is done. */
export const MendFields = z.strictObject({
  version: z.coerce.number().int().positive(),
  do: z.string().max(20),
  ...{ node: Field, at: Field, begins: Field, number: Field, under: Field, kind: Field, start: Field, end: Field },
  ...{ words: Field, reason: Field, promise: Field, finding: Field },
});
type Fields = z.infer<typeof MendFields>;
type Sent<Input> = Visit<Record<string, never>, Input>;

/** Makes one mend and shows what came of it; or shows the desk again with what was typed, or what somebody else did meanwhile. */
export async function mendAnswer(visit: Sent<Fields>): Promise<Answer> {
  const { partnership, input, lang } = visit;
  if (!partnership) throw notFound();
  const id = visit.params.draft ?? '';
  const typed = Object.fromEntries(
    Object.entries(input).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );
  try {
    const mend = await visit.read(async (tx) => {
      const draft = await draftById(tx, partnership.id, id);
      // Places and words are looked for in the draft that the form was made of.
      if (draft.mine && draft.entered_at === null && draft.version !== input.version)
        throw new Refusal(409, 'plan.draft.changed-meanwhile');
      return mendOf(input, await deskOfDraft(tx, id));
    });
    const { desk } = await visit.write((tx) => mendDraft(tx, visit.acting, partnership.id, id, { version: input.version, mend }));
    return {
      seeOther: placeOf.at(partnership.slug, id, placeAfter(desk, mend)),
      flash: { kind: 'done', key: 'plan.desk.done', values: { what: saidOf(lang, mend, desk) } },
    };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.status === 409 && error.key === 'plan.draft.changed-meanwhile') return conflictPage(visit, typed);
    if (error.status !== 422 && error.status !== 409) throw error;
    const finding = Number(input.finding);
    const asked = { node: input.node, ...(input.finding && Number.isInteger(finding) ? { finding } : {}) };
    const message = sayPhrase(lang, error.key, error.values);
    return deskPage(visit, asked, { typed, message, field: error.field, status: error.status });
  }
}

/** Takes the last mend back. */
export async function undoAnswer(visit: Sent<DraftVersionInput>): Promise<Answer> {
  const { partnership, lang } = visit;
  if (!partnership) throw notFound();
  const id = visit.params.draft ?? '';
  try {
    const { desk, undone } = await visit.write((tx) => undoMend(tx, visit.acting, partnership.id, id, visit.input));
    return {
      seeOther: placeOf.at(partnership.slug, id, placeAfter(desk, undone.mend)),
      flash: { kind: 'done', key: 'plan.desk.undone', values: { what: saidOf(lang, undone.mend, desk) } },
    };
  } catch (error) {
    if (!(error instanceof Refusal) || error.status !== 409) throw error;
    if (error.key === 'plan.draft.changed-meanwhile')
      return conflictPage(visit, { version: String(visit.input.version), do: 'undo' });
    return deskPage(visit, {}, { typed: {}, message: sayPhrase(lang, error.key, error.values), field: undefined, status: 409 });
  }
}

/** Does something else to a draft and goes on; a draft that was changed meanwhile is shown as it is now. */
export async function actOn(
  visit: Sent<DraftVersionInput>,
  act: (tx: Tx, partnership: string, id: string) => Promise<void>,
  then: { readonly to: 'draft' | 'list'; readonly key: string },
): Promise<Answer> {
  const { partnership } = visit;
  if (!partnership) throw notFound();
  const id = visit.params.draft ?? '';
  try {
    await visit.write((tx) => act(tx, partnership.id, id));
  } catch (error) {
    if (!(error instanceof Refusal) || error.status !== 409) throw error;
    const message = sayPhrase(visit.lang, error.key, error.values);
    return deskPage(visit, {}, { typed: {}, message, field: undefined, status: 409 });
  }
  const seeOther = then.to === 'list' ? placeOf.list(partnership.slug) : placeOf.draft(partnership.slug, id);
  return { seeOther, flash: { kind: 'done', key: then.key } };
}

/** The document of a draft, as it was received. */
export async function fileAnswer(visit: Visit, files: FileStore): Promise<Download> {
  const { partnership } = visit;
  if (!partnership) throw notFound();
  const file = await visit.read(async (tx) =>
    fileOfDraft(tx, (await draftById(tx, partnership.id, visit.params.draft ?? '')).id),
  );
  return { download: { name: file.name, type: file.type, bytes: await files.read(file.sha256) } };
}

/** What a form says, as a mend. @throws Refusal 422 at the field */
export function mendOf(fields: Omit<Fields, 'version'>, desk: Desk): Mend {
  const { do: what, node, number, under, kind, words, reason, promise } = fields;
  const finding = fields.finding ? { finding: Number(fields.finding) } : {};
  const said: Readonly<Record<string, object>> = {
    split: { node, at: what === 'split' ? splitAt(fields, desk) : 0, number: number?.trim() || null },
    merge: { node },
    move: { node, under: under || null },
    renumber: { node, number },
    kind: { node, kind },
    drop: { node },
    'take-back': { node },
    lift: { start: Number(fields.start), end: Number(fields.end) },
    words: { node, words, reason: reason ?? '' },
    promise: { node, promise },
    promises: { promise },
    accept: {},
  };
  const mend = Mend.safeParse({
    do: what,
    ...(Object.hasOwn(said, what) ? said[what] : {}),
    ...(what === 'promises' ? {} : finding),
  });
  if (!mend.success) throw new Refusal(422, 'plan.draft.no-mend');
  return mend.data;
}

/** The place that was chosen, or that of the words that were typed. */
function splitAt({ node, at, begins }: Omit<Fields, 'version'>, desk: Desk): number {
  if (!begins?.trim()) return at ? Number(at) : -1;
  const of = desk.nodes.find(({ key }) => key === node);
  if (!of) throw new Refusal(422, 'plan.draft.trouble.no-such-node');
  const place = placeOfWords(desk, of, begins);
  if ('at' in place) return place.at;
  if (place.times === 0) throw new Refusal(422, 'plan.draft.no-such-words', {}, 'begins');
  throw new Refusal(422, 'plan.draft.words-often', { times: place.times }, 'begins');
}

/** Where one looks after a mend: at the next doubtful place where one was settled, and otherwise at what was mended. */
function placeAfter(desk: Desk, mend: Mend): { node?: string | null; finding?: number } {
  if ('finding' in mend && mend.finding !== undefined && desk.findings[mend.finding]?.settled) {
    const next = findingBeside(desk, mend.finding, 1);
    if (next !== undefined && desk.findings[next]?.settled === null) return { finding: next };
  }
  const key = mend.do === 'lift' ? `l${mend.start}` : 'node' in mend ? mend.node : null;
  if (key === null)
    return 'finding' in mend && mend.finding !== undefined
      ? { node: nodeOfFinding(desk, desk.findings[mend.finding])?.key ?? null }
      : {};
  if (desk.nodes.some((node) => node.key === key)) return { node: key };
  // It went into another, or was set aside: what stands nearest before it.
  const number = Number(/^[a-z](\d+)/.exec(key)?.[1] ?? 0);
  const start = desk.aside.find((node) => node.key === key)?.source.start ?? (mend.do === 'lift' ? mend.start : undefined);
  const near = desk.nodes.findLast((node) =>
    start === undefined
      ? node.key[0] === key[0] && Number(/^[a-z](\d+)/.exec(node.key)?.[1]) < number
      : node.source.start < start,
  );
  return { node: near?.key ?? null };
}

function saidOf(lang: Language, mend: Mend, desk: Desk): string {
  const name = mendInWords(lang, { mend, before: null, after: null });
  const key = 'node' in mend ? mend.node : null;
  const node = desk.nodes.find((each) => each.key === key);
  return node ? `${name} · ${nameOfNode(lang, node)}` : name;
}
