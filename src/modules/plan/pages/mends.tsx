import type { Page } from '../../../platform/http/page.ts';
import type { Visit } from '../../../platform/http/route.ts';
import { instantInWords, type Language } from '../../../platform/i18n/index.ts';
import { notFound } from '../../../platform/refusal.ts';
import { DataTable, EmptyState, PageHead, WallBand } from '../../../platform/ui/index.ts';
import { sayReaders } from '../../directory/index.ts';
import { draftById, type MendRow, mendsOf } from '../drafts.ts';
import type { Lang, Shown } from '../tables.ts';
import { text as planText } from '../text.ts';
import { BackToDraft } from './desk-doubts.tsx';
import { placeOf } from './places.ts';
import { text } from './text.ts';
import { mendInWords, type SaidNode, saidNodes } from './words.ts';

/** All that was mended in a draft, the newest first, with who did it and what was taken back. */
export async function mendsPage(visit: Visit): Promise<Page> {
  const { lang, partnership } = visit;
  if (!partnership) throw notFound();
  const { draft, mends } = await visit.read(async (tx) => {
    const found = await draftById(tx, partnership.id, visit.params.draft ?? '');
    return { draft: found, mends: await mendsOf(tx, found.id) };
  });
  const t = text.in(lang);
  const back = placeOf.draft(partnership.slug, draft.id);
  return {
    title: `${t('plan.mends.title')} · ${draft.title}`,
    kind: 'wide',
    breadcrumbs: [
      { label: t('plan.drafts.title'), href: placeOf.list(partnership.slug) },
      { label: draft.title, href: back },
      { label: t('plan.mends.title') },
    ],
    body: (
      <>
        <WallBand sentence={sayReaders(lang, draft.readers)} />
        <PageHead
          title={t('plan.mends.title')}
          below={<span lang={draft.lang}>{draft.title}</span>}
          acts={<BackToDraft lang={lang} href={back} />}
        />
        {mends.length === 0 ? (
          <EmptyState title={t('plan.mends.none')} icon="history" />
        ) : (
          <MendsTable lang={lang} wordsLanguage={draft.lang} mends={mends.toReversed()} />
        )}
      </>
    ),
  };
}

type Mended = Omit<MendRow, 'undone'> & { readonly undone?: boolean };

/** Mends as a table: what, before, after, by whom. */
export function MendsTable(props: { readonly lang: Language; readonly wordsLanguage: Lang; readonly mends: readonly Mended[] }) {
  const { lang, wordsLanguage, mends } = props;
  const t = text.in(lang);
  const side = (shown: Shown | null) => <SaidSide lang={lang} wordsLanguage={wordsLanguage} shown={shown} />;
  return (
    <DataTable
      lang={lang}
      caption={t('plan.mends.count', { count: mends.length })}
      rows={mends}
      columns={[
        {
          label: t('plan.mends.what'),
          heads: true,
          cell: (row: Mended) => (
            <>
              {row.number}. {mendInWords(lang, row)}
              {row.undone && <span class="quiet-words"> ({t('plan.mends.undone')})</span>}
              {row.mend.do === 'words' && row.mend.reason !== '' && <span class="quiet-words"> – {row.mend.reason}</span>}
            </>
          ),
        },
        { label: t('plan.mends.before'), width: 'wide', cell: (row: Mended) => side(row.before) },
        { label: t('plan.mends.after'), width: 'wide', cell: (row: Mended) => side(row.after) },
        {
          label: t('plan.mends.who'),
          width: 'narrow',
          cell: (row: Mended) => {
            const day = instantInWords(lang, row.made_at);
            return row.made_by === null ? day : t('plan.mends.by', { name: row.made_by, day });
          },
        },
      ]}
    />
  );
}

function SaidSide({ lang, wordsLanguage, shown }: { lang: Language; wordsLanguage: Lang; shown: Shown | null }) {
  const { nodes, more } = saidNodes(shown);
  if (typeof shown?.message === 'string')
    return (
      <span class="remark-detail" lang="en">
        {shown.message}
      </span>
    );
  if (nodes.length === 0) return <>–</>;
  return (
    <ul class="plain-list mend-side">
      {nodes.map((node) => (
        <li>
          <SaidLine lang={lang} wordsLanguage={wordsLanguage} node={node} />
        </li>
      ))}
      {more > 0 && <li class="quiet-words">{text.in(lang)('plan.mends.more', { count: more })}</li>}
    </ul>
  );
}

/** One node as a mend left it: its reference, what it is, where it stands, and its words. */
export function SaidLine({ lang, wordsLanguage, node }: { lang: Language; wordsLanguage: Lang; node: SaidNode }) {
  const t = text.in(lang);
  const say = planText.in(lang);
  const kind = (['part', 'area', 'action', 'subitem', 'objective', 'priority'] as const).find((each) => each === node.kind);
  const promise = (['one-off', 'recurring', 'enabling', 'standing'] as const).find((each) => each === node.promise);
  const about = [
    kind && say(`plan.kind.${kind}`),
    node.under ? t('plan.mends.under', { reference: node.under }) : undefined,
    promise && say(`plan.promise.${promise}`).toLowerCase(),
    node.aside ? t('plan.desk.aside').toLowerCase() : undefined,
  ].filter(Boolean);
  return (
    <>
      {node.reference && <span class="reference">{node.reference} </span>}
      <span class="quiet-words">{about.join(', ')}</span>
      <br />
      <span class="words" lang={wordsLanguage}>
        {node.text}
      </span>
    </>
  );
}
