import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import { notFound } from '../../platform/refusal.ts';
import type { Act, Procedure, Spoke, Stance, State } from './tables.ts';

type Words = { readonly en?: string; readonly fr?: string };

export type ListedProposition = {
  readonly reference: string;
  readonly title: string;
  readonly lang: 'en' | 'fr';
  readonly act: Act;
  readonly procedure: Procedure;
  readonly state: State;
  readonly bloc: string | null;
  /** The name in addresses of the bloc within which it is put; null between the parties. */
  readonly blocSlug: string | null;
  readonly blocName: Words | null;
  readonly deadline: Date | null;
  readonly zone: string;
  readonly opened_at: Date;
  readonly seats: number;
  readonly concurring: number;
  readonly waiting: boolean;
};

export const PER_PAGE = 50;
export const SHOWS = ['all', 'open', 'waiting', 'carried', 'closed'] as const;
export type Shows = (typeof SHOWS)[number];

/**
 * The propositions of a partnership that one sees, newest first, at most 50, and how many there are of each kind that can be asked for.
 * `party`: the seat that one speaks for, so that it can be said what waits for it.
 */
export async function listPropositions(
  tx: Tx,
  partnership: string,
  asked: { shows: Shows; party: string | null; offset: number },
): Promise<{ rows: ListedProposition[]; counts: Record<Shows, number> }> {
  const where = shownBy(asked.party);
  const rows = await listed(tx, partnership, asked, sql`limit ${PER_PAGE} offset ${asked.offset}`);
  const counted = await sql<Record<Shows, number>>`
    select count(*)::int as all, ${sql.join(
      (['open', 'waiting', 'carried', 'closed'] as const).map(
        (each) => sql`count(*) filter (where ${where[each]})::int as ${sql.ref(each)}`,
      ),
    )} from concurrence.v_proposition p where p.partnership = ${partnership}`.execute(tx);
  return { rows, counts: counted.rows[0] ?? { all: 0, open: 0, waiting: 0, carried: 0, closed: 0 } };
}

/** The same from the proposition with this reference on, which is among them; none where one does not see it. */
export function propositionsFrom(
  tx: Tx,
  partnership: string,
  asked: { shows: Shows; party: string | null; from: string | undefined; limit: number },
): Promise<ListedProposition[]> {
  const { from, limit } = asked;
  const first = sql`select f.opened_at, f.id from concurrence.v_proposition f where f.partnership = ${partnership} and f.reference = ${from ?? null}`;
  const later = sql`exists (${first} and (p.opened_at < f.opened_at or p.opened_at = f.opened_at and p.id >= f.id))`;
  return listed(tx, partnership, asked, sql`limit ${limit}`, from === undefined ? sql`true` : later);
}

function shownBy(party: string | null) {
  const waiting = sql`p.state = 'open' and exists (select from concurrence.v_seat s where s.proposition = p.id and s.party = ${party}
    and (s.acknowledged_at is null or p.procedure = 'express' and ${undecided(sql`s.party`)}))`;
  return {
    all: sql`true`,
    open: sql`p.state = 'open'`,
    waiting,
    carried: sql`p.state = 'carried'`,
    closed: sql`p.state not in ('open', 'carried')`,
  };
}

async function listed(
  tx: Tx,
  partnership: string,
  { shows, party }: { readonly shows: Shows; readonly party: string | null },
  part: RawBuilder<unknown>,
  within: RawBuilder<unknown> = sql`true`,
): Promise<ListedProposition[]> {
  const where = shownBy(party);
  const { rows } = await sql<ListedProposition>`
    select p.reference, p.title, p.lang, p.act, p.procedure, p.state, p.bloc, b.slug as "blocSlug", b.name as "blocName", p.deadline, p.zone, p.opened_at, ${where.waiting} as waiting,
      (select count(*)::int from concurrence.v_seat s where s.proposition = p.id) as seats,
      (select count(*)::int from concurrence.v_seat s where s.proposition = p.id and not ${undecided(sql`s.party`)}) as concurring
    from concurrence.v_proposition p left join directory.v_party b on b.id = p.bloc
    where p.partnership = ${partnership} and ${where[shows]} and ${within} order by p.opened_at desc, p.id ${part}`.execute(tx);
  return rows;
}

