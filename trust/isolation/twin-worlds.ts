import { type Harness, type Options, type Outcome, outcomeOf, pacing } from '../harness.ts';
import { randomFrom } from '../kit/random.ts';
import { ask, named } from '../probes/ask.ts';
import { generatorFor } from '../probes/requests.ts';
import type { Actor } from '../world/actors.ts';
import { changePrivately } from '../world/change-privately.ts';
import { openSeed, type World } from '../world/open-world.ts';
import { Sameness } from './sameness.ts';

/** S2: two worlds that differ only in what Canada keeps to itself answer everybody else alike, to the byte. */
export const twinWorlds: Harness = {
  name: 'twin-worlds',
  goal: 'S2',
  promises: 'what one side keeps to itself changes no byte of any answer to anybody else: no count, order, tag, length or error',
  counts: 'pairs of requests',
  small: 600,
  large: 100_000,
  run: async (options) => {
    const seed = await openSeed({ tokens: false });
    const [without, having] = [await seed.open(), await seed.open()];
    try {
      return await compareTwins(without, having, options);
    } finally {
      await without.close();
      await having.close();
      await seed.close();
    }
  },
};

/** Those who must not notice: everybody but the people of Canada. */
const OTHERS = [
  'speaker of ASEAN',
  'focal point of Viet Nam',
  'focal point of the Philippines',
  'observer',
  'visitor',
  'stranger',
  'secretariat',
  'administrator',
];

/** What differs between two runs of one program, and says nothing. */
export const EXCEPTIONS = [
  'the token of a form, the cookie of a new session and the number of a failure: letters by chance, of one length',
  'identifiers that are given out during the run: by chance, compared by the order in which they first appear',
  'the day on which security.txt ends, which is of the real clock, and the times of sessions on /account',
  '/account/second-factor, which shows a new secret and its picture each time',
  '/mailbox, where a demonstration shows everybody all letters, as nobody there has a mailbox',
] as const;

/** Changes one world privately, then sends one stream of requests to both. */
export async function compareTwins(without: World, having: World, options: Options): Promise<Outcome> {
  const changes = await changePrivately(having);
  const words = [
    'quetzal',
    'haze',
    'cooperation',
    'A.2.4.99',
    'A.2.4.5',
    'A.2.4',
    'P.2007-08.1',
    'WHO',
    '2031',
    'zebrafish',
    'line to take',
    '1',
    '2',
    '3',
  ];
  const generator = await generatorFor(having.site, words);
  const random = randomFrom(options.seed);
  const others = OTHERS.map((name) => without.actors.find((actor) => actor.name === name) as Actor);
  // Every address once, by one reader after the other; then each as everybody, with chance in between.
  const once = generator.own().map((asked, at) => ({ actor: others[at % others.length] as Actor, asked }));
  const sweep = generator.own().flatMap((asked) => others.map((actor) => ({ actor, asked })));
  const same = new Sameness();
  const problems: string[] = [];
  const statuses = new Map<number, number>();
  const more = pacing(options);
  let done = 0;
  for (; more(done); done += 1) {
    const { actor, asked } = once[done] ??
      (random.once(2) ? sweep[done - once.length] : undefined) ?? {
        actor: random.pick(others),
        asked: generator.any(random),
      };
    if (APART.test(asked.route.path)) continue;
    const [first, second] = await Promise.all([without, having].map((world) => ask(world.site.application.site, actor, asked)));
    const difference = await same.differenceOf(first as Response, second as Response);
    statuses.set(first?.status ?? 0, (statuses.get(first?.status ?? 0) ?? 0) + 1);
    if (difference !== null) problems.push(`${named(actor, asked)}: ${difference}`);
  }
  const answered = [...statuses].sort(([a], [b]) => a - b).map(([status, count]) => `${count} × ${status}`);
  return outcomeOf(done, `${problems.length} of ${done} pairs of answers differ`, problems, [
    `Canada had ${changes} private changes more in one world`,
    `answers: ${answered.join(', ')}`,
    ...EXCEPTIONS.map((each) => `not compared: ${each}`),
  ]);
}

/** What is not compared, and what ends the sessions that both worlds share. */
const APART = /^\/(mailbox|account\/second-factor|sign-out|capacity|account\/sessions)$/;
