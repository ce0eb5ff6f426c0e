import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { importDocument } from '../../src/modules/plan/index.ts';

/**
 * A process of its own: reads the reference plan as the importer does, the first time and then as often as it is told, and prints the
 * milliseconds as JSON.
 */
const times = Number(process.argv[2] ?? 20);
const bytes = await readFile(fileURLToPath(new URL('../../demo/plan-2007-10/plan.txt', import.meta.url)));
const milliseconds: number[] = [];
let nodes = 0;
for (let time = 0; time <= times; time += 1) {
  const started = performance.now();
  nodes = (await importDocument(bytes, 'plan.txt')).nodes.length;
  milliseconds.push(performance.now() - started);
}
process.stdout.write(JSON.stringify({ first: milliseconds[0], later: milliseconds.slice(1), nodes }));
