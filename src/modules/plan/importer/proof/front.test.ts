import { describe, expect, it } from 'vitest';
import { importText } from '../index.ts';

const rows = (...lines: string[]): string => lines.join('\n');
const TREE = rows(
  '1. Trade',
  '1.1 Conclude a free trade agreement.',
  '1.2 Encourage trade missions.',
  '2. Health',
  '2.1 Hold a seminar on pandemic preparedness.',
  '2.2 Share data on emerging diseases.',
);
const front = (...lines: string[]) => {
  const draft = importText(rows('Work Plan 2026-2030', '', ...lines, '', TREE));
  expect(draft.nodes.map(({ id }) => id)).toEqual(['1', '1.1', '1.2', '2', '2.1', '2.2']);
  return {
    objectives: draft.objectives.map(({ text }) => text),
    priorities: draft.priorities.map(({ period, label, text, lines: near }) => [period, label, text, ...near].join(' | ')),
  };
};

describe('objectives', () => {
  it.each([
    ['bullets under a heading', ['Objectives:', '- To deepen dialogue;', '- To expand trade.']],
    ['numbers that begin again in the tree', ['OBJECTIVES', '', '1. To deepen dialogue;', '2. To expand trade.']],
    ['romans after a lead-in', ['The objectives of this Work Plan are:', '(i) To deepen dialogue;', '(ii) To expand trade.']],
    ['paragraphs', ['Aims and objectives', '', 'To deepen dialogue;', '', 'To expand trade.']],
    ['a list inside the sentence', ['The objectives of this plan are: (a) To deepen dialogue; (b) To expand trade.']],
    ['bullets glued by a scan', ['Objectives', '• To deepen dialogue; • To expand trade.']],
    ['a mark parted by tabs', ['Goals', '•\tTo deepen dialogue;', '•\tTo expand trade.']],
    ['a heading of Markdown', ['## Shared objectives', '', '* To deepen dialogue;', '* To expand trade.']],
    ['cells beside their heading', ['Objectives\tTo deepen dialogue;', '\tTo expand trade.']],
    [
      'printed twice',
      [
        'Objectives:',
        '- To deepen dialogue;',
        '- To expand trade.',
        '',
        'Objectives:',
        '• To deepen dialogue;',
        '• To expand trade.',
      ],
    ],
  ])('%s', (_, lines) => {
    expect(front(...lines).objectives).toEqual(['To deepen dialogue;', 'To expand trade.']);
  });

  it('in French, with a break of the page inside', () => {
    const { objectives } = front('Objectifs :', '', '– approfondir le dialogue', '', 'politique ;', '– accroître les échanges.');
    expect(objectives).toEqual(['approfondir le dialogue politique ;', 'accroître les échanges.']);
  });

  it('of each part stay in the tree', () => {
    const draft = importText(
      rows('I. Security', 'Objectives:', '- To keep peace.', '- To build trust.', '1.1 Hold talks.', '1.2 Meet.'),
    );
    expect(draft.objectives).toEqual([]);
  });
});

describe('priorities', () => {
  const expected = [
    '2026-27 | Trade | Conclude the free trade agreement. | 1.1',
    '2026-27 | Health | Hold a seminar on pandemics. | 2.1',
  ];
  it.each([
    [
      'labels before a colon',
      [
        'Priorities for 2026-27 include:',
        '- Trade: Conclude the free trade agreement.',
        '- Health: Hold a seminar on pandemics.',
      ],
    ],
    [
      'bold labels',
      [
        'Annual priorities (2026-27)',
        '',
        '* **Trade.** Conclude the free trade agreement.',
        '* **Health.** Hold a seminar on pandemics.',
      ],
    ],
    [
      'labels before a dash',
      [
        'Our priorities in 2026-27 are:',
        '(a) Trade – Conclude the free trade agreement.',
        '(b) Health – Hold a seminar on pandemics.',
      ],
    ],
    [
      'rows of a table',
      [
        'PRIORITIES FOR 2026–27',
        'Area\tPriority',
        'Trade\tConclude the free trade agreement.',
        'Health\tHold a seminar on pandemics.',
      ],
    ],
    [
      'the years in the lead-in',
      [
        'Priorities',
        '',
        'In 2026/27 the parties will:',
        '',
        '1. Trade: Conclude the free trade agreement.',
        '2. Health: Hold a seminar on pandemics.',
      ],
    ],
  ])('%s', (_, lines) => {
    expect(front(...lines).priorities).toEqual(expected);
  });

  it('in French, before the objectives', () => {
    const read = front(
      'Priorités pour 2024-2025',
      '',
      '• Santé : Former des sages-femmes.',
      '',
      'Objectifs',
      '',
      '• Renforcer les liens.',
    );
    expect(read).toEqual({ objectives: ['Renforcer les liens.'], priorities: ['2024-2025 | Santé | Former des sages-femmes.'] });
  });

  it('below the lines, when years name them', () => {
    const draft = importText(
      rows('Work Plan', '', TREE, '', 'Priorities for 2026:', '', '- Trade: Conclude the free trade agreement.'),
    );
    expect(draft.priorities.map(({ text, lines: near }) => [text, ...near])).toEqual([
      ['Conclude the free trade agreement.', '1.1'],
    ]);
  });

  it('are the lines of a document that has no others', () => {
    const draft = importText(rows('Priorities for 2025:', '', '- Conclude the agreement.', '- Hold a forum.'));
    expect(draft.priorities).toEqual([]);
    expect(draft.nodes.filter(({ kind }) => kind === 'action')).toHaveLength(2);
  });

  it.each([['Priority areas of cooperation'], ['PRIORITY SECTORS'], ['Domaines prioritaires']])(
    '“%s” is a heading of the tree',
    (heading) => {
      const draft = importText(rows('Work Plan 2025', '', heading, '', TREE));
      expect(draft.priorities).toEqual([]);
      expect(draft.nodes.map(({ number }) => number)).toEqual(expect.arrayContaining(['1', '1.1', '2.2']));
    },
  );
});
