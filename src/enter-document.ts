import type { Accounts } from './modules/accounts/index.ts';
import { type Draft, enterPlan } from './modules/plan/index.ts';
import type { Database, Tx } from './platform/db/database.ts';
import type { StoredFile } from './platform/files/store.ts';
import type { Acting } from './platform/http/acting.ts';
import { readCookies } from './platform/http/cookies.ts';
import { Refusal } from './platform/refusal.ts';

/** Who acts from a command: a session that was opened as on the site, wearing the capacity that is asked for. */
export async function actingFrom(
  accounts: Accounts,
  setCookies: readonly string[],
  role: Acting['role'],
  partnership: string,
): Promise<Acting> {
  const pairs = setCookies.map((each) => each.split(';')[0] ?? '').join('; ');
  const cookies = readCookies(new Headers({ cookie: pairs }));
  const session = await accounts.whoIs(cookies);
  const hat = session?.hats.find((each) => each.role === role && each.partnershipId === partnership);
  if (!session || !hat) throw new Refusal(403, 'http.not-in-this-capacity');
  await accounts.wear(session.token, hat.mandate);
  const person = { id: hat.personId, name: session.person.name };
  return { secret: `${session.token}:${hat.mandate}`, role: hat.role, person, mandate: hat.mandate, party: hat.party };
}

/** Enters a draft as a plan that everybody may read, owned by all parties together. @returns the id of the plan */
export function enterDocument(
  database: Database,
  acting: Acting,
  place: { partnership: string; slug: string },
  draft: Draft,
  file: StoredFile & { name: string },
): Promise<string> {
  return database.withActor(acting.secret, 'write', async (tx) => {
    const { wall, owner } = await widestWalls(tx, place.partnership);
    return enterPlan(tx, acting, { ...place, wall, owner, organisations: await namesOfOrganisations(tx) }, draft, file);
  });
}

async function widestWalls(tx: Tx, partnership: string): Promise<{ wall: string; owner: string }> {
  const walls = await tx.selectFrom('platform.wall').select(['id', 'kind']).where('partnership', '=', partnership).execute();
  const of = (kind: string) => walls.find((each) => each.kind === kind)?.id;
  const [wall, owner] = [of('public'), of('partnership')];
  if (!wall || !owner) throw new Refusal(403, 'http.not-in-this-capacity');
  return { wall, owner };
}

async function namesOfOrganisations(tx: Tx): Promise<{ id: string; names: string[] }[]> {
  const rows = await tx.selectFrom('directory.v_organisation').select(['id', 'name', 'acronym', 'class']).execute();
  return rows
    .filter((row) => row.class !== 'group')
    .map((row) => ({
      id: row.id,
      names: [row.name.en, row.name.fr, row.acronym].filter((name) => typeof name === 'string').filter((name) => name.length > 1),
    }));
}
