import { sql } from 'kysely';
import { z } from 'zod';
import { lookingFrom, type Tx, visitorTo } from '../../../platform/db/database.ts';
import type { Acting, Role, Session } from '../../../platform/http/acting.ts';
import type { Look } from '../../../platform/http/look.ts';
import type { Page } from '../../../platform/http/page.ts';
import type { Visit } from '../../../platform/http/route.ts';
import type { Language } from '../../../platform/i18n/index.ts';
import { notFound, Refusal } from '../../../platform/refusal.ts';
import { DataTable, PageHead, Panel, SafeLink } from '../../../platform/ui/index.ts';
import { seatsOf } from '../../directory/index.ts';
import { text } from '../text.ts';
import { inLanguage } from '../words.ts';

/** Who may look as others: those who act for a party or for all. Observers see no more than the public to begin with. */
export const mayLook = {
  name: 'workspace.look-as-others',
  allows: (acting: Acting) => acting.mandate !== null && acting.role !== 'visitor' && acting.role !== 'observer',
};

/** A reader as whom one may look: the wall behind which that one stands, and the capacity in which pages meet him. */
type Reader = {
  readonly key: string;
  readonly label: string;
  readonly wall: string | null;
  readonly role: Role | 'visitor';
  readonly party: string | null;
  /** How many records of one's own are not there for that reader. */
  readonly hidden: ReadonlyMap<string, number>;
};

// Nobody in particular: what belongs to a person or a mandate is not that reader's.
const SOMEBODY = '00000000-0000-0000-0000-000000000000';

/** Everybody as whom one may look: the public, observers, the secretariat, each party and each member state. */
async function readersIn(tx: Tx, partnership: string, lang: Language): Promise<Reader[]> {
  const t = text.in(lang);
  const seats = await seatsOf(tx, partnership);
  const { rows } = await sql<{ kind: string; wall: string; party: string | null; hidden: Record<string, number> }>`
    select w.kind, w.id as wall, y.id as party,
      (select coalesce(jsonb_object_agg(n.kind, n.records), '{}') from platform.not_there_for(w.id) n) as hidden
    from (select v.id, v.kind from platform.wall v where v.kind in ('public', 'partnership')
      union all select p.circle, 'party' from directory.v_party p where p.partnership = ${partnership} and p.valid @> platform.today()) w
    left join directory.v_party y on y.circle = w.id`.execute(tx);
  const of = (kind: string, party: string | null) => rows.find((row) => row.kind === kind && row.party === party);
  const reader = (key: string, label: string, role: Reader['role'], row: (typeof rows)[number] | undefined): Reader[] =>
    row
      ? [
          {
            key,
            label,
            role,
            party: row.party,
            wall: role === 'visitor' ? null : row.wall,
            hidden: new Map(Object.entries(row.hidden)),
          },
        ]
      : [];
  return [
    ...seats.flatMap((seat) => reader(`party:${seat.slug}`, inLanguage(seat.name, lang), 'speaker', of('party', seat.id))),
    ...reader('secretariat', t('workspace.look.secretariat'), 'secretariat', of('partnership', null)),
    ...reader('observer', t('workspace.look.observer'), 'observer', of('public', null)),
    ...reader('public', t('workspace.look.public'), 'visitor', of('public', null)),
  ];
}

/** What one looks with who comes as `key`; undefined where there is no such reader. */
export async function lookAs(visit: Visit<never, never>, key: string): Promise<Look | undefined> {
  const { partnership, acting, lang } = visit;
  if (!partnership) return undefined;
  const readers = await visit.read((tx) => readersIn(tx, partnership.id, lang));
  const reader = readers.find((each) => each.key === key);
  if (!reader) return undefined;
  const { label, role, party, wall } = reader;
  const person = wall === null ? null : { id: SOMEBODY, name: label };
  const secret = wall === null ? visitorTo(partnership.id) : lookingFrom(acting.secret, wall);
  const hat = {
    ...{ mandate: SOMEBODY, label, partnership: partnership.slug, current: true, partnershipId: partnership.id, party },
    personId: SOMEBODY,
  };
  const session: Session | null =
    person && role !== 'visitor' ? { token: '', person, provedLately: false, hats: [{ ...hat, role }] } : null;
  return {
    ...{ key, label, session, hidden: hiddenInWords(lang, reader.hidden) },
    acting: { secret, role, person, mandate: wall === null ? null : SOMEBODY, party },
    readers: readers.map((each) => ({ key: each.key, label: each.label })),
  };
}

const KINDS: Readonly<Record<string, 'note' | 'document' | 'plan' | 'line'>> = {
  'followup.note': 'note',
  'knowledge.document': 'document',
  'plan.plan': 'plan',
  'plan.node': 'line',
};

/** What of one's own is not there for a reader: “Not there: 3 notes and 1 plan.” */
function hiddenInWords(lang: Language, hidden: ReadonlyMap<string, number>): string {
  const t = text.in(lang);
  const counts = new Map<'note' | 'document' | 'plan' | 'line' | 'other', number>();
  for (const [kind, count] of hidden) {
    const named = KINDS[kind] ?? 'other';
    counts.set(named, (counts.get(named) ?? 0) + count);
  }
  if (counts.size === 0) return t('workspace.look.all-there');
  // What has no name of its own comes last.
  const inOrder = [...counts].sort(([a], [b]) => Number(a === 'other') - Number(b === 'other'));
  const things = inOrder.map(([kind, count]) => t(`workspace.look.${kind}s`, { count }));
  return t('workspace.look.not-there', { things: new Intl.ListFormat(`${lang}-CA`).format(things) });
}

export const LookQuery = z.strictObject({ of: z.string().max(2_000).optional() });

/** “What the other side can see”: as whom one may look at a page, and what of one's own is not there for each. */
export async function lookPage(visit: Visit<z.infer<typeof LookQuery>>): Promise<Page> {
  const { partnership, lang } = visit;
  if (!partnership) throw notFound();
  const t = text.in(lang);
  const home = `/${partnership.slug}`;
  const of = visit.query.of ?? home;
  // Only a page of this partnership, and none of the two that are about looking.
  if (!new RegExp(`^${home}(/(?!preview$)[\\w.~%:/-]*)?$`).test(of) || of.includes('//'))
    throw new Refusal(400, 'http.bad-request', { key: 'of' });
  const readers = await visit.read((tx) => readersIn(tx, partnership.id, lang));
  return {
    title: t('workspace.look.title'),
    kind: 'document',
    breadcrumbs: [],
    body: (
      <>
        <PageHead title={t('workspace.look.title')} />
        <p class="page-lead">{t('workspace.look.lead')}</p>
        <Panel
          flush
          heading={t('workspace.look.page')}
          note={
            <SafeLink href={of}>
              <code class="address">{of}</code>
            </SafeLink>
          }
        >
          <DataTable
            lang={lang}
            caption={t('workspace.look.title')}
            hideCaption
            rows={readers}
            columns={[
              {
                label: t('workspace.look.reader'),
                heads: true,
                cell: (reader) => <SafeLink href={`${of}?as=${reader.key}`}>{reader.label}</SafeLink>,
              },
              { label: t('workspace.look.of-mine'), width: 'wide', cell: (reader) => hiddenInWords(lang, reader.hidden) },
            ]}
          />
        </Panel>
        <Panel heading={t('workspace.look.how')}>
          <p>{t('workspace.look.how-walls')}</p>
          <p>{t('workspace.look.how-theirs')}</p>
          <p>{t('workspace.look.how-files')}</p>
        </Panel>
      </>
    ),
  };
}
