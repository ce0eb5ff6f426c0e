import { openServer } from '../src/platform/db/server.ts';
import { openApplication } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
const server = await openServer({ ENTENTE_DATA: '/tmp/bench-large' });
const application = await openApplication(server, readConfig({ ...process.env, ENTENTE_DATA: '/tmp/bench-large', ENTENTE_LOG: 'error' }));
import { Session } from 'node:inspector/promises'; import { writeFileSync, mkdirSync } from 'node:fs';
const session = new Session(); session.connect(); mkdirSync('/tmp/prof', { recursive: true });
const run = async (path: string, n: number) => {
  for (let i = 0; i < 40; i++) await (await application.site.request('http://localhost' + path, { headers: { 'accept-encoding': 'gzip' } })).arrayBuffer();
  if (process.argv[3]) { await session.post('Profiler.enable'); await session.post('Profiler.start'); }
  const c = process.cpuUsage();
  for (let i = 0; i < n; i++) await (await application.site.request('http://localhost' + path, { headers: { 'accept-encoding': 'gzip' } })).arrayBuffer();
  const d = process.cpuUsage(c);
  if (process.argv[3]) { const { profile } = await session.post('Profiler.stop'); writeFileSync('/tmp/prof/p.cpuprofile', JSON.stringify(profile)); }
  console.log(path, ((d.user + d.system) / 1000 / n).toFixed(2), 'ms cpu');
};
await run('/great-compact/plans/plan-25', Number(process.argv[2] ?? 150));
if (process.argv[3]) process.exit(0);
await run('/great-compact/plans/plan-25/lines/20.5.7', 150);
await run('/great-compact/search?q=cooperation', 100);
await run('/great-compact/search?q=haze', 100);
await application.close(); await server.leave();
process.exit(0);
