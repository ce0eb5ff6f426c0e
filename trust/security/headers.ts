import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadDemonstration } from '../../src/demonstration.ts';
import type { DemonstrationSite } from '../../src/fixtures/demonstration-site.ts';
import { configFor, ORIGIN, openSiteOn } from '../../src/fixtures/demonstration-site.ts';
import { migrate } from '../../src/platform/db/migrate.ts';
import { testDatabase } from '../../src/platform/db/test-database.ts';
import { type Harness, type Options, type Outcome, outcomeOf, pacing } from '../harness.ts';
import { randomFrom } from '../kit/random.ts';
import { ask, named } from '../probes/ask.ts';
import { type Asked, generatorFor } from '../probes/requests.ts';
import { headerFaults, OPENS_NOTHING } from './header-rules.ts';

/** S8: what every answer must carry, on whatever is answered. */
export const headers: Harness = {
  name: 'headers',
  goal: 'S8',
  promises:
    'every answer of every kind, also an error, a file and an unchanged one, carries the headers that keep others out, and cookies that scripts and other sites cannot use',
  counts: 'answers',
  small: 1_000,
  large: 20_000,
  run: async (options) => {
    const both = await openBoth();
    try {
      return await look(both.site, both.secure, options);
    } finally {
      await both.close();
    }
  },
};

/** One demonstration twice: as it is started on a desk, and behind https. */
export async function openBoth(): Promise<{ site: DemonstrationSite; secure: DemonstrationSite; close: () => Promise<void> }> {
  const { server, drop } = await testDatabase(migrate);
  const data = await mkdtemp(path.join(tmpdir(), 'entente-headers-'));
  await loadDemonstration(server, configFor(data));
  const site = await openSiteOn(server, { ...configFor(data), securityContact: 'mailto:security@entente.example' });
  const secure = await openSiteOn(server, { ...configFor(data), publicUrl: SECURE });
  return {
    ...{ site, secure },
    close: async () => {
      await secure.close();
      await site.close();
      await drop();
      await rm(data, { recursive: true, force: true });
    },
  };
}

const SECURE = 'https://entente.example';

/** Addresses that no route has: nothing, a slash too many, files of the program, odd letters. */
const STRANGE = [
  '/nowhere',
  '/asean-canada/',
  '/static/nothing.css',
  '/%00',
  '/asean-canada?unknown=1',
  '/asean-canada?lang=fr',
  '/api/v1/nothing',
  '//asean-canada',
];

/** Asks every address by every method as a visitor, as a speaker and as the secretariat, the same over https as a visitor, then by chance. */
export async function look(site: DemonstrationSite, secure: DemonstrationSite, options: Options): Promise<Outcome> {
  const generator = await generatorFor(site, ['haze', 'A.2.4.5', 'WHO', '2031']);
  const random = randomFrom(options.seed);
  const people = await peopleOf(site);
  const style = /href="(\/static\/[^"]+)"/.exec(await site.visitor().text('/sign-in'))?.[1] ?? '/static/none';
  const route = generator.own()[0]?.route as Asked['route'];
  const strange = [...STRANGE, style].map((address) => ({ method: 'GET', address, headers: {}, fields: null, route }));
  // Whoever signs out is a visitor from then on.
  const stays = (asked: Asked): boolean => asked.method !== 'POST' || !LEAVING.test(asked.route.path);
  const sweep = [
    ...strange.flatMap((asked) => people.map((who) => ({ who, asked, on: site }))),
    ...generator.own().flatMap((asked) => (stays(asked) ? people : [VISITOR]).map((who) => ({ who, asked, on: site }))),
    ...[...strange, ...generator.own()].map((asked) => ({ who: VISITOR, asked, on: secure })),
    ...generator.others().map((asked, at) => ({ who: people[at % people.length] ?? VISITOR, asked, on: site })),
  ];
  const byChance = () => {
    const asked = generator.any(random);
    return { who: stays(asked) ? random.pick(people) : VISITOR, asked, on: site };
  };
  const problems: string[] = [];
  const statuses = new Map<number, number>();
  const more = pacing(options);
  let done = 0;
  for (; more(done); done += 1) {
    const { who, asked, on } = sweep[done] ?? byChance();
    const answer = await ask(on.application.site, who, asked);
    const about = { https: on === secure, forEverybody: asked.address.startsWith('/static/'), signedIn: who.cookie !== '' };
    const answers = [answer, ...(await unchanged(on, who, asked, answer))];
    for (const each of answers) {
      if (each.status >= 500) problems.push(`${named(who, asked)}: ${each.status}, a failure of ours`);
      statuses.set(each.status, (statuses.get(each.status) ?? 0) + 1);
      problems.push(...headerFaults(each, about).map((fault) => `${named(who, asked)}, ${each.status}: ${fault}`));
    }
    await answer.body?.cancel();
  }
  const found = [...new Set(problems)];
  const kinds = [...statuses].sort(([a], [b]) => a - b).map(([status, count]) => `${count} × ${status}`);
  return outcomeOf(
    done,
    `${found.length} faults in ${done} answers; ${Math.min(done, sweep.length)} of ${sweep.length} of every address by every method`,
    found,
    [
      `answers, with those asked for again by their tag: ${kinds.join(', ')}`,
      `cookies that hold no right and are not for this host alone: ${OPENS_NOTHING.join(', ')}`,
      'what any visitor may read of the API may be kept by who asks each time whether it still holds (private, no-cache)',
      'files of the program for the browser (/static) are for everybody and may be kept',
    ],
  );
}

const LEAVING = /^\/(sign-in|sign-out|capacity|account|password|invitation)(\/|$)/;

const VISITOR = { name: 'visitor', cookie: '', session: '' };

async function peopleOf(site: DemonstrationSite) {
  const [canada, secretariat] = [await site.as('catherine.lavoie', 'speaker'), await site.as('sari.wulandari', 'secretariat')];
  return [
    VISITOR,
    { name: 'speaker of Canada', cookie: canada.cookie(), session: canada.session() },
    { name: 'secretariat', cookie: secretariat.cookie(), session: secretariat.session() },
  ];
}

/** The same once more for who has it already: 304. */
async function unchanged(
  { application }: DemonstrationSite,
  who: { cookie: string; session: string },
  asked: Asked,
  answer: Response,
): Promise<Response[]> {
  const tag = answer.headers.get('etag');
  if (tag === null || asked.method !== 'GET') return [];
  const cookie: Record<string, string> = who.cookie === '' ? {} : { cookie: `session=${who.cookie}` };
  return [
    await application.site.request(`${ORIGIN}${asked.address}`, {
      headers: { ...asked.headers, ...cookie, 'if-none-match': tag },
    }),
  ];
}