// Of some item that is put the seat has not said, as its newest word, that it concurs.
const undecided = (party: ReturnType<typeof sql>) => sql`exists (select from concurrence.v_item i where i.proposition = p.id
  and not exists (select from concurrence.v_stance t where t.proposition = p.id and t.item = i.position and t.party = ${party} and t.stance = 'concur'))`;

export type SeatRow = {
  readonly party: string;
  /** Its name in addresses. */
  readonly slug: string;
  readonly name: Words;
  readonly colour: number;
  readonly acknowledged_at: Date | null;
};
export type ItemRow = {
  readonly position: number;
  readonly subject: string;
  readonly kind: string;
  readonly title: string;
  readonly lang: 'en' | 'fr';
  readonly state: State;
  readonly hash: string;
  /** The first of the words that are put; `length` says how many there are. */
  readonly shown: string;
  readonly length: number;
};
export type PositionRow = {
  readonly item: number;
  readonly party: string;
  readonly stance: Stance;
  readonly reason: string;
  readonly counter: string | null;
  readonly taken_at: Date;
  readonly spoke: Spoke;
};
export type ExtensionRow = { readonly before: Date; readonly after: Date; readonly reason: string; readonly at: Date };
export type PropositionPage = {
  readonly id: string;
  readonly reference: string;
  readonly partnership: string;
  readonly title: string;
  readonly lang: 'en' | 'fr';
  readonly bloc: string | null;
  readonly blocSlug: string | null;
  readonly blocName: Words | null;
  readonly act: Act;
  readonly procedure: Procedure;
  readonly reason: string;
  readonly zone: string;
  readonly deadline: Date | null;
  readonly state: State;
  readonly over: boolean;
  readonly opened_at: Date;
  readonly closed_at: Date | null;
  readonly closed_reason: string | null;
  /** Whether whoever reads this may change it as those who proposed it. */
  readonly own: boolean;
  /** What a position must carry to be on these words. */
  readonly seen: string | null;
  readonly recordHash: string | null;
  readonly seats: readonly SeatRow[];
  readonly items: readonly ItemRow[];
  /** All that was ever said, oldest first, at most 500. */
  readonly positions: readonly PositionRow[];
  readonly extensions: readonly ExtensionRow[];
};

/** So many characters of the words of an item stand on its page; all of them are in the file. */
export const MOST_SHOWN = 20_000;

/** A proposition with everything that its page shows. @throws Refusal 404 when there is none, or it is hidden */
export async function propositionByReference(tx: Tx, partnership: string, reference: string): Promise<PropositionPage> {
  const found = await sql<Omit<PropositionPage, 'seats' | 'items' | 'positions' | 'extensions'>>`
    select p.id, p.reference, p.partnership, p.title, p.lang, p.bloc, b.slug as "blocSlug", b.name as "blocName", p.act, p.procedure, p.reason, p.zone, p.deadline, p.state,
      coalesce(p.deadline <= platform.now(), false) as over, p.opened_at, p.closed_at, p.closed_reason,
      p.owner = any ((select platform.owns())::uuid[]) as own, encode(concurrence.shown_together(p.id, null), 'hex') as seen,
      (select encode(c.sha256, 'hex') from concurrence.closing c where c.proposition = p.id) as "recordHash"
    from concurrence.v_proposition p left join directory.v_party b on b.id = p.bloc where p.reference = ${reference} and p.partnership = ${partnership}`.execute(
    tx,
  );
  const proposition = found.rows[0];
  if (!proposition) throw notFound();
  const { id } = proposition;
  const seats = await sql<SeatRow>`
    select s.party, y.slug, y.name, y.colour, s.acknowledged_at from concurrence.v_seat s join directory.v_party y on y.id = s.party
    where s.proposition = ${id} order by y.standing_order, s.position`.execute(tx);
  const items = await sql<ItemRow>`
    select i.position, i.subject, i.kind, i.title, i.lang, i.state, encode(i.sha256, 'hex') as hash, left(i.shown, ${MOST_SHOWN}) as shown, length(i.shown) as length
    from concurrence.v_item i where i.proposition = ${id} order by i.position limit 500`.execute(tx);
  const positions = await sql<PositionRow>`
    select o.item, o.party, o.stance, o.reason, o.counter, o.taken_at, o.spoke from concurrence.position o where o.proposition = ${id} order by o.id limit 500`.execute(
    tx,
  );
  const extensions = await sql<ExtensionRow>`
    select e.before, e.after, e.reason, e.at from concurrence.extension e where e.proposition = ${id} order by e.number`.execute(
    tx,
  );
  return { ...proposition, seats: seats.rows, items: items.rows, positions: positions.rows, extensions: extensions.rows };
}

