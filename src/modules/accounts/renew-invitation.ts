import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { type Database, NOBODY } from '../../platform/db/database.ts';
import { queueMail } from '../../platform/mail/queue-mail.ts';
import { Refusal } from '../../platform/refusal.ts';
import { hashOfLink, invitationByToken } from './queries.ts';
import './text.ts';
import { invitationAddress, writeInvitation } from './write-invitation.ts';

/**
 * Sends a new link in place of one whose 72 hours are over, to the same address. Whoever holds the old link may ask; what he gets is only
 * that the mailbox gets another letter. For 30 days, and so long as the mandate does not end; of several at once one letter goes out.
 *
 * @throws Refusal 409 `accounts.invitation-over` when the link is not one to renew
 */
export async function renewInvitation(database: Database, publicUrl: URL, token: string): Promise<void> {
  const next = randomBytes(32).toString('base64url');
  await database.withActor(NOBODY, 'write', async (tx) => {
    const { rows } = await sql<{ done: boolean }>`
      select accounts.renew_invitation(${token}, ${hashOfLink(next)}) as done`.execute(tx);
    const invitation = rows[0]?.done ? await invitationByToken(tx, next) : undefined;
    if (!invitation) throw new Refusal(409, 'accounts.invitation-over');
    const letter = writeInvitation(invitation, invitationAddress(publicUrl, next));
    await queueMail(tx, 'accounts.invitation', invitation.email, letter);
  });
}
