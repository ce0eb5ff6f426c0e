import { text as auditText } from '../../../platform/audit/text.ts';
import { csvFile } from '../../../platform/files/csv.ts';
import type { Acting } from '../../../platform/http/acting.ts';
import type { Page } from '../../../platform/http/page.ts';
import type { Answer, Visit } from '../../../platform/http/route.ts';
import { dateInWords, instantInWords, type Language } from '../../../platform/i18n/index.ts';
import { notFound } from '../../../platform/refusal.ts';
import {
  Button,
  DataTable,
  EmptyState,
  Field,
  FilterForm,
  LinkButton,
  PageHead,
  Panel,
  SafeLink,
} from '../../../platform/ui/index.ts';
import { type Readers, sayReaders } from '../../directory/index.ts';
import { type AuditEntry, type AuditQuery, auditEntries, keptAnchor, wallsSeen } from './audit-queries.ts';
import { ACTS, actInWords, changesOf, whoInWords } from './audit-words.ts';

const PER_PAGE = 50;
const MOST_IN_FILE = 10_000;

/** Who reads the audit: whoever acts in a capacity of this partnership. What each finds there are the entries on the walls that he sees. */
export const mayReadAudit = { name: 'workspace.read-audit', allows: (acting: Acting) => acting.mandate !== null };

/** What was done, refused and opened, newest first, on the walls that the reader sees. */
export async function auditPage(visit: Visit<AuditQuery>): Promise<Page> {
  const { partnership, lang, query } = visit;
  if (!partnership) throw notFound();
  const say = auditText.in(lang);
  const { found, walls, anchor } = await visit.read(async (tx) => ({
    found: await auditEntries(tx, partnership.id, query, PER_PAGE + 1),
    walls: await wallsSeen(tx, partnership.id),
    anchor: await keptAnchor(tx),
  }));
  const entries = found.slice(0, PER_PAGE);
  const base = `/${partnership.slug}/audit`;
  const oldest = entries.at(-1);
  return {
    title: say('audit.title'),
    kind: 'wide',
    breadcrumbs: [],
    body: (
      <>
        <PageHead title={say('audit.title')} />
        <p class="page-lead">{say('audit.lead')}</p>
        {filters(lang, base, query, walls)}
        <p class="acts">
          <LinkButton kind="quiet" icon="download" href={hrefOf(`${base}.csv`, { ...query, before: undefined })}>
            {say('audit.csv')}
          </LinkButton>
        </p>
        <DataTable
          lang={lang}
          caption={say('audit.title')}
          hideCaption
          rows={entries}
          empty={<EmptyState title={say('audit.none')} icon="list-search" />}
          columns={[
            { label: say('audit.when'), width: 'narrow', cell: (entry) => instantInWords(lang, entry.at) },
            { label: say('audit.act'), heads: true, cell: (entry) => actInWords(lang, entry.act) },
            { label: say('audit.who'), cell: (entry) => whoInWords(lang, entry) },
            { label: say('audit.what'), width: 'wide', cell: (entry) => what(lang, partnership.slug, entry) },
            { label: say('audit.seen-by'), cell: (entry) => sayReaders(lang, entry.readers) },
          ]}
        />
        {(query.before !== undefined || found.length > PER_PAGE) && (
          <p class="acts">
            {query.before !== undefined && (
              <LinkButton href={hrefOf(base, { ...query, before: undefined })}>{say('audit.newest')}</LinkButton>
            )}
            {found.length > PER_PAGE && oldest && (
              <LinkButton href={hrefOf(base, { ...query, before: oldest.id })}>{say('audit.older')}</LinkButton>
            )}
          </p>
        )}
        <Panel heading={say('audit.seal')} id="seal">
          <p>{say('audit.seal-how')}</p>
          <p>
            {say('audit.seal-verify')} <code>npx entente audit verify --anchor anchor.json</code>
          </p>
          {anchor ? (
            <p class="acts">
              <LinkButton icon="download" href={`${base}/anchor.json`}>
                {say('audit.anchor', { day: dateInWords(lang, anchor.at.toISOString()) })}
              </LinkButton>
            </p>
          ) : (
            <p>{say('audit.anchor-none')}</p>
          )}
        </Panel>
      </>
    ),
  };
}

