import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { planAsWebPage } from '../fixtures/make-web.ts';
import { planAsCsv, planAsWorkbook } from '../fixtures/make-xlsx.ts';
import { type Draft, importDocument, importText, toInterface } from '../index.ts';
import { unaccounted } from './coverage.ts';
import { referencePlan } from './gold.ts';

const { text, gold } = referencePlan();
const pdf = (): Uint8Array => new Uint8Array(readFileSync(new URL('../../../../../demo/plan-2007-10/plan.pdf', import.meta.url)));
const files: readonly (readonly [string, () => Uint8Array])[] = [
  ['plan.pdf', pdf],
  ['plan.html', () => Buffer.from(planAsWebPage())],
  ['plan.xlsx', planAsWorkbook],
  ['plan.csv', () => Buffer.from(planAsCsv(';'))],
  ['commas.csv', () => Buffer.from(planAsCsv(','))],
  ['pasted text', () => Buffer.from(text)],
];

/** A register without the places where it was read. */
const register = (draft: Draft) => ({
  title: draft.title,
  period: draft.period,
  parties: draft.parties,
  language: draft.language,
  objectives: draft.objectives.map((each) => each.text),
  priorities: draft.priorities.map(({ period, label, text: words, promise }) => ({ period, label, words, promise })),
  nodes: draft.nodes.map(({ id, number, kind, parent, text: words, promise, qualifiers }) => {
    return { id, number, kind, parent, words, promise, qualifiers };
  }),
});

describe('the reference plan in every format', () => {
  const fromText = register(importText(text));

  it.each(files)('%s is the same register as the text, character for character', async (name, bytes) => {
    const draft = await importDocument(bytes(), name);
    expect(register(draft)).toEqual(fromText);
    expect(draft.nodes.map(({ id, text: words }) => ({ id, text: words }))).toEqual(
      gold.lines.map(({ id, text: words }) => ({ id, text: words })),
    );
    expect(unaccounted(draft)).toEqual([]);
    expect(toInterface(draft).lines).toHaveLength(gold.lines.length);
  });
});

describe('a PDF', () => {
  it('says on which page each line is printed', async () => {
    const draft = await importDocument(pdf(), 'plan.pdf');
    expect(draft.pages.length).toBeGreaterThan(5);
    expect([...draft.pages].sort((a, b) => a - b)).toEqual(draft.pages);
    const pageOf = (id: string): number => {
      const start = draft.nodes.find((node) => node.id === id)?.source.start ?? -1;
      return draft.pages.filter((from) => from <= start).length;
    };
    expect(pageOf('A.1.1')).toBe(2);
    expect(pageOf('C.1')).toBeGreaterThan(pageOf('B.1'));
  });

  it('names running heads and page numbers as furniture', async () => {
    const draft = await importDocument(pdf(), 'plan.pdf');
    const said = (kind: string) =>
      draft.furniture.filter((each) => each.kind === kind).map(({ source }) => draft.text.slice(source.start, source.end));
    const heads = said('running-head');
    expect(heads.filter((words) => words === 'ASEAN-Canada Joint Cooperation Work Plan')).toHaveLength(draft.pages.length);
    // The head of the table is printed again on every page that it goes on to.
    expect(heads.filter((words) => words.startsWith('AREAS OF COOPERATION')).length).toBe(heads.length - draft.pages.length);
    expect(said('page-number')).toEqual(draft.pages.map((_, at) => `${at + 1} / ${draft.pages.length}`));
  });
});

const PAGE = (inside: string): Uint8Array => Buffer.from(`<!doctype html><html><body>${inside}</body></html>`);
const lines = (draft: Draft) => draft.nodes.map(({ id, kind, text: words }) => `${id} ${kind} ${words}`);

describe('a web page', () => {
  it('has the numbers that a browser prints for its lists', async () => {
    const draft = await importDocument(
      PAGE(`<h1>Work Plan 2020-2021</h1><h2>A. Health</h2><ol start="3"><li>Hold meetings.<ol type="a"><li>in spring;</li>
        <li>in autumn.</li></ol></li><li value="7"><p>Share data.</p></li></ol><h2>B. Trade</h2><ul><li>Hold a fair.</li></ul>`),
      'plan.html',
    );
    expect(draft.nodes.map(({ number, text: words }) => `${number} ${words}`.trim())).toEqual([
      'A Health',
      '3 Hold meetings.',
      'a in spring',
      'b in autumn',
      '7 Share data.',
      'B Trade',
      'Hold a fair.',
    ]);
  });

  it('leaves scripts, styles, hidden words, forms and the frame of the site out, and says that it had one', async () => {
    const draft = await importDocument(
      PAGE(`<nav><ol><li>Home</li></ol></nav><script>9.1 Never run.</script><style>p { color: red }</style><h1>Plan 2020</h1>
        <h2>1. Health</h2><p>1.1 Hold meetings.</p><p style="display: none">1.2 Hidden.</p><p hidden>1.3 Hidden.</p>
        <form><button>1.4 Send</button></form><iframe srcdoc="1.5 Framed"></iframe><footer>1.6 Imprint</footer>`),
      'plan.html',
    );
    expect(lines(draft)).toEqual(['1 area Health', '1.1 action Hold meetings.']);
    expect(draft.text).not.toMatch(/Never|Hidden|Send|Framed|Imprint|Home/);
    expect(draft.findings.map(({ code }) => code)).toContain('left-out');
  });

  it('is read in the letters that it says it has', async () => {
    const markup =
      '<!doctype html><html><head><meta charset="iso-8859-1"></head><body><h1>Plan</h1><h2>1. Santé</h2><p>1.1 Échanger des données.</p></body></html>';
    const draft = await importDocument(Uint8Array.from([...markup].map((letter) => letter.charCodeAt(0))), 'plan.htm');
    expect(draft.nodes.map((node) => node.text)).toEqual(['Santé', 'Échanger des données.']);
  });
});
