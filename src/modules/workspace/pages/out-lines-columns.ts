import type { Cell, Line, ListColumn, Run } from '../../../platform/documents/index.ts';
import { dateInWords, type Language } from '../../../platform/i18n/index.ts';
import { followupText } from '../../followup/index.ts';
import { type PlanRow, planText } from '../../plan/index.ts';
import { text } from '../text.ts';
import { addressOf, inReadersWords, promiseInWords, readersInWords, stageInWords } from '../words.ts';
import type { OutHeading, OutLine } from './out-lines-query.ts';

/** What a side writes beside a line; columns of these carry the words of its wall into the whole document. */
export const NOTE_COLUMNS = ['lineToTake', 'background', 'nextStep', 'whose', 'due'] as const;
/** The columns that one may choose; the reference and the plan's own words always stand there. */
export const CHOICES = ['translation', 'promise', 'qualifiers', 'priority', 'stage', 'readers', ...NOTE_COLUMNS] as const;
export type Choice = (typeof CHOICES)[number];

/** Whether one of these columns holds what one side keeps for itself. */
export const hasNotes = (choices: readonly Choice[]): boolean => choices.some((each) => NOTE_COLUMNS.includes(each as 'due'));

export type About = { readonly lang: Language; readonly plan: PlanRow; readonly partnership: string; readonly publicUrl: URL };

/**
 * The columns of a list of lines: those that were chosen, and those without which a line cannot be cited or found again. `paper` names the chosen
 * ones that have room on paper.
 */
export function lineColumns(about: About, choices: readonly Choice[], paper: readonly Choice[] = choices): ListColumn<OutLine>[] {
  const t = text.in(about.lang);
  const chosen = new Set(choices);
  const printed = new Set(paper);
  const sheet = (key: string, label: string, cell: ListColumn<OutLine>['cell'], width = 2): ListColumn<OutLine> => ({
    ...{ key, label, kind: 'text' as const, width, sheetOnly: true, cell },
  });
  const choice = (key: Choice, label: string, width: number, cell: ListColumn<OutLine>['cell']): ListColumn<OutLine>[] =>
    chosen.has(key)
      ? [
          {
            key,
            label,
            kind: key === 'due' ? ('day' as const) : ('text' as const),
            width,
            cell,
            ...ours(key),
            ...(printed.has(key) ? {} : { sheetOnly: true }),
          },
        ]
      : [];
  return [
    {
      key: 'reference',
      label: t('workspace.export.reference'),
      kind: 'text',
      width: 1.25,
      cell: (line) => referenceCell(about, line),
    },
    sheet('number', t('workspace.line.printed'), (line) => line.number, 1.2),
    sheet('area', t('workspace.line.area'), (line) => areaOf(about.lang, line), 2.6),
    sheet('text', t('workspace.register.text'), (line) => signed(line.lang, line.text), 5.5),
    sheet('subitems', t('workspace.line.subitems'), (line) => subitemsCell(line), 3),
    {
      ...{ key: 'words', label: t('workspace.register.text'), kind: 'text', width: 5.5, paperOnly: true },
      cell: (line) => wordsCell(line),
    },
    ...choice('translation', t('workspace.line.translation'), 4.5, (line) => translationCell(about.lang, line)),
    ...choice('promise', t('workspace.register.kind'), 1.5, (line) => promiseOf(about.lang, line)),
    ...(chosen.has('promise')
      ? [sheet('confirmed', t('workspace.export.confirmed'), (line) => confirmedOf(about.lang, line))]
      : []),
    ...choice('qualifiers', t('workspace.line.qualifiers'), 1.8, (line) => signed(line.lang, line.qualifiers.join('; '))),
    ...choice('priority', t('workspace.register.priority'), 1.3, (line) =>
      line.priorities.map((each) => each.replace(/^P\./, '')).join('; '),
    ),
    ...choice('stage', t('workspace.export.stage'), 2, () => stageInWords(about.lang, about.plan)),
    ...choice('readers', t('workspace.export.readers'), 2, (line) => readersInWords(about.lang, line.readers)),
    ...NOTE_COLUMNS.flatMap((key) =>
      choice(key, followupText.in(about.lang)(`followup.field.${key}`), NOTE_WIDTHS[key], (line) =>
        noteCell(about.lang, line, key),
      ),
    ),
    sheet('address', t('workspace.line.address'), (line) => hrefOf(about, line), 4),
  ];
}

const NOTE_WIDTHS = { lineToTake: 3.4, background: 4, nextStep: 2.8, whose: 1.6, due: 1.8 } as const;

const ours = (key: Choice) => (NOTE_COLUMNS.includes(key as 'due') ? { ours: true } : {});

/** The headings that stand over a line on paper: its part, then the areas. */
export function headingsOver(lang: Language, line: OutLine): { key: string; level: 1 | 2; line: Line }[] {
  return line.above.map((heading, depth) => ({
    key: heading.id,
    level: heading.kind === 'part' || depth === 0 ? 1 : 2,
    line: headingLine(lang, heading),
  }));
}

function headingLine(lang: Language, heading: OutHeading): Run[] {
  const words = inReadersWords(heading, lang);
  return [
    { text: `${heading.reference}  ` },
    { text: words.text, lang: words.lang, ...(words.lang === heading.lang ? { signed: true } : {}) },
  ];
}

const hrefOf = ({ partnership, plan, publicUrl }: About, line: OutLine): string =>
  new URL(addressOf.line(partnership, plan.slug, line.reference), publicUrl).href;

function referenceCell(about: About, line: OutLine): Cell {
  return { lines: [[{ text: line.reference, bold: true, href: hrefOf(about, line) }]] };
}

const signed = (lang: Language, words: string): Cell => ({
  lines: words === '' ? [] : words.split('\n').map((each) => [{ text: each, signed: true, lang }]),
});

function wordsCell(line: OutLine): Cell {
  const items = line.subitems.map(({ number, words }): Line => [{ text: `${number}  ${words}`, signed: true, lang: line.lang }]);
  return { lines: [...signed(line.lang, line.text).lines, ...items] };
}

function subitemsCell(line: OutLine): Cell {
  return {
    lines: line.subitems.map(({ number, words }): Line => [{ text: `${number} ${words}`, signed: true, lang: line.lang }]),
  };
}

function translationCell(lang: Language, line: OutLine): Cell {
  const items = line.subitems.flatMap(({ number, translation }) => (translation === null ? [] : [`${number} ${translation}`]));
  const all = [...(line.translation === null ? [] : [line.translation]), ...items];
  return { lines: all.map((each): Line => [{ text: each, lang }]) };
}

const areaOf = (lang: Language, line: OutLine): string | null => {
  const area = line.above.at(-1);
  return area ? `${area.reference} ${inReadersWords(area, lang).text}` : null;
};

const promiseOf = (lang: Language, line: OutLine): string | null =>
  line.promise === null ? null : promiseInWords(lang, line.promise).name;

const confirmedOf = (lang: Language, line: OutLine): string | null =>
  line.promise === null
    ? null
    : planText.in(lang)(line.promise_confirmed ? 'plan.promise-confirmed-by' : 'plan.promise-proposed');

function noteCell(lang: Language, line: OutLine, key: (typeof NOTE_COLUMNS)[number]): Cell {
  const said = line.note?.[key] ?? '';
  if (said === '') return { lines: [] };
  if (key === 'due') return { lines: [[{ text: dateInWords(lang, said) }]], day: said };
  return { lines: said.split('\n').map((each): Line => [{ text: each, lang: line.note?.lang }]) };
}
