import { expect, test } from 'vitest';
import { draft, ROWS } from './fixtures/draft.ts';
import { linksOf } from './link-nodes.ts';
import { nodesOf, objectiveReference, priorityReference } from './plan-nodes.ts';

const nodesWith = (texts: Record<string, string>) =>
  nodesOf(
    draft(
      {},
      ROWS.map((row) => ({ ...row, text: texts[row.id] ?? row.text })),
    ),
  );
const referred = (texts: Record<string, string>) => {
  const nodes = nodesWith(texts);
  return linksOf(draft({ priorities: [] }), nodes).map(({ source, target }) => `${source} > ${target}`);
};

test('what stands in front comes first, and every node has a place of its own', () => {
  const nodes = nodesOf(draft());
  expect(nodes.map((node) => node.reference)).toEqual(['O.1', 'P.2007-08.1', ...ROWS.map((row) => row.id)]);
  expect(nodes.map((node) => node.position)).toEqual(nodes.map((_, index) => index));
});

test('objectives and priorities have references that no line can have', () => {
  expect(objectiveReference(1)).toBe('O.2');
  expect(priorityReference('2007-08', 0)).toBe('P.2007-08.1');
  expect(priorityReference(null, 2)).toBe('P.3');
});

test('a line or sub-item always promises something, a heading never', () => {
  const rows = ROWS.map(({ promise: _, ...row }) => row);
  const promises = nodesOf(draft({}, rows)).map((node) => [node.kind, node.promise]);
  expect(new Set(promises.map((each) => each.join(' ')))).toEqual(
    new Set(['objective ', 'priority one-off', 'part ', 'area ', 'action standing', 'subitem standing']),
  );
});

test.each([
  [
    'in its own part, though the number stands in both',
    { 'B.1.1': 'Act as in paragraph 1.1', 'A.1.2': 'See section 1.1' },
    ['A.1.2 > A.1.1'],
  ],
  ['by its whole reference, in another part', { 'B.1.1': 'Act on line A.1.2' }, ['B.1.1 > A.1.2']],
  ['anywhere, where the number stands once', { 'B.1.1': 'Act on line 1.2' }, ['B.1.1 > A.1.2']],
  [
    'a sub-item by its letter',
    { 'B.1.1': 'Act on item A.1.2.a, and on paragraph 1.2 (b).' },
    ['B.1.1 > A.1.2.a', 'B.1.1 > A.1.2.b'],
  ],
  ['in French', { 'B.1.1': 'Agir selon la ligne A.1.1 et le point A.1.2' }, ['B.1.1 > A.1.1', 'B.1.1 > A.1.2']],
  ['once, however often it is named', { 'B.1.1': 'See line A.1.1; see line A.1.1 again' }, ['B.1.1 > A.1.1']],
  ['never itself', { 'A.1.1': 'As in line A.1.1' }, []],
  ['nobody, where the plan has no such number', { 'B.1.1': 'See paragraph 7.7' }, []],
  ['nobody, where a number is no reference', { 'B.1.1': 'Raise trade by 1.1 per cent' }, []],
])('words refer to a line %s', (_, texts, expected) => {
  expect(referred({ 'A.1.2': 'Consider measures', ...texts })).toEqual(expected);
});
