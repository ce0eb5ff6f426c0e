import { createTransport, type Transporter } from 'nodemailer';
import type { Job } from '../jobs/job.ts';
import { oneLine } from './compose.tsx';

/** How mail leaves: through an SMTP server; or, in a demonstration, not at all: it stays in the mailbox. */
export type MailWay = { readonly smtp: string; readonly from: string; readonly host: string } | { readonly keep: true };

type Waiting = { lang: string; recipient: string; subject: string; plain: string; html: string | null };

/**
 * The job that sends one queued mail. At least once: between the server's "accepted" and our own note of it a crash may send it again, under
 * the same Message-ID, which mail programs show once. What the server refuses for good is noted as failed; anything else is tried again.
 */
export function sendMailJob(way: MailWay): Job {
  const transport = 'keep' in way ? null : createTransport({ url: way.smtp, disableFileAccess: true, disableUrlAccess: true });
  return {
    name: 'platform.send-mail',
    on: 'platform.mail-queued',
    tries: { again: 12, seconds: 30 },
    run: async ({ mail }, { pool }) => {
      const client = await pool.connect();
      let broken: Error | undefined;
      try {
        await client.query('begin');
        const { rows } = await client.query<Waiting>(
          `select lang, recipient, subject, plain, html from platform.mail where id = $1 and state = 'waiting' for update skip locked`,
          [mail],
        );
        const [letter] = rows;
        if (letter && mail) {
          const outcome = await handOver(way, transport, mail, letter);
          await client.query(
            `update platform.mail set state = $2, answer = $3, attempts = attempts + 1, done_at = case when $2 = 'waiting' then null else clock_timestamp() end,
              plain = case when $2 in ('sent', 'failed') then null else plain end, html = case when $2 = 'waiting' then html end where id = $1`,
            [mail, outcome.state, outcome.answer],
          );
          await client.query('commit');
          if (outcome.state === 'waiting') throw new Error('the mail server was not ready');
        } else await client.query('commit');
      } catch (error) {
        await client.query('rollback').catch((lost: Error) => {
          broken = lost;
        });
        throw error;
      } finally {
        client.release(broken);
      }
    },
  };
}

type Outcome = { readonly state: 'sent' | 'kept' | 'failed' | 'waiting'; readonly answer: number | null };

async function handOver(way: MailWay, transport: Transporter | null, id: string, letter: Waiting): Promise<Outcome> {
  if ('keep' in way || transport === null) return { state: 'kept', answer: null };
  try {
    await transport.sendMail({
      messageId: `<${id}@${way.host}>`,
      from: way.from,
      to: { name: '', address: letter.recipient },
      subject: oneLine(letter.subject),
      text: letter.plain,
      html: letter.html ?? undefined,
      headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': letter.lang },
    });
    return { state: 'sent', answer: 250 };
  } catch (error) {
    const code = (error as { responseCode?: number }).responseCode ?? null;
    // 5xx: refused for good. 4xx, or no answer at all: later.
    return { state: code !== null && code >= 500 ? 'failed' : 'waiting', answer: code };
  }
}
