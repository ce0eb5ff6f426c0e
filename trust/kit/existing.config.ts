import { readFileSync } from 'node:fs';
import path from 'node:path';
import { defineConfig, type Plugin } from 'vitest/config';
import type { Fault } from './existing.ts';

const root = path.resolve(import.meta.dirname, '../..');
const given = process.env.TRUST_FAULT;
const fault = given === undefined ? undefined : (JSON.parse(given) as Fault);

/** Reads one file of the program otherwise than it stands on the disk. */
const withFault = ({ file, from, to }: Fault): Plugin => ({
  name: 'with-fault',
  enforce: 'pre',
  load: (id) => {
    if (id.split('?')[0] !== path.join(root, file)) return null;
    const text = readFileSync(path.join(root, file), 'utf8');
    if (text.split(from).length !== 2) throw new Error(`${file} holds not exactly once: ${from}`);
    return text.replace(from, () => to);
  },
});

export default defineConfig({
  root,
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  plugins: fault ? [withFault(fault)] : [],
  test: {
    include: ['**/*.test.{ts,tsx}', 'trust/kit/fixtures/*.ts'],
    exclude: ['node_modules/**'],
    testTimeout: 30_000,
    hookTimeout: 180_000,
    maxWorkers: 1,
    // Of a program with a fault in it nothing may be kept for the next run.
    fsModuleCache: false,
    env: { NODE_ENV: 'test', ENTENTE_LOG: 'silent' },
  },
});
