import { type Cell, cellOf, type Row, type Tree, TYPE_OF, writeDocument } from '../../../platform/documents/index.ts';
import type { Download, Visit } from '../../../platform/http/route.ts';
import { notFound } from '../../../platform/refusal.ts';
import { lookOf, nameIn, sayReaders } from '../../directory/index.ts';
import { type PlanRow, planBySlug } from '../../plan/index.ts';
import type { BadRow } from '../copies/compare.ts';
import { type CopyWhole, comparisonOf, copyOf } from '../copies/queries.ts';
import { FIELDS, LONGEST } from '../note-words.ts';
import { text } from '../text.ts';
import { saidInWords } from './copy-tables.tsx';
import { placeOf } from './places.ts';

type Asker = Pick<Visit, 'lang' | 'partnership' | 'read'>;

/**
 * The rows of a file that could not be taken, as a file that can be mended and brought back: as they were typed, each with its reasons in a column.
 *
 * @throws Refusal 404 where there is no such file, or no such row in it
 */
export async function rowsToMend(asker: Asker, slug: string, id: string, publicUrl: URL): Promise<Download> {
  const { lang, partnership } = asker;
  if (!partnership) throw notFound();
  const tree = await asker.read(async (tx) => {
    const plan = await planBySlug(tx, partnership.id, slug);
    const copy = await copyOf(tx, plan.id, id);
    const { bad } = await comparisonOf(tx, copy);
    if (bad.length === 0) throw notFound();
    const look = await lookOf(tx, partnership, lang);
    const address = new URL(placeOf.copy(partnership.slug, slug, id), publicUrl).href;
    return { ...treeOf(lang, plan, copy, bad), look, address };
  });
  const name = `${partnership.slug}-${slug}-${text.in(lang)('followup.copy.bad-file')}-${tree.wall.mark}.xlsx`;
  return { download: { name, type: TYPE_OF.xlsx, bytes: await writeDocument(tree, 'xlsx') } };
}

function treeOf(lang: Visit['lang'], plan: PlanRow, copy: CopyWhole, bad: readonly BadRow[]): Omit<Tree, 'look' | 'address'> {
  const t = text.in(lang);
  const { readers, content } = copy;
  const fields = FIELDS.filter((field) => content.fields.includes(field));
  const who = readers.circle ?? nameIn(lang, readers.organisation ?? readers.party ?? {}).words;
  return {
    lang,
    title: { text: plan.title, lang: plan.lang, signed: true },
    above: t('followup.copy.bad'),
    wall: { sentence: sayReaders(lang, readers), mark: t('followup.copy.bad-mark', { who: plainName(who) }), open: false },
    asOf: copy.sent_on,
    facts: [],
    figures: [
      { value: bad.length, label: t('followup.copy.count.bad', { count: bad.length }), rule: t('followup.copy.bad-lead') },
    ],
    paper: { size: 'a4', landscape: true },
    stamp: content.stamp,
    blocks: [
      {
        kind: 'table',
        caption: t('followup.copy.bad'),
        empty: '',
        columns: [
          { key: 'reference', label: t('followup.copy.reference'), kind: 'text', width: 1.25 },
          ...fields.map((field) => ({
            ...{ key: field, label: t(`followup.field.${field}`), kind: 'text' as const, ours: true },
            width: field in LONGEST && field !== 'whose' ? 3.4 : 1.8,
          })),
          { key: 'reason', label: t('followup.copy.reason'), kind: 'text', width: 6 },
        ],
        rows: bad.map(({ row, troubles }): Row => {
          const reasons = troubles.map((trouble) => saidInWords(lang, 'trouble', trouble)).join('\n');
          const cells: Cell[] = [row.reference, ...fields.map((field) => row.cells[field]?.words ?? ''), reasons].map((words) =>
            cellOf(words),
          );
          return { cells, mark: row.mark };
        }),
      },
    ],
  };
}

const plainName = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 40);
