import { sql } from 'kysely';
import { z } from 'zod';
import { audit } from '../../platform/audit/audit.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Acting } from '../../platform/http/acting.ts';
import { notFound, Refusal } from '../../platform/refusal.ts';
import { planBySlug } from '../plan/index.ts';
import { findWords } from './find-words.ts';
import { chosenWall } from './walls.ts';

const Typed = z.string().max(20_000);
const blank = (value: unknown) => (value === '' ? undefined : value);

/** The words as they stand in the document, the line beside which they are laid, and who is to see it. */
export const LinkPassageInput = z.strictObject({
  /** The page, or the first paragraph of the stretch, on which the words stand; left out: wherever they stand first. */
  page: z.preprocess(blank, z.coerce.number().int().positive().optional()),
  words: Typed,
  plan: z.string().max(60),
  reference: Typed,
  remark: Typed,
  wall: z.uuid().or(z.literal('')).default(''),
  wider: z.literal('yes').optional(),
});
export type LinkPassageInput = z.infer<typeof LinkPassageInput>;

/** How long a passage and a remark may be, in characters. */
export const LONGEST = { words: 2_000, remark: 1_000 } as const;

/**
 * Lays a passage of a document beside a node of a plan. What is kept are the words as the document has them, and where they stand.
 *
 * @returns the id of the passage
 * @throws Refusal 403, 404, 422 at the field: words that are not in the document, a line that does not exist, more readers than the
 * document has
 */
export async function linkPassage(tx: Tx, acting: Acting, id: string, input: LinkPassageInput): Promise<string> {
  const { wall, owner } = await chosenWall(tx, acting, input.wall, input.wider === 'yes');
  const document = await tx.selectFrom('knowledge.v_document').selectAll().where('id', '=', id).executeTakeFirst();
  if (!document) throw notFound();
  const remark = input.remark.replace(/\r\n?/g, '\n').trim();
  if ([...remark].length > LONGEST.remark) throw new Refusal(422, 'knowledge.too-long', { most: LONGEST.remark }, 'remark');
  const passage = await passageIn(tx, document.file, input);
  const plan = await planBySlug(tx, document.partnership, input.plan);
  const reference = input.reference.trim().toUpperCase();
  const { rows } = await sql<{ id: string; reference: string; within: boolean; inside: boolean }>`
    select n.id, n.reference, platform.is_within(${wall}, n.wall) as within, platform.is_within(${wall}, ${document.wall}) as inside
    from plan.v_line n where n.plan = ${plan.id} and n.reference_key = ${reference}`.execute(tx);
  const [node] = rows;
  if (!node) throw new Refusal(422, 'knowledge.no-such-line', { reference: input.reference.trim().slice(0, 60) }, 'reference');
  if (!node.within || !node.inside) throw new Refusal(422, 'knowledge.wider-than-document', {}, 'wall');
  const passageId = crypto.randomUUID();
  const place = { page: passage.page, from_character: passage.from, until_character: passage.until, words: passage.words };
  await tx
    .insertInto('knowledge.passage')
    .values({ id: passageId, document: id, file: document.file, ...place, node: node.id, remark, wall, owner })
    .execute();
  await audit(
    tx,
    acting,
    'knowledge.passage-linked',
    { partnership: document.partnership, wall, record: id },
    {
      after: { passage: passageId, node: node.id, ...place, remark },
    },
  );
  return passageId;
}

type Passage = { readonly page: number; readonly from: number; readonly until: number; readonly words: string };

/** Where the quoted words stand, in characters as the database counts them. */
async function passageIn(tx: Tx, file: string, { page, words }: LinkPassageInput): Promise<Passage> {
  if (words.trim() === '') throw new Refusal(422, 'knowledge.no-words', {}, 'words');
  const pages = await tx
    .selectFrom('knowledge.v_page')
    .select(['number', 'text'])
    .where('file', '=', file)
    .$if(page !== undefined, (query) => query.where('number', '<=', page ?? 0).where('last', '>=', page ?? 0))
    .orderBy('number')
    .execute();
  for (const { number, text } of pages) {
    const found = findWords(text, words);
    if (!found) continue;
    const quoted = text.slice(found.from, found.until);
    const length = [...quoted].length;
    if (length > LONGEST.words) throw new Refusal(422, 'knowledge.too-long', { most: LONGEST.words }, 'words');
    const from = [...text.slice(0, found.from)].length;
    return { page: number, from, until: from + length, words: quoted };
  }
  throw new Refusal(
    422,
    page === undefined ? 'knowledge.words-not-there' : 'knowledge.words-not-on-page',
    { page: page ?? 0 },
    'words',
  );
}
