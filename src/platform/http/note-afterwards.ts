import { sql } from 'kysely';
import type { Database, Secret } from '../db/database.ts';
import { describeError, type Log } from '../log.ts';

/** What a request leaves in the audit besides what it changed. */
export type Noted = {
  /** Method and pattern, never the address itself. */
  readonly route: string;
  /** The phrase of the refusal, where it was one of rights or of absence. */
  readonly refused: string | undefined;
  /** What the address named. */
  readonly named: Readonly<Record<string, string>>;
  readonly openings: readonly string[];
};

/**
 * Notes a refusal, or which restricted records were opened, after the answer and on a connection of its own: whoever asked waits for none of it, and
 * learns nothing from it, since what is hidden and what is absent are asked about alike. What cannot be noted is said in the log.
 */
export function noteAfterwards(
  site: { readonly database: Database; readonly log: Log; readonly afterwards: (work: Promise<void>) => void },
  secret: Secret,
  request: string,
  noted: Noted,
): void {
  const { route, refused, named, openings } = noted;
  if (refused === undefined && openings.length === 0) return;
  const work = site.database
    .withActor(
      secret,
      'write',
      (tx) =>
        refused === undefined
          ? sql`select platform.note_openings(${[...openings]}::uuid[])`.execute(tx)
          : sql`select platform.note_refusal(${route}, ${refused}, ${JSON.stringify(named)}::jsonb)`.execute(tx),
      request,
    )
    .then(() => undefined)
    .catch((error: unknown) => site.log.warn({ request, error: describeError(error) }, 'could not be noted in the audit'));
  site.afterwards(work);
}
