import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FileStore } from '../../src/platform/files/store.ts';
import type { Route } from '../../src/platform/http/route.ts';
import { small } from '../harness.ts';
import { openSeed, type Seed, type World } from '../world/open-world.ts';
import { plant } from '../world/plant.ts';
import { writeNotes } from '../world/write-everywhere.ts';
import { canaries, hunt } from './canaries.ts';

let seed: Seed;
beforeAll(async () => {
  seed = await openSeed({ write: writeNotes });
}, 120_000);
afterAll(() => seed.close());

test('no token reaches anybody behind whose wall it does not stand', async () => {
  const world = await seed.open();
  const outcome = await hunt(world, small(canaries.small)).finally(world.close);
  expect(outcome.problems).toEqual([]);
  expect(outcome.done).toBeGreaterThanOrEqual(canaries.small);
  expect(world.planted.tokens.size).toBeGreaterThan(800);
}, 300_000);

/** What a hunt finds in a world with a fault in it, by reading the database and asking every address once. */
async function foundWith(fault: { change?: string; break?: (world: World) => void; probes: number }): Promise<string> {
  const { change } = fault;
  const world = await seed.open(change === undefined ? undefined : (admin) => admin.query(change).then(() => {}));
  fault.break?.(world);
  const { problems } = await hunt(world, small(fault.probes)).finally(world.close);
  return problems.join('\n');
}

const routeOf = (world: World, path: string): { -readonly [Key in keyof Route]: Route[Key] } => {
  const found = world.site.application.routes.find((route) => route.path === path && route.method === 'GET');
  if (!found) throw new Error(path);
  return found;
};

describe('it would notice', () => {
  test('a policy that was loosened, where no page shows the table', async () => {
    const change = `alter policy see on followup.note_edition using (wall = any ((select platform.sees())::uuid[]) or edition > 0)`;
    expect(await foundWith({ change, probes: 1 })).toMatch(
      /select from followup\.note_edition shows followup\.note_edition\.line_to_take/,
    );
  }, 300_000);

  test('a page that reads past the walls, whatever it packs the words in, and a line of the log', async () => {
    const found = await foundWith({
      probes: 1_150,
      break: (world) => {
        const words = async () => {
          const { rows } = await world.admin.query<{ title: string }>(
            `select r.title from platform.record r join directory.party y on y.circle = r.wall where y.slug = 'canada' and r.kind = 'plan.node' limit 1`,
          );
          return rows[0]?.title ?? '';
        };
        routeOf(world, '/.well-known/security.txt').handle = async () => ({
          plain: { type: 'text/plain', text: Buffer.from(`${await words()} and more of it`).toString('base64') },
        });
        const robots = routeOf(world, '/robots.txt');
        const { handle } = robots;
        robots.handle = async (visit) => {
          world.log.info({ title: await words() }, 'somebody asked');
          return handle(visit);
        };
      },
    });
    expect(found).toMatch(/visitor: GET \/\.well-known\/security\.txt shows platform\.record\.title/);
    expect(found).toMatch(/the log shows platform\.record\.title/);
  }, 300_000);

  test('a table that it cannot fill, by its name', async () => {
    const world = await seed.open();
    const { rows } = await world.admin.query<{ id: string }>(`select circle as id from directory.party where slug = 'canada'`);
    await world.admin.query(`create table followup.secret_plan (id uuid primary key, wall uuid not null, place point not null)`);
    const walls = rows.map(({ id }) => id);
    const files = { put: async () => Buffer.alloc(32) } as unknown as FileStore;
    const planting = plant(world.admin, files, walls, walls).finally(world.close);
    await expect(planting).rejects.toThrow(/does not know how to fill followup\.secret_plan/);
  }, 60_000);
});
