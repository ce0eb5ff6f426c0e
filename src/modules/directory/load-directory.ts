import { readFile } from 'node:fs/promises';
import { dangerouslyAsKeeper, type Keeper } from '../../platform/db/keeper.ts';
import type { Server } from '../../platform/db/server.ts';
import { fromRoot } from '../../platform/root.ts';
import { type AppointFounderInput, appointFounder } from './appoint-founder.ts';
import { enterOrganisation, relateOrganisations } from './enter-organisation.ts';
import { foundPartnership } from './found-partnership.ts';
import { type Membership, type OrganisationFile, readOrganisations, readRelations } from './read-organisations.ts';
import { seatParty } from './seat-party.ts';

const folder = fromRoot('demo/');

/** A login that the demonstration offers: an address, and the person whose mandates it may wear. */
export type DemonstrationLogin = { readonly email: string; readonly name: string; readonly persons: string[] };
export type LoadedDirectory = {
  readonly partnership: string;
  readonly organisations: number;
  readonly logins: readonly DemonstrationLogin[];
};

type State = {
  organisation: string;
  iso2: string;
  name: { en: string; fr: string };
  formal_name: { en: string; fr: string };
  side: string;
  asean_member_since: string | null;
  asean_member_since_source: string | null;
  asean_member_in_2007: boolean;
};
type StateFile = { source: string; states: State[] };
type Mandate = Omit<AppointFounderInput['mandates'][number], 'party' | 'organisation' | 'reach'> & {
  party: string | null;
  organisation: string | null;
  reach?: 'party' | 'partnership';
};
type PeopleFile = { people: { email: string; full_name: string; sort_as: string; mandates: Mandate[] }[] };

/**
 * Founds the ASEAN–Canada partnership of the demonstration: its parties, the ten member states that ASEAN had in 2007, the terms of its
 * country coordinators, the organisations that the plan names, and invented people with mandates. All of it happens, or nothing.
 */
export async function loadDirectory(server: Server): Promise<LoadedDirectory> {
  const [organisations, states, people] = await Promise.all([
    readData<OrganisationFile>('organisations.json'),
    readData<StateFile>('states.json'),
    readData<PeopleFile>('people.json'),
  ]);
  return dangerouslyAsKeeper(server, 'demonstration', async (keeper) => {
    const ids = new Map<string, string>();
    for (const each of readOrganisations(organisations)) ids.set(each.slug, await enterOrganisation(keeper, each));
    await relateOrganisations(keeper, readRelations(organisations, membershipsIn(states)));
    const partnership = await foundPartnership(keeper, PARTNERSHIP);
    const seats = await seatAll(keeper, partnership, states);
    await nameCoordinators(keeper, seats);
    const logins = await appointAll(keeper, partnership, people, seats, ids);
    return { partnership, organisations: ids.size, logins };
  });
}

async function readData<Data>(file: string): Promise<Data> {
  return JSON.parse(await readFile(`${folder}${file}`, 'utf8')) as Data;
}

const PARTNERSHIP = {
  slug: 'asean-canada',
  name: { en: 'ASEAN–Canada', fr: 'ANASE–Canada' },
  description: {
    en: 'Cooperation between the Association of Southeast Asian Nations and Canada, with the ten member states that the association had in 2007.',
    fr: 'Coopération entre l’Association des nations de l’Asie du Sud-Est et le Canada, avec les dix États membres que comptait l’Association en 2007.',
  },
  partyOrder: 'listed',
} as const;

function membershipsIn(file: StateFile): Membership[] {
  return file.states.flatMap(({ organisation, asean_member_since: since, asean_member_since_source: source }) =>
    since === null || source === null
      ? []
      : [{ member: organisation, of: 'asean', known: { fromYear: Number(since.slice(0, 4)), source } }],
  );
}

const SOURCE_OF_PARTIES = '2nd ASEAN-Canada Joint Cooperation Work Plan (2007-10), introduction';

