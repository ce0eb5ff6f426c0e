import type pg from 'pg';
import type { Database } from '../db/database.ts';
import type { Log } from '../log.ts';

/** What a job may use. Pages and actions go through `database`, in a capacity that is asked for anew; `pool` is ent_job's, for mail alone. */
export type JobTools = { readonly database: Database; readonly pool: pg.Pool; readonly log: Log };

/**
 * Work that follows an event. It gets ids, never rights, and may run twice: what it does must be there once however often it runs.
 * When it fails it is tried again, later each time; after the last try it stays to be seen as failed.
 */
export type Job = {
  readonly name: `${string}.${string}`;
  /** The event of the outbox that it follows. */
  readonly on: `${string}.${string}`;
  /** Tries after the first, and how long to wait before the first of them; doubled each time. */
  readonly tries?: { readonly again: number; readonly seconds: number };
  readonly run: (ids: Readonly<Record<string, string>>, tools: JobTools) => Promise<void>;
};
