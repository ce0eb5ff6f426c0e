import { execFile, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dataFolder } from './commands/fixtures/serving.ts';
import { fromRoot } from './platform/root.ts';

/** What `npm run build` leaves, in a folder without the sources: the program that an installation runs. */
const run = promisify(execFile);
let release: string;
const { data, remove } = dataFolder();

beforeAll(async () => {
  release = mkdtempSync(path.join(tmpdir(), 'entente-release-'));
  for (const shared of ['node_modules', 'db', 'demo', 'public', 'package.json'])
    symlinkSync(fromRoot(shared), path.join(release, shared));
  mkdirSync(path.join(release, 'bin'));
  cpSync(fromRoot('bin/entente.js'), path.join(release, 'bin/entente.js'));
  const compiler = fromRoot('node_modules/typescript/bin/tsc');
  const out = path.join(release, 'dist');
  await run(process.execPath, [compiler, '-p', fromRoot('tsconfig.build.json'), '--outDir', out], { cwd: fromRoot('.') });
}, 180_000);
afterAll(() => {
  remove();
  rmSync(release, { recursive: true, force: true });
});

test('reads a plan in a thread of its own', async () => {
  const args = ['bin/entente.js', 'import', fromRoot('demo/plan-2007-10/plan.docx'), '--dry-run', '--json'];
  const { stdout } = await run(process.execPath, args, { cwd: release, maxBuffer: 1 << 26 });
  expect(JSON.parse(stdout).lines).toHaveLength(128);
}, 60_000);

test('makes its database, loads the demonstration and serves it', async () => {
  const child = spawn(process.execPath, ['bin/entente.js', 'serve', '--json'], {
    cwd: release,
    env: { ...process.env, NODE_ENV: '', PORT: '0', ENTENTE_DATA: data },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  try {
    let ready = '';
    for await (const line of createInterface({ input: child.stdout })) {
      ready = (JSON.parse(line) as { ready: string }).ready;
      break;
    }
    const page = await fetch(`${ready}/asean-canada/plans/2007-10/lines/A.2.4.5`);
    expect(page.status).toBe(200);
    const style = /href="(\/static\/[^"]+\.css)"/.exec(await page.text())?.[1] ?? '';
    expect((await fetch(`${ready}${style}`)).status).toBe(200);
  } finally {
    child.kill('SIGTERM');
  }
  expect(await ended).toBe(0);
}, 180_000);
