import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { small } from '../harness.ts';
import { openSeed, type Seed, type World } from '../world/open-world.ts';
import { Sameness } from './sameness.ts';
import { compareTwins, twinWorlds } from './twin-worlds.ts';

let seed: Seed;
beforeAll(async () => {
  seed = await openSeed({ tokens: false });
}, 300_000);
afterAll(() => seed.close());

async function compared(count: number, fault?: (world: World) => void, change?: string): Promise<string[]> {
  const work =
    change === undefined
      ? undefined
      : async (admin: { query: (text: string) => Promise<unknown> }) => void (await admin.query(change));
  const worlds = [await seed.open(work), await seed.open(work)] as const;
  for (const world of worlds) fault?.(world);
  try {
    return [...(await compareTwins(...worlds, small(count))).problems];
  } finally {
    for (const world of worlds) await world.close();
  }
}

test('what Canada keeps to itself changes nothing for anybody else', async () => {
  expect(await compared(twinWorlds.small)).toEqual([]);
}, 300_000);

describe('it would notice', () => {
  test('a tag, a number or a policy that knows of private rows', async () => {
    const problems = await compared(250, (world) => {
      const overview = world.site.application.routes.find(({ path, method }) => path === '/:partnership' && method === 'GET');
      if (!overview) throw new Error('no overview');
      const counting = async () => {
        const { rows } = await world.admin.query<{ notes: number }>('select count(*)::int as notes from followup.note_edition');
        return { json: `{"notes":${rows[0]?.notes}}`, tagged: true };
      };
      (overview as { handle: unknown }).handle = counting;
    });
    expect(problems.join('\n')).toMatch(/GET \/asean-canada: headers differ: .*etag/i);
  }, 300_000);

  test('a tally that counts what is hidden', async () => {
    const change = 'alter policy see on plan.tally using (wall = any ((select platform.sees())::uuid[]) or count > 0)';
    expect(await compared(250, undefined, change)).not.toEqual([]);
  }, 300_000);

  test('any byte', async () => {
    const same = new Sameness();
    const answer = (body: string, headers = {}, status = 200) => new Response(body, { headers, status });
    const id = (letter: string) => `${letter.repeat(8)}-0000-4000-8000-000000000000`;
    expect(await same.differenceOf(answer(`a ${id('a')} b`), answer(`a ${id('b')} b`))).toBeNull();
    expect(await same.differenceOf(answer(id('a')), answer(id('c')))).toMatch(/^body differ/);
    expect(await same.differenceOf(answer('a', { etag: '"1"' }), answer('a', { etag: '"2"' }))).toMatch(/^headers differ/);
    expect(await same.differenceOf(answer('a', {}, 404), answer('a', {}, 403))).toBe('404 and 403');
    expect(await same.differenceOf(answer('a'), answer('a '))).toMatch(/^body differ/);
    const form = (token: string) => answer(`<input name="_csrf" value="${token}">`);
    expect(await same.differenceOf(form('x'.repeat(60)), form('y'.repeat(60)))).toBeNull();
  });
});
