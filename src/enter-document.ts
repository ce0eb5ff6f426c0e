import type { Accounts } from './modules/accounts/index.ts';
import { type Draft, enterPlan, placePlan } from './modules/plan/index.ts';
import type { Database } from './platform/db/database.ts';
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
  return database.withActor(acting.secret, 'write', async (tx) =>
    enterPlan(tx, acting, { ...place, ...(await placePlan(tx, place.partnership)) }, draft, file),
  );
}
