import type { Gold, GoldLine } from './gold.ts';

/** One way to number a plan: what is printed before parts, areas and actions. An empty part numbering leaves parts out. */
export type Numbering = {
  readonly name: string;
  readonly part?: (part: number) => string;
  readonly area: (part: number, area: number, running: number) => string;
  readonly action: (area: number, action: number, place: Place) => string;
  readonly sub: string;
};

type Place = { readonly part: number; readonly running: number; readonly runningArea: number };

/** How the numbered words are set on the page. */
export type Setting = { readonly width: number; readonly close: boolean; readonly indent: boolean; readonly page: number };

const ROMAN = ['I', 'II', 'III'];
const WORDS = ['ONE', 'TWO', 'THREE'];
const letter = (at: number): string => String.fromCharCode(97 + at);
const capital = (at: number): string => letter(at).toUpperCase();

/** The numberings that plans of action use. */
export const NUMBERINGS: readonly Numbering[] = [
  {
    name: 'A. / 1. / 1.1',
    part: (p) => `${capital(p)}. `,
    area: (_, a) => `${a + 1}. `,
    action: (a, k) => `${a + 1}.${k + 1} `,
    sub: '(a) ',
  },
  {
    name: '1. / 1.1. / 1.1.1.',
    part: (p) => `${p + 1}. `,
    area: (p, a) => `${p + 1}.${a + 1}. `,
    action: (a, k, { part }) => `${part + 1}.${a + 1}.${k + 1}. `,
    sub: '- ',
  },
  {
    name: '1 / 1.1 / 1.1.1',
    part: (p) => `${p + 1} `,
    area: (p, a) => `${p + 1}.${a + 1} `,
    action: (a, k, { part }) => `${part + 1}.${a + 1}.${k + 1} `,
    sub: 'a. ',
  },
  {
    name: 'I. / A. / 1. anew',
    part: (p) => `${ROMAN[p]}. `,
    area: (_, a) => `${capital(a)}. `,
    action: (_, k) => `${k + 1}. `,
    sub: '(a) ',
  },
  {
    name: 'I. / A. / 1. running',
    part: (p) => `${ROMAN[p]}. `,
    area: (_, a) => `${capital(a)}. `,
    action: (_, __, { running }) => `${running}. `,
    sub: 'a) ',
  },
  {
    name: 'I. / 1.1 / (a)',
    part: (p) => `${ROMAN[p]}. `,
    area: (p, a) => `${p + 1}.${a + 1} `,
    action: (_, k) => `(${letter(k)}) `,
    sub: '(i) ',
  },
  {
    name: 'I. / 1. / a)',
    part: (p) => `${ROMAN[p]}. `,
    area: (_, a) => `${a + 1}. `,
    action: (_, k) => `${letter(k)}) `,
    sub: '- ',
  },
  {
    name: 'PART ONE / 1. / 1.1',
    part: (p) => `PART ${WORDS[p]}: `,
    area: (_, a) => `${a + 1}. `,
    action: (a, k) => `${a + 1}.${k + 1} `,
    sub: '• ',
  },
  {
    name: 'Chapter 1. / 1.1 / bullets',
    part: (p) => `Chapter ${p + 1}. `,
    area: (p, a) => `${p + 1}.${a + 1} `,
    action: () => '• ',
    sub: '– ',
  },
  {
    name: 'Article 1, heading below / 1. / (a)',
    part: (p) => `Article ${p + 1}\n`,
    area: (_, a) => `${a + 1}. `,
    action: (_, k) => `(${letter(k)}) `,
    sub: '(i) ',
  },
  {
    name: 'A. / heading / 1. running',
    part: (p) => `${capital(p)}. `,
    area: () => '',
    action: (_, __, { running }) => `${running}. `,
    sub: '(a) ',
  },
  { name: 'heading / 1. anew', area: () => '', action: (_, k) => `${k + 1}. `, sub: '(a) ' },
  { name: 'heading / bullets', area: () => '', action: () => '- ', sub: '• ' },
  { name: '1. / 1.1', area: (_, __, n) => `${n}. `, action: (_, k, { runningArea }) => `${runningArea}.${k + 1} `, sub: '(a) ' },
  { name: 'I – / 1 – / bullets', part: (p) => `${ROMAN[p]} – `, area: (_, a) => `${a + 1} – `, action: () => '• ', sub: '– ' },
  {
    name: 'Markdown: ## A. / ### 1. / - **1.1**',
    part: (p) => `## ${capital(p)}. `,
    area: (_, a) => `### ${a + 1}. `,
    action: (a, k) => `- **${a + 1}.${k + 1}** `,
    sub: '(a) ',
  },
];

/** The settings: in paragraphs and wrapped, close and apart, flush and indented, with page furniture and without. */
export const SETTINGS: readonly Setting[] = [0, 72, 90].flatMap((width) =>
  [false, true].flatMap((close) => [false, true].map((indent) => ({ width, close, indent, page: close === indent ? 23 : 0 }))),
);

type Action = { readonly text: string; readonly subs?: readonly string[] };
type Area = { readonly text: string; readonly actions: readonly Action[] };

