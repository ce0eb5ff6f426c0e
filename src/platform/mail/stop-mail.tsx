import { createHmac, timingSafeEqual } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import { type Database, NOBODY } from '../db/database.ts';
import { type Route, route } from '../http/route.ts';
import { notFound } from '../refusal.ts';
import { Button, Form, PageHead, SubmitBar } from '../ui/index.ts';
import { text } from './text.ts';

/** Where the reader of a letter stops those that he did not ask for. Made of the letter and of a key of the installation: nobody else can name it. */
export type StopAddress = (letter: string) => URL;

const PATH = '/letters/stop';
const sealOf = (secret: string, letter: string): string =>
  createHmac('sha256', secret).update(`stop letters like ${letter}`).digest('base64url');

/** The address for the header List-Unsubscribe of each letter. */
export const stopAddressOf =
  (secret: string, publicUrl: URL): StopAddress =>
  (letter) => {
    const url = new URL(PATH, publicUrl);
    url.search = new URLSearchParams({ letter, seal: sealOf(secret, letter) }).toString();
    return url;
  };

const Named = { letter: z.string().max(100), seal: z.string().max(100) };

/**
 * The page where letters are stopped and let through again, by whoever holds one. Opening it changes nothing: programs that look into mail open links too.
 * Letters that somebody asks for himself come all the same.
 */
export function stopRoutes(database: Database, secret: string): Route[] {
  const isOurs = (letter: string, seal: string) => {
    const [given, right] = [Buffer.from(seal), Buffer.from(sealOf(secret, letter))];
    return given.length === right.length && timingSafeEqual(given, right);
  };
  return [
    route({
      method: 'GET',
      path: PATH,
      can: 'public',
      query: z.strictObject({ letter: Named.letter.optional(), seal: Named.seal.optional() }),
      handle: async ({ lang, csrf, query: { letter = '', seal = '' } }) => {
        if (!isOurs(letter, seal)) throw notFound();
        const { rows } = await database.withActor(NOBODY, 'read', (tx) =>
          sql<{ stopped: boolean | null }>`select platform.mail_stopped(${letter}) as stopped`.execute(tx),
        );
        const stopped = rows[0]?.stopped ?? null;
        if (stopped === null) throw notFound();
        const t = text.in(lang);
        const title = t(stopped ? 'mail.stop.stopped' : 'mail.stop.title');
        return {
          title,
          kind: 'plain',
          body: (
            <div>
              <PageHead title={title} />
              <p class="page-lead">{t(stopped ? 'mail.stop.stopped-means' : 'mail.stop.means')}</p>
              <Form action={PATH} csrf={csrf}>
                <input type="hidden" name="letter" value={letter} />
                <input type="hidden" name="seal" value={seal} />
                <input type="hidden" name="stopped" value={stopped ? 'no' : 'yes'} />
                <SubmitBar>
                  <Button kind="primary">{t(stopped ? 'mail.stop.resume' : 'mail.stop.stop')}</Button>
                </SubmitBar>
              </Form>
            </div>
          ),
        };
      },
    }),
    route({
      method: 'POST',
      path: PATH,
      can: 'public',
      input: z.strictObject({ ...Named, stopped: z.enum(['yes', 'no']) }),
      handle: async ({ write, input: { letter, seal, stopped } }) => {
        if (!isOurs(letter, seal)) throw notFound();
        const { rows } = await write((tx) =>
          sql<{ done: boolean }>`select platform.stop_mail(${letter}, ${stopped === 'yes'}) as done`.execute(tx),
        );
        if (!rows[0]?.done) throw notFound();
        return { seeOther: `${PATH}?${new URLSearchParams({ letter, seal })}` };
      },
    }),
  ];
}
