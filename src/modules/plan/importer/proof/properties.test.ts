import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Draft, ImportRefusal, importText } from '../index.ts';
import { spansOf, unaccounted } from './coverage.ts';
import { examples, referencePlan } from './gold.ts';

/** Reads a text; a text without items is refused, and nothing else may be thrown. */
function read(text: string): Draft | undefined {
  try {
    return importText(text);
  } catch (error) {
    if (error instanceof ImportRefusal) return undefined;
    throw error;
  }
}

/** What holds of every draft, of whatever text. */
function holds(draft: Draft): void {
  const { length } = draft.text;
  for (const span of [...spansOf(draft), ...draft.nodes.map(({ source }) => source)]) {
    expect(Number.isInteger(span.start) && Number.isInteger(span.end)).toBe(true);
    expect(span.start).toBeGreaterThanOrEqual(0);
    expect(span.start).toBeLessThanOrEqual(span.end);
    expect(span.end).toBeLessThanOrEqual(length);
  }
  const ids = draft.nodes.map(({ id }) => id);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  const implied = draft.findings.filter(({ code }) => code === 'implied-parent').map(({ message }) => message);
  const seen = new Set<string>();
  for (const { id, parent } of draft.nodes) {
    if (parent !== null && !seen.has(parent)) {
      expect(ids).not.toContain(parent);
      expect(
        implied.some((message) => message.includes(parent)),
        `${parent} is missing and no finding says so`,
      ).toBe(true);
    }
    seen.add(id);
  }
  for (const node of draft.nodes) {
    expect(node.text).toBe(node.text.replace(/\s+/gu, ' ').trim());
    expect(node.text).not.toBe('');
    expect(node.confidence).toBeGreaterThanOrEqual(0);
    expect(node.confidence).toBeLessThanOrEqual(1);
    for (const piece of node.pieces) {
      expect(piece.start).toBeGreaterThanOrEqual(node.source.start);
      expect(piece.end).toBeLessThanOrEqual(node.source.end);
    }
  }
  expect(unaccounted(draft)).toEqual([]);
}

const documents = [referencePlan(), ...examples('corpus'), ...examples('unseen')];

const word = fc.constantFrom(
  ...[
    'cooperation',
    'Hold',
    'annual',
    'meetings',
    'the',
    'of',
    'and',
    'including:',
    'ASEAN',
    'Canada',
    'Promouvoir',
    'l’accès',
    '1540',
    '(2004)',
  ],
  ...[
    '3 rd',
    '2.5',
    '12 th',
    'US$',
    '«\u00a0paix\u00a0»',
    '[',
    ']',
    '**',
    'e t',
    'ŀ',
    'capacity',
    'Objectives:',
    'Priorities for 2007-08 include:',
  ],
);
const lead = fc.constantFrom(
  ...[
    '',
    '',
    'A. ',
    'B. ',
    'I. ',
    'II. ',
    '1. ',
    '2 ',
    '1.1 ',
    '1.2. ',
    '2.1\t',
    '\t1.1.1 ',
    '1.1.1.1 ',
    '(a) ',
    '(b) ',
    'a. ',
    'b) ',
    '(i) ',
    '- ',
    '• ',
  ],
  ...[
    'Volet A – ',
    'Axe 1 : ',
    'PART ONE: ',
    'Page 3 of 12',
    '**<u>',
    '<!-- -->',
    '---',
    '\f',
    '12',
    '|',
    '# ',
    '1.  ',
    '99999999999999999999. ',
  ],
);
const line = fc.tuple(lead, fc.array(word, { maxLength: 9 })).map(([start, words]) => start + words.join(' '));
const separator = fc.constantFrom('\n', '\n', '\n\n', '\r\n', '\t', ' ', '; ', '\u2028');
const plausible = fc
  .array(fc.tuple(line, separator), { minLength: 1, maxLength: 40 })
  .map((rows) => rows.map(([text, end]) => text + end).join(''));

describe('what holds of every draft', () => {
  it.each(documents.map((each) => [each.name, each] as const))('holds of %s', (_, { text }) => holds(importText(text)));

  it('holds of any text that looks a little like a plan', () => {
    fc.assert(
      fc.property(plausible, (text) => {
        const draft = read(text);
        if (draft) holds(draft);
      }),
      { numRuns: 400 },
    );
  });

  it('holds of any text at all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        const draft = read(text);
        if (draft) holds(draft);
      }),
      { numRuns: 400 },
    );
  });

  it('holds of real documents cut anywhere and put together again', () => {
    const texts = documents.map(({ text }) => text);
    const cut = fc.tuple(fc.constantFrom(...texts), fc.nat(25_000), fc.nat(3_000)).map(([text, at, size]) => {
      const start = at % text.length;
      return text.slice(start, start + size);
    });
    fc.assert(
      fc.property(fc.array(cut, { minLength: 1, maxLength: 3 }), (pieces) => {
        const draft = read(pieces.join('\n'));
        if (draft) holds(draft);
      }),
      { numRuns: 120 },
    );
  });

  it('keeps every character of the source, in order', () => {
    const dense = (text: string): string => text.replace(/[\s\ufeff]+/gu, '');
    for (const { text } of documents) expect(dense(importText(text).text)).toBe(dense(text));
  });

  it('takes the words of a node from its stretches of the source', () => {
    const letters = (text: string): string => text.replace(/<[^>]{0,9}>/gu, '').replace(/[^\p{L}\p{N}]+/gu, '');
    for (const { name, text } of documents) {
      const draft = importText(text);
      for (const { id, pieces, text: words } of draft.nodes) {
        const printed = pieces.map(({ start, end }) => draft.text.slice(start, end)).join('');
        // Words that the scan broke may be joined, when a finding quotes what is printed.
        const quoted = draft.findings.some(
          ({ node, code, message }) => node === id && code === 'ocr-damage' && letters(message).includes(letters(printed)),
        );
        if (!quoted) expect(letters(words), `${name} ${id}`).toBe(letters(printed));
      }
    }
  });

  it('gives the same draft for the same text', () => {
    const { text } = referencePlan();
    expect(importText(text)).toEqual(importText(text));
  });
});
