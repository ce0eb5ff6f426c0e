import { sql } from 'kysely';
import { type Database, NOBODY } from '../../platform/db/database.ts';
import { Refusal } from '../../platform/refusal.ts';
import './text.ts';

const NOT_ALLOWED = '42501';

/**
 * Puts on one of the hats of a session: from the next page on it acts in that capacity and in no other. The database decides whether
 * the mandate is one's own and of today, whether it needs a second factor that this session has not proved, and what it opens.
 *
 * @throws Refusal 403 `accounts.not-your-capacity`, `accounts.factor-first`
 */
export async function wearHat(database: Database, token: string, mandate: string): Promise<void> {
  const { rows } = await database
    .withActor(NOBODY, 'write', (tx) => sql<{ worn: boolean }>`select accounts.wear(${token}, ${mandate}) as worn`.execute(tx))
    .catch((error: unknown) => {
      throw (error as { code?: unknown }).code === NOT_ALLOWED ? new Refusal(403, 'accounts.factor-first') : error;
    });
  if (!rows[0]?.worn) throw new Refusal(403, 'accounts.not-your-capacity');
}
