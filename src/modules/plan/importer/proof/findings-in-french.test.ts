import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DEMO } from '../fixtures/plan-words.ts';
import { importDocument, importText, inFrench } from '../index.ts';
import { examples, referencePlan } from './gold.ts';

describe('every finding can be said in French', () => {
  const documents = [referencePlan(), ...examples('corpus'), ...examples('unseen')];

  it('of all documents that we have', async () => {
    const pdf = await importDocument(readFileSync(new URL('plan.pdf', DEMO)), 'plan.pdf');
    const messages = [pdf, ...documents.map(({ text }) => importText(text))].flatMap(({ findings }) =>
      findings.map(({ message }) => message),
    );
    expect(messages.length).toBeGreaterThan(100);
    expect(messages.filter((message) => inFrench(message) === undefined)).toEqual([]);
    // What is quoted stays: every number that is named in English is named in French.
    for (const message of messages)
      for (const reference of message.match(/\b[A-Z]\.\d[\d.]*\d\b/g) ?? []) expect(inFrench(message)).toContain(reference);
  });

  it('of tables, titles, and what is rarer', () => {
    const said = (message: string) => inFrench(message)?.replaceAll('\u00a0', ' ');
    expect(said('1.2, 1.3 and 1.5 are missing between A.1 and A.6; nothing was renumbered.')).toBe(
      'Les numéros 1.2, 1.3 et 1.5 manquent entre A.1 et A.6 ; rien n’a été renuméroté.',
    );
    expect(said('The title is printed once more, here first; it was read once.')).toBe(
      'Le titre est imprimé encore une fois, ici d’abord ; il a été lu une fois.',
    );
    expect(said('Rows that the file hides were read like the others: 3, 4 and 2 more. Look whether they belong.')).toContain(
      '3, 4 et 2 de plus',
    );
    expect(
      said(
        'Cell B7 (“12-Jan”) holds a date where a number or words are expected: a spreadsheet may have made it of a number such as 1.2.',
      ),
    ).toContain('La cellule B7 (« 12-Jan ») contient une date');
    expect(said('A.1 opens a “[” that never closes: “…year, [in the”.')).toBe(
      'A.1 ouvre un « [ » qui ne se ferme jamais : « …year, [in the ».',
    );
    expect(inFrench('Something else.')).toBeUndefined();
  });
});
