import { sql } from 'kysely';
import { type Database, NOBODY } from '../../platform/db/database.ts';
import type { DemonstrationRow, WhoRow } from './tables.ts';

/** Whose session a token opens, with all capacities of today; undefined when it is nobody's, over, idle too long, or suspended. */
export async function findWho(database: Database, token: string): Promise<WhoRow | undefined> {
  const { rows } = await database.withActor(NOBODY, 'read', (tx) =>
    sql<{ who: WhoRow | null }>`select accounts.who_is(${token}) as who`.execute(tx),
  );
  return rows[0]?.who ?? undefined;
}

/** The logins that a demonstration offers, in the order in which they were made; none in a real installation. */
export async function demonstrationRows(database: Database): Promise<readonly DemonstrationRow[]> {
  const { rows } = await database.withActor(NOBODY, 'read', (tx) =>
    sql<DemonstrationRow>`select login, name, hats from accounts.demonstration_logins()`.execute(tx),
  );
  return rows;
}
