import type { DemonstrationSite } from '../../src/fixtures/demonstration-site.ts';
import { createLogin } from '../../src/modules/accounts/index.ts';
import type { Role } from '../../src/platform/http/acting.ts';

/** Somebody who asks: with a session of his own, in one capacity. */
export type Actor = {
  readonly name: string;
  readonly role: Role | 'visitor' | 'stranger';
  /** The seat that he acts for. */
  readonly party: string | null;
  readonly cookie: string;
  /** What the cookie says to the database; empty for a visitor. */
  readonly session: string;
  /** What his transactions show to the database. */
  readonly secret: string;
};

type Person = { readonly name: string; readonly login: string; readonly role: Role; readonly party: string | null };

/** One of each role, and of each side: the eight roles of the permission matrix, three of them on two sides. */
const PEOPLE: readonly Person[] = [
  { name: 'observer', login: 'aiko.tanabe', role: 'observer', party: null },
  { name: 'secretariat', login: 'sari.wulandari', role: 'secretariat', party: null },
  { name: 'administrator', login: 'helene.marchetti', role: 'administrator', party: null },
  { name: 'speaker of Canada', login: 'catherine.lavoie', role: 'speaker', party: 'canada' },
  { name: 'focal point of Canada', login: 'daniel.okafor', role: 'focal-point', party: 'canada' },
  { name: 'contributor of Canada', login: 'anne-marie.bouchard', role: 'contributor', party: 'canada' },
  { name: 'speaker of ASEAN', login: 'nguyen.minh.ha', role: 'speaker', party: 'asean' },
  { name: 'focal point of Viet Nam', login: 'nguyen.minh.ha', role: 'focal-point', party: 'viet-nam' },
  { name: 'focal point of the Philippines', login: 'rafael.villareal', role: 'focal-point', party: 'philippines' },
];

/** Signs in everybody of the demonstration, a visitor, and a stranger who has a mandate in another partnership only. */
export async function actorsOf(site: DemonstrationSite): Promise<Actor[]> {
  const [partnership] = await site.ask(`select id from directory.partnership where slug = 'asean-canada'`);
  const visitor = { name: 'visitor', role: 'visitor', party: null, cookie: '', session: '' } as const;
  const stranger = { name: 'stranger', role: 'stranger', party: null } as const;
  const actors: Actor[] = [
    { ...visitor, secret: `visitor:${partnership?.id}` },
    { ...(await signIn(site, 'stranger@elsewhere.example', 'secretariat')), ...stranger },
  ];
  for (const { name, login, role, party } of PEOPLE) actors.push({ ...(await signIn(site, login, role)), name, role, party });
  return actors;
}

/** A new session of the same person in the same capacity. */
export async function again(site: DemonstrationSite, actor: Actor): Promise<Actor> {
  if (actor.role === 'visitor') return actor;
  const person = PEOPLE.find(({ name }) => name === actor.name);
  const signedIn = person
    ? await signIn(site, person.login, person.role)
    : await signIn(site, 'stranger@elsewhere.example', 'secretariat');
  return { ...actor, ...signedIn };
}

async function signIn(site: DemonstrationSite, login: string, role: Role) {
  const browser = await site.as(login, role);
  const [worn] = await site.ask(
    `select w.mandate from accounts.worn w join auth.session s on s.id = w.session where s.token = encode(sha256(convert_to($1, 'UTF8')), 'hex')`,
    [browser.session()],
  );
  return { cookie: browser.cookie(), session: browser.session(), secret: `${browser.session()}:${worn?.mandate}` };
}

/** Founds a second partnership, whose secretariat is a stranger to the first. */
export async function foundElsewhere(site: DemonstrationSite): Promise<void> {
  const words = JSON.stringify({ en: 'Elsewhere', fr: 'Ailleurs' });
  const [{ id } = {}] = await site.ask('select directory.found_partnership($1, $2, $2, $3) as id', [
    'elsewhere',
    words,
    'listed',
  ]);
  const [person] = await site.ask(
    `with everybody as (select id from platform.wall where partnership = $1 and kind = 'public'), parties as (select id from platform.wall where partnership = $1 and kind = 'partnership')
     insert into directory.person (partnership, wall, owner, full_name, sort_as) select $1, e.id, p.id, 'Stranger', 'Stranger' from everybody e, parties p returning id, wall, owner`,
    [id],
  );
  await site.ask(
    `insert into directory.mandate (partnership, wall, owner, person, role, title, valid) values ($1, $2, $3, $4, 'secretariat', $5, '[2000-01-01,)')`,
    [id, person?.wall, person?.owner, person?.id, words],
  );
  const login = {
    email: 'stranger@elsewhere.example',
    name: 'Stranger',
    persons: [person?.id],
    password: 'correct horse battery',
  };
  await createLogin(site.keeper, { ...login, demonstration: true });
}
