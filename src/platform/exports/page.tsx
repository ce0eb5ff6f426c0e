import type { Page } from '../http/page.ts';
import type { Visit } from '../http/route.ts';
import { instantInWords, sayPhrase, writeNumber } from '../i18n/index.ts';
import { Button, DataTable, EmptyState, Form, LinkButton, Notice, PageHead, SafeLink, WallBand } from '../ui/index.ts';
import { placeOf } from './ask.ts';
import type { ExportRow } from './queries.ts';
import { text } from './text.ts';

const STEPS = { waiting: 1, reading: 2, writing: 3 } as const;
type Step = keyof typeof STEPS;
const isUnderWay = (row: ExportRow): row is ExportRow & { state: Step } => row.state in STEPS;

/** The files that whoever acts asked for: how each stands, and what may be done with it. While one is under way, a script looks again by itself. */
export function exportsPage(visit: Visit, rows: readonly ExportRow[]): Page {
  const { lang } = visit;
  const t = text.in(lang);
  const waits = rows.filter(isUnderWay);
  return {
    title: t('exports.title'),
    kind: 'wide',
    breadcrumbs: [],
    body: (
      <>
        <PageHead title={t('exports.title')} />
        <p class="page-lead">{t('exports.lead')}</p>
        {waits.length > 0 && (
          <div class="waits" data-waits={waits.map((row) => `${row.id} ${row.state} ${row.tries}`).join(', ')}>
            <Notice>
              <p>
                <SafeLink href={visit.url.pathname}>{t('exports.look-again')}</SafeLink>{' '}
                <span data-waits-said hidden>
                  {t('exports.looks-itself')}
                </span>
              </p>
            </Notice>
          </div>
        )}
        {rows.length === 0 ? (
          <EmptyState title={t('exports.none')} icon="download">
            <p>{t('exports.none-do')}</p>
          </EmptyState>
        ) : (
          <WallBand sentence={t('exports.own')}>{table(visit, rows)}</WallBand>
        )}
      </>
    ),
  };
}

function table(visit: Visit, rows: readonly ExportRow[]) {
  const { lang } = visit;
  const t = text.in(lang);
  return (
    <DataTable
      lang={lang}
      caption={t('exports.title')}
      hideCaption
      rows={rows}
      columns={[
        {
          label: t('exports.file'),
          heads: true,
          width: 'wide',
          cell: (row) => <SafeLink href={pageOf(row.address)}>{nameOf(row)}</SafeLink>,
        },
        { label: t('exports.asked'), cell: (row) => instantInWords(lang, row.asked_at) },
        { label: t('exports.state'), width: 'wide', cell: (row) => stateOf(visit, row) },
        { label: t('exports.acts'), hideLabel: true, cell: (row) => acts(visit, row) },
      ]}
    />
  );
}

function stateOf({ lang }: Visit, row: ExportRow) {
  const t = text.in(lang);
  if (isUnderWay(row))
    return (
      <>
        {sayPhrase(lang, row.tries > 1 ? 'exports.state.again' : `exports.state.${row.state}`)}
        <progress max="3" value={String(STEPS[row.state])} aria-label={nameOf(row)}>
          {t('exports.progress', { step: STEPS[row.state] })}
        </progress>
      </>
    );
  if (row.state === 'ready')
    return t('exports.state.ready', {
      kilobytes: writeNumber(lang, Math.ceil((row.size ?? 0) / 1024)),
      until: instantInWords(lang, row.expires_at),
    });
  const said = sayPhrase(lang, `exports.state.${row.state}`);
  return row.state === 'failed' && row.reason !== null ? `${said}. ${sayPhrase(lang, row.reason, { megabytes: 64 })}` : said;
}

function acts({ lang, csrf, partnership }: Visit, row: ExportRow) {
  const t = text.in(lang);
  const slug = partnership?.slug ?? '';
  const name = nameOf(row);
  return (
    <div class="acts">
      {row.state === 'ready' && (
        <LinkButton kind="primary" icon="download" href={placeOf.file(slug, row.id)} download>
          {t('exports.take')}
          <span class="unseen"> {name}</span>
        </LinkButton>
      )}
      <Form action={placeOf.removals(slug)} csrf={csrf} layout="line">
        <input type="hidden" name="export" value={row.id} />
        <Button kind="quiet" icon="x">
          {t(isUnderWay(row) ? 'exports.cancel' : 'exports.remove')}
          <span class="unseen"> {name}</span>
        </Button>
      </Form>
    </div>
  );
}

/** As the file will be called, or as its address is until then. */
function nameOf({ name, address }: ExportRow): string {
  if (name !== null) return name;
  const [path = ''] = address.split('?');
  return path.split('/').slice(2).join(' · ');
}

/** The list that a file is of: the lines of a plan are its register. */
const pageOf = (address: string): string => address.replace(/\/lines(?=\.\w+(?:\?|$))/, '').replace(/\.\w+(?=\?|$)/, '');
