import { faultsOf, openMatrixSite, routeOf } from '../../src/fixtures/matrix-asks.ts';
import { mayEnter, type Right } from '../../src/platform/http/acting.ts';
import type { Route } from '../../src/platform/http/route.ts';
import { type Harness, type Options, type Outcome, outcomeOf, pacing } from '../harness.ts';
import { randomFrom } from '../kit/random.ts';
import { everyPair, type Pair } from './matrix.ts';
import { everyRight, whileAllowing } from './rights.ts';

/** S3: every rule turned around for one role at a time; the written table must notice. */
export const rules: Harness = {
  name: 'rules',
  goal: 'S3',
  promises:
    'each rule of who may come and who may act is needed as it is: turned around for any one role, at any one address, the written table notices',
  counts: 'mutants',
  small: 30,
  large: 1_600,
  run: async (options) => {
    const site = await openMatrixSite();
    try {
      return await turnAround(options);
    } finally {
      await site.close();
    }
  },
};

/** One rule that says the opposite to one role. `pairs`: where somebody could notice, the most likely first. */
type Mutant = {
  readonly name: string;
  readonly pairs: readonly Pair[];
  readonly during: <T>(work: () => Promise<T>) => Promise<T>;
};

/** Every page asks some rules, for its navigation, which no status shows: so many of them are asked before a mutant counts as survived. */
const MOST_ASKED = 25;

type Wide = { -readonly [Key in keyof Route]: Route[Key] };

/**
 * Asks the table once with every rule listened to, then turns rules around one by one: the `can` of each address for each role, and each rule that is
 * exported for each role that it was asked about. Whatever no address shows by its answer survives, and is named.
 */
export async function turnAround(options: Options, which = everything): Promise<Outcome> {
  const pairs = (await everyPair()).filter(which);
  const rights = await everyRight();
  const until = (performance.now() + 2 * options.until) / 3; // at most two thirds of the time to listen
  const askedBy = await listened(pairs, rights, { ...options, until });
  const known = pairs.filter((pair) => askedBy.sound.has(pair));
  const mutants = [...known.map(canTurned), ...[...rights].flatMap(([name, right]) => rightTurned(name, right, askedBy.heard))];
  const unheard = [...rights.keys()].filter((name) => ![...askedBy.heard.keys()].some((key) => key.startsWith(`${name} `)));
  const random = randomFrom(options.seed);
  const drawn = options.count >= mutants.length ? mutants : random.some(mutants, options.count);
  const survivors: string[] = [];
  const disturbed: string[] = [];
  const byTable = new Map<string, number>();
  const more = pacing({ ...options, count: drawn.length });
  let done = 0;
  for (; more(done); done += 1) {
    const mutant = drawn[done] as Mutant;
    const noticed = await mutant.during(() => noticedBy(mutant.pairs));
    if (!noticed) survivors.push(mutant.name);
    // What such a rule let happen may have left its traces: only what is sound again without it was noticed because of it.
    else if (await noticedBy([noticed])) disturbed.push(mutant.name);
    const kind = mutant.name.startsWith('can of') ? 'of addresses' : 'of exported rules';
    byTable.set(kind, (byTable.get(kind) ?? 0) + 1);
  }
  const kinds = [...byTable]
    .sort()
    .map(([kind, count]) => `${count} ${kind}`)
    .join(', ');
  return outcomeOf(
    done,
    `${done - survivors.length - disturbed.length} of ${done} mutants noticed (${kinds}), ${survivors.length} survived, ${disturbed.length} not known`,
    [...askedBy.faults.map((fault) => `before anything was changed: ${fault}`), ...survivors],
    [
      ...byRule(disturbed).map((each) => `not known, as the address answered otherwise afterwards: ${each}`),
      ...byRule(survivors).map((each) => `survived: ${each}`),
      `${mutants.length} mutants there are`,
      `${rights.size} rules are exported; those that no address asked of anybody here: ${unheard.join(', ') || 'none'}`,
      `${known.length} of ${pairs.length} pairs of address and role were sound and could be used`,
      `a mutant that ${MOST_ASKED} addresses did not notice counts as survived; a rule that only decides what a page offers changes no status`,
      'rules that are functions of more than who acts (who gives which mandate) are not turned around here',
    ],
  );
}

/** Survivors of one rule together, with the roles for which it was turned around: all of them, however many. */
const byRule = (survivors: readonly string[]): string[] =>
  [...Map.groupBy(survivors, (each) => each.replace(/, turned around for .*/, ''))].map(
    ([rule, each]) => `${rule}, for ${each.map((name) => name.replace(/.* for /, '')).join(', ')}`,
  );

const everything = (_pair: Pair): boolean => true;

/** The first address whose answer is not that of the table. */
async function noticedBy(pairs: readonly Pair[]): Promise<Pair | undefined> {
  for (const pair of pairs) if ((await faultsOf(pair.line, pair.who, pair.browser)).length > 0) return pair;
  return undefined;
}

/** Which rules each pair asks, and which pairs answer as the table says. */
async function listened(pairs: readonly Pair[], rights: ReadonlyMap<string, Right>, options: Options) {
  const heard = new Map<string, Pair[]>();
  const sound = new Set<Pair>();
  const faults: string[] = [];
  let names = new Set<string>();
  const back: (() => void)[] = [];
  for (const [name, right] of rights) {
    const { allows } = right;
    const open = right as { allows: Right['allows'] };
    open.allows = (acting) => {
      names.add(name);
      return allows.call(right, acting);
    };
    back.push(() => {
      open.allows = allows;
    });
  }
  const more = pacing({ ...options, count: pairs.length });
  try {
    for (let at = 0; more(at); at += 1) {
      const pair = pairs[at] as Pair;
      names = new Set();
      const found = await faultsOf(pair.line, pair.who, pair.browser);
      faults.push(...found);
      if (found.length > 0) continue;
      sound.add(pair);
      for (const name of names) heard.set(`${name} ${pair.who}`, [...(heard.get(`${name} ${pair.who}`) ?? []), pair]);
    }
  } finally {
    for (const each of back) each();
  }
  return { heard, sound, faults };
}

/** The rule at one address, for whoever is asked for. */
function canTurned(pair: Pair): Mutant {
  const route = routeOf(pair.line) as Wide;
  return {
    name: `can of ${pair.line.method} ${pair.line.path}, turned around for ${pair.who}`,
    pairs: [pair],
    during: async (work) => {
      const { can } = route;
      route.can = { name: 'turned', allows: (acting) => !mayEnter(can, acting, true) };
      return work().finally(() => {
        route.can = can;
      });
    },
  };
}

/** A rule for each role about which somebody asked it: first where it is the rule of the address itself. */
function rightTurned(name: string, right: Right, heard: ReadonlyMap<string, readonly Pair[]>): Mutant[] {
  return [...heard]
    .filter(([key]) => key.startsWith(`${name} `))
    .map(([key, pairs]) => ({
      name: `${name}, turned around for ${key.slice(name.length + 1)}`,
      pairs: [...pairs]
        .sort((a, b) => Number(routeOf(b.line).can === right) - Number(routeOf(a.line).can === right))
        .slice(0, MOST_ASKED),
      during: (work) => whileAllowing(right, (_, said) => !said, work),
    }));
}
