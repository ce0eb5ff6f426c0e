import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { phrases } from './phrases.ts';
import { plant } from './plant.ts';

async function problemsOf(en: object, fr: object): Promise<readonly string[]> {
  const root = plant({
    'src/modules/plan/text.en.ts': `export const en = ${JSON.stringify(en)};\n`,
    'src/modules/plan/text.fr.ts': `export const fr = ${JSON.stringify(fr)};\n`,
  });
  return (await phrases.run(root, { write: false })).problems;
}

describe('the phrases', () => {
  it('pass when both languages say the same in their own words', async () => {
    const problems = await problemsOf(
      {
        'plan.lines': { one: '{count} line of {plan}', other: '{count} lines of {plan}' },
        'plan.document': 'Document',
        'plan.ask': 'Who said “yes”?',
      },
      {
        'plan.lines': { one: '{count} ligne de {plan}', many: '{count} de lignes de {plan}', other: '{count} lignes de {plan}' },
        'plan.document': 'Document',
        'plan.ask': 'Qui a dit «\u00a0oui\u00a0»\u202f? À 17:05, voir https://example.org/l’aide',
      },
    );
    expect(problems).toEqual([]);
  });

  it.each([
    ['a phrase that French lacks', 'Area', undefined, 'plan.x is missing in French'],
    ['a phrase that only French has', undefined, 'Domaine', 'plan.x is missing in English'],
    [
      'a missing plural form',
      { one: 'one', other: 'more' },
      { one: 'un', other: 'plusieurs' },
      'plan.x has the French forms one, other, and one, many, other are needed',
    ],
    ['another value', 'Part {part}', 'Partie {lettre}', 'plan.x fills in {part} in English and {lettre} in French'],
    ['the same words by accident', 'Neighbours', 'Neighbours', 'plan.x says the same in both languages: "Neighbours"'],
    ['a straight apostrophe', 'Word', "L'accord", 'plan.x has a straight apostrophe: write ’ in "L\'accord"'],
    [
      'a plain space before a colon',
      'To: {name}',
      'À : {name}',
      'plan.x needs a non-breaking space before : ; ? or ! in "À : {name}"',
    ],
    ['no space before a question mark', 'Sure?', 'Certain?', 'plan.x needs a non-breaking space before : ; ? or ! in "Certain?"'],
    ['a plain space inside guillemets', 'Word', 'Le « mot »', 'plan.x needs a non-breaking space inside « » in "Le « mot »"'],
    ['English quotation marks', 'Word', 'Le “mot”', 'plan.x has English quotation marks: write « » in "Le “mot”"'],
    ['three full stops', 'Wait…', 'Attendez...', 'plan.x has three full stops: write … in "Attendez..."'],
  ])('refuse %s', async (_what, en, fr, problem) => {
    expect(await problemsOf({ 'plan.x': en }, { 'plan.x': fr })).toEqual([`src/modules/plan/text: ${problem}`]);
  });

  it('set the non-breaking spaces when asked, where one can see them', async () => {
    const root = plant({
      'src/modules/plan/text.en.ts': "export const en = { 'plan.x': 'Really? “No”: never' };\n",
      'src/modules/plan/text.fr.ts': "export const fr = { 'plan.x': 'Vraiment ? « Non » : jamais' };\n",
    });
    expect((await phrases.run(root, { write: true })).problems).toEqual([]);
    expect(readFileSync(join(root, 'src/modules/plan/text.fr.ts'), 'utf8')).toBe(
      "export const fr = { 'plan.x': 'Vraiment\\u00a0? «\\u00a0Non\\u00a0»\\u00a0: jamais' };\n",
    );
  });

  it('refuse a book without its translation', async () => {
    const root = plant({ 'src/platform/ui/text.en.ts': 'export const en = {};\n' });
    expect((await phrases.run(root, { write: false })).problems).toEqual([
      'src/platform/ui/text.en.ts has no src/platform/ui/text.fr.ts',
    ]);
  });
});
