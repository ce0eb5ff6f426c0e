import { randomUUID } from 'node:crypto';
import type { Insertable } from 'kysely';
import { z } from 'zod';
import { audit } from '../../platform/audit/audit.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Tables } from '../../platform/db/tables.ts';
import type { StoredFile } from '../../platform/files/store.ts';
import type { Acting } from '../../platform/http/acting.ts';
import { emit } from '../../platform/outbox/emit.ts';
import { Refusal } from '../../platform/refusal.ts';
import { indexWords } from '../../platform/search/index-words.ts';
import { characterAt } from './characters.ts';
import type { Draft } from './importer/index.ts';
import { linksOf } from './link-nodes.ts';
import { inBatches, nodesOf, type PlannedNode } from './plan-nodes.ts';
import { mayEnterPlan } from './rules.ts';
import './text.ts';

/** Where a plan is entered: on which wall, owned by whom, under which address. */
export const EnterPlanInput = z.object({
  partnership: z.uuid(),
  wall: z.uuid(),
  owner: z.uuid(),
  slug: z
    .string()
    .max(60)
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  /** Organisations the plan may name: a node that holds one of the names, as a word of its own, mentions it. */
  organisations: z.array(z.object({ id: z.uuid(), names: z.array(z.string().min(2)) })).default([]),
});
export type EnterPlanInput = z.infer<typeof EnterPlanInput>;

/** The words of one node are no longer than this: a line of a plan is a promise, not a chapter. */
const MOST_CHARACTERS = 20_000;

/**
 * Enters a draft of the importer as a plan: readable at once, "entered, not yet certified". Every node becomes a record with its
 * first edition and its evidence; what the importer doubted is kept as remarks for the parties; the document stays attached.
 * All of it or nothing.
 *
 * @returns the id of the plan
 * @throws Refusal 403 `plan.only-secretariat`, 409 `plan.slug-taken`, 422 `plan.nothing-read`, 422 `plan.words-too-long`
 * @see product.md rule 1: a plan is entered, then certified
 */
export async function enterPlan(
  tx: Tx,
  acting: Acting,
  input: EnterPlanInput,
  read: Draft,
  file: StoredFile & { name: string },
): Promise<string> {
  if (!mayEnterPlan.allows(acting)) throw new Refusal(403, 'plan.only-secretariat');
  const draft = read.text.includes('\0') ? storable(read) : read;
  const nodes = nodesOf(draft);
  if (!nodes.some((node) => node.kind === 'action')) throw new Refusal(422, 'plan.nothing-read');
  const long = nodes.find((node) => node.text.length > MOST_CHARACTERS);
  if (long) throw new Refusal(422, 'plan.words-too-long', { reference: long.reference, most: MOST_CHARACTERS });
  const place = { wall: input.wall, owner: input.owner };
  const id = randomUUID();
  const title = draft.title ?? file.name;
  await tx
    .insertInto('platform.record')
    .values({ id, partnership: input.partnership, kind: 'plan.plan', ...place, title, lang: draft.language })
    .execute();
  await insertPlan(tx, id, input, draft);
  await keepSource(tx, id, input, draft, file);
  const ids = await insertNodes(tx, id, input, draft, nodes);
  await insertRemarks(tx, id, input, draft, ids);
  await linkNodes(tx, input, draft, nodes, ids);
  await indexAll(tx, id, title, draft, nodes, ids);
  const counts = Object.fromEntries(
    ['part', 'area', 'action', 'subitem', 'objective', 'priority'].map((kind) => [
      kind,
      nodes.filter((n) => n.kind === kind).length,
    ]),
  );
  await audit(
    tx,
    acting,
    'plan.plan-entered',
    { partnership: input.partnership, wall: input.wall, record: id },
    { after: { slug: input.slug, title, ...counts } },
  );
  await emit(tx, 'plan.plan-entered', input.partnership, { plan: id });
  return id;
}

async function insertPlan(tx: Tx, id: string, place: EnterPlanInput, draft: Draft): Promise<void> {
  const { partnership, wall, owner, slug } = place;
  const { start, end } = draft.period;
  const period = { period_start: start, period_end: end };
  try {
    await tx
      .insertInto('plan.plan')
      .values({ id, partnership, wall, owner, slug, ...period, authentic: draft.language, predecessor: null })
      .execute();
  } catch (error) {
    // The address may be taken by a plan that this person does not see, or a moment ago: only the database knows.
    if ((error as { constraint?: unknown }).constraint !== 'plan_partnership_slug_key') throw error;
    throw new Refusal(409, 'plan.slug-taken', { slug }, 'slug');
  }
}

async function keepSource(
  tx: Tx,
  plan: string,
  place: EnterPlanInput,
  draft: Draft,
  file: StoredFile & { name: string },
): Promise<void> {
  const attachment = randomUUID();
  const { wall, owner } = place;
  const stored = { name: file.name.slice(0, 200), type: file.type, size: file.size, sha256: file.sha256 };
  await tx
    .insertInto('platform.attachment')
    .values({ id: attachment, record: plan, wall, owner, role: 'source', ...stored })
    .execute();
  await tx
    .insertInto('plan.source')
    .values({ plan, attachment, text: draft.text, furniture: JSON.stringify(draft.furniture), wall, owner })
    .execute();
}