const PARTS: readonly { readonly text: string; readonly areas: readonly Area[] }[] = [
  {
    text: 'Political and Security Cooperation',
    areas: [
      {
        text: 'Political dialogue',
        actions: [
          {
            text: 'Strengthen consultation through the Summit, the Post Ministerial Conference (PMC) and other mechanisms, with a view to deepening trust;',
          },
          { text: 'Support the evolving regional architecture, in line with the Kuala Lumpur Declaration of 2015; and' },
          { text: 'Exchange parliamentarians at least 2 times a year.' },
        ],
      },
      {
        text: 'Counter-terrorism and transnational crime',
        actions: [
          {
            text: 'Implement Resolution 1540 (2004) of the United Nations Security Council and the Convention of 12 December 2015;',
          },
          {
            text: 'Promote cooperation in areas such as:',
            subs: ['trafficking in persons, in particular women and children', 'money laundering', 'cybercrime'],
          },
          { text: 'Share information on the financing of terrorism.' },
        ],
      },
    ],
  },
  {
    text: 'Economic Cooperation',
    areas: [
      {
        text: 'Trade and investment',
        actions: [
          {
            text: 'Implement the Agreement on Comprehensive Economic Partnership (AJCEP) and aim for trade of US$ 240 billion in 2022;',
          },
          { text: 'Assist small and medium enterprises (SMEs) in gaining access to finance, e.g. through seminars in Osaka.' },
        ],
      },
      {
        text: 'Energy',
        actions: [
          { text: 'Encourage investment in renewable energy, limiting warming to 1.5 degrees;' },
          { text: 'Explore the following options:', subs: ['a regional grid', 'carbon capture and storage'] },
        ],
      },
    ],
  },
  {
    text: 'Socio-Cultural Cooperation',
    areas: [
      {
        text: 'Education and youth',
        actions: [{ text: 'Invite 3,000 young people each year;' }, { text: 'Award scholarships to students of the Lao PDR.' }],
      },
      {
        text: 'Culture',
        actions: [{ text: 'Hold a film festival in even years;' }, { text: 'Publish “The Voice of the Mekong”.' }],
      },
    ],
  },
];

const TITLE = 'ASEAN-Japan Plan of Action (2018-2022)';

/** The same plan in one numbering and one setting, and what must be read from it; references are free, kinds and parents are not. */
export function printed(numbering: Numbering, setting: Setting): { text: string; gold: Gold } {
  const lines: GoldLine[] = [];
  const blocks: { text: string; depth: number; heading: boolean }[] = [];
  let running = 0;
  let runningArea = 0;
  const add = (kind: string, id: string, parent: string | null, mark: string, text: string, depth: number, end = ''): void => {
    lines.push({ id, number: '', kind, parent, text, also: ['*'] });
    blocks.push({ text: `${mark}${text}${end}`, depth, heading: kind === 'part' || kind === 'area' });
  };
  PARTS.forEach((part, p) => {
    const partId = numbering.part ? `part ${p}` : null;
    if (numbering.part) add('part', `part ${p}`, null, numbering.part(p), part.text, 0);
    part.areas.forEach((area, a) => {
      runningArea += 1;
      const areaId = `area ${p}.${a}`;
      add('area', areaId, partId, numbering.area(p, a, runningArea), area.text, 1);
      area.actions.forEach((action, k) => {
        running += 1;
        const actionId = `action ${p}.${a}.${k}`;
        add('action', actionId, areaId, numbering.action(a, k, { part: p, running, runningArea }), action.text, 2);
        action.subs?.forEach((sub, s, all) => {
          const mark = numbering.sub.replace('i', ['i', 'ii', 'iii'][s] ?? '').replace('a', letter(s));
          const end = s === all.length - 1 ? '.' : s === all.length - 2 ? '; and' : ';';
          add('subitem', `${actionId}.${s}`, actionId, mark, sub, 3, end);
        });
      });
    });
  });
  const gold = { title: TITLE, period: { start: '2018', end: '2022' }, parties: ['ASEAN', 'Japan'], lines };
  return { text: paged(laidOut(blocks, setting), setting.page), gold };
}

function laidOut(blocks: readonly { text: string; depth: number; heading: boolean }[], setting: Setting): string {
  const preamble = wrapped(
    'ASEAN and Japan recall the Vision Statement adopted in Tokyo in December 2013.',
    setting.width,
    '',
    '',
  );
  return blocks.reduce((whole, { text, depth, heading }) => {
    const margin = setting.indent ? '  '.repeat(depth) : '';
    const hang = setting.indent && !heading ? ' '.repeat(text.indexOf(' ') + 1) : '';
    const block = text.split('\n').map((line) => wrapped(line, setting.width, margin, margin + hang));
    return `${whole}${setting.close && !heading ? '\n' : '\n\n'}${block.join('\n')}`;
  }, `${TITLE}\n\n${preamble}`);
}

function wrapped(text: string, width: number, first: string, later: string): string {
  if (width === 0) return first + text;
  const rows: string[] = [];
  for (const word of text.split(' ')) {
    const row = rows.at(-1);
    if (row === undefined) rows.push(first + word);
    else if (row.length + 1 + word.length > width) rows.push(later + word);
    else rows[rows.length - 1] = `${row} ${word}`;
  }
  return rows.join('\n');
}

function paged(text: string, every: number): string {
  if (every === 0) return text;
  const rows = text.split('\n');
  return rows.flatMap((row, at) => (at > 0 && at % every === 0 ? [`Page ${at / every} of 9`, row] : [row])).join('\n');
}