/** Canada is listed second, as in the plan's title; member states stand in the English alphabetical order that ASEAN uses. */
async function seatAll(keeper: Keeper, partnership: string, file: StateFile): Promise<Map<string, string>> {
  const seats = new Map<string, string>();
  const bloc = await seatParty(keeper, {
    ...{ partnership, bloc: null, kind: 'bloc', slug: 'asean', name: { en: 'ASEAN', fr: 'ANASE' }, iso2: null },
    formalName: { en: 'the Association of Southeast Asian Nations', fr: 'l’Association des nations de l’Asie du Sud-Est' },
    ...{ protocolOrder: 1, colour: 0, source: SOURCE_OF_PARTIES },
  });
  seats.set('asean', bloc);
  const canada = file.states.find((state) => state.iso2 === 'CA');
  if (!canada) throw new Error('states.json has no Canada');
  seats.set(
    'canada',
    await seatParty(keeper, {
      ...{
        partnership,
        bloc: null,
        kind: 'state',
        slug: 'canada',
        name: canada.name,
        formalName: canada.formal_name,
        iso2: 'CA',
      },
      ...{ protocolOrder: 2, colour: 1, source: `${SOURCE_OF_PARTIES}; ${file.source}` },
    }),
  );
  const members = file.states.filter((state) => state.asean_member_in_2007).sort((a, b) => (a.name.en < b.name.en ? -1 : 1));
  for (const [index, state] of members.entries()) {
    const slug = slugOf(state.name.en);
    const source = `${file.source}; ${state.asean_member_since_source ?? ''}`;
    seats.set(
      slug,
      await seatParty(keeper, {
        ...{ partnership, bloc, kind: 'state', slug, name: state.name, formalName: state.formal_name, iso2: state.iso2 },
        ...{ protocolOrder: index + 1, colour: (index + 2) % 12, since: state.asean_member_since, source },
      }),
    );
  }
  return seats;
}

/** “Lao People’s Democratic Republic” becomes `lao-peoples-democratic-republic`. */
function slugOf(name: string): string {
  const bare = name.normalize('NFD').replace(/[\p{M}’']/gu, '');
  return bare
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

const TERM_SOURCE =
  'Co-chairs’ statement of the 4th ASEAN-Canada Dialogue, Ottawa, 10-11 May 2007, https://asean.org/?static_post=co-chairs-statement-of-the-4th-asean-canada-dialogue-ottawa-canada-10-11-may-2007-2';

/** The source gives years only. The days are ours: the hand-over after the Dialogue whose statement reports it, the end with its year. */
const TERMS = [
  {
    ...{ member: 'brunei-darussalam', valid: '[,2007-05-12)', printed_since: null, printed_until: '2007' },
    note: {
      en: 'The source says only that Brunei Darussalam coordinated until 2007. For reckoning, its term ends with the 4th Dialogue, on 11 May 2007; its first day is not known.',
      fr: 'La source dit seulement que le Brunéi Darussalam a été coordonnateur jusqu’en 2007. Pour les calculs, son mandat prend fin avec le 4ᵉ Dialogue, le 11 mai 2007\u00a0; son premier jour n’est pas connu.',
    },
  },
  {
    ...{ member: 'viet-nam', valid: '[2007-05-12,2010-01-01)', printed_since: '2007', printed_until: '2009' },
    note: {
      en: 'The source says only “from 2007 until 2009”. For reckoning, the term runs from the day after the 4th Dialogue, 12 May 2007, to 31 December 2009.',
      fr: 'La source dit seulement «\u00a0de 2007 à 2009\u00a0». Pour les calculs, le mandat court du lendemain du 4ᵉ Dialogue, le 12 mai 2007, au 31 décembre 2009.',
    },
  },
];

async function nameCoordinators(keeper: Keeper, seats: ReadonlyMap<string, string>): Promise<void> {
  const terms = TERMS.map((term) => ({ ...term, bloc: seats.get('asean'), member: seats.get(term.member), source: TERM_SOURCE }));
  await keeper.query(
    `with named as (insert into directory.coordinator (bloc, member, valid, printed_since, printed_until, note, source, wall, owner)
      select b.id, (t->>'member')::uuid, (t->>'valid')::daterange, t->>'printed_since', t->>'printed_until', t->'note', t->>'source', b.wall, b.circle
      from jsonb_array_elements($1::jsonb) t join directory.party b on b.id = (t->>'bloc')::uuid returning id, bloc, member, wall)
    insert into platform.audit (partnership, wall, act, record, after)
      select b.partnership, n.wall, 'directory.coordinator-named', n.id, jsonb_build_object('bloc', n.bloc, 'member', n.member, 'founding', true)
      from named n join directory.party b on b.id = n.bloc`,
    [JSON.stringify(terms)],
  );
}

async function appointAll(
  keeper: Keeper,
  partnership: string,
  { people }: PeopleFile,
  seats: ReadonlyMap<string, string>,
  organisations: ReadonlyMap<string, string>,
): Promise<DemonstrationLogin[]> {
  const find = (ids: ReadonlyMap<string, string>, key: string | null): string | null => {
    const id = key === null ? null : ids.get(key);
    if (id === undefined) throw new Error(`people.json names ${key}, which is not there`);
    return id;
  };
  const logins: DemonstrationLogin[] = [];
  for (const { email, full_name, sort_as, mandates } of people) {
    const given = mandates.map((mandate) => {
      const party = find(seats, mandate.party);
      return {
        ...mandate,
        party,
        organisation: find(organisations, mandate.organisation),
        reach: mandate.reach ?? 'partnership',
      } as const;
    });
    const { person } = await appointFounder(keeper, { partnership, fullName: full_name, sortAs: sort_as, mandates: given });
    logins.push({ email, name: full_name, persons: [person] });
  }
  return logins;
}
