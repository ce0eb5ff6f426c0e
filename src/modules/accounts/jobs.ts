import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { NOBODY } from '../../platform/db/database.ts';
import type { Language } from '../../platform/i18n/index.ts';
import type { Job } from '../../platform/jobs/job.ts';
import { queueMail } from '../../platform/mail/queue-mail.ts';
import { hashOfLink } from './queries.ts';
import { text } from './text.ts';

type Asked = { readonly email: string; readonly name: string; readonly lang: Language };

/** What accounts do after the answer: the link for a new password goes to an address that has an account, and nothing to any other. */
export const accountsJobs = (publicUrl: URL): readonly Job[] => [
  {
    name: 'accounts.send-recovery',
    on: 'accounts.recovery-asked',
    run: async ({ recovery }, { database }) => {
      const token = randomBytes(32).toString('base64url');
      // One transaction, so that a second run of the job finds the link made and the letter queued, or neither.
      await database.withActor(NOBODY, 'write', async (tx) => {
        const { rows } = await sql<{ asked: Asked | null }>`
          select accounts.open_recovery(${recovery}, ${hashOfLink(token)}) as asked`.execute(tx);
        const asked = rows[0]?.asked;
        if (!asked) return;
        const t = text.in(asked.lang);
        const url = new URL('/password/new', publicUrl);
        url.searchParams.set('token', token);
        await queueMail(tx, 'accounts.recovery', asked.email, {
          lang: asked.lang,
          subject: t('accounts.letter.recovery'),
          paragraphs: [t('accounts.letter.hello', { name: asked.name }), t('accounts.letter.recovery-means')],
          act: { label: t('accounts.letter.recovery-act'), url },
          why: t('accounts.letter.recovery-why'),
        });
      });
    },
  },
];
