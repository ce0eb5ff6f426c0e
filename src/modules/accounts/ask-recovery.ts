import { sql } from 'kysely';
import { type Database, NOBODY } from '../../platform/db/database.ts';
import type { Language } from '../../platform/i18n/index.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { Attempt, Attempts } from './limit-attempts.ts';
import './text.ts';

/**
 * Somebody has lost the password of an address. Whether it is anybody’s is found out later, by the job that sends the link: so the answer, and
 * the time it takes, are the same for every address.
 *
 * @throws Refusal 429 `accounts.too-many`, for known and unknown addresses alike
 */
export async function askRecovery(database: Database, attempts: Attempts, attempt: Attempt, lang: Language): Promise<void> {
  if (!(await attempts.take(attempt))) throw new Refusal(429, 'accounts.too-many');
  await database.withActor(NOBODY, 'write', (tx) => sql`select accounts.ask_recovery(${attempt.email}, ${lang})`.execute(tx));
}
