import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { planAsWebPage } from '../../src/modules/plan/importer/fixtures/make-web.ts';
import { planAsWorkbook, workbookOf } from '../../src/modules/plan/importer/fixtures/make-xlsx.ts';
import { importDocument } from '../../src/modules/plan/index.ts';
import { type Spread, spreadOf } from '../measure/statistics.ts';

/** How long the import of one file takes, the start of its thread included, and the longest that this process could do nothing else. */
export type FormatFigures = {
  readonly name: string;
  readonly bytes: number;
  readonly nodes: number;
  readonly milliseconds: Spread;
  readonly longestStall: number;
};

const ROWS = 10_000;
const TICK = 5;

/** Imports the reference plan from each format, and a workbook of ten thousand rows. */
export async function measureFormats(times: number): Promise<FormatFigures[]> {
  const demo = fileURLToPath(new URL('../../demo/plan-2007-10/', import.meta.url));
  const files: [string, Uint8Array][] = [
    ['plan.docx', await readFile(`${demo}plan.docx`)],
    ['plan.pdf', await readFile(`${demo}plan.pdf`)],
    ['plan.html', Buffer.from(planAsWebPage())],
    ['plan.xlsx', planAsWorkbook()],
    [`${ROWS} rows.xlsx`, manyRows()],
  ];
  const figures: FormatFigures[] = [];
  for (const [name, bytes] of files) {
    const taken: number[] = [];
    let nodes = 0;
    let longestStall = 0;
    for (let time = 0; time < times; time += 1) {
      let last = performance.now();
      const ticking = setInterval(() => {
        const now = performance.now();
        longestStall = Math.max(longestStall, now - last - TICK);
        last = now;
      }, TICK);
      const started = performance.now();
      nodes = (await importDocument(bytes, name)).nodes.length;
      taken.push(performance.now() - started);
      clearInterval(ticking);
    }
    figures.push({ name, bytes: bytes.length, nodes, milliseconds: spreadOf(taken), longestStall });
  }
  return figures;
}

function manyRows(): Uint8Array {
  const rows = Array.from({ length: ROWS }, (_, at) => {
    const area = Math.floor(at / 20) + 1;
    return [
      `${area}.${(at % 20) + 1}`,
      `${area} Area ${area}`,
      `Hold meeting ${at + 1} on trade and health.`,
      'A ministry',
      '2008',
    ];
  });
  return workbookOf([{ name: 'Matrix', rows: [['No.', 'Area', 'Action', 'Lead', 'By when'], ...rows] }]);
}
