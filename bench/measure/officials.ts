import { createHash, randomBytes } from 'node:crypto';
import pg from 'pg';
import { browse } from '../../src/commands/fixtures/serving.ts';
import type { Server } from '../../src/platform/db/server.ts';

/** What somebody's browser or program sends along, so that the site knows who asks. */
export type Credentials = Readonly<Record<string, string>>;

/** Signs somebody of the demonstration in with one click. @throws Error where nobody of that name is offered */
export async function sessionOf(url: URL, name: string): Promise<Credentials> {
  const browser = browse(url.origin);
  const page = await (await browser.send('/sign-in')).text();
  const button = page.split('<button').find((each) => each.includes(`as ${name}<`));
  const login = /name="login" value="([^"]+)"/.exec(button ?? '')?.[1] ?? '';
  const answer = await browser.post('/sign-in/demonstration', { login });
  if (answer.status !== 303) throw new Error(`${name} is not offered: ${answer.status}`);
  return { cookie: [...browser.jar].map(([key, value]) => `${key}=${value}`).join('; ') };
}

/** Puts a token that reads into the database, for a mandate of today of whoever signs in with that address. */
export async function tokenFor(server: Server, email: string): Promise<Credentials> {
  const token = `ent_${randomBytes(32).toString('base64url')}`;
  const client = new pg.Client(server.admin);
  await client.connect();
  try {
    const { rowCount } = await client.query(
      `insert into accounts.token (login, mandate, name, writes, token_hash, expires_at)
       select l.login, m.id, 'bench', false, $2, clock_timestamp() + interval '1 day'
         from accounts.login_person l join auth."user" u on u.id = l.login join directory.mandate m on m.person = l.person
        where u.email = $1 and m.valid @> platform.today() limit 1`,
      [email, createHash('sha256').update(token).digest()],
    );
    if (rowCount !== 1) throw new Error(`${email} has no mandate`);
  } finally {
    await client.end();
  }
  return { authorization: `Bearer ${token}` };
}
