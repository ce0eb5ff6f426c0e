import { describe, expect, it } from 'vitest';
import { plant } from './plant.ts';
import { sql } from './sql.ts';

async function problemsOf(path: string, text: string): Promise<readonly string[]> {
  return (await sql.run(plant({ [path]: text }), { write: false })).problems;
}

describe('the schemas in SQL', () => {
  it.each([
    [
      "another module's table in a template",
      'src/modules/workspace/queries.ts',
      'export const q = sql<Row>`select n.id from plan.node n`;',
      'src/modules/workspace/queries.ts:1 names plan.node: ask its module, or read a view v_* that it publishes',
    ],
    [
      "another module's function",
      'src/modules/workspace/queries.ts',
      'export const q = sql`select plan.open_everything()`;',
      'src/modules/workspace/queries.ts:1 names plan.open_everything: ask its module, or read a view v_* that it publishes',
    ],
    [
      "another module's table given to the query builder",
      'src/modules/plan/queries.ts',
      "const a = 1;\nexport const q = tx.selectFrom('plan.node as n').innerJoin('directory.party', 'n.id', 'party.id');",
      'src/modules/plan/queries.ts:2 names directory.party: ask its module, or read a view v_* that it publishes',
    ],
    [
      'a table in a list for the query builder',
      'src/modules/plan/queries.ts',
      "export const q = tx.selectFrom(['plan.node', 'directory.party as p']);",
      'src/modules/plan/queries.ts:1 names directory.party: ask its module, or read a view v_* that it publishes',
    ],
    [
      'another schema for the query builder',
      'src/modules/plan/queries.ts',
      "export const q = tx.withSchema('directory').selectFrom('party');",
      'src/modules/plan/queries.ts:1 names directory.*: ask its module, or read a view v_* that it publishes',
    ],
    [
      'a view of a module that the map does not grant',
      'src/modules/directory/queries.ts',
      'export const q = sql`select id from plan.v_node`;',
      'src/modules/directory/queries.ts:1 names plan.v_node: the module map does not grant it',
    ],
    [
      'any module in the platform',
      'src/platform/search/index.ts',
      "export const q = client.query('select id from plan.v_node');",
      'src/platform/search/index.ts:1 names plan.v_node: the module map does not grant it',
    ],
    [
      'a table behind a name that is also an alias',
      'src/modules/workspace/queries.ts',
      'export const q = sql`select plan.slug from plan.v_plan plan join plan.node n on n.plan = plan.id`;',
      'src/modules/workspace/queries.ts:1 names plan.node: ask its module, or read a view v_* that it publishes',
    ],
  ])('refuse %s', async (_what, path, text, problem) => {
    expect(await problemsOf(path, text)).toEqual([problem]);
  });

  it.each([
    [
      'its own tables, the platform and granted views',
      'src/modules/plan/queries.ts',
      'sql`select 1 from plan.node join platform.record r join directory.v_party`',
    ],
    ['an alias that is called like a module', 'src/modules/workspace/queries.ts', 'sql`select plan.slug from plan.v_plan plan`'],
    [
      'a phrase key, an event and a path',
      'src/modules/workspace/pages.tsx',
      "t('plan.lines'); emit('plan.imported'); const p = '../plan/index.ts';",
    ],
    ['an apostrophe in the text of a page', 'src/modules/workspace/pages.tsx', "export const p = <p>don't select from plan</p>;"],
    ['a test that looks behind the views', 'src/modules/workspace/queries.test.ts', 'sql`select id from plan.node`'],
  ])('let %s pass', async (_what, path, text) => {
    expect(await problemsOf(path, text)).toEqual([]);
  });
});
