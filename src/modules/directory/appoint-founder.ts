import { z } from 'zod';
import type { Keeper } from '../../platform/db/keeper.ts';
import { ROLES } from '../../platform/http/acting.ts';
import { daysOf } from './rules.ts';

export const AppointFounderInput = z.strictObject({
  partnership: z.uuid(),
  fullName: z.string().trim().min(1).max(200),
  sortAs: z.string().trim().min(1).max(200),
  mandates: z
    .array(
      z.strictObject({
        role: z.enum(ROLES),
        party: z.uuid().nullable(),
        organisation: z.uuid().nullable(),
        title: z.strictObject({ en: z.string().min(1), fr: z.string().min(1) }),
        since: z.iso.date(),
        until: z.iso.date().nullable(),
        reach: z.enum(['party', 'partnership']),
      }),
    )
    .min(1),
});
export type AppointFounderInput = z.input<typeof AppointFounderInput>;

/**
 * Enters a person with first mandates, when nobody is there yet who could give them: the first administrator of a partnership, the first
 * speaker of a party. From then on mandates are given by those who hold one. The name stands before all parties.
 *
 * @returns the ids of the person and, in order, of the mandates
 */
export async function appointFounder(
  keeper: Keeper,
  input: AppointFounderInput,
): Promise<{ person: string; mandates: string[] }> {
  const { partnership, fullName, sortAs, mandates } = AppointFounderInput.parse(input);
  const person = await keeper.query<{ id: string; joint: string }>(
    `insert into directory.person (partnership, full_name, sort_as, wall, owner)
      select $1, $2, $3, w.id, w.id from platform.wall w where w.partnership = $1 and w.kind = 'partnership' returning id, wall as joint`,
    [partnership, fullName, sortAs],
  );
  const { id = '', joint } = person.rows[0] ?? {};
  const given = mandates.map((each) => ({ ...each, valid: daysOf(each.since, each.until) }));
  const { rows } = await keeper.query<{ id: string }>(GIVE, [partnership, id, joint, JSON.stringify(given)]);
  return { person: id, mandates: rows.map((row) => row.id) };
}

const GIVE = `with
  given as (insert into directory.mandate (person, partnership, role, party, organisation, title, valid, wall, owner)
    select $2, $1, m.value->>'role', y.id, (m.value->>'organisation')::uuid, m.value->'title', (m.value->>'valid')::daterange,
      case when m.value->>'reach' = 'party' then y.circle else $3 end, coalesce(y.circle, $3)
    from jsonb_array_elements($4::jsonb) with ordinality m (value, position) left join directory.party y on y.id = (m.value->>'party')::uuid
    order by m.position returning id, wall, role, party),
  noted as (insert into platform.audit (partnership, wall, act, record, after)
    select $1, wall, 'directory.mandate-given', id, jsonb_build_object('person', $2::uuid, 'role', role, 'party', party, 'founding', true) from given)
  select id from given`;
