import { spawn } from 'node:child_process';
import { delimiter } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Check, Verdict } from './verdict.ts';

/** Format and lint, by Biome with the rules of biome.json. */
export const style: Check = {
  name: 'format and lint',
  run: (root) =>
    runTool(root, 'biome', ['ci', '--colors=off', '--reporter=concise', '--diagnostic-level=warn', '--error-on-warnings', '.']),
};

/** Types, by the compiler with the settings of tsconfig.json. */
export const types: Check = { name: 'types', run: (root) => runTool(root, 'tsc', ['--noEmit', '--pretty', 'false']) };

const installed = fileURLToPath(new URL('../../node_modules/.bin', import.meta.url));

/** Runs an installed tool in the tree; what it prints is the problem if it does not exit with 0. */
async function runTool(root: string, tool: string, args: readonly string[]): Promise<Verdict> {
  const { code, output } = await new Promise<{ code: number | null; output: string }>((resolve, reject) => {
    const path = `${installed}${delimiter}${process.env.PATH ?? ''}`;
    const child = spawn(tool, args, { cwd: root, env: { ...process.env, PATH: path }, shell: process.platform === 'win32' });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', reject);
    child.on('close', (status) => resolve({ code: status, output: Buffer.concat(chunks).toString('utf8') }));
  });
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  return { seen: [tool, ...args].join(' '), problems: code === 0 ? [] : [...lines, `${tool} ended with exit code ${code}`] };
}
