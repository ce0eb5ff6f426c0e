import { sql } from 'kysely';
import type { Host } from '../../discuss/index.ts';
import { addressOf } from '../words.ts';

type Row = {
  readonly id: string;
  readonly plan: string;
  readonly reference: string | null;
  readonly title: string;
  readonly lang: 'en' | 'fr';
};

/** Plans and their nodes as things that are discussed and followed: where they are, and the references of the same plan that lead somewhere. */
export const discussedPlans: Host = {
  kinds: ['plan.plan', 'plan.node'],
  places: async (tx, partnership, records) => {
    const { rows } = await sql<Row>`
      select n.id, p.slug as plan, n.reference, n.reference as title, p.lang from plan.v_line n join plan.v_plan p on p.id = n.plan where n.id = any (${records}::uuid[])
      union all select p.id, p.slug, null, p.title, p.lang from plan.v_plan p where p.id = any (${records}::uuid[])`.execute(tx);
    return new Map(
      rows.map((row) => {
        const address =
          row.reference === null
            ? addressOf.register(partnership, row.plan)
            : addressOf.line(partnership, row.plan, row.reference);
        return [row.id, { address, name: row.title, nameLanguage: row.lang }] as const;
      }),
    );
  },
  references: async (tx, partnership, record, references) => {
    const { rows } = await sql<{ asked: string; plan: string; reference: string }>`
      select a.asked, p.slug as plan, n.reference from unnest(${references}::text[]) a (asked)
        join plan.v_line n on n.reference_key = upper(a.asked) join plan.v_plan p on p.id = n.plan
      where n.plan in (select o.plan from plan.v_line o where o.id = ${record} union all select ${record}::uuid)`.execute(tx);
    return new Map(rows.map((row) => [row.asked, addressOf.line(partnership, row.plan, row.reference)] as const));
  },
};
