import { createHash, createHmac } from 'node:crypto';
import { sql } from 'kysely';
import type { Secret, Tx } from '../db/database.ts';
import type { Acting } from '../http/acting.ts';
import type { Language } from '../i18n/index.ts';

/** How an export stands for whoever asked for it. */
export type ExportState = 'waiting' | 'reading' | 'writing' | 'ready' | 'failed' | 'cancelled' | 'ended' | 'narrowed';
export type ExportRow = {
  readonly id: string;
  readonly address: string;
  readonly lang: Language;
  readonly state: ExportState;
  readonly reason: string | null;
  readonly tries: number;
  readonly asked_at: Date;
  readonly seen_at: Date;
  readonly expires_at: Date;
  readonly name: string | null;
  readonly size: number | null;
};

/** By what the job of an export acts: every process that has the key of the installation can make it, and nobody else. */
export const secretOf = (key: string, id: string): Secret =>
  `export:${id}:${createHmac('sha256', key).update(`export ${id}`).digest('base64url')}`;

/** Who asked, without what he acts by. */
export type Asker = Omit<Acting, 'secret'>;

/** Asks for a file, in the name of whoever acts. False where five of his are being written already. */
export async function askExport(
  tx: Tx,
  asked: {
    readonly id: string;
    readonly address: string;
    readonly lang: Language;
    readonly asker: Asker;
    readonly secret: Secret;
  },
): Promise<boolean> {
  const hash = createHash('sha256').update(asked.secret).digest();
  const { rows } = await sql<{ taken: boolean }>`
    select platform.ask_export(${asked.id}::uuid, ${asked.address}, ${asked.lang}, ${JSON.stringify(asked.asker)}::jsonb, ${hash}) as taken`.execute(
    tx,
  );
  return rows[0]?.taken === true;
}

/** What whoever acts asked for in the last day, the newest first. */
export async function ownExports(tx: Tx): Promise<ExportRow[]> {
  return (await sql<ExportRow>`select * from platform.own_exports()`.execute(tx)).rows;
}

/** A file that is ready, for whom it was written; undefined in every other case. */
export async function takeExport(tx: Tx, id: string): Promise<{ name: string; type: string; bytes: Buffer } | undefined> {
  return (await sql<{ name: string; type: string; bytes: Buffer }>`select * from platform.take_export(${id}::uuid)`.execute(tx))
    .rows[0];
}

/** Cancels an export that is not written yet, or takes away one that is over. False where it is none of one's own. */
export async function dropExport(tx: Tx, id: string): Promise<boolean> {
  return (await sql<{ done: boolean }>`select platform.drop_export(${id}::uuid) as done`.execute(tx)).rows[0]?.done === true;
}

/** Begins the one export whose secret acts; undefined where nobody wants it any more. */
export async function beginExport(tx: Tx): Promise<{ address: string; lang: Language; asker: Asker; tries: number } | undefined> {
  return (
    await sql<{ address: string; lang: Language; asker: Asker; tries: number }>`select * from platform.begin_export()`.execute(tx)
  ).rows[0];
}

/** Says how far the job is. False where it was cancelled meanwhile. */
export async function goOn(tx: Tx, state: 'reading' | 'writing'): Promise<boolean> {
  return (await sql<{ wanted: boolean }>`select platform.go_on_export(${state}) as wanted`.execute(tx)).rows[0]?.wanted === true;
}

/** Puts the file down, and ends what the job acts by. */
export async function finishExport(tx: Tx, file: { name: string; type: string; bytes: Uint8Array }): Promise<void> {
  await sql`select platform.finish_export(${file.name}, ${file.type}, ${Buffer.from(file.bytes)})`.execute(tx);
}

/** Says for good why it was not written. */
export async function failExport(tx: Tx, reason: string): Promise<void> {
  await sql`select platform.fail_export(${reason})`.execute(tx);
}