/** @returns the record id of each reference */
async function insertNodes(
  tx: Tx,
  plan: string,
  place: EnterPlanInput,
  draft: Draft,
  nodes: readonly PlannedNode[],
): Promise<Map<string, string>> {
  const ids = new Map(nodes.map((node) => [node.reference, randomUUID()] as const));
  const idOf = (reference: string) => ids.get(reference) ?? '';
  const { partnership, wall, owner } = place;
  const lang = draft.language;
  const character = characterAt(draft.text);
  for (const some of inBatches(nodes)) {
    const records = some.map((node) => {
      const title = `${node.reference} ${node.text}`.slice(0, 200);
      return { id: idOf(node.reference), partnership, kind: 'plan.node', wall, owner, title, lang };
    });
    const rows = some.map(({ text: _, source: __, confidence: ___, ...node }) => ({
      ...node,
      id: idOf(node.reference),
      plan,
      // The importer may name a parent that the source lacks: the gap stays visible, and nothing is put under a stranger.
      parent: (node.parent === null ? undefined : ids.get(node.parent)) ?? null,
      wall,
      owner,
      qualifiers: [...node.qualifiers],
    }));
    const editions = some.map((node) => {
      const words = { text: node.text, label: node.label, reason: null, provenance: null };
      return { node: idOf(node.reference), lang, edition: 1, ...words, wall, owner };
    });
    const evidence = some.map((node) => ({
      node: idOf(node.reference),
      from_character: character(node.source.start),
      until_character: character(node.source.end),
      confidence: node.confidence,
      wall,
      owner,
    }));
    await tx.insertInto('platform.record').values(records).execute();
    await tx.insertInto('plan.node').values(rows).execute();
    await tx.insertInto('plan.edition').values(editions).execute();
    await tx.insertInto('plan.evidence').values(evidence).execute();
  }
  return ids;
}

async function insertRemarks(
  tx: Tx,
  plan: string,
  place: EnterPlanInput,
  draft: Draft,
  ids: ReadonlyMap<string, string>,
): Promise<void> {
  // What the importer doubted is for the parties and the secretariat, on the wall of the owner, not for the public.
  const character = characterAt(draft.text);
  const rows: Insertable<Tables['plan.remark']>[] = draft.findings.map((finding, index) => ({
    plan,
    node: (finding.node === undefined ? undefined : ids.get(finding.node)) ?? null,
    position: index,
    severity: finding.severity,
    code: finding.code,
    message: finding.message,
    from_character: character(finding.source.start),
    until_character: character(finding.source.end),
    wall: place.owner,
    owner: place.owner,
  }));
  for (const some of inBatches(rows)) await tx.insertInto('plan.remark').values(some).execute();
}

async function linkNodes(
  tx: Tx,
  place: EnterPlanInput,
  draft: Draft,
  nodes: readonly PlannedNode[],
  ids: ReadonlyMap<string, string>,
): Promise<void> {
  const { wall, owner } = place;
  const links = linksOf(draft, nodes).flatMap(({ source, target, role, position }) => {
    const [from, to] = [ids.get(source), ids.get(target)];
    return from && to ? [{ source: from, target: to, role, position, wall, owner }] : [];
  });
  for (const some of inBatches(links)) await tx.insertInto('platform.link').values(some).execute();
  const mentions = nodes.flatMap((node) =>
    place.organisations
      .filter((organisation) => organisation.names.some((name) => holdsName(node.text, name)))
      .map((organisation) => ({ node: ids.get(node.reference) ?? '', organisation: organisation.id, wall, owner })),
  );
  for (const some of inBatches(mentions)) await tx.insertInto('plan.mention').values(some).execute();
}

async function indexAll(
  tx: Tx,
  plan: string,
  title: string,
  draft: Draft,
  nodes: readonly PlannedNode[],
  ids: ReadonlyMap<string, string>,
): Promise<void> {
  await indexWords(tx, [
    { record: plan, part: 'title', lang: draft.language, strong: title, plain: '' },
    ...nodes.map((node) => ({
      record: ids.get(node.reference) ?? '',
      within: plan,
      part: 'words',
      lang: draft.language,
      strong: [node.reference, node.label ?? '', node.kind === 'area' || node.kind === 'part' ? node.text : ''].join(' '),
      plain: node.kind === 'area' || node.kind === 'part' ? '' : node.text,
    })),
  ]);
}

// As a word of its own, so that "ASEAN" is not named by "ASEAN-Canada" nor "UN" by "UNDER".
function holdsName(text: string, name: string): boolean {
  const at = text.indexOf(name);
  if (at < 0) return false;
  const isInside = (character: string | undefined) => character !== undefined && /[\p{L}\p{N}-]/u.test(character);
  return !isInside(text[at - 1]) && !isInside(text[at + name.length]);
}

// PostgreSQL stores every character but one; a sign of the same length in its stead keeps all evidence in its place.
function storable<T>(value: T): T {
  if (typeof value === 'string') return value.replaceAll('\0', '\ufffd') as T;
  if (Array.isArray(value)) return value.map(storable) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, storable(each)])) as T;
}
