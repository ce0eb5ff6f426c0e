import { createHash, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import pg from 'pg';
import { type Database, openDatabase } from '../../src/platform/db/database.ts';
import { openTwoParties, type TwoParties } from '../../src/platform/db/fixtures/two-parties.ts';
import { type Harness, type Options, type Outcome, outcomeOf, pacing } from '../harness.ts';
import { someAtOnce } from '../kit/at-once.ts';
import { randomFrom } from '../kit/random.ts';

/** S1: many people on few connections, with everything going wrong in the middle, never read in each other’s name. */
export const poolBleed: Harness = {
  name: 'pool-bleed',
  goal: 'S1',
  promises:
    '64 people on 2 connections, with errors, cancelled statements and lost connections in the middle, each read their own and nothing else',
  counts: 'transactions',
  small: 2_000,
  large: 50_000,
  run: async (options) => {
    const site = await openTwoParties(2);
    try {
      return await mix(site, site.database, options);
    } finally {
      await site.close();
    }
  },
};

const PEOPLE = 64;

type Person = { readonly secret: string; readonly wall: string; readonly record: string };

/** People with a circle and a record of their own each, who work through one pool at the same time. */
export async function mix(
  site: Pick<TwoParties, 'server' | 'keeper' | 'partnership' | 'walls'>,
  database: Database,
  options: Options,
): Promise<Outcome> {
  const people = await settle(site);
  const random = randomFrom(options.seed);
  const problems: string[] = [];
  const went = { well: 0, 'ended by an error of their own': 0, cancelled: 0, 'lost their connection': 0 };
  const killer = new pg.Client(site.server.admin);
  killer.on('error', () => {});
  await killer.connect();
  const more = pacing(options);
  try {
    const done = await someAtOnce(PEOPLE, more, async (number) => {
      const person = people[number % PEOPLE] as Person;
      const fate = random.once(10) ? random.pick(['error', 'cancel', 'kill', 'forgets']) : 'well';
      try {
        const seen = await database.withActor(person.secret, random.once(4) ? 'write' : 'read', async (tx) => {
          const { rows: who } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
          if (fate === 'error') await sql`select 1 / 0`.execute(tx);
          if (fate === 'forgets') sql`select pg_sleep(0.002)`.execute(tx).catch(() => {});
          if (fate === 'cancel' || fate === 'kill') {
            const slow = sql`select pg_sleep(0.2)`.execute(tx);
            slow.catch(() => {}); // may end before it is waited for
            await killer.query(`select ${fate === 'cancel' ? 'pg_cancel_backend' : 'pg_terminate_backend'}($1)`, [who[0]?.pid]);
            await slow;
          }
          return (await sql<{ id: string; title: string }>`select id, title from platform.record`.execute(tx)).rows;
        });
        went.well += 1;
        const others = seen.filter(({ id, title }) => id !== person.record || title !== `of ${person.wall}`);
        if (others.length > 0) problems.push(`a person read ${others.length} rows of others, after: ${fate}`);
        if (seen.length === 0) problems.push(`a person did not read the row of its own, after: ${fate}`);
      } catch (error) {
        const { code } = error as { code?: string };
        if (code === '22012') went['ended by an error of their own'] += 1;
        else if (code === '57014') went.cancelled += 1;
        else if (code === '57P01' || /terminated|Connection|EPIPE|ECONNRESET/.test((error as Error).message))
          went['lost their connection'] += 1;
        else throw error;
      }
    });
    return outcomeOf(
      done,
      `${problems.length} cross reads in ${done} transactions of ${PEOPLE} people on 2 connections`,
      problems,
      [
        `of them ${Object.entries(went)
          .map(([what, count]) => `${count} ${what}`)
          .join(', ')}`,
      ],
    );
  } finally {
    await killer.end();
  }
}

async function settle({ keeper, partnership, walls }: Pick<TwoParties, 'keeper' | 'partnership' | 'walls'>): Promise<Person[]> {
  const people: Person[] = [];
  for (let number = 0; number < PEOPLE; number += 1) {
    const secret = `person-${number}-${randomUUID()}`;
    const { rows } = await keeper.query<{ wall: string; record: string }>(
      `with w as (insert into platform.wall (partnership, kind, parent) values ($1, 'group', $2) returning id),
        a as (insert into platform.acting (token_hash, session_hash, person, mandate, partnership, sees, owns, expires)
          select $3, $3, gen_random_uuid(), gen_random_uuid(), $1, array[id], array[id], now() + interval '4 hours' from w)
        insert into platform.record (partnership, kind, wall, owner, title, lang) select $1, 'note', id, id, 'of ' || id, 'en' from w
        returning wall, id as record`,
      [partnership, walls.partnership, createHash('sha256').update(secret).digest()],
    );
    people.push({ secret, wall: rows[0]?.wall ?? '', record: rows[0]?.record ?? '' });
  }
  return people;
}

/** A pool that keeps who acts for the connection instead of the transaction: what the harness must notice. */
export function leakyDatabase(site: Pick<TwoParties, 'server'>): Database {
  const sound = openDatabase(site.server, 2);
  let last = '';
  return {
    close: () => sound.close(),
    withActor: (acting, mode, work) => {
      const shown = last !== '' && Math.random() < 0.01 ? last : acting;
      last = acting;
      return sound.withActor(shown, mode, work);
    },
  };
}
