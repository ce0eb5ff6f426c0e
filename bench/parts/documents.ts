import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import { documentOf } from '../../src/platform/documents/fixtures/tree.ts';
import { FORMATS, type Format, type Tree, writeDocument } from '../../src/platform/documents/index.ts';
import { type Spread, spreadOf } from '../measure/statistics.ts';

export type DocumentFigures = {
  readonly format: Format;
  readonly lines: number;
  /** Milliseconds until the file is there, from the asking on. */
  readonly time: Spread;
  readonly bytes: number;
  /** Milliseconds that the event loop of the site stood still at the longest. */
  readonly stall: Spread;
  /** Megabytes that the process has at the end, without the process that writes. */
  readonly memory: number;
};

const WORDS =
  'Cooperate and support efforts in implementing the Convention, including through training, exchange of information and technical assistance, as appropriate and as resources permit.';

/** Lines of about the length of those of the reference plan, no two alike. */
const documentOfLines = (lines: number, round: number): Tree =>
  documentOf(Array.from({ length: lines }, (_, at) => `${round}.${at} ${WORDS.slice(0, 60 + ((at * 37) % 120))}`));

/** Writes documents of so many lines, `rounds` times each after one to warm up. */
export async function measureDocuments(lines: readonly number[], rounds: number): Promise<DocumentFigures[]> {
  const figures: DocumentFigures[] = [];
  for (const count of lines)
    for (const format of FORMATS) {
      const runs: { time: number; stall: number; bytes: number }[] = [];
      for (let round = 0; round <= rounds; round += 1) {
        const tree = documentOfLines(count, round);
        const loop = monitorEventLoopDelay({ resolution: 5 });
        loop.enable();
        const started = performance.now();
        const { length } = await writeDocument(tree, format);
        const time = performance.now() - started;
        loop.disable();
        if (round > 0) runs.push({ time, stall: loop.max / 1e6, bytes: length });
      }
      figures.push({
        ...{ format, lines: count, bytes: runs[0]?.bytes ?? 0, memory: process.memoryUsage.rss() / 1024 / 1024 },
        time: spreadOf(runs.map((run) => run.time)),
        stall: spreadOf(runs.map((run) => run.stall)),
      });
    }
  return figures;
}

/** The figures as a table. The goal is that no page waits for more than 50 ms because a document is written. */
export function documentsReport(figures: readonly DocumentFigures[]): string {
  const spread = ({ median, least, most }: Spread) => `${median.toFixed(0)} (${least.toFixed(0)}–${most.toFixed(0)})`;
  return [
    '| file | lines | time, ms | KB | longest stall, ms | process, MB |',
    '|---|---|---|---|---|---|',
    ...figures.map(
      (each) =>
        `| ${each.format.toUpperCase()} | ${each.lines} | ${spread(each.time)} | ${(each.bytes / 1024).toFixed(0)} | ${spread(each.stall)}${each.stall.median > 50 ? ' **missed**' : ''} | ${each.memory.toFixed(0)} |`,
    ),
  ].join('\n');
}

// By itself: node --import tsx bench/parts/documents.ts
if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href)
  process.stdout.write(`${documentsReport(await measureDocuments([88, 1_000], 7))}\n`);
