import { type Harness, type Outcome, outcomeOf } from './harness.ts';
import { type Existing, runExisting } from './kit/existing.ts';

/** Goals that are measured by tests beside the code. `npm test` runs them as they stand; here they run with their large counts and are kept as evidence. */
type Measured = Omit<Harness, 'run'> & { readonly tests: (count: number) => Existing; readonly notes?: readonly string[] };

const measured: readonly Measured[] = [
  {
    name: 'api-fuzz',
    goal: 'S5',
    promises: 'whatever is sent to an address of the API, by whomever, no answer is a failure of ours and each fits the document',
    counts: 'requests',
    small: 300,
    large: 100_000,
    tests: (count) => ({ files: ['src/api-fuzz.test.ts'], environment: { ENTENTE_FUZZ: String(count) } }),
  },
  {
    name: 'once',
    goal: 'R6',
    promises:
      'a request that names itself is done exactly once and has one reply, sent up to five times at once while connections are killed',
    counts: 'requests',
    small: 500,
    large: 10_000,
    tests: (count) => ({ files: ['src/api-once.test.ts'], environment: { ENTENTE_ONCE: String(count) } }),
    notes: ['connections to the database are killed; that the whole program is killed is measured by kills'],
  },
  {
    name: 'guesses',
    goal: 'S13',
    promises:
      'ten guesses of a password or code in a quarter of an hour and no more, nobody learns who has an account, and what opens once opens once, many at the same moment',
    counts: 'runs of all tests',
    small: 1,
    large: 1,
    tests: () => ({
      files: ['sign-in', 'second-factor', 'invitations', 'routes', 'tokens'].map(
        (name) => `src/modules/accounts/${name}.test.ts`,
      ),
    }),
    notes: [
      'single-use links are tried 10 and 20 at the same moment, not 50',
      'guesses from one network are tried with 14 at once',
    ],
  },
  {
    name: 'backup',
    goal: 'R8',
    promises:
      'a backup that is made while others write is of one moment, comes back the same to each table and file, and damage anywhere is refused',
    counts: 'runs of all tests',
    small: 1,
    large: 1,
    tests: () => ({ files: ['src/platform/backup/backup.test.ts'] }),
    notes: ['12 flipped bits; more, and backups of the version before, are measured by restore'],
  },
  {
    name: 'shutdown',
    goal: 'R11',
    promises:
      'told to stop under load the program says not ready first, breaks no request and ends; two that start at once share one database',
    counts: 'runs of all tests',
    small: 1,
    large: 1,
    tests: () => ({
      files: ['src/commands/serve.test.ts', 'src/platform/db/embedded.test.ts'],
      only: 'told to stop under load|two processes starting at once|a server whose process was killed',
    }),
    notes: ['one stop under the load of six readers; that 1,000 double starts are refused or shared is not measured'],
  },
];

/** Every such goal as a harness. */
export const existingTests: readonly Harness[] = measured.map(({ tests, notes = [], ...rest }) => ({
  ...rest,
  run: async ({ count, until, say }): Promise<Outcome> => {
    const existing = tests(count);
    say(`vitest ${existing.files.join(' ')}`);
    const left = Number.isFinite(until) ? until - performance.now() : undefined;
    const { passed, failed } = await runExisting(existing, undefined, left);
    const where = existing.files.join(', ');
    return outcomeOf(
      failed.length === 0 ? count : 0,
      `${passed.length} tests passed and ${failed.length} failed, at ${count} ${rest.counts}`,
      failed,
      [`measured by ${where}`, ...notes],
    );
  },
}));
