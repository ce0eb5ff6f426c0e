import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DemonstrationSite, openDemonstrationSite } from '../../src/fixtures/demonstration-site.ts';
import type { Route, Visit } from '../../src/platform/http/route.ts';
import { small } from '../harness.ts';
import { editors, race } from './editors.ts';

let site: DemonstrationSite;
beforeAll(async () => {
  site = await openDemonstrationSite();
}, 120_000);
afterAll(() => site?.close());

test('of several who change one thing at once one is taken, and the others see it', async () => {
  const outcome = await race(site, small(editors.small));
  expect(outcome.problems).toEqual([]);
  expect(outcome.notes.join()).toMatch(/form 303.*form 409.*program 20[01].*program 412/);
}, 300_000);

test('a form that takes whatever comes as said of the version of today would be noticed', async () => {
  const route = site.application.routes.find(
    ({ path, method }) => path.endsWith('/lines/:reference/note') && method === 'POST',
  ) as {
    handle: Route['handle'];
  };
  const { handle } = route;
  let before: Promise<unknown> = Promise.resolve();
  route.handle = (visit) => {
    const { input, params } = visit as unknown as Visit<never, { version: number }>;
    const late = before.then(async () => {
      const [row] = await site.ask(
        `select r.version from followup.note f join platform.record r using (id) join plan.node n on n.id = f.node join plan.plan p on p.id = n.plan
          where n.reference = $1 and p.slug = '2007-10' and f.owner = (select circle from directory.party where slug = 'canada')`,
        [params.reference],
      );
      return handle({ ...visit, input: { ...input, version: row?.version ?? 0 } } as never);
    });
    before = late.catch(() => undefined);
    return late;
  };
  const outcome = await race(site, small(30, 2)).finally(() => {
    route.handle = handle;
  });
  expect(outcome.problems.join('\n')).toMatch(/note on .*: [2-5] of \d were told that they are taken/);
}, 300_000);
