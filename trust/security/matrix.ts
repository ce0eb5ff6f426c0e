import type { Browser, DemonstrationSite } from '../../src/fixtures/demonstration-site.ts';
import { faultsOf, OPEN, openMatrixSite } from '../../src/fixtures/matrix-asks.ts';
import { type Expected, readMatrix, THINGS, undeclaredIn, WHO, type Who } from '../../src/fixtures/permission-matrix.ts';
import { type Harness, type Options, type Outcome, outcomeOf, pacing } from '../harness.ts';

/** S4: who gets which answer where, as it is written down and not as the program says it. */
export const matrix: Harness = {
  name: 'matrix',
  goal: 'S4',
  promises: 'everybody gets at every address the answer that the written table says, for what is theirs, hidden or missing',
  counts: 'pairs of address and role',
  small: 40,
  large: 1_500,
  run: async (options) => {
    const site = await openMatrixSite();
    try {
      return await askAll(site, options);
    } finally {
      await site.close();
    }
  },
};

/** One address of the table as somebody. */
export type Pair = { readonly line: Expected; readonly who: Who; readonly browser: Browser };

/** Every address of the table as everybody, in an order that goes through all roles; each reads in one session. */
export async function everyPair(): Promise<Pair[]> {
  const browsers = new Map<Who, Browser>();
  for (const who of WHO) browsers.set(who, await OPEN[who]());
  return WHO.flatMap((who) => readMatrix().map((line) => ({ line, who, browser: browsers.get(who) as Browser })));
}

/** Asks all of the table, or as much as is wanted. Where all of it was asked, all that was wanted is done. */
export async function askAll(site: DemonstrationSite, options: Options): Promise<Outcome> {
  const pairs = await everyPair();
  const problems = undeclaredIn(site.application, readMatrix());
  const more = pacing({ ...options, count: Math.min(options.count, pairs.length) });
  let done = 0;
  let cells = 0;
  for (; more(done); done += 1) {
    const { line, who, browser } = pairs[done] as Pair;
    cells += THINGS.filter((thing) => line.of(who, thing) !== null).length;
    problems.push(...(await faultsOf(line, who, browser)));
  }
  const all = pairs.length;
  const figure = `${problems.length} of ${cells} cells differ, at ${done} of ${all} pairs of address and role; ${site.application.routes.length} routes declared`;
  return outcomeOf(done, figure, problems, [`all of the table is ${all} pairs: more is not there to be asked`]);
}
