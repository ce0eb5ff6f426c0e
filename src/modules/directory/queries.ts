import { sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import type { Text } from '../../platform/db/tables.ts';
import type { Acting, Role } from '../../platform/http/acting.ts';
import type { PartnershipRef } from '../../platform/http/route.ts';
import { notFound, Refusal } from '../../platform/refusal.ts';
import type { PartyKind, Readers } from './tables.ts';

const MOST_PARTNERSHIPS = 10_000;

/** Every partnership by its address: public, asked by every page, so remembered by whoever calls. */
export function listPartnerships(tx: Tx): Promise<PartnershipRef[]> {
  return tx
    .selectFrom('directory.v_partnership')
    .select(['id', 'slug', 'name'])
    .orderBy('slug')
    .limit(MOST_PARTNERSHIPS)
    .execute();
}

export type PartnershipRow = PartnershipRef & { readonly description: Text; readonly party_order: 'listed' | 'yearly' };

/** The partnership at an address; undefined when there is none. */
export function findPartnershipBySlug(tx: Tx, slug: string): Promise<PartnershipRow | undefined> {
  return tx
    .selectFrom('directory.v_partnership')
    .select(['id', 'slug', 'name', 'description', 'party_order'])
    .where('slug', '=', slug)
    .executeTakeFirst();
}

export type PartyRow = {
  readonly id: string;
  /** The bloc of a member state; null for a party of the partnership. */
  readonly parent: string | null;
  readonly kind: PartyKind;
  readonly slug: string;
  readonly name: Text;
  readonly formal_name: Text | null;
  readonly iso2: string | null;
  readonly colour: number;
  /** The day it took its seat; null where nobody says. */
  readonly since: string | null;
  readonly source: string | null;
  /** Whether this member state speaks for its bloc today. */
  readonly coordinates: boolean;
};

const seat = sql`y.id, y.parent, y.kind, y.slug, y.name, y.formal_name, y.iso2, y.colour, lower(y.valid) as since, y.source,
  exists (select from directory.coordinator c where c.member = y.id and c.valid @> platform.today()) as coordinates`;

/**
 * The seats of a partnership today: its parties in protocol order of the day, then the member states of each bloc in theirs. Parties have no
 * `parent`; `partiesIn` and `membersIn` tell them apart.
 */
export async function seatsOf(tx: Tx, partnership: string): Promise<PartyRow[]> {
  const { rows } = await sql<PartyRow>`select ${seat} from directory.v_party y
    where y.partnership = ${partnership} and y.valid @> platform.today()
    order by y.parent is not null, y.standing_order, y.slug limit 500`.execute(tx);
  return rows;
}

export const partiesIn = (seats: readonly PartyRow[]): PartyRow[] => seats.filter((each) => each.parent === null);
export const membersIn = (seats: readonly PartyRow[], bloc: string): PartyRow[] => seats.filter((each) => each.parent === bloc);

/** The party or member state at an address. @throws Refusal 404 */
export async function partyBySlug(tx: Tx, partnership: string, slug: string): Promise<PartyRow> {
  const { rows } = await sql<PartyRow>`
    select ${seat} from directory.v_party y where y.partnership = ${partnership} and y.slug = ${slug}`.execute(tx);
  if (!rows[0]) throw notFound();
  return rows[0];
}

export type TermRow = {
  readonly id: string;
  readonly bloc: string;
  readonly member: string;
  readonly member_name: Text;
  readonly member_slug: string;
  /** First day, and first day of somebody else; null: open. */
  readonly since: string | null;
  readonly until: string | null;
  readonly printed_since: string | null;
  readonly printed_until: string | null;
  readonly note: Text | null;
  readonly source: string;
  readonly today: boolean;
};

/** Every term in which a member state spoke, speaks or will speak for its bloc, newest first. */
export async function coordinatorTermsOf(tx: Tx, partnership: string): Promise<TermRow[]> {
  const { rows } = await sql<TermRow>`
    select c.id, c.bloc, c.member, c.member_name, c.member_slug, c.since, c.until, c.printed_since, c.printed_until, c.note, c.source,
      c.valid @> platform.today() as today
    from directory.v_coordinator c join directory.v_party b on b.id = c.bloc
    where b.partnership = ${partnership} order by c.since desc nulls last, c.id limit 500`.execute(tx);
  return rows;
}

export type MandateRow = {
  readonly id: string;
  readonly person: string;
  readonly full_name: string;
  readonly role: Role;
  readonly title: Text;
  readonly party: string | null;
  readonly party_slug: string | null;
  readonly party_name: Text | null;
  readonly organisation_slug: string | null;
  readonly organisation_name: Text | null;
  readonly since: string | null;
  readonly until: string | null;
  /** `partnership`: all parties see it; `party` or `member`: only that circle. */
  readonly wall_kind: string;
};

/** The mandates that hold today and that the reader may see, by role and name; of one party and its member states, where it is given. */
export async function mandatesOf(tx: Tx, partnership: string, party?: string): Promise<MandateRow[]> {
  const within = party === undefined ? sql`true` : sql`m.party = ${party}`;
  const { rows } = await sql<MandateRow>`
    select m.id, m.person, m.full_name, m.role, m.title, m.party, y.slug as party_slug, y.name as party_name, o.slug as organisation_slug,
      o.name as organisation_name, m.since, m.until, w.kind as wall_kind
    from directory.v_mandate m join platform.wall w on w.id = m.wall
      left join directory.v_party y on y.id = m.party left join directory.v_organisation o on o.id = m.organisation
    where m.partnership = ${partnership} and m.valid @> platform.today() and ${within}
    order by array_position(array['administrator', 'secretariat', 'speaker', 'focal-point', 'contributor', 'observer'], m.role),
      m.sort_as collate "und-x-icu", m.id limit 1000`.execute(tx);
  return rows;
}

/** Where somebody acts: the partnership, the wall that all parties share, and the circle of one's own party (null for those who serve all). */
export type Place = { readonly partnership: string; readonly joint: string; readonly circle: string | null };

/** @throws Refusal 403 when the capacity is no longer worn */
export async function placeOfActing(tx: Tx, acting: Pick<Acting, 'party'>): Promise<Place> {
  const { rows } = await sql<Place>`
    select w.partnership, w.id as joint, (select y.circle from directory.party y where y.id = ${acting.party}::uuid) as circle
    from platform.wall w where w.partnership = platform.acting_partnership() and w.kind = 'partnership'`.execute(tx);
  if (!rows[0]) throw new Refusal(403, 'http.not-in-this-capacity');
  return rows[0];
}

export type LockedMandate = {
  readonly partnership: string;
  readonly wall: string;
  readonly since: string | null;
  readonly until: string | null;
};

/** From when until when a mandate that one may see holds; undefined when it is hidden, absent, or was taken back. */
export async function mandateDays(tx: Tx, id: string): Promise<Pick<LockedMandate, 'since' | 'until'> | undefined> {
  const { rows } = await sql<Pick<LockedMandate, 'since' | 'until'>>`
    select m.since, m.until from directory.v_mandate m where m.id = ${id}`.execute(tx);
  return rows[0];
}

/** A mandate, locked for a change; undefined when it is not one's own to change. */
export async function lockMandate(tx: Tx, id: string): Promise<LockedMandate | undefined> {
  const { rows } = await sql<LockedMandate>`
    select partnership, wall, lower(valid) as since, upper(valid) as until from directory.mandate where id = ${id} for update`.execute(
    tx,
  );
  return rows[0];
}

/** A wall on which one may write: what it is, and how many people read it. */
export type OwnWall = {
  readonly id: string;
  readonly kind: Readers['kind'];
  readonly readers: Readers;
  /** Null for the wall that all parties share. */
  readonly people: number | null;
};

/** The walls on which whoever acts may write, that of the own seat first, then the organisation's and circles as they were made. */
export async function ownWalls(tx: Tx): Promise<OwnWall[]> {
  const { rows } = await sql<OwnWall>`
    select w.id, w.kind, w.readers, w.people from directory.v_own_wall w order by w.place limit 200`.execute(tx);
  return rows;
}

export type CircleMember = {
  readonly id: string;
  readonly mandate: string | null;
  readonly party: string | null;
  /** The name of the person; null where a whole seat is meant. */
  readonly name: string | null;
  readonly title: Text | null;
  readonly seat_name: Text | null;
  /** Days in ISO; null: is in it still. */
  readonly joined: string;
  readonly left: string | null;
  /** Whether the mandate has ended: then nobody reads through it any more, though nobody took it out. */
  readonly over: boolean;
};

export type CircleRow = {
  readonly id: string;
  readonly wall: string;
  readonly name: string;
  readonly made: string;
  readonly closed: string | null;
  /** `partnership`, or the kind of the seat's wall inside which it stands. */
  readonly inside: Readers['kind'];
  /** Whether whoever acts minds it. */
  readonly minded: boolean;
  readonly readers: Readers;
  readonly people: number | null;
  readonly members: readonly CircleMember[];
  /** What it was called before, newest first. */
  readonly earlier: readonly string[];
};

/** The circles that whoever acts is in, newest last, each with everybody who is or was in it. */
export async function circlesOf(tx: Tx, partnership: string, seat: string | null, minds: boolean): Promise<CircleRow[]> {
  const { rows } = await sql<CircleRow>`
    select c.id, c.circle as wall, c.name, c.made_at::date::text as made, c.closed_at::date::text as closed, a.kind as inside, w.readers, o.people,
      ${minds} and exists (select from directory.v_party y where y.id = ${seat}::uuid and y.circle = c.owner) as minded,
      coalesce((select jsonb_agg(jsonb_build_object('id', x.id, 'mandate', x.mandate, 'party', x.party, 'name', m.full_name, 'title', m.title,
            'seat_name', y.name, 'joined', x.joined_at::date, 'left', x.left_at::date, 'over', coalesce(not m.valid @> platform.today(), false))
          order by x.left_at nulls first, x.joined_at, x.id)
        from directory.v_circle_member x left join directory.v_mandate m on m.id = x.mandate left join directory.v_party y on y.id = coalesce(x.party, m.party)
        where x.circle = c.id), '[]') as members,
      coalesce((select jsonb_agg(e.before ->> 'name' order by e.id desc) from platform.audit e
        where e.record = c.id and e.act = 'directory.circle-renamed'), '[]') as earlier
    from directory.v_circle c join directory.v_wall w on w.id = c.circle left join platform.wall a on a.id = c.parent
      left join directory.v_own_wall o on o.id = c.circle
    where c.partnership = ${partnership} order by c.closed_at nulls first, c.made_at, c.id limit 100`.execute(tx);
  return rows;
}

/** A circle of one's own seat that one minds without being in it: its name, and how many are. */
export type MindedCircle = {
  readonly id: string;
  readonly name: string;
  readonly made: string;
  readonly closed: string | null;
  readonly members: number;
};

/** What a speaker minds from outside; nothing for anybody else. */
export async function circlesToMind(tx: Tx): Promise<MindedCircle[]> {
  const { rows } = await sql<MindedCircle>`
    select c.id, c.name, c.made_at::date::text as made, c.closed_at::date::text as closed, c.members from directory.circles_to_mind() c`.execute(
    tx,
  );
  return rows;
}

/** Somebody who could be put into a circle: a mandate of a party that one sees, or a whole seat. */
export type Candidate = {
  readonly value: string;
  readonly seat: string;
  readonly bloc: string | null;
  readonly seat_name: Text;
  /** Null: the whole seat. */
  readonly name: string | null;
  readonly title: Text | null;
  readonly wall_kind: string | null;
};

/** Seats first, in protocol order, then people by name. */
export async function circleCandidates(tx: Tx, partnership: string): Promise<Candidate[]> {
  const { rows } = await sql<Candidate>`
    select * from (
      select 'seat:' || y.id as value, y.id as seat, y.parent as bloc, y.name as seat_name, null as name, null::jsonb as title, null as wall_kind,
        y.parent is not null as below, y.standing_order as place, '' as sort_as
      from directory.v_party y where y.partnership = ${partnership} and y.valid @> platform.today()
      union all
      select 'mandate:' || m.id, y.id, y.parent, y.name, m.full_name, m.title, w.kind, y.parent is not null, y.standing_order, m.sort_as
      from directory.v_mandate m join directory.v_party y on y.id = m.party join platform.wall w on w.id = m.wall
      where m.partnership = ${partnership} and m.valid @> platform.today()) c
    order by c.name is not null, c.below, c.place, c.sort_as collate "und-x-icu", c.value limit 2000`.execute(tx);
  return rows;
}