/** The words of one item, whole, as they were shown. @throws Refusal 404 */
export async function wordsShown(tx: Tx, proposition: string, item: number): Promise<string> {
  const row = await tx
    .selectFrom('concurrence.v_item')
    .select('shown')
    .where('proposition', '=', proposition)
    .where('position', '=', item)
    .executeTakeFirst();
  if (!row) throw notFound();
  return row.shown;
}

/** The record of a closing, as it was written. @throws Refusal 404 while it is open, or hidden */
export async function recordOfClosing(tx: Tx, proposition: string): Promise<string> {
  const row = await tx
    .selectFrom('concurrence.closing')
    .select('event')
    .where('proposition', '=', proposition)
    .executeTakeFirst();
  if (!row) throw notFound();
  return row.event;
}

export type OpenOn = { readonly reference: string; readonly act: Act; readonly procedure: Procedure; readonly opened_at: Date };

/** The open proposition on a subject that one sees, between the parties; undefined where there is none. */
export async function openOn(tx: Tx, subject: string): Promise<OpenOn | undefined> {
  const { rows } = await sql<OpenOn>`
    select p.reference, p.act, p.procedure, p.opened_at from concurrence.v_item i join concurrence.v_proposition p on p.id = i.proposition
    where i.subject = ${subject} and i.state = 'open' and p.bloc is null limit 1`.execute(tx);
  return rows[0];
}

/** What people cite a proposition by; undefined where one does not see it. */
export async function referenceOf(tx: Tx, proposition: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('concurrence.v_proposition')
    .select('reference')
    .where('id', '=', proposition)
    .executeTakeFirst();
  return row?.reference;
}

export type CalendarRow = {
  readonly party: string;
  readonly slug: string;
  readonly name: Words;
  readonly free: readonly number[];
  readonly days: readonly { readonly day: string; readonly name: string }[];
  readonly own: boolean;
};

/** The calendars of the parties of a partnership, and of the member states whose seat one holds: weekly free days and single ones to come. */
export async function calendarsOf(tx: Tx, partnership: string): Promise<CalendarRow[]> {
  const { rows } = await sql<CalendarRow>`
    select y.id as party, y.slug, y.name, coalesce(w.free, '{6,7}') as free, y.circle = any ((select platform.owns())::uuid[]) as own,
      coalesce((select jsonb_agg(jsonb_build_object('day', f.day, 'name', f.name) order by f.day) from concurrence.free_day f
        where f.party = y.id and f.day >= platform.today()), '[]') as days
    from directory.v_party y left join concurrence.week w on w.party = y.id
    where y.partnership = ${partnership} and y.valid @> platform.today() and (y.parent is null or y.circle = any ((select platform.owns())::uuid[]))
    order by y.parent is not null, y.standing_order limit 100`.execute(tx);
  return rows;
}
