import pg from 'pg';
import { openLog } from '../log.ts';
import type { Server } from './server.ts';

/** A connection that acts as the keeper of the installation: `set role ent_owner` has been said, and a transaction is open. */
export type Keeper = pg.ClientBase;

/** Why somebody has to work past the walls. No page is among the reasons. */
export const KEEPER_REASONS = ['demonstration', 'founding', 'helping'] as const;
export type KeeperReason = (typeof KEEPER_REASONS)[number];

/**
 * Works as the keeper of the installation, whom no wall stops: to found a partnership, seat its parties and name the first persons, when
 * nobody is there yet who could; or to help somebody whose account is lost or must be closed. One transaction: all of it happens, or nothing. The reason is logged before the work begins.
 *
 * Who may call this is a list, held by a test; it is for commands, never for an answer to a request.
 */
export async function dangerouslyAsKeeper<T>(
  server: Server,
  reason: KeeperReason,
  work: (keeper: Keeper) => Promise<T>,
): Promise<T> {
  const client = new pg.Client(server.admin);
  // A connection lost between two queries is reported by the next one.
  client.on('error', () => {});
  await client.connect();
  try {
    const log = openLog(process.env.ENTENTE_LOG ?? 'warn');
    log[reason === 'demonstration' ? 'info' : 'warn']({ reason, database: server.database }, 'working as the keeper');
    await client.query('begin; set local role ent_owner');
    const result = await work(client);
    await client.query('commit');
    return result;
  } finally {
    // An open transaction ends with its connection: undone.
    await client.end();
  }
}
