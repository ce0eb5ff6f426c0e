import type { Language } from '../../platform/i18n/index.ts';
import type { Letter } from '../../platform/mail/compose.tsx';
import type { InvitationRow } from './tables.ts';
import { text } from './text.ts';

/** The letter with the link of an invitation. It names the invited person and the partnership, which is public, and nothing else. */
export function writeInvitation(invitation: Pick<InvitationRow, 'lang' | 'name' | 'partnership_name'>, url: URL): Letter {
  const t = text.in(invitation.lang);
  const partnership = sayName(invitation.partnership_name, invitation.lang);
  return {
    lang: invitation.lang,
    subject: t('accounts.letter.invited', { partnership }),
    paragraphs: [
      t('accounts.letter.hello', { name: invitation.name }),
      t('accounts.letter.invited-to', { partnership }),
      t('accounts.letter.invited-hours'),
    ],
    act: { label: t('accounts.letter.accept'), url },
    why: t('accounts.letter.invited-why'),
  };
}

/** The address of an invitation on this site. */
export function invitationAddress(publicUrl: URL, token: string): URL {
  const url = new URL('/invitation', publicUrl);
  url.searchParams.set('token', token);
  return url;
}

const sayName = (name: InvitationRow['partnership_name'], lang: Language): string => name[lang] ?? name.en ?? name.fr ?? '';
