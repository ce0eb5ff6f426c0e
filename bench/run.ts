import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readConfig } from '../src/config.ts';
import { loadDemonstration } from '../src/demonstration.ts';
import { migrate } from '../src/platform/db/migrate.ts';
import { openServer } from '../src/platform/db/server.ts';
import { type Child, startChild } from './measure/child.ts';
import { makeFolder } from './measure/folder.ts';
import { type Credentials, sessionOf, tokenFor } from './measure/officials.ts';
import { measureColdStart } from './parts/cold-start.ts';
import { measureFirstVisit } from './parts/first-visit.ts';
import { measureFormats } from './parts/formats.ts';
import { measureImport } from './parts/import.ts';
import { measurePages, type PageFigures, type Subject } from './parts/pages.ts';
import { measureSignIn } from './parts/sign-in.ts';
import { type Figures, reportOf, thisMachine, writeInto } from './report.ts';
import { fillWorld, worldOf } from './world/fill.ts';

const { values: asked } = parseArgs({
  options: {
    lines: { type: 'string', default: '100000' },
    rounds: { type: 'string', default: '9' },
    seconds: { type: 'string', default: '0.4' },
    json: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
});
const lines = Number(asked.lines);
const rounds = Number(asked.rounds);
const say = (line: string) => void process.stderr.write(`${line}\n`);
const DEMONSTRATION = '/asean-canada/plans/2007-10';
const OFFICER = { name: 'Catherine Lavoie', email: 'catherine.lavoie@canada.example' };
const machine = thisMachine();

const folder = await makeFolder();
const children: Child[] = [];
// Who stops the benchmark leaves no server and no folder behind.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void tidyUp().finally(() => process.exit(1)));
try {
  say('importing');
  const importing = await measureImport(5);
  say('importing from each format');
  const formats = await measureFormats(5);
  say('starting cold');
  const coldStart = await measureColdStart(2, DEMONSTRATION);
  say('one plan');
  const small = await installation('one-plan', 0);
  say(`${lines} lines in several partnerships, and as many in one plan`);
  const large = await installation('many-plans', lines);
  const constant = await started('bench/yardstick/constant-bytes.ts', [], {});
  say('signing in');
  const signIn = await measureSignIn(small.site, OFFICER.email, 'demonstration only', 15);
  const session = await sessionOf(small.site.url, OFFICER.name);
  const pages = [...subjects(small, large), ...ofOfficials(small, session)];
  const figures = await measurePages(pages, constant, { rounds, secondsOfBatch: Number(asked.seconds) }, say);
  const firstVisits = [];
  for (const page of ['/', '/asean-canada', DEMONSTRATION, `${DEMONSTRATION}/lines/A.2.4.5`])
    firstVisits.push(await measureFirstVisit(small.site.url, page));
  const all: Figures = {
    at: new Date().toISOString(),
    machine,
    lines,
    rounds,
    importing,
    formats,
    pages: figures,
    growth: growthOf(figures.filter(({ name }) => !/ with a | by nobody/.test(name))),
    coldStart,
    firstVisits,
    signIn,
  };
  const report = reportOf(all);
  process.stdout.write(`${report}\n`);
  const json = `${JSON.stringify(all, null, 2)}\n`;
  await writeFile(asked.json ?? fileURLToPath(new URL('figures.json', import.meta.url)), json);
  if (asked.write) await writeInto(fileURLToPath(new URL('README.md', import.meta.url)), report);
} finally {
  await tidyUp();
}

async function tidyUp(): Promise<void> {
  for (const child of children.splice(0).reverse()) await child.stop();
  await rm(folder, { recursive: true, force: true });
}

type Installation = { readonly site: Child; readonly sql: Child; readonly token: Credentials };

/** The demonstration in a folder of its own, with as many lines around it as are asked for; the site and the bare SQL over it. */
async function installation(name: string, around: number): Promise<Installation> {
  const env = { ENTENTE_DATA: path.join(folder, name) };
  // Only for filling: what is measured reads, and is not the faster for it.
  process.env.ENTENTE_EMBEDDED_FAST = '1';
  let token: Credentials;
  const server = await openServer(env);
  try {
    await migrate(server);
    await loadDemonstration(server, readConfig({ ...process.env, ...env }));
    await fillWorld(server, around === 0 ? [] : worldOf(around));
    token = await tokenFor(server, OFFICER.email);
  } finally {
    await server.leave();
    delete process.env.ENTENTE_EMBEDDED_FAST;
  }
  const site = await started('src/main.ts', ['serve'], env);
  return { site, sql: await started('bench/yardstick/bare-sql.ts', [], env), token };
}

async function started(program: string, args: string[], env: Record<string, string>): Promise<Child> {
  const child = await startChild(program, args, env);
  children.push(child);
  return child;
}

function subjects(small: Installation, large: Installation): Subject[] {
  const great = '/great-compact/plans/plan-25';
  return [
    { name: 'register, one plan', path: DEMONSTRATION, ...small },
    { name: 'register, among many', path: DEMONSTRATION, ...large },
    { name: 'register of the great plan', path: great, ...large },
    { name: 'line, one plan', path: `${DEMONSTRATION}/lines/A.2.4.5`, ...small },
    { name: 'line, among many', path: `${DEMONSTRATION}/lines/A.2.4.5`, ...large },
    { name: 'line of the great plan', path: `${great}/lines/20.5.7`, ...large },
    { name: 'search “haze”, one plan', path: '/asean-canada/search?q=haze', ...small },
    { name: 'search “haze”, among many', path: '/asean-canada/search?q=haze', ...large },
    { name: 'search “haze” in the great plan', path: '/great-compact/search?q=haze', ...large },
    { name: 'search “cooperation”, one plan', path: '/asean-canada/search?q=cooperation', ...small },
    { name: 'search “cooperation”, among many', path: '/asean-canada/search?q=cooperation', ...large },
    { name: 'search “cooperation” in the great plan', path: '/great-compact/search?q=cooperation', ...large },
  ];
}

/** What officials ask for: a session or a token is checked with each, and notes of their side stand beside the lines. */
function ofOfficials(small: Installation, session: Credentials): Subject[] {
  const api = '/api/v1/partnerships/asean-canada/plans/2007-10/nodes/A.2.4.5';
  return [
    { name: 'line, with a session', path: `${DEMONSTRATION}/lines/A.2.4.5`, ...small, by: session },
    { name: 'line for programs, by nobody', path: api, ...small },
    { name: 'line for programs, with a token', path: api, ...small, by: small.token },
    { name: 'notes on 88 lines', path: `${DEMONSTRATION}/notes`, ...small, by: session },
  ];
}

/** Pairs the pages whose names begin alike: the same page with everything around it, and one of the great plan. */
function growthOf(pages: readonly PageFigures[]): Figures['growth'] {
  const cost = (page: PageFigures) => page.page.cpu.median + (page.page.databaseCpu?.median ?? 0);
  const kinds = Map.groupBy(pages, (page) => page.name.split(/, | of | in /)[0] ?? '');
  return [...kinds.values()].flatMap(([alone, ...others]) =>
    alone === undefined ? [] : others.map((other) => ({ name: other.name, times: cost(other) / cost(alone) })),
  );
}
