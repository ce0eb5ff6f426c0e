import { readFile, writeFile } from 'node:fs/promises';
import os from 'node:os';
import type { Spread } from './measure/statistics.ts';
import type { ColdStart } from './parts/cold-start.ts';
import type { FirstVisit } from './parts/first-visit.ts';
import type { FormatFigures } from './parts/formats.ts';
import type { ImportFigures } from './parts/import.ts';
import type { PageFigures } from './parts/pages.ts';
import type { SignInFigures } from './parts/sign-in.ts';

export type Machine = {
  readonly processor: string;
  readonly processors: number;
  readonly memory: string;
  readonly system: string;
  readonly node: string;
  readonly load: string;
};

export type Figures = {
  readonly at: string;
  readonly machine: Machine;
  readonly lines: number;
  readonly rounds: number;
  readonly importing: ImportFigures;
  readonly formats: readonly FormatFigures[];
  readonly pages: readonly PageFigures[];
  /** How much more processor time, the database included, a page takes among 100,000 lines than alone. */
  readonly growth: readonly { readonly name: string; readonly times: number }[];
  readonly coldStart: ColdStart;
  readonly firstVisits: readonly FirstVisit[];
  readonly signIn: SignInFigures;
};

export const GOALS = { importMilliseconds: 200, firstVisitBytes: 60 * 1024, flat: 1.25 } as const;

/** What the figures were taken on. */
export function thisMachine(): Machine {
  return {
    processor: os.cpus()[0]?.model.trim() ?? 'unknown',
    processors: os.availableParallelism(),
    memory: `${Math.round(os.totalmem() / 2 ** 30)} GB`,
    system: `${os.type()} ${os.release()}`,
    node: process.version,
    load: os.loadavg()[0]?.toFixed(1) ?? '',
  };
}

/** The figures as Markdown, which is also what is printed. */
export function reportOf(figures: Figures): string {
  const { machine, importing, coldStart } = figures;
  return [
    `Taken ${figures.at.slice(0, 10)} on ${machine.processor}, ${machine.processors} processors, ${machine.memory}, ${machine.system}, Node ${machine.node}; load when it began: ${machine.load}. Medians of ${figures.rounds} rounds, least and most in brackets.`,
    '',
    '| | measured | goal | |',
    '|---|---|---|---|',
    row(
      'import of the reference plan, first in a process',
      `${spread(importing.first, 0)} ms`,
      `< ${GOALS.importMilliseconds} ms`,
      importing.first.median < GOALS.importMilliseconds,
    ),
    row(
      'import of the reference plan, later',
      `${spread(importing.later, 0)} ms`,
      `< ${GOALS.importMilliseconds} ms`,
      importing.later.median < GOALS.importMilliseconds,
    ),
    ...figures.formats.map(({ name, bytes, nodes, milliseconds, longestStall }) =>
      row(
        `import of ${name} (${Math.round(bytes / 1024)} KB, ${nodes.toLocaleString('en')} entries), its thread included; longest stall of the site`,
        `${spread(milliseconds, 0)} ms; ${longestStall.toFixed(0)} ms`,
        '',
        undefined,
      ),
    ),
    row('cold start to first answer, empty folder', `${spread(coldStart.fresh, 0)} ms`, '', undefined),
    row('cold start to first answer, existing database', `${spread(coldStart.again, 0)} ms`, '', undefined),
    row(
      'signing in with a password; processor time of the site',
      `${spread(figures.signIn.milliseconds, 0)} ms; ${spread(figures.signIn.cpu, 0)} ms`,
      '',
      undefined,
    ),
    ...figures.firstVisits.map((visit) =>
      row(
        `first visit to \`${visit.path}\`: ${visit.files.length} requests, ${visit.elsewhere.length} to other sites`,
        `${(visit.bytes / 1024).toFixed(1)} KB`,
        `<= ${GOALS.firstVisitBytes / 1024} KB`,
        visit.bytes <= GOALS.firstVisitBytes && visit.elsewhere.length === 0,
      ),
    ),
    ...figures.growth.map(({ name, times }) =>
      row(
        `${name}: processor time among ${figures.lines.toLocaleString('en')} lines, to that of one plan`,
        `× ${times.toFixed(2)}`,
        `flat (× ${GOALS.flat})`,
        times <= GOALS.flat,
      ),
    ),
    '',
    'Milliseconds for one answer. "Processor" is Node alone, then PostgreSQL for it.',
    '',
    '| page | KB (unpacked) | SQL | page: latency | page: processor | bare SQL: latency | bare SQL: processor | constant bytes: processor | of the goal, Node alone | with PostgreSQL |',
    '|---|---|---|---|---|---|---|---|---|---|',
    ...figures.pages.map(
      (page) =>
        `| ${page.name} | ${(page.bytes / 1024).toFixed(1)} (${(page.unpacked / 1024).toFixed(0)}) | ${page.statements} | ${spread(page.page.latency)} | ${spread(page.page.cpu)} + ${number(page.page.databaseCpu)} | ${spread(page.sql.latency)} | ${spread(page.sql.cpu)} + ${number(page.sql.databaseCpu)} | ${number(page.constant.cpu)} | ${percent(page.ofGoal.node)} | ${percent(page.ofGoal.whole)} |`,
    ),
  ].join('\n');
}

const MARKS = { begin: '<!-- figures: begin -->', end: '<!-- figures: end -->' };

/** Puts the figures where the README shows them. @throws Error when its marks are gone */
export async function writeInto(readme: string, report: string): Promise<void> {
  const text = await readFile(readme, 'utf8');
  const [from, until] = [text.indexOf(MARKS.begin), text.indexOf(MARKS.end)];
  if (from < 0 || until < from) throw new Error(`${readme} has no place for figures`);
  await writeFile(readme, `${text.slice(0, from + MARKS.begin.length)}\n${report}\n${text.slice(until)}`);
}

function row(what: string, measured: string, goal: string, met: boolean | undefined): string {
  return `| ${what} | ${measured} | ${goal} | ${met === undefined ? '' : met ? 'met' : '**missed**'} |`;
}

const spread = ({ median, least, most }: Spread, digits = 1): string =>
  `${median.toFixed(digits)} (${least.toFixed(digits)}–${most.toFixed(digits)})`;
const number = (value: Spread | null): string => (value === null ? '?' : value.median.toFixed(1));
const percent = (share: number | null): string =>
  share === null ? '?' : `${Math.round(share * 100)} %${share <= 1 ? '' : ' **missed**'}`;
