import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { planAsDocx } from '../fixtures/make-docx.ts';
import { type Draft, importDocument, importText, toInterface } from '../index.ts';
import { promiseKinds, referenceDocx, referencePlan } from './gold.ts';
import { report, score } from './score.ts';

const { text, gold } = referencePlan();
const bare = (draft: Draft) =>
  draft.nodes.map(({ id, number, kind, parent, text: words }) => ({ id, number, kind, parent, text: words }));

describe('the reference plan, from its OCR text', () => {
  const draft = importText(text);

  it('is read entry by entry as printed', () => {
    expect(bare(draft)).toEqual(gold.lines);
  });

  it('has its title, period, parties and two objectives, once each', () => {
    expect({ title: draft.title, period: draft.period, parties: draft.parties }).toEqual({
      title: gold.title,
      period: gold.period,
      parties: gold.parties,
    });
    expect(draft.objectives.map((each) => each.text)).toEqual(gold.objectives);
    expect(draft.language).toBe('en');
  });

  it('has the five priorities of 2007-08, each pointing first at a line that it sharpens', () => {
    expect(draft.priorities.map(({ period, label, text: words }) => ({ period, label, text: words }))).toEqual(
      gold.priorities?.map(({ period, label, text: words }) => ({ period, label, text: words })),
    );
    for (const [index, priority] of draft.priorities.entries()) {
      expect(gold.priorities?.[index]?.lines, priority.label).toContain(priority.lines[0]);
    }
  });

  it('names the traps: the garbled copy, the broken headings, the page breaks, the open bracket, the repeated title', () => {
    const codes = draft.findings.map((finding) => finding.code);
    expect(codes).toEqual(
      expect.arrayContaining(['heading-broken', 'split-by-page-break', 'joined-items', 'unclosed-bracket', 'title-repeated']),
    );
    const at = (words: string) => text.indexOf(words);
    const covers = (offset: number) => draft.findings.some(({ source }) => source.start <= offset && offset < source.end);
    for (const words of ['Held ennuel', 'echnology (S&T)', '[Enhance cooperation']) expect(covers(at(words)), words).toBe(true);
    expect(draft.findings.some(({ code }) => code === 'gap-in-numbering')).toBe(false);
  });

  it('says what could close each line, right for at least 95 of 103', () => {
    const expected = promiseKinds();
    const wrong = draft.nodes.filter((node) => expected.has(node.id) && node.promise !== expected.get(node.id));
    expect(expected.size).toBe(103);
    expect(
      103 - wrong.length,
      wrong.map((node) => `${node.id} ${node.promise} not ${expected.get(node.id)}`).join('\n'),
    ).toBeGreaterThanOrEqual(95);
    expect(
      draft.nodes.filter((node) => node.kind === 'part' || node.kind === 'area').every((node) => node.promise === undefined),
    ).toBe(true);
  });

  it('is written in the published shape', () => {
    const written = toInterface(draft);
    expect(written.lines.map(({ id, kind }) => `${id} ${kind}`)).toEqual(gold.lines.map(({ id, kind }) => `${id} ${kind}`));
    expect(written.objectives).toEqual(gold.objectives);
    expect(Object.keys(written.lines[0] ?? {})).toEqual(['id', 'number', 'parent', 'kind', 'text', 'source', 'confidence']);
    expect(Object.keys(written)).toEqual(['title', 'period', 'parties', 'objectives', 'priorities', 'lines', 'findings']);
  });
});

describe('the reference plan, from a Word table', () => {
  it('is the same register', async () => {
    const draft = await importDocument(referenceDocx(), 'plan.docx');
    expect(bare(draft), report([score('plan.docx', gold, draft)], true)).toEqual(gold.lines);
    expect(draft.title).toBe(gold.title);
    expect(draft.objectives.map((each) => each.text)).toEqual(gold.objectives);
    expect(draft.priorities.map((each) => each.text)).toEqual(gold.priorities?.map((each) => each.text));
  });

  it('is the file that the script builds', async () => {
    const body = (bytes: Uint8Array): string => new TextDecoder().decode(unzipSync(bytes)['word/document.xml']);
    expect(body(referenceDocx())).toBe(body(await planAsDocx()));
  });
});
