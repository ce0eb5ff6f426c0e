import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { plant } from './plant.ts';
import { compareSchema, schema } from './schema.ts';

const dump = (text: string) => ({
  'src/platform/db/schema-dump.ts': `export const schemaText = async (): Promise<string> => ${JSON.stringify(text)};\n`,
});

describe('the schema', () => {
  it('passes when the file is what the migrations give', async () => {
    const root = plant({ ...dump('create schema plan;\n'), 'db/schema.sql': 'create schema plan;\n' });
    expect((await schema.run(root, { write: false })).problems).toEqual([]);
  });

  it('refuses a file that a migration has left behind, and shows where', async () => {
    const root = plant({
      ...dump('create schema plan;\ncreate table plan.node ();\n'),
      'db/schema.sql': 'create schema plan;\n',
    });
    const { problems } = await schema.run(root, { write: false });
    expect(problems[0]).toMatch(/^db\/schema\.sql:2 says/);
    expect(problems[1]).toMatch(/migrations give create table plan\.node/);
  });

  it('refuses a file with more than the migrations give, and a missing one', () => {
    expect(compareSchema('a\nb', 'a').problems).not.toEqual([]);
    expect(compareSchema('', 'a').problems).not.toEqual([]);
  });

  it('renews the file when asked', async () => {
    const root = plant({ ...dump('create schema plan;\n'), 'db/schema.sql': 'old\n' });
    expect((await schema.run(root, { write: true })).problems).toEqual([]);
    expect(readFileSync(join(root, 'db/schema.sql'), 'utf8')).toBe('create schema plan;\n');
  });
});
