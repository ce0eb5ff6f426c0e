import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, NOBODY, openDatabase } from '../db/database.ts';
import { migrate } from '../db/migrate.ts';
import { type TestDatabase, testDatabase } from '../db/test-database.ts';
import { openLog } from '../log.ts';
import { compose, type Letter } from './compose.tsx';
import { queueMail } from './queue-mail.ts';
import { type MailWay, sendMailJob } from './send-mail.ts';

let site: TestDatabase;
let database: Database;
let pool: pg.Pool;
let root: pg.Client;
beforeAll(async () => {
  site = await testDatabase(migrate);
  database = openDatabase(site.server, 2);
  pool = new pg.Pool(site.server.app('ent_job'));
  pool.on('error', () => {});
  root = new pg.Client(site.server.admin);
  root.on('error', () => {});
  await root.connect();
}, 60_000);
afterAll(async () => {
  await root.end();
  await pool.end();
  await database.close();
  await site.drop();
});

const letter: Letter = {
  lang: 'fr',
  subject: 'Invitation : «Été» \r\nBcc: evil@example.org',
  paragraphs: ['Bonjour Ana <b>Lima</b>,', 'Un lien vous attend.'],
  act: { label: 'Ouvrir', url: new URL('http://localhost:3000/invitations/abc') },
  why: 'Vous recevez ce courriel parce que l’on vous a invitée.',
};

const queue = (to = 'ana@example.org') => database.withActor(NOBODY, 'write', (tx) => queueMail(tx, 'test.letter', to, letter));
const run = (way: MailWay, mail: string) => sendMailJob(way).run({ mail }, { database, pool, log: openLog('silent') });
const stored = async (id: string) =>
  (await root.query('select state, answer, attempts, plain, html from platform.mail where id = $1', [id])).rows[0];

/** A mail server on this machine that answers each message as told, and keeps what it took. */
async function mailServer(answer: () => number): Promise<{ way: MailWay; taken: string[]; close(): Promise<void> }> {
  const taken: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const code = answer();
        if (code === 250) taken.push(Buffer.concat(parts).toString('utf8'));
        done(code === 250 ? null : Object.assign(new Error('no'), { responseCode: code }));
      });
    },
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.server.address() as AddressInfo;
  const way = { smtp: `smtp://127.0.0.1:${port}`, from: 'Entente <entente@example.org>', host: 'entente.example.org' };
  return { way, taken, close: () => new Promise((closed) => server.close(() => closed())) };
}

describe('a letter', () => {
  test('says the same as text and as HTML, in one language, escaped, with one line of subject', () => {
    const { subject, plain, html } = compose(letter);
    expect(subject).toBe('Invitation : «Été» Bcc: evil@example.org');
    expect(plain).toContain('Ouvrir:\nhttp://localhost:3000/invitations/abc');
    expect(html).toContain('<html lang="fr">');
    expect(html).toContain('Ana &lt;b&gt;Lima&lt;/b&gt;');
    expect(html).not.toMatch(/<(img|style|link|script)/);
  });
});

describe('mail', () => {
  test('goes out once, under one Message-ID, and its words are gone then', async () => {
    const server = await mailServer(() => 250);
    const id = await queue();
    await Promise.all([run(server.way, id), run(server.way, id)]);
    await run(server.way, id);
    await server.close();
    expect(server.taken).toHaveLength(1);
    const [message = ''] = server.taken;
    const head = message.slice(0, message.indexOf('\r\n\r\n'));
    expect(head).toContain(`Message-ID: <${id}@entente.example.org>`);
    expect(head).toContain('To: ana@example.org');
    expect(head).not.toMatch(/^Bcc:/m);
    expect(head).toContain('Auto-Submitted: auto-generated');
    expect(await stored(id)).toEqual({ state: 'sent', answer: 250, attempts: 1, plain: null, html: null });
  });

  test('waits where the server says later or is away, and is given up where it says no', async () => {
    const answers = [451, 250];
    const later = await mailServer(() => answers.shift() ?? 250);
    const id = await queue();
    await expect(run(later.way, id)).rejects.toThrow();
    expect(await stored(id)).toMatchObject({ state: 'waiting', answer: 451, attempts: 1 });
    await run(later.way, id);
    expect(await stored(id)).toMatchObject({ state: 'sent', attempts: 2 });
    await later.close();
    const away = await queue();
    await expect(run(later.way, away)).rejects.toThrow();
    expect(await stored(away)).toMatchObject({ state: 'waiting', answer: null });
    const no = await mailServer(() => 550);
    await run(no.way, away);
    expect(await stored(away)).toEqual({ state: 'failed', answer: 550, attempts: 2, plain: null, html: null });
    await no.close();
  });

  test('is kept in a demonstration, and shown in no other installation', async () => {
    const id = await queue();
    await run({ keep: true }, id);
    expect(await stored(id)).toMatchObject({ state: 'kept', html: null });
    const app = new pg.Client(site.server.app('ent_app'));
    await app.connect();
    try {
      expect((await app.query('select * from platform.demonstration_mail()')).rows).toEqual([]);
      await root.query(`update platform.installation set demonstration = true, fixed_day = '2008-06-30'`);
      expect((await app.query('select id, recipient from platform.demonstration_mail()')).rows).toContainEqual({
        id,
        recipient: 'ana@example.org',
      });
      await expect(app.query('select from platform.mail')).rejects.toMatchObject({ code: '42501' });
    } finally {
      await root.query('update platform.installation set demonstration = false, fixed_day = null');
      await app.end();
    }
  });

  test('never goes to more than one address', async () => {
    for (const to of ['a@b.example, c@d.example', 'a@b.example\nBcc: c@d.example', 'Ana <a@b.example>', 'a'])
      await expect(queue(to)).rejects.toThrow();
  });
});
