import { type Harness, outcomeOf, pacing } from './harness.ts';
import { type Existing, type Fault, runExisting } from './kit/existing.ts';

/** A fault of one line in the program, and the tests that must fail by it. */
export type Seeded = Fault & { readonly goal: string; readonly what: string; readonly tests: Existing };

const api = (only: string): Existing => ({ files: ['src/api-once.test.ts'], only, environment: { ENTENTE_ONCE: '40' } });
const accounts = (file: string, only: string): Existing => ({ files: [`src/modules/accounts/${file}.test.ts`], only });
const backup: Existing = { files: ['src/platform/backup/backup.test.ts'] };
const DECLARE = 'src/platform/api/declare.ts';

/** What the tests that are wrapped as harnesses must notice. That each stands where it says is tested with every change. */
export const seeded: readonly Seeded[] = [
  {
    ...{ goal: 'S5', what: 'a program that names no version meets a failure instead of a refusal', file: DECLARE },
    ...{ from: "throw new Refusal(428, 'http.if-match-missing');", to: "throw new Error('no version');" },
    tests: { files: ['src/api-fuzz.test.ts'] },
  },
  {
    ...{ goal: 'R6', what: 'a request that comes again is done again', file: DECLARE },
    ...{ from: 'if (kept) return replay(kept);', to: '' },
    tests: api('is done once, and answered'),
  },
  {
    ...{ goal: 'R6', what: 'the first answer is not kept', file: DECLARE },
    ...{ from: 'if (once) await keepAnswer(', to: 'if (!once) await keepAnswer(' },
    tests: api('is done once'),
  },
  {
    ...{ goal: 'R5', what: 'any version will do for a program', file: DECLARE },
    ...{ from: 'if (!tagsIn(seen).includes(tagOf(before.json))) return undefined;', to: '' },
    tests: { files: ['src/api.test.ts'] },
  },
  {
    ...{ goal: 'S13', what: 'guesses are not counted', file: 'src/modules/accounts/limit-attempts.ts' },
    ...{ from: 'return rows.length === keys.length;', to: 'return rows.length >= 0;' },
    tests: accounts('sign-in', 'ten for an account'),
  },
  {
    ...{ goal: 'S13', what: 'an eleventh guess is let through', file: 'src/modules/accounts/limit-attempts.ts' },
    ...{ from: 'export const MOST_ATTEMPTS = 10;', to: 'export const MOST_ATTEMPTS = 11;' },
    tests: accounts('sign-in', 'ten for an account'),
  },
  {
    ...{ goal: 'R8', what: 'sessions come back with a backup', file: 'src/platform/backup/restore.ts' },
    ...{ from: 'await asOwner(server, last);', to: '' },
    tests: { ...backup, only: 'gives an empty installation' },
  },
  {
    ...{ goal: 'R8', what: 'tables and files are not compared with their hashes', file: 'src/platform/backup/manifest.ts' },
    ...{ from: 'compare(file, head, manifest, tallies);', to: '' },
    tests: { files: ['trust/reliability/restore.test.ts'] },
  },
  {
    ...{ goal: 'R8', what: 'tables are read one after the other, and not at one moment', file: 'src/platform/backup/back-up.ts' },
    ...{ from: 'begin isolation level repeatable read read only', to: 'begin read only' },
    tests: { ...backup, only: 'is one snapshot' },
  },
];

/** Every seeded fault in turn, with the tests that must notice it. */
export const seededFaults: Harness = {
  name: 'seeded-faults',
  goal: 'all',
  promises: 'each fault that is put into a line of the program is noticed by the tests that are there to notice it',
  counts: 'faults',
  small: 1,
  large: seeded.length,
  run: async (options) => {
    const missed: string[] = [];
    const seen: string[] = [];
    const more = pacing({ ...options, count: Math.min(options.count, seeded.length) });
    let done = 0;
    for (; more(done); done += 1) {
      const { goal, what, tests, ...fault } = seeded[done] as Seeded;
      const { failed } = await runExisting(tests, fault);
      if (failed.length === 0) missed.push(`${goal}: ${what} (${fault.file})`);
      else seen.push(`${goal}: ${what}: noticed by ${failed[0]?.split(':')[0]}`);
    }
    return outcomeOf(done, `${done - missed.length} of ${done} seeded faults noticed`, missed, seen);
  },
};
