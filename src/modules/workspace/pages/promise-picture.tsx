import type { Language } from '../../../platform/i18n/index.ts';
import { DataTable, Picture, SafeLink } from '../../../platform/ui/index.ts';
import type { PromiseKind } from '../../plan/index.ts';
import { text } from '../text.ts';
import { promiseInWords } from '../words.ts';

const WIDTH = 640;
const ROW = 34;
const LABEL = 150;

/** How many action lines make each kind of promise: bars with their numbers, and the same as a table below. */
export function promisePicture(lang: Language, register: string, counts: readonly { promise: PromiseKind; count: number }[]) {
  const t = text.in(lang);
  const most = Math.max(1, ...counts.map((each) => each.count));
  return (
    <Picture
      lang={lang}
      caption={t('workspace.overview.promises-rule')}
      table={
        <DataTable
          lang={lang}
          caption={t('workspace.overview.promises')}
          hideCaption
          rows={counts}
          columns={[
            {
              label: t('workspace.register.kind'),
              heads: true,
              cell: (row) => (
                <SafeLink href={`${register}?promise=${row.promise}`}>{promiseInWords(lang, row.promise).name}</SafeLink>
              ),
            },
            { label: t('workspace.line.kind'), width: 'wide', cell: (row) => promiseInWords(lang, row.promise).meaning },
            { label: t('workspace.figure.actions', { count: 2 }), numeric: true, cell: (row) => row.count },
          ]}
        />
      }
    >
      <svg
        class="bars"
        viewBox={`0 0 ${WIDTH} ${counts.length * ROW}`}
        role="img"
        aria-label={counts.map((each) => `${promiseInWords(lang, each.promise).name}: ${each.count}`).join('; ')}
      >
        {counts.map((each, index) => {
          const width = Math.max(2, Math.round(((WIDTH - LABEL - 50) * each.count) / most));
          return (
            <g>
              <text class="bar-label" x="0" y={index * ROW + 21}>
                {promiseInWords(lang, each.promise).name}
              </text>
              <rect class="bar" x={LABEL} y={index * ROW + 6} width={width} height={ROW - 14} rx="2" />
              <text class="bar-value" x={LABEL + width + 8} y={index * ROW + 21}>
                {each.count}
              </text>
            </g>
          );
        })}
      </svg>
    </Picture>
  );
}
