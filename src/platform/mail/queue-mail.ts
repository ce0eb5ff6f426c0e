import { sql } from 'kysely';
import type { Tx } from '../db/database.ts';
import { compose, type Letter } from './compose.tsx';

/**
 * Queues a mail in the transaction of the act that asks for it: if the act is undone, nothing goes out. `kind` says what it is for, for
 * those who look after the mail.
 *
 * @returns the id of the mail
 */
export async function queueMail(tx: Tx, kind: `${string}.${string}`, recipient: string, letter: Letter): Promise<string> {
  const { subject, plain, html } = compose(letter);
  const { rows } = await sql<{ id: string }>`
    select platform.queue_mail(${kind}, ${letter.lang}, ${recipient}, ${subject}, ${plain}, ${html}) as id`.execute(tx);
  return rows[0]?.id ?? '';
}
