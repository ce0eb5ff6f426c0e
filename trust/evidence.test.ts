import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { type Evidence, evidenceOf, keep, keptIn, renewed } from './evidence.ts';
import type { Harness } from './harness.ts';
import { harnesses } from './harnesses.ts';

const harness: Harness = {
  ...{ name: 'example', goal: 'S0', promises: 'nothing is lost', counts: 'rounds', small: 1, large: 10 },
  run: async () => ({ figure: '', held: true, done: 0, problems: [], notes: [] }),
};
const run = { seed: 7, commit: '0123456789', count: 10, took: 1.5, at: '2026-11-25T12:00:00.000Z', machine: 'a machine, load 3' };
const line = (done: number, problems: string[] = []): Evidence =>
  evidenceOf(
    harness,
    { figure: `${problems.length} lost | of ${done}`, held: problems.length === 0, done, problems, notes: ['on a <small> disk'] },
    run,
  );

test('what was found is kept line by line, and the page says the last of it as it is', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'entente-evidence-'));
  try {
    keep(folder, line(10));
    keep(folder, line(3, ['row 2 is gone']));
    expect(readFileSync(path.join(folder, 'example.jsonl'), 'utf8').split('\n')).toHaveLength(3);
    const page = renewed('a\n<!-- evidence: begin -->\nold\n<!-- evidence: end -->\nz\n', [harness], keptIn(folder));
    expect(page).toMatch(/^a\n<!-- evidence: begin -->\n/);
    expect(page).toContain(
      '| S0 | example | nothing is lost | **not held** | 1 lost \\| of 3 | 7 | 0123456789, 2026-11-25, 2 s |',
    );
    expect(page).toContain('- not held: row 2 is gone\n- on a &lt;small> disk\n<!-- evidence: end -->\nz\n');
    expect(page).not.toContain('old');
    keep(folder, line(4));
    expect(renewed(page, [harness], keptIn(folder))).toContain('| held, at 4 of 10 rounds | 0 lost');
    keep(folder, line(10));
    expect(renewed(page, [harness], keptIn(folder))).toContain('| held | 0 lost');
    expect(() => renewed('nothing', [harness], keptIn(folder))).toThrow(/no place/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('the page shows what is in the folder, and every line of it can be read', () => {
  const page = readFileSync('docs/evidence.md', 'utf8');
  expect(renewed(page, harnesses, keptIn('evidence'))).toBe(page);
});
