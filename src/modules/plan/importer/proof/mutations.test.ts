import { describe, expect, it } from 'vitest';
import { importText } from '../index.ts';
import { type Example, example, examples, referencePlan } from './gold.ts';
import { bullets, dropped, LAYOUT, letters, type Mutation, ROMAN_PARTS } from './mutate.ts';
import { report, score } from './score.ts';

const LEAST = 0.85;

/** Reads the changed document and holds it to the threshold, reference, kind, parent and text together. */
function holds(original: Example, mutation: Mutation): void {
  const changed = mutation.apply(original);
  const figures = score(`${changed.name}, ${mutation.name}`, changed.gold, importText(changed.text));
  expect(Math.min(figures.strict.recall, figures.strict.precision), report([figures], true)).toBeGreaterThanOrEqual(LEAST);
}

const documents = [referencePlan(), ...examples('corpus')];

describe.each(LAYOUT.map((mutation) => [mutation.name, mutation] as const))('%s', (_, mutation) => {
  it.each(documents.map((each) => [each.name, each] as const))('%s', (_name, document) => holds(document, mutation));
});

describe('other marks', () => {
  it('parts by roman numerals', () => holds(referencePlan(), ROMAN_PARTS));

  it.each(['•', '–', '*', '▪', '—', 'o', '·', '➢', '\uf0b7'])('bullets are %s', (mark) =>
    holds(example('corpus', '23'), bullets(mark)),
  );

  it.each([(letter: string) => `${letter})`, (letter: string) => `${letter}.`, (letter: string) => `(${letter}) `])(
    'letters are %o',
    (dress) => holds(example('corpus', '30'), letters(dress)),
  );
});

describe('lines that were lost', () => {
  it.each([3, 5, 8])('every %i. line of the reference plan is left out: each gap is named, nothing is renumbered', (every) => {
    const { example: lossy, gone } = dropped(referencePlan(), every);
    expect(gone.length).toBeGreaterThanOrEqual(Math.floor(40 / every));
    const draft = importText(lossy.text);
    const figures = score(`every ${every}. line lost`, lossy.gold, draft);
    expect(Math.min(figures.strict.recall, figures.strict.precision), report([figures], true)).toBeGreaterThanOrEqual(LEAST);
    const gaps = draft.findings.filter(({ code }) => code === 'gap-in-numbering').map(({ message }) => message);
    const unnamed = gone.filter(({ number }) => !gaps.some((message) => message.includes(number)));
    expect(
      unnamed.map(({ id }) => id),
      gaps.join('\n'),
    ).toEqual([]);
  });
});
