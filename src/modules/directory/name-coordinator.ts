import { sql } from 'kysely';
import { z } from 'zod';
import { audit } from '../../platform/audit/audit.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Acting } from '../../platform/http/acting.ts';
import { emit } from '../../platform/outbox/emit.ts';
import { notFound, Refusal } from '../../platform/refusal.ts';
import { daysOf, mayNameCoordinator } from './rules.ts';
import './text.ts';

export const NameCoordinatorInput = z
  .strictObject({
    member: z.uuid(),
    since: z.iso.date(),
    /** The first day of somebody else; null while nobody knows. */
    until: z.iso.date().nullable(),
    source: z.string().trim().min(1).max(1000),
  })
  .refine((term) => term.until === null || term.since < term.until, { path: ['until'] });
export type NameCoordinatorInput = z.infer<typeof NameCoordinatorInput>;

const OVERLAP = '23P01';

/**
 * Names the member state that speaks for a bloc, for a term. A term that was left open ends when this one begins; terms never overlap.
 *
 * @returns the id of the term
 * @throws Refusal 403 `directory.only-bloc-speaker`; 404 when the bloc is hidden or absent; 422 `directory.not-a-member` at `member`;
 *   409 `directory.term-overlaps` at `since`, with the member state whose term it is; 409 `directory.term-taken-meanwhile` when somebody was faster
 * @see product.md: the country coordinator speaks for a bloc and hands over after its term
 */
export async function nameCoordinator(tx: Tx, acting: Acting, bloc: string, input: NameCoordinatorInput): Promise<string> {
  if (!mayNameCoordinator(acting, bloc)) throw new Refusal(403, 'directory.only-bloc-speaker');
  const { partnership, circle, wall } = await findBloc(tx, bloc);
  const member = await tx
    .selectFrom('directory.v_party')
    .select('id')
    .where('id', '=', input.member)
    .where('parent', '=', bloc)
    .executeTakeFirst();
  if (!member) throw new Refusal(422, 'directory.not-a-member', {}, 'member');
  await sql`update directory.coordinator set valid = daterange(lower(valid), ${input.since}::date)
    where bloc = ${bloc} and upper_inf(valid) and (lower_inf(valid) or lower(valid) < ${input.since}::date)`.execute(tx);
  await refuseOverlap(tx, bloc, input);
  try {
    const { id } = await tx
      .insertInto('directory.coordinator')
      .values({
        ...{ bloc, member: input.member, valid: daysOf(input.since, input.until), source: input.source, wall, owner: circle },
        ...{ printed_since: null, printed_until: null },
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    const after = { bloc, member: input.member, since: input.since, until: input.until, source: input.source };
    await audit(tx, acting, 'directory.coordinator-named', { partnership, wall, record: id }, { after });
    await emit(tx, 'directory.coordinator-named', partnership, { bloc, member: input.member, term: id });
    return id;
  } catch (error) {
    if ((error as { code?: unknown }).code === OVERLAP) throw new Refusal(409, 'directory.term-taken-meanwhile', {}, 'since');
    throw error;
  }
}

async function findBloc(tx: Tx, bloc: string): Promise<{ partnership: string; circle: string; wall: string }> {
  const { rows } = await sql<{ partnership: string; circle: string; wall: string }>`
    select partnership, circle, wall from directory.party where id = ${bloc} and kind = 'bloc'`.execute(tx);
  const [found] = rows;
  if (!found) throw notFound();
  return found;
}

async function refuseOverlap(tx: Tx, bloc: string, input: NameCoordinatorInput): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select coalesce(m.name->>'en', m.name->>'fr') as name from directory.coordinator c join directory.party m on m.id = c.member
    where c.bloc = ${bloc} and c.valid && ${daysOf(input.since, input.until)}::daterange limit 1`.execute(tx);
  if (rows[0]) throw new Refusal(409, 'directory.term-overlaps', { member: rows[0].name }, 'since');
}