/** The same as a file, up to 10,000 entries. */
export async function auditFile(visit: Visit<AuditQuery>): Promise<Answer> {
  const { partnership, lang, query } = visit;
  if (!partnership) throw notFound();
  const say = auditText.in(lang);
  const entries = await visit.read((tx) => auditEntries(tx, partnership.id, query, MOST_IN_FILE));
  const said = (entry: AuditEntry, side: 'before' | 'after') =>
    changesOf(entry)
      .flatMap((change) => (change[side] === null ? [] : [`${change.field}: ${change[side]}`]))
      .join('\n');
  const rows = entries.map((entry) => [
    ...[entry.id, entry.at.toISOString(), actInWords(lang, entry.act), entry.act, whoInWords(lang, entry)],
    ...[entry.record_title, entry.record, said(entry, 'before'), said(entry, 'after'), entry.request],
    sayReaders(lang, entry.readers),
  ]);
  const head = [
    ...[say('audit.number'), say('audit.when'), say('audit.act'), say('audit.act-name')],
    ...[say('audit.who'), say('audit.record'), say('audit.record-id'), say('audit.before')],
    ...[say('audit.after'), say('audit.request'), say('audit.seen-by')],
  ];
  const bytes = csvFile([head, ...rows], lang === 'fr' ? ';' : ',');
  return { download: { name: `${partnership.slug}-audit.csv`, type: 'text/csv; charset=utf-8', bytes } };
}

/** The newest seal of a day that is over, as `entente audit verify --anchor` takes it. An empty list while there is none. */
export async function anchorFile(visit: Visit): Promise<Answer> {
  const { partnership } = visit;
  if (!partnership) throw notFound();
  const anchor = await visit.read(keptAnchor);
  const list = anchor ? [{ partnership: partnership.id, hash: anchor.hash, at: anchor.at.toISOString() }] : [];
  const bytes = new TextEncoder().encode(`${JSON.stringify(list, null, 1)}\n`);
  return { download: { name: `${partnership.slug}-anchor.json`, type: 'application/json', bytes } };
}

function what(lang: Language, partnership: string, entry: AuditEntry) {
  const say = auditText.in(lang);
  const changes = changesOf(entry);
  return (
    <>
      {entry.record !== null && entry.record_title !== null && (
        <SafeLink
          href={`/${partnership}/readers?record=${entry.record}`}
          {...(entry.record_lang ? { lang: entry.record_lang } : {})}
        >
          {entry.record_title}
        </SafeLink>
      )}
      {(changes.length > 0 || entry.request !== null) && (
        <details class="note-fold">
          <summary>{say('audit.changes', { count: changes.length })}</summary>
          <dl class="audit-changes">
            {changes.map((change) => (
              <div>
                <dt>{change.field}</dt>
                <dd>
                  {change.before !== null && <del lang="">{change.before}</del>}{' '}
                  {change.after !== null && <ins lang="">{change.after}</ins>}
                </dd>
              </div>
            ))}
            {entry.request !== null && (
              <div>
                <dt>{say('audit.request')}</dt>
                <dd>
                  <code>{entry.request}</code>
                </dd>
              </div>
            )}
          </dl>
        </details>
      )}
    </>
  );
}

function filters(lang: Language, base: string, query: AuditQuery, walls: readonly { id: string; readers: Readers }[]) {
  const say = auditText.in(lang);
  return (
    <FilterForm action={base} label={say('audit.filters')} keep={query.record === undefined ? {} : { record: query.record }}>
      <Field
        {...{ lang, kind: 'search', name: 'who', value: query.who ?? '', required: false, maxlength: 200 }}
        label={say('audit.who')}
      />
      <Field
        {...{ lang, kind: 'select', name: 'act', value: query.act ?? '', required: false }}
        label={say('audit.act')}
        options={[{ value: '', label: say('audit.all') }, ...ACTS.map((act) => ({ value: act, label: actInWords(lang, act) }))]}
      />
      <Field
        {...{ lang, kind: 'select', name: 'wall', value: query.wall ?? '', required: false }}
        label={say('audit.seen-by')}
        options={[
          { value: '', label: say('audit.all') },
          ...walls.map((wall) => ({ value: wall.id, label: sayReaders(lang, wall.readers) })),
        ]}
      />
      <Field {...{ lang, kind: 'date', name: 'since', value: query.since ?? '', required: false }} label={say('audit.since')} />
      <Field {...{ lang, kind: 'date', name: 'until', value: query.until ?? '', required: false }} label={say('audit.until')} />
      <Button>{say('audit.show')}</Button>
    </FilterForm>
  );
}

function hrefOf(base: string, query: AuditQuery): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) if (value !== undefined) search.set(key, value);
  return search.size === 0 ? base : `${base}?${search}`;
}
