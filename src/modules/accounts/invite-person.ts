import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../../platform/db/database.ts';
import { LANGUAGES } from '../../platform/i18n/index.ts';
import { queueMail } from '../../platform/mail/queue-mail.ts';
import { notFound, Refusal } from '../../platform/refusal.ts';
import { hashOfLink, invitationByToken } from './queries.ts';
import './text.ts';
import { invitationAddress, writeInvitation } from './write-invitation.ts';

export const InvitePersonInput = z.strictObject({
  person: z.uuid(),
  /** In which capacity: what the invitation shows, and what one wears after accepting. */
  mandate: z.uuid(),
  email: z.string().trim().toLowerCase().max(254).pipe(z.email()),
  /** The language of the letter. */
  lang: z.enum(LANGUAGES),
});
export type InvitePersonInput = z.infer<typeof InvitePersonInput>;

/**
 * Invites a person of the directory to sign in: a letter goes out with a link that opens once, within 72 hours, and of which the database
 * keeps the hash alone. Whom one may invite is decided by the database: an administrator those who serve all parties, the speaker of a party its
 * own people. An open invitation of the same person is withdrawn.
 *
 * @throws Refusal 404 for a person or mandate that is not one's own to invite; 409 `accounts.person-has-login`
 */
export async function invitePerson(tx: Tx, input: InvitePersonInput, publicUrl: URL): Promise<void> {
  const { person, mandate, email, lang } = InvitePersonInput.parse(input);
  const token = randomBytes(32).toString('base64url');
  const { rows } = await sql<{ id: string | null }>`
    select accounts.invite(${person}, ${mandate}, ${email}, ${lang}, ${hashOfLink(token)}) as id`
    .execute(tx)
    .catch((error: unknown) => {
      throw (error as { code?: unknown }).code === '42501' ? notFound() : error;
    });
  if (!rows[0]?.id) throw new Refusal(409, 'accounts.person-has-login');
  const invitation = await invitationByToken(tx, token);
  if (!invitation) throw new Refusal(409, 'accounts.mandate-over');
  await queueMail(tx, 'accounts.invitation', email, writeInvitation(invitation, invitationAddress(publicUrl, token)));
}
