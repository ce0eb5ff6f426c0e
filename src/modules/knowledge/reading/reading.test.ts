import { readFile as readBytes } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { linesDown, makePdf } from '../fixtures/make-pdf.ts';
import { byParagraphs, readFile } from './read-file.ts';

const PDF = 'application/pdf';

test('reads a PDF page by page, and knows which page is which', async () => {
  const bytes = makePdf([linesDown(['Joint statement', 'Ottawa, 3 June']), [], linesDown(['Déclaration (annexe)', 'à la fin'])]);
  expect(await readFile(bytes, 'a.pdf', PDF)).toEqual({
    state: 'read',
    why: null,
    unit: 'page',
    stretches: [
      { number: 1, last: 1, text: 'Joint statement\nOttawa, 3 June' },
      { number: 3, last: 3, text: 'Déclaration (annexe)\nà la fin' },
    ],
  });
});

test('reads columns one after the other, between lines that run across, however the file orders its pieces', async () => {
  const left = ['The ministers met in Ottawa', 'and spoke of trade and of', 'fisheries for two days, and', 'of haze.'];
  const right = ['They agreed to meet again', 'in Jakarta in the coming', 'year, at the invitation of', 'Indonesia.'];
  const rows = left.flatMap((text, at) => [
    { text, x: 60, y: 700 - at * 14 },
    { text: right[at] ?? '', x: 320, y: 700 - at * 14 },
  ]);
  const page = [
    { text: 'Record of the meeting of senior officials, with all of its annexes and its list of participants', x: 60, y: 760 },
    ...rows,
    { text: 'This line closes the page from one margin to the other margin of the sheet, as a note does', x: 60, y: 600 },
  ];
  const { stretches } = await readFile(makePdf([page.toReversed()]), 'a.pdf', PDF);
  expect(stretches[0]?.text.split(/\s+/).join(' ')).toBe([page[0]?.text, ...left, ...right, page.at(-1)?.text].join(' '));
});

test('keeps a word whole that was divided at the end of a line', async () => {
  const { stretches } = await readFile(makePdf([linesDown(['a plan of co-', 'operation'])]), 'a.pdf', PDF);
  expect(stretches[0]?.text).toBe('a plan of co-operation');
});

test('says of a scan that there are no words inside', async () => {
  expect(await readFile(makePdf([[], []]), 'a.pdf', PDF)).toMatchObject({ state: 'wordless', why: null });
});

test('counts the paragraphs of a Word file and of a text, and makes stretches of about a page of them', async () => {
  const docx = await readBytes(new URL('../../../../demo/plan-2007-10/plan.docx', import.meta.url));
  const word = await readFile(docx, 'plan.docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document');
  expect(word).toMatchObject({ state: 'read', why: null, unit: 'paragraph' });
  expect(word.stretches[0]).toMatchObject({ number: 1 });
  for (const [at, stretch] of word.stretches.entries()) {
    expect(stretch.number).toBe((word.stretches[at - 1]?.last ?? 0) + 1);
    expect(stretch.text.split('\n\n')).toHaveLength(stretch.last - stretch.number + 1);
  }
  const text = await readFile(Buffer.from('Un relevé\r\nde réunion.\r\n\r\n\r\nFin.', 'latin1'), 'a.txt', 'text/plain');
  expect(text.stretches).toEqual([{ number: 1, last: 2, text: 'Un relevé\nde réunion.\n\nFin.' }]);
});

test('takes no more of a text than its share, and says so', () => {
  const read = byParagraphs(`${'word '.repeat(200)}\n\n`.repeat(5_000), /\n\n/);
  expect(read.why).toBe('cut');
  expect(read.stretches.reduce((sum, each) => sum + each.text.length, 0)).toBeLessThanOrEqual(2_000_000);
  expect(byParagraphs('x'.repeat(150_000), /\n\n/).stretches.map((each) => each.text.length)).toEqual([60_000, 60_000, 30_000]);
});
