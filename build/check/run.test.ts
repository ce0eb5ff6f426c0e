import { describe, expect, it } from 'vitest';
import { runChecks } from './run.ts';
import type { Check } from './verdict.ts';

const good: Check = { name: 'good', run: async () => ({ seen: '3 files', problems: [] }) };
const bad: Check = {
  name: 'bad',
  run: async () => ({ seen: '3 files', problems: Array.from({ length: 62 }, (_, n) => `problem ${n}`) }),
};
const broken: Check = { name: 'broken', run: () => Promise.reject(new Error('no such file')) };

async function run(...checks: Check[]): Promise<{ passed: boolean; lines: string[] }> {
  const lines: string[] = [];
  const passed = await runChecks(checks, '/', { write: false }, (line) => lines.push(line));
  return { passed, lines };
}

describe('the run of the checks', () => {
  it('passes with one line a check', async () => {
    const { passed, lines } = await run(good, good);
    expect(passed).toBe(true);
    expect(lines).toEqual([expect.stringMatching(/^ok {5}good +0\.0 s {2}3 files$/), expect.stringMatching(/^ok {5}good/)]);
  });

  it('fails if one fails, goes on to the others, and keeps its list short', async () => {
    const { passed, lines } = await run(bad, good);
    expect(passed).toBe(false);
    expect(lines[0]).toMatch(/^FAILED bad/);
    expect(lines[61]).toBe('         … and 2 lines more');
    expect(lines.at(-1)).toMatch(/^ok {5}good/);
  });

  it('fails if a check breaks', async () => {
    const { passed, lines } = await run(broken);
    expect(passed).toBe(false);
    expect(lines.join('\n')).toMatch(/FAILED broken .*broke off\n {9}Error: no such file/);
  });
});
