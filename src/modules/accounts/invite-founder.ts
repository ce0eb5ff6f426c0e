import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Keeper } from '../../platform/db/keeper.ts';
import { LANGUAGES } from '../../platform/i18n/index.ts';
import { compose } from '../../platform/mail/compose.tsx';
import { hashOfLink } from './queries.ts';
import { invitationAddress, writeInvitation } from './write-invitation.ts';

export const InviteFounderInput = z.strictObject({
  person: z.uuid(),
  mandate: z.uuid(),
  email: z.string().trim().toLowerCase().max(254).pipe(z.email()),
  lang: z.enum(LANGUAGES),
  /** Whether a letter takes the link there; otherwise whoever founds hands it over. */
  byMail: z.boolean(),
});
export type InviteFounderInput = z.input<typeof InviteFounderInput>;

/**
 * Invites one of the first people of a partnership, whom nobody on the site could invite yet. The link opens once, within 72 hours; the database
 * keeps its hash alone.
 *
 * @returns the address that opens the invitation: to be shown once, where no letter takes it
 */
export async function inviteFounder(keeper: Keeper, input: InviteFounderInput, publicUrl: URL): Promise<URL> {
  const { person, mandate, email, lang, byMail } = InviteFounderInput.parse(input);
  const token = randomBytes(32).toString('base64url');
  const { rows } = await keeper.query<{ name: string; partnership_name: { en?: string; fr?: string } }>(INVITE, [
    ...[person, mandate, email, lang, hashOfLink(token)],
  ]);
  const invited = rows[0];
  if (!invited) throw new Error('that person holds no such mandate');
  const url = invitationAddress(publicUrl, token);
  if (byMail) {
    const { subject, plain, html } = compose(writeInvitation({ ...invited, lang }, url));
    const letter = ['accounts.invitation', lang, email, subject, plain, html];
    await keeper.query('select platform.queue_mail($1, $2, $3, $4, $5, $6)', letter);
  }
  return url;
}

const INVITE = `with
  invited as (insert into accounts.invitation (person, mandate, email, lang, token_hash)
    select m.person, m.id, $3, $4, $5 from directory.v_mandate m where m.id = $2 and m.person = $1 returning mandate),
  noted as (insert into platform.audit (partnership, wall, act, record, after)
    select m.partnership, m.wall, 'accounts.invited', m.person, jsonb_build_object('founding', true) from directory.v_mandate m join invited i on i.mandate = m.id)
  select m.full_name as name, s.name as partnership_name
    from invited i join directory.v_mandate m on m.id = i.mandate join directory.v_partnership s on s.id = m.partnership`;
