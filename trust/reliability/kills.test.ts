import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DemonstrationSite, openDemonstrationSite } from '../../src/fixtures/demonstration-site.ts';
import { small } from '../harness.ts';
import { faultsIn } from './history.ts';
import { type Home, killOften, kills, openHome } from './kills.ts';

// Processes and their parents are looked for in /proc.
describe.runIf(process.platform === 'linux')('a program that is killed', () => {
  let home: Home;
  beforeAll(() => {
    home = openHome();
  });
  afterAll(() => home.remove());

  test('has kept what it said to be taken', async () => {
    const outcome = await killOften(home, small(kills.small));
    expect(outcome.problems).toEqual([]);
  }, 180_000);

  test('with a database that says so before it has written anything down would be noticed', async () => {
    const outcome = await killOften(home, small(2, 2), [
      `alter system set synchronous_commit = 'off'`,
      `alter system set wal_writer_delay = '10s'`,
      'select pg_reload_conf()',
    ]);
    expect(outcome.problems.join('\n')).toMatch(/program and database\): kill-2-1-\d+-\d+ was taken and is there 0 times/);
  }, 120_000);
});

describe('a history', () => {
  let site: DemonstrationSite;
  beforeAll(async () => {
    site = await openDemonstrationSite();
  });
  afterAll(() => site.close());

  test('tells what is lost, doubled, half there, or there though it was refused', async () => {
    const canada = await site.as('catherine.lavoie', 'speaker');
    const typed = { background: '', nextStep: '', whose: '', due: '' };
    const note = (version: number, lineToTake: string) =>
      canada.post('/asean-canada/plans/2007-10/lines/A.2.1.3/note', { version: String(version), lineToTake, ...typed });
    expect((await note(0, 'one')).status).toBe(303);
    expect((await note(1, 'two')).status).toBe(303);
    const sound = [
      { words: 'one', outcome: 'taken' },
      { words: 'two', outcome: 'unknown' },
      { words: 'three', outcome: 'refused' },
      { words: 'four', outcome: 'unknown' },
    ] as const;
    expect(await faultsIn(site.keeper, sound)).toEqual([]);
    expect(await faultsIn(site.keeper, [{ words: 'five', outcome: 'taken' }])).toEqual(['five was taken and is there 0 times']);
    expect(await faultsIn(site.keeper, [{ words: 'two', outcome: 'refused' }])).toEqual(['two was refused and is there']);
    await site.ask(
      `update platform.record r set version = 1 from followup.note f join followup.note_edition e on e.note = f.id where r.id = f.id and e.line_to_take = 'two'`,
    );
    expect(await faultsIn(site.keeper, sound)).toEqual([expect.stringMatching(/has another version than its last words/)]);
    await site.ask(`insert into platform.audit (act, after) values ('followup.note-recorded', '{"lineToTake": "four"}')`);
    expect((await faultsIn(site.keeper, sound)).join()).toMatch(/four is half there: 0 editions, 1 entries/);
  });
});
