import { sql } from 'kysely';
import { z } from 'zod';
import { text as auditText } from '../../../platform/audit/text.ts';
import type { Tx } from '../../../platform/db/database.ts';
import type { Text } from '../../../platform/db/tables.ts';
import type { Page } from '../../../platform/http/page.ts';
import type { Visit } from '../../../platform/http/route.ts';
import { dateInWords, instantInWords, type Language } from '../../../platform/i18n/index.ts';
import { notFound } from '../../../platform/refusal.ts';
import {
  Button,
  DataTable,
  EmptyState,
  Field,
  FilterForm,
  PageHead,
  Panel,
  SafeLink,
  WallBand,
} from '../../../platform/ui/index.ts';
import { readersOfWall } from '../../accounts/index.ts';
import { type Readers, sayReaders } from '../../directory/index.ts';
import { inLanguage } from '../words.ts';
import { type AuditEntry, auditEntries } from './audit-queries.ts';
import { actInWords, whoInWords } from './audit-words.ts';

const orNothing = <Choice extends z.ZodType>(choice: Choice) =>
  z.preprocess((value) => (value === '' ? undefined : value), choice.optional());
export const ReadersQuery = z.strictObject({ record: orNothing(z.uuid()), on: orNothing(z.iso.date()) });
type ReadersQuery = z.infer<typeof ReadersQuery>;

type Reader = { readonly name: string; readonly title: Text; readonly party: Text | null };
type RecordRow = { readonly title: string; readonly lang: Language; readonly wall: string; readonly readers: Readers };
const SEEN: readonly string[] = ['platform.opened', 'platform.asked-for-hidden'];

/** “Who could see, who did see”: the readers of a record’s wall on a day, and who opened it, as far as that is noted. */
export async function readersPage(visit: Visit<ReadersQuery>): Promise<Page> {
  const { partnership, lang, query } = visit;
  if (!partnership) throw notFound();
  const { record: id, on } = query;
  const say = auditText.in(lang);
  const shown =
    id === undefined
      ? undefined
      : await visit.read(async (tx) => {
          const record = await recordOf(tx, partnership.id, id);
          const entries = await auditEntries(tx, partnership.id, { record: id }, 500);
          return {
            record,
            readers: await peopleOf(tx, record.wall, on ?? null),
            seen: entries.filter((entry) => SEEN.includes(entry.act)),
          };
        });
  return {
    title: say('audit.readers.title'),
    kind: 'document',
    breadcrumbs: [{ label: say('audit.title'), href: `/${partnership.slug}/audit` }, { label: say('audit.readers.title') }],
    body: (
      <>
        <PageHead title={say('audit.readers.title')} />
        {shown === undefined ? (
          <p class="page-lead">{say('audit.readers.none')}</p>
        ) : (
          <>
            <p class="page-lead" lang={shown.record.lang}>
              {shown.record.title}
            </p>
            {couldSee(visit, id ?? '', on, shown)}
            {didSee(lang, shown)}
            <p class="section-foot">
              <SafeLink href={`/${partnership.slug}/audit?record=${id}`}>{say('audit.readers.all')}</SafeLink>
            </p>
          </>
        )}
      </>
    ),
  };
}

type Shown = { readonly record: RecordRow; readonly readers: readonly Reader[]; readonly seen: readonly AuditEntry[] };

function couldSee(visit: Visit<ReadersQuery>, id: string, on: string | undefined, { record, readers }: Shown) {
  const { lang, partnership } = visit;
  const say = auditText.in(lang);
  const { kind } = record.readers;
  return (
    <Panel heading={say('audit.readers.could')} id="could">
      <WallBand sentence={sayReaders(lang, record.readers)}>
        <FilterForm action={`/${partnership?.slug}/readers`} label={say('audit.readers.day')} keep={{ record: id }}>
          <Field {...{ lang, kind: 'date', name: 'on', value: on ?? '', required: false }} label={say('audit.readers.day')} />
          <Button>{say('audit.show')}</Button>
        </FilterForm>
        <p>
          {on === undefined
            ? say('audit.readers.today', { count: readers.length })
            : say('audit.readers.on', { count: readers.length, day: dateInWords(lang, on) })}
        </p>
        <DataTable
          lang={lang}
          caption={say('audit.readers.could')}
          hideCaption
          rows={readers}
          empty={<EmptyState title={say('audit.readers.nobody')} icon="users" />}
          columns={[
            { label: say('audit.readers.person'), heads: true, cell: (reader) => reader.name },
            { label: say('audit.readers.capacity'), cell: (reader) => inLanguage(reader.title, lang) },
            {
              label: say('audit.readers.party'),
              width: 'narrow',
              cell: (reader) => (reader.party ? inLanguage(reader.party, lang) : ''),
            },
          ]}
        />
        {(kind === 'public' || kind === 'partnership' || kind === 'group') && (
          <p class="help">{say(kind === 'public' ? 'audit.readers.everybody' : 'audit.readers.unnamed')}</p>
        )}
      </WallBand>
    </Panel>
  );
}

function didSee(lang: Language, { record, seen }: Shown) {
  const say = auditText.in(lang);
  const noted = record.readers.kind === 'organisation' || record.readers.kind === 'group';
  return (
    <Panel flush heading={say('audit.readers.did')} note={noted ? say('audit.readers.did-note') : undefined} id="did">
      <DataTable
        lang={lang}
        caption={say('audit.readers.did')}
        hideCaption
        rows={seen}
        empty={<EmptyState title={say(noted ? 'audit.readers.unopened' : 'audit.readers.unnoted')} icon="eye-off" />}
        columns={[
          { label: say('audit.when'), width: 'narrow', cell: (entry) => instantInWords(lang, entry.at) },
          { label: say('audit.who'), heads: true, cell: (entry) => whoInWords(lang, entry) },
          { label: say('audit.act'), cell: (entry) => actInWords(lang, entry.act) },
        ]}
      />
    </Panel>
  );
}

async function recordOf(tx: Tx, partnership: string, id: string): Promise<RecordRow> {
  const { rows } = await sql<RecordRow>`
    select r.title, r.lang, r.wall, w.readers from platform.record r join directory.v_wall w on w.id = r.wall
    where r.id = ${id} and r.partnership = ${partnership}`.execute(tx);
  if (!rows[0]) throw notFound();
  return rows[0];
}

/** The people whose mandates the reader sees, of those that open a wall on a day. */
async function peopleOf(tx: Tx, wall: string, on: string | null): Promise<Reader[]> {
  const mandates = await readersOfWall(tx, wall, on);
  const { rows } = await sql<Reader>`
    select m.full_name as name, m.title, y.name as party from directory.v_mandate m left join directory.v_party y on y.id = m.party
    where m.id = any (${[...mandates]}::uuid[]) order by y.standing_order nulls first, m.sort_as collate "und-x-icu", m.id limit 2000`.execute(
    tx,
  );
  return rows;
}
