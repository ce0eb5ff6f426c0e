import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readArchive } from '../../src/platform/backup/archive.ts';
import { small } from '../harness.ts';
import { damage, fromEarlierVersions, restoring } from './restore.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'entente-restore-test-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('a backup of the version before comes back into this one with every row', async () => {
  const outcome = await fromEarlierVersions(folder, 1);
  expect(outcome.problems).toEqual([]);
  expect(outcome.done).toBe(1);
}, 120_000);

test('a backup in which anything was changed is refused', async () => {
  const outcome = await damage(await mkdtemp(path.join(folder, 'damage-')), small(restoring.small));
  expect(outcome.problems).toEqual([]);
  expect(outcome.notes.join()).toMatch(/× a bit/);
}, 120_000);

test('a reader that compares nothing with the hashes would be noticed', async () => {
  const believes = async (file: string): Promise<void> => {
    for await (const _ of readArchive(file, null));
  };
  const outcome = await damage(await mkdtemp(path.join(folder, 'believed-')), small(40), believes);
  expect(outcome.problems.join('\n')).toMatch(/another byte in a piece .* was not noticed/);
}, 120_000);
