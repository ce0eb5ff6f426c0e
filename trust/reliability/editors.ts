import { type Browser, type DemonstrationSite, openDemonstrationSite } from '../../src/fixtures/demonstration-site.ts';
import { type Harness, type Options, type Outcome, outcomeOf, pacing } from '../harness.ts';
import { type Random, randomFrom } from '../kit/random.ts';

/** R5: several people change one thing at the same time, by forms and by programs. */
export const editors: Harness = {
  name: 'editors',
  goal: 'R5',
  promises:
    'of several who change one thing from the same version one is taken, the others are told what stands there, and no words are lost',
  counts: 'races',
  small: 40,
  large: 10_000,
  run: async (options) => {
    const site = await openDemonstrationSite();
    try {
      return await race(site, options);
    } finally {
      await site.close();
    }
  },
};

/** One who changes: by which way, and what came of it. */
type Try = { readonly words: string; readonly way: string; readonly status: number; readonly text: string };

/** A thing that several may change, and the ways to do it. */
type Target = {
  readonly name: string;
  readonly version: () => Promise<number>;
  /** All words that were ever taken, oldest first. */
  readonly taken: () => Promise<string[]>;
  readonly ways: readonly {
    readonly way: string;
    readonly send: (words: string, version: number, tag: string) => Promise<Response>;
  }[];
  readonly tag: () => Promise<string>;
  readonly bare: (words: string) => Promise<Response>;
};

const PLAN = '/asean-canada/plans/2007-10';
const API = '/api/v1/partnerships/asean-canada/plans/2007-10';

/** Lets two to five people change a note, or the words of a line, from the same version at once. */
export async function race(site: DemonstrationSite, options: Options): Promise<Outcome> {
  const random = randomFrom(options.seed);
  const targets = await targetsOf(site);
  const problems: string[] = [];
  const came = new Map<string, number>();
  const more = pacing(options);
  let done = 0;
  for (; more(done); done += 1) {
    const target = random.pick(targets);
    for (const { way, status } of await once(target, random, done, problems))
      came.set(`${way} ${status}`, (came.get(`${way} ${status}`) ?? 0) + 1);
  }
  return outcomeOf(done, `${problems.length} faults in ${done} races of two to five`, problems, [
    `answers: ${[...came]
      .sort()
      .map(([what, count]) => `${count} × ${what}`)
      .join(', ')}`,
  ]);
}

async function once(target: Target, random: Random, number: number, problems: string[]): Promise<Try[]> {
  const version = await target.version();
  const [tag, before] = [await target.tag(), await target.taken()];
  const wrong = (what: string): void => void problems.push(`race ${number}, ${target.name}: ${what}`);
  if (random.once(8)) {
    const status = (await target.bare(`Unseen ${number} ${random.word(8)}`)).status;
    if (status !== 428) wrong(`${status} to a program that had seen no version`);
  }
  const tries = await Promise.all(
    Array.from({ length: 2 + random.below(4) }, async (_, at): Promise<Try> => {
      const { way, send } = random.pick(target.ways);
      const words = `Race ${number} ${at} ${random.word(8)}`;
      const answer = await send(words, version, tag);
      return { words, way, status: answer.status, text: await answer.text() };
    }),
  );
  const after = await target.taken();
  const won = tries.filter(({ status }) => status === 303 || status === 200 || status === 201);
  const added = after.slice(before.length);
  if (won.length !== 1) wrong(`${won.length} of ${tries.length} were told that they are taken`);
  if (added.join() !== won.map(({ words }) => words).join()) wrong(`${JSON.stringify(added)} was added`);
  if ((await target.version()) !== version + 1) wrong(`version ${version} became ${await target.version()}`);
  for (const { way, status, text, words } of tries.filter((each) => !won.includes(each))) {
    if (status !== (way === 'program' ? 412 : 409)) wrong(`${way} was refused with ${status}`);
    else if (!text.includes(mark(won[0]?.words))) wrong(`${way} was not shown what stands there`);
    else if (way === 'form' && !text.includes(mark(words))) wrong('what was typed is gone');
  }
  return tries;
}

/** The word that only these words have: a comparison may take the others apart. */
const mark = (words: string | undefined): string => words?.split(' ').at(-1) ?? 'nobody won';

async function targetsOf(site: DemonstrationSite): Promise<Target[]> {
  const [speaker, officer] = [await site.as('catherine.lavoie', 'speaker'), await site.as('daniel.okafor', 'focal-point')];
  const [secretariat, other] = [await site.as('sari.wulandari', 'secretariat'), await site.as('sari.wulandari', 'secretariat')];
  const node = `(select n.id from plan.node n join plan.plan p on p.id = n.plan where p.slug = '2007-10' and n.reference = $1)`;
  const note = (reference: string): Target => {
    const address = `${API}/nodes/${reference}/note`;
    const typed = { background: '', nextStep: '', whose: '', due: '' };
    const owned = `f.node = ${node} and f.owner = (select circle from directory.party where slug = 'canada')`;
    const form = (browser: Browser) => ({
      way: 'form',
      send: (words: string, version: number) =>
        browser.post(`${PLAN}/lines/${reference}/note`, { version: String(version), lineToTake: words, ...typed }),
    });
    const program = (browser: Browser) => ({
      way: 'program',
      send: (words: string, _: number, tag: string) => browser.send(address, { line_to_take: words }, { 'if-match': tag }),
    });
    return {
      name: `note on ${reference}`,
      version: async () =>
        (await site.ask(`select r.version from followup.note f join platform.record r using (id) where ${owned}`, [reference]))[0]
          ?.version ?? 0,
      taken: async () =>
        (
          await site.ask(
            `select e.line_to_take as words from followup.note_edition e join followup.note f on f.id = e.note where ${owned} order by e.edition`,
            [reference],
          )
        ).map(({ words }) => words),
      ways: [form(speaker), form(officer), program(speaker), program(officer)],
      tag: () => tagOf(speaker, address),
      bare: (words) => speaker.send(address, { line_to_take: words }),
    };
  };
  const words = (reference: string): Target => {
    const address = `${API}/nodes/${reference}`;
    const reason = 'the scan was misread';
    const form = (browser: Browser) => ({
      way: 'form',
      send: (text: string, version: number) =>
        browser.post(`${PLAN}/lines/${reference}/mend`, { version: String(version), text, reason }),
    });
    const program = (browser: Browser) => ({
      way: 'program',
      send: (text: string, _: number, tag: string) => browser.send(`${address}/editions`, { text, reason }, { 'if-match': tag }),
    });
    return {
      name: `words of ${reference}`,
      version: async () => (await site.ask(`select version from platform.record where id = ${node}`, [reference]))[0]?.version,
      taken: async () =>
        (
          await site.ask(`select text as words from plan.edition where node = ${node} and text like 'Race %' order by edition`, [
            reference,
          ])
        ).map((row) => row.words),
      ways: [form(secretariat), form(other), program(secretariat), program(other)],
      tag: () => tagOf(secretariat, address),
      bare: (text) => secretariat.send(`${address}/editions`, { text, reason }),
    };
  };
  return [note('A.2.4.5'), note('B.1.2'), words('A.2.1.1'), words('A.2.1.2')];
}

const tagOf = async (browser: Browser, address: string): Promise<string> =>
  (await browser.get(address)).headers.get('etag') ?? '"none"';
