import { defineConfig } from 'vitest/config';

const oxc = { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } } as const;
const shared = { testTimeout: 30_000, hookTimeout: 120_000, env: { NODE_ENV: 'test', ENTENTE_LOG: 'silent' } };

export default defineConfig({
  test: {
    projects: [
      {
        oxc,
        // They share one embedded PostgreSQL (src/platform/db/test-database.ts); each file has a database of its own.
        test: {
          ...shared,
          name: 'program',
          include: ['src/**/*.test.{ts,tsx}', 'build/**/*.test.ts', 'bench/**/*.test.ts', 'trust/**/*.test.ts'],
          maxWorkers: 2,
        },
      },
      {
        oxc,
        // One program and one browser for all of them, so one file at a time: what one changes, another may read.
        test: {
          ...shared,
          testTimeout: 60_000,
          name: 'browser',
          include: ['e2e/**/*.test.ts'],
          globalSetup: ['e2e/global-setup.ts'],
          fileParallelism: false,
        },
      },
    ],
  },
});
