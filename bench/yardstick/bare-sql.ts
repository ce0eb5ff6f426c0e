import { AsyncLocalStorage } from 'node:async_hooks';
import pg from 'pg';
import { openApplication } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { openServer } from '../../src/platform/db/server.ts';

/**
 * The other yardstick: the SQL of a page and nothing around it. It asks the site for the page within its own process, keeps what the
 * page said to the database, and then says exactly that again, as often as it is told, on one connection of the same role.
 *
 * { record: path, by: headers } -> { statements, backend };  { replay: path, by, times } -> { milliseconds }, one for each time
 */
type Headers = Readonly<Record<string, string>>;
type Said = Parameters<pg.Client['query']>[0];

const config = readConfig({ ...process.env, ENTENTE_DEMO: 'off' });
const server = await openServer({ ENTENTE_DATA: config.data });
const application = await openApplication(server, config);
const client = new pg.Client({ ...server.app('ent_app'), options: '-c search_path=platform' });
await client.connect();
const { rows } = await client.query<{ backend: number }>('select pg_backend_pid() as backend');
const backend = rows[0]?.backend ?? 0;
const recorded = new Map<string, Said[]>();
// Only what the page says: jobs and the sealing of the audit talk to the database at the same time.
const listening = new AsyncLocalStorage<Said[]>();

const keyOf = (path: string, by: Headers) => JSON.stringify([path, by]);

async function record(path: string, by: Headers): Promise<{ statements: number; backend: number }> {
  // Once before, so that what the program remembers between requests does not count.
  const ask = () => application.site.request(`http://localhost${path}`, { headers: by });
  await ask();
  const said: Said[] = [];
  const query = pg.Client.prototype.query;
  pg.Client.prototype.query = function (this: pg.Client, ...args: Parameters<typeof query>) {
    const [text, values] = args as unknown as [Said, unknown[] | undefined];
    listening.getStore()?.push(typeof text === 'string' && Array.isArray(values) ? ({ text, values } as unknown as Said) : text);
    return query.apply(this, args);
  } as typeof query;
  try {
    const answer = await listening.run(said, async () => ask());
    if (answer.status !== 200) throw new Error(`${path} answers ${answer.status}`);
  } finally {
    pg.Client.prototype.query = query;
  }
  recorded.set(keyOf(path, by), said);
  return { statements: said.length, backend };
}

async function replay(path: string, by: Headers, times: number): Promise<{ milliseconds: number[] }> {
  const said = recorded.get(keyOf(path, by)) ?? [];
  const milliseconds: number[] = [];
  for (let time = 0; time < times; time += 1) {
    const started = performance.now();
    for (const each of said) await client.query(each);
    milliseconds.push(performance.now() - started);
  }
  return { milliseconds };
}

process.on('message', (asked: { record?: string; replay?: string; by?: Headers; times?: number } | 'cpu') => {
  if (asked === 'cpu') return;
  const by = asked.by ?? {};
  const work = asked.record === undefined ? replay(asked.replay ?? '', by, asked.times ?? 1) : record(asked.record, by);
  work.then(
    (answer) => process.send?.(answer),
    (error: unknown) => process.send?.({ failed: String(error) }),
  );
});
process.once('SIGTERM', () => {
  void client
    .end()
    .then(() => application.close())
    .then(() => server.leave())
    .then(() => process.exit(0));
});
process.stdout.write('ready to ask: http://localhost\n');
