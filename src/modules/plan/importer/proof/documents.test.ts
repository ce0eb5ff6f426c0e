import { describe, expect, it } from 'vitest';
import { importText } from '../index.ts';
import { examples } from './gold.ts';
import { report, score } from './score.ts';

// `npx vitest run src/modules/plan/importer/proof/documents.test.ts --reporter=verbose` names the figures of every document.
describe.each([
  { folder: 'corpus', least: 0.95 },
  { folder: 'unseen', least: 0.85 },
] as const)('documents in $folder', ({ folder, least }) => {
  const read = examples(folder).map((each) => {
    const draft = importText(each.text, { name: `${each.name}.txt` });
    return { ...each, draft, figures: score(each.name, each.gold, draft) };
  });

  it.each(read.map((each) => [report([each.figures]).split('\n')[1] ?? each.name, each] as const))('%s', (_, { figures }) => {
    const rates = [figures.strict.recall, figures.strict.precision];
    expect(Math.min(...rates), report([figures], true)).toBeGreaterThanOrEqual(least);
  });

  it.each(read.filter(({ gold }) => gold.gaps ?? gold.duplicates).map((each) => [each.name, each] as const))(
    'names every gap and every number used twice in %s',
    (_, { gold, draft }) => {
      const said = (code: string) => draft.findings.filter((finding) => finding.code === code).map((finding) => finding.message);
      for (const number of gold.gaps ?? [])
        expect(said('gap-in-numbering'), number).toContainEqual(expect.stringMatching(wholeNumber(number)));
      for (const number of gold.duplicates ?? [])
        expect(said('duplicate-number'), number).toContainEqual(expect.stringMatching(wholeNumber(number)));
    },
  );

  it.each(read.filter(({ gold }) => (gold.objectives?.length ?? 0) > 0).map((each) => [each.name, each] as const))(
    'reads objectives and priorities in front of %s',
    (_, { gold, draft }) => {
      const ended = (text: string): string => text.replace(/[;.,\s]*( and| et)?[;.,\s]*$/u, '');
      expect(draft.objectives.map((each) => ended(each.text))).toEqual(gold.objectives?.map(ended));
      expect(draft.priorities.map(({ period, label, text }) => ({ period, label, text }))).toEqual(
        gold.priorities?.map(({ period, label, text }) => ({ period, label, text })),
      );
    },
  );
});

describe('what the lossy corpus document must show', () => {
  it('reports what is missing and renumbers nothing', () => {
    const lossy = examples('corpus').find(({ name }) => name.startsWith('33'));
    const draft = importText(lossy?.text ?? '');
    const messages = draft.findings.map((finding) => finding.message).join('\n');
    for (const number of ['1.2.1', '1.2.3']) expect(messages).toMatch(wholeNumber(number));
    expect(draft.findings.filter(({ code }) => code === 'implied-parent').length).toBeGreaterThanOrEqual(1);
  });
});

/** The number as a whole word of a sentence: 1.2 is not named by 1.2.3. */
function wholeNumber(number: string): RegExp {
  return new RegExp(`(?<![\\d.])${number.replaceAll('.', '\\.')}(?!\\.?\\d)`);
}
