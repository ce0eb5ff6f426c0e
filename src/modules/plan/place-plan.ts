import type { Tx } from '../../platform/db/database.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { EnterPlanInput } from './enter-plan.ts';

/**
 * Where a plan that everybody may read is entered, owned by all parties together, and the organisations that its words may name.
 *
 * @throws Refusal 403 for whoever does not act for all parties
 */
export async function placePlan(tx: Tx, partnership: string): Promise<Pick<EnterPlanInput, 'wall' | 'owner' | 'organisations'>> {
  const walls = await tx.selectFrom('platform.wall').select(['id', 'kind']).where('partnership', '=', partnership).execute();
  const of = (kind: string) => walls.find((each) => each.kind === kind)?.id;
  const [wall, owner] = [of('public'), of('partnership')];
  if (!wall || !owner) throw new Refusal(403, 'http.not-in-this-capacity');
  const rows = await tx.selectFrom('directory.v_organisation').select(['id', 'name', 'acronym', 'class']).execute();
  const organisations = rows
    .filter((row) => row.class !== 'group')
    .map((row) => ({
      id: row.id,
      names: [row.name.en, row.name.fr, row.acronym].filter((name) => typeof name === 'string').filter((name) => name.length > 1),
    }));
  return { wall, owner, organisations };
}
