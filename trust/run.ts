import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { evidenceOf, keep, keptIn, renewed, thisCommit, thisMachine } from './evidence.ts';
import type { Harness } from './harness.ts';
import { harnesses } from './harnesses.ts';

const HELP = `npm run trust -- [harness …] [--count n] [--seed n] [--minutes n] [--list]

Runs the harnesses with their large counts, or those that are named; appends what they found to evidence/*.jsonl and renews docs/evidence.md.
  --count     so many instead
  --seed      where chance begins; otherwise a new one, which is written down
  --minutes   each harness ends after so long, and reports what it has done
  --list      what there is
`;

const { values: asked, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    count: { type: 'string' },
    seed: { type: 'string' },
    minutes: { type: 'string' },
    list: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const say = (line: string): void => void process.stderr.write(`${line}\n`);
const root = fileURLToPath(new URL('..', import.meta.url));
const whole = (text: string | undefined): number | undefined => {
  if (text === undefined) return undefined;
  if (!/^\d+$/.test(text)) throw new Error(`${text} is no whole number`);
  return Number(text);
};

async function run(harness: Harness): Promise<boolean> {
  const count = whole(asked.count) ?? harness.large;
  const seed = whole(asked.seed) ?? Math.floor(Math.random() * 1_000_000);
  const minutes = whole(asked.minutes);
  say(`${harness.name} (${harness.goal}): ${count} ${harness.counts}, seed ${seed}`);
  const begun = performance.now();
  const until = minutes === undefined ? Number.POSITIVE_INFINITY : begun + minutes * 60_000;
  const known = { seed, commit: thisCommit(root), count, at: new Date().toISOString(), machine: thisMachine() };
  const outcome = await harness.run({ count, seed, until, say });
  const line = evidenceOf(harness, outcome, { ...known, took: Math.round((performance.now() - begun) / 100) / 10 });
  keep(path.join(root, 'evidence'), line);
  process.stdout.write(`${JSON.stringify(line)}\n`);
  return line.held;
}

if (asked.help) process.stdout.write(HELP);
else if (asked.list)
  for (const { name, goal, promises, small, large, counts } of harnesses)
    process.stdout.write(
      `${name.padEnd(16)} ${goal.padEnd(4)} ${promises} (${small} ${counts} with every change, ${large} here)\n`,
    );
else {
  const unknown = positionals.filter((name) => !harnesses.some((harness) => harness.name === name));
  if (unknown.length > 0) throw new Error(`there is no harness called ${unknown.join(', ')}; see --list`);
  const held: boolean[] = [];
  for (const harness of harnesses)
    if (positionals.length === 0 || positionals.includes(harness.name)) held.push(await run(harness));
  const page = path.join(root, 'docs/evidence.md');
  writeFileSync(page, renewed(readFileSync(page, 'utf8'), harnesses, keptIn(path.join(root, 'evidence'))));
  process.exitCode = held.every(Boolean) ? 0 : 1;
}
