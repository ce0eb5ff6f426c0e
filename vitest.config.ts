import { defineConfig } from 'vitest/config';

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'build/**/*.test.ts', 'e2e/**/*.test.ts', 'bench/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 120_000,
    // Tests share one embedded PostgreSQL (src/platform/db/test-database.ts); each file has a database of its own.
    maxWorkers: 2,
    env: { NODE_ENV: 'test', ENTENTE_LOG: 'silent' },
  },
});
