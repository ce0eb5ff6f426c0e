import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../../platform/db/database.ts';
import { LANGUAGES } from '../../platform/i18n/index.ts';
import { Refusal } from '../../platform/refusal.ts';
import { sayingWhy } from './refusals.ts';
import { ACTS, PROCEDURES } from './tables.ts';
import './text.ts';

export const OpenPropositionInput = z.strictObject({
  /** The bloc whose member states are asked; null: the parties. */
  bloc: z.uuid().nullable(),
  act: z.enum(ACTS),
  procedure: z.enum(PROCEDURES),
  title: z.string().trim().max(200),
  lang: z.enum(LANGUAGES),
  reason: z.string().trim().max(4_000),
  /** An IANA zone in which the deadline is meant, and in which working days begin and end. */
  zone: z.string().trim().max(60),
  /** A day and a time in that zone, `2008-07-04T17:00`; empty: without one, which only an express procedure can be. */
  deadline: z.string().trim().max(40),
  /** Ids of records, in the order in which they stand. */
  subjects: z.array(z.uuid()).min(1).max(500),
});
export type OpenPropositionInput = z.infer<typeof OpenPropositionInput>;

const LOCAL = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/;

/**
 * Puts subjects to the seats in the words that they have now, under one procedure. A silence procedure leaves each seat 24 hours on working days
 * of its own.
 *
 * @returns the id of the proposition
 * @throws Refusal 403 `concurrence.only-who-proposed`; 404; 409 `concurrence.open-already`, `concurrence.not-to-be-put`, `concurrence.no-seats`;
 *   422 at `title`, `zone`, `deadline` or `act`
 * @see product.md rule 2; architecture.md idea 4
 */
export async function openProposition(tx: Tx, input: OpenPropositionInput): Promise<string> {
  if (input.title === '') throw new Refusal(422, 'concurrence.title-missing', {}, 'title');
  if (input.procedure === 'silence' && input.deadline === '')
    throw new Refusal(422, 'concurrence.deadline-missing', {}, 'deadline');
  if (input.deadline !== '' && !LOCAL.test(input.deadline)) throw new Refusal(422, 'concurrence.no-time', {}, 'deadline');
  await knownZone(tx, input.zone);
  const { rows } = await sayingWhy(
    sql<{
      id: string;
    }>`select concurrence.open(${input.bloc}, ${input.act}, ${input.procedure}, ${input.title}, ${input.lang}, ${input.reason},
      ${input.zone}, ${momentOf(input)}, ${input.subjects}::uuid[]) as id`.execute(tx),
  );
  return rows[0]?.id ?? '';
}

/** A day and time as typed, in its zone, as an SQL expression; null where nothing was typed. */
export function momentOf({ deadline, zone }: { deadline: string; zone: string }) {
  return deadline === '' ? sql`null::timestamptz` : sql`(${deadline}::timestamp at time zone ${zone})`;
}

/** @throws Refusal 422 `concurrence.no-zone` at `zone` */
export async function knownZone(tx: Tx, zone: string): Promise<void> {
  const { rows } = await sql<{ known: boolean }>`
    select exists (select from pg_catalog.pg_timezone_names z where z.name = ${zone}) as known`.execute(tx);
  if (!rows[0]?.known) throw new Refusal(422, 'concurrence.no-zone', {}, 'zone');
}
