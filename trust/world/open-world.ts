import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import pino from 'pino';
import { loadDemonstration } from '../../src/demonstration.ts';
import { configFor, type DemonstrationSite, openSiteOn } from '../../src/fixtures/demonstration-site.ts';
import { enterHiddenPlan, hideLine } from '../../src/fixtures/hidden.ts';
import { migrate } from '../../src/platform/db/migrate.ts';
import type { Server } from '../../src/platform/db/server.ts';
import { copyDatabase, type TestDatabase, testDatabase } from '../../src/platform/db/test-database.ts';
import { openFileStore } from '../../src/platform/files/store.ts';
import type { Log } from '../../src/platform/log.ts';
import { type Actor, actorsOf, foundElsewhere } from './actors.ts';
import { type Planted, plant } from './plant.ts';

/** The program on a database of its own, full of what only some may read. */
export type World = {
  readonly site: DemonstrationSite;
  readonly server: Server;
  /** Past everything, row security too: to look at what is there, and to break it. */
  readonly admin: pg.Client;
  readonly actors: readonly Actor[];
  readonly planted: Planted;
  /** Whether a rule written down here, and not asked of the program, lets somebody read what stands behind a wall. */
  readonly mayRead: (actor: Actor, wall: string) => boolean;
  readonly log: Log;
  /** Every line that the program has logged. */
  readonly logged: () => string;
  readonly close: () => Promise<void>;
};

/** A filled database that nobody is connected to, from which worlds are copied. */
export type Seed = {
  readonly open: (change?: (admin: pg.Client) => Promise<void>) => Promise<World>;
  readonly close: () => Promise<void>;
};

export type SeedOptions = {
  /** What is written, by the program’s own actions, beside the demonstration. */
  readonly write?: (site: DemonstrationSite, actors: readonly Actor[]) => Promise<void>;
  /** Whether tokens are written over all private words. */
  readonly tokens?: boolean;
};

/**
 * Loads the demonstration, adds a plan and a line of each side and a second partnership, signs everybody in, and plants the tokens. Worlds are then
 * copies of it: the same rows, the same sessions, the same secret.
 */
export async function openSeed({ write = async () => {}, tokens = true }: SeedOptions = {}): Promise<Seed> {
  const database = await testDatabase(migrate);
  const data = await mkdtemp(path.join(tmpdir(), 'entente-trust-'));
  await loadDemonstration(database.server, configFor(data));
  const site = await openSiteOn(database.server, configFor(data));
  await foundElsewhere(site);
  await enterHiddenPlan(site, await site.as('catherine.lavoie', 'speaker'), 'canada-only');
  await enterHiddenPlan(site, await site.as('nguyen.minh.ha', 'speaker'), 'asean-only');
  await hideLine(site, await site.as('catherine.lavoie', 'speaker'), '2007-10');
  const actors = await actorsOf(site);
  await write(site, actors);
  const readers = await readersOf(site);
  await site.close();
  const planted = await asAdmin(database.server, async (admin) => {
    const walls = await privateWalls(admin);
    const whole = walls.filter(({ slug }) => slug === 'canada' || slug === 'asean').map(({ id }) => id);
    return plant(
      admin,
      await openFileStore(path.join(data, 'files')),
      tokens ? walls.map(({ id }) => id) : [],
      tokens ? whole : [],
    );
  });
  const copies: TestDatabase[] = [];
  return {
    open: async (change) => {
      const copy = await copyDatabase(database.server);
      copies.push(copy);
      if (change) await asAdmin(copy.server, change);
      return openWorld(copy.server, data, { actors, planted, mayRead: readers });
    },
    close: async () => {
      for (const copy of [...copies, database]) await copy.drop();
      await rm(data, { recursive: true, force: true });
    },
  };
}

async function openWorld(server: Server, data: string, known: Pick<World, 'actors' | 'planted' | 'mayRead'>): Promise<World> {
  const lines: string[] = [];
  const log = pino({ level: 'info', base: null }, { write: (line: string) => void lines.push(line) });
  const site = await openSiteOn(server, configFor(data), log);
  const admin = new pg.Client(server.admin);
  admin.on('error', () => {});
  await admin.connect();
  return {
    ...known,
    site,
    server,
    admin,
    log,
    logged: () => lines.join(''),
    close: async () => {
      await admin.end();
      await site.close();
    },
  };
}

/** Works on a connection that no row security holds. */
export async function asAdmin<T>(server: Server, work: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client(server.admin);
  admin.on('error', () => {});
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
}

async function privateWalls(admin: pg.Client): Promise<{ id: string; slug: string | null }[]> {
  const { rows } = await admin.query<{ id: string; slug: string | null }>(
    `select w.id, y.slug from platform.wall w left join directory.party y on y.circle = w.id join directory.partnership p on p.id = w.partnership
      where p.slug = 'asean-canada' and w.kind not in ('public', 'partnership') order by y.slug nulls last, w.id`,
  );
  return rows;
}

/** Who reads what, as the paper says it: one reads the circle of one’s own seat and of the bloc it belongs to; of any other circle, what the database says. */
async function readersOf(site: DemonstrationSite): Promise<World['mayRead']> {
  const seats = await site.ask<{ circle: string; slug: string; bloc: string | null }>(
    'select y.circle, y.slug, b.slug as bloc from directory.party y left join directory.party b on b.id = y.parent',
  );
  const circles = new Map(seats.map((seat) => [seat.circle, seat]));
  const blocOf = new Map(seats.map((seat) => [seat.slug, seat.bloc]));
  const groups = await site.ask<{ hash: string; sees: string[] }>(
    `select encode(token_hash, 'hex') as hash, sees from platform.acting`,
  );
  const hash = (text: string) => createHash('sha256').update(text).digest('hex');
  return (actor, wall) => {
    const seat = circles.get(wall);
    if (seat) return actor.party !== null && (seat.slug === actor.party || seat.slug === blocOf.get(actor.party));
    return groups.find((each) => each.hash === hash(actor.secret))?.sees.includes(wall) ?? false;
  };
}
