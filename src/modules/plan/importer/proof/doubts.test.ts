import { describe, expect, it } from 'vitest';
import { importText } from '../index.ts';
import { examples, referencePlan } from './gold.ts';

const said = (text: string, code: string) =>
  importText(text)
    .findings.filter((finding) => finding.code === code)
    .map(({ node }) => node);

describe('what is read in one way and could be meant in another is said', () => {
  it('short lines below a colon, without marks', () => {
    const plan =
      'Work Plan 2020-2022\n\n1. Health\n\n1.1 Cooperate in these fields:\nflu\nmalaria\ndengue\n\n1.2 Share information.\n';
    expect(said(plan, 'folded-lines')).toEqual(['1.1']);
    expect(said(plan.replace('flu\nmalaria\ndengue', 'flu, malaria and dengue.'), 'folded-lines')).toEqual([]);
  });

  it('a promise that is continued by its items, read as a heading', () => {
    const list = (first: string) =>
      `Work Plan 2020-2022\n\n1. Science\n\n1.1 Launch joint calls in:\n\n(a) ${first};\n\n(b) energy.\n\n2. Trade\n\n2.1 Hold:\n\n(a) fairs.\n`;
    expect(said(list('health'), 'doubtful-level')).toContain('1.1');
    expect(said(list('Health'), 'doubtful-level')).not.toContain('1.1');
  });

  it('numbers that a scan tore apart and that were read as words', () => {
    const plan = 'Work Plan 2020-2022\n\n1. Health\n\n1.1 Hold meetings.\n\n1.2 Share data.\n\n2 . Climate\n\n2.1 Plant trees.\n';
    expect(said(plan, 'ocr-damage').length + said(plan, 'unplaced-text').length).toBeGreaterThan(0);
  });

  it('also before the first line that was read', () => {
    const plan = 'Work Plan 2020-2022\n\n1 . Health\n\nl.l Hold meetings.\n\n1.2 Share data.\n\n1.3 Plant trees.\n';
    expect(
      importText(plan)
        .findings.map(({ message }) => message)
        .join('\n'),
    ).toMatch(/before the first line .*torn apart/);
  });

  it('and documents that are in order are left in peace', () => {
    const codes = [referencePlan(), ...examples('unseen')].flatMap(({ name, text }) =>
      importText(text)
        .findings.filter(({ code }) => code === 'folded-lines')
        .map(({ message }) => `${name}: ${message}`),
    );
    expect(codes).toEqual([]);
  });
});
