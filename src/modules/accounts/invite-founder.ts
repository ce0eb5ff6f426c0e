import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Keeper } from '../../platform/db/keeper.ts';
import { LANGUAGES } from '../../platform/i18n/index.ts';
import { compose } from '../../platform/mail/compose.tsx';
import { hashOfLink } from './queries.ts';
import { invitationAddress, writeInvitation } from './write-invitation.ts';

export const InviteFounderInput = z.strictObject({
  partnership: z.strictObject({ id: z.uuid(), name: z.strictObject({ en: z.string(), fr: z.string() }) }),
  person: z.uuid(),
  /** How the letter addresses the person. */
  name: z.string().trim().min(1),
  /** What the person wears after accepting. */
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
  const { partnership, person, name, mandate, email, lang, byMail } = InviteFounderInput.parse(input);
  const token = randomBytes(32).toString('base64url');
  await keeper.query(INVITE, [person, mandate, email, lang, hashOfLink(token), partnership.id]);
  const url = invitationAddress(publicUrl, token);
  if (byMail) {
    const { subject, plain, html } = compose(writeInvitation({ lang, name, partnership_name: partnership.name }, url));
    const letter = ['accounts.invitation', lang, email, subject, plain, html];
    await keeper.query('select platform.queue_mail($1, $2, $3, $4, $5, $6)', letter);
  }
  return url;
}

const INVITE = `with
  invited as (insert into accounts.invitation (person, mandate, email, lang, token_hash) values ($1, $2, $3, $4, $5) returning person)
  insert into platform.audit (partnership, wall, act, record, after)
    select w.partnership, w.id, 'accounts.invited', i.person, jsonb_build_object('founding', true)
    from invited i, platform.wall w where w.partnership = $6 and w.kind = 'partnership'`;
