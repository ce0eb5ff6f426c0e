import { describe, expect, it } from 'vitest';
import { documents } from './documents.ts';
import { plant } from './plant.ts';

async function problemsOf(files: Record<string, string>): Promise<readonly string[]> {
  return (await documents.run(plant(files), { write: false })).problems;
}

describe('the documents', () => {
  it('pass when what they name is there, seen from where they stand', async () => {
    const files = {
      'README.md':
        'See [the map](docs/adr/README.md#one), [elsewhere](https://example.org/x), `src/main.ts` and `src/modules/*/index.ts`.\n',
      'docs/adr/README.md': '[back](../../README.md)\n',
      'src/main.ts': '',
    };
    expect(await problemsOf(files)).toEqual([]);
  });

  it('refuse a link that leads nowhere, and a path that is no longer there', async () => {
    expect(await problemsOf({ 'README.md': '# Title\n\n[map](MAP.md)\n', 'docs/a.md': 'In `src/gone.ts`.\n' })).toEqual([
      'README.md:3 names MAP.md, which is not there',
      'docs/a.md:1 names src/gone.ts, which is not there',
    ]);
  });
});
