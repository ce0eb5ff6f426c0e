import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { type Application, openApplication } from '../app.ts';
import type { Config } from '../config.ts';
import { isEmpty, loadDemonstration } from '../demonstration.ts';
import { migrate } from '../platform/db/migrate.ts';
import { openServer, type Server } from '../platform/db/server.ts';
import { listen } from '../platform/http/serve.ts';
import { describeError, openLog } from '../platform/log.ts';
import { readArguments } from './arguments.ts';

/**
 * `entente serve`: finds or starts the database, brings it up to date, fills an empty one with the demonstration (never in
 * production), and serves until it is told to stop. Prints `Entente is ready at …` when it answers.
 */
export async function serveCommand(args: string[], config: Config): Promise<number> {
  const { has } = readArguments(args, { json: 'flag' });
  const asked = stopAsked(config);
  const server = await openServer({ DATABASE_URL: config.databaseUrl, ENTENTE_DATA: config.data });
  let application: Application | undefined;
  try {
    await migrate(server);
    if (config.demonstration && (await isEmpty(server))) await loadDemonstration(server, config);
    if (config.production) await refuseFixedDay(server);
    application = await openApplication(server, config);
    const https = config.publicUrl?.startsWith('https:') ?? false;
    const listening = await listen(application.site, { host: config.host, port: config.port, https });
    const url = config.publicUrl ?? `http://localhost:${listening.port}`;
    announce(has('json'), url, await application.demonstrationLogins());
    const code = await asked;
    // First say so, then go: whoever shares out the work needs a moment to see it.
    application.stopping();
    listening.drain();
    await pause(config.drain);
    await listening.close();
    return code;
  } finally {
    await application?.close();
    await server.leave();
  }
}

async function refuseFixedDay(server: Server): Promise<void> {
  const client = new pg.Client(server.admin);
  await client.connect();
  try {
    const { rows } = await client.query<{ demonstration: boolean }>('select demonstration from platform.installation');
    if (rows[0]?.demonstration)
      throw new Error(
        'This database holds a demonstration, whose day stands still: it is not served in production. Use an empty database.',
      );
  } finally {
    await client.end();
  }
}

function announce(json: boolean, url: string, logins: readonly { name: string; capacity: string }[]): void {
  if (json) {
    process.stdout.write(`${JSON.stringify({ ready: url, logins })}\n`);
    return;
  }
  const width = Math.max(0, ...logins.map((login) => login.name.length));
  const roles = logins.map((login) => `    ${login.name.padEnd(width)}  ${login.capacity}\n`).join('');
  const offered =
    logins.length === 0
      ? ''
      : `\nThis is a demonstration. Sign in with one click at ${url}/sign-in as\n${roles}\nStop it with Ctrl+C.\n`;
  // In one piece: whoever waits for the first line finds the rest with it.
  process.stdout.write(`Entente is ready at ${url}\n${offered}`);
}

/** The exit code with which it ends: 0 when it was told to, 1 when something happened that nobody had thought of. */
function stopAsked(config: Config): Promise<number> {
  return new Promise((resolve) => {
    // A second signal ends the process at once, as ever.
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve(0));
    for (const event of ['unhandledRejection', 'uncaughtException'] as const)
      process.on(event, (error: unknown) => {
        openLog(config.logLevel).error({ error: describeError(error), event }, 'stopping');
        resolve(1);
      });
  });
}
