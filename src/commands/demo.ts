import type { Config } from '../config.ts';
import { isEmpty, loadDemonstration } from '../demonstration.ts';
import { migrate } from '../platform/db/migrate.ts';
import { openServer } from '../platform/db/server.ts';
import { readArguments } from './arguments.ts';

/** `entente demo`: loads the demonstration into an empty database. Refused in production and where something is stored already. */
export async function demoCommand(args: string[], config: Config): Promise<number> {
  const { has } = readArguments(args, { json: 'flag' });
  if (config.production)
    throw new Error('The demonstration is not loaded in production: its day stands still and its people are invented.');
  const server = await openServer({ DATABASE_URL: config.databaseUrl, ENTENTE_DATA: config.data });
  try {
    await migrate(server);
    if (!(await isEmpty(server)))
      throw new Error(
        'This database is not empty: the demonstration is loaded into an empty one only. Name another with ENTENTE_DATA or DATABASE_URL.',
      );
    const loaded = await loadDemonstration(server, config);
    if (has('json')) process.stdout.write(`${JSON.stringify(loaded)}\n`);
    else
      process.stdout.write(
        `Loaded the demonstration: ${loaded.organisations} organisations, ${loaded.nodes} nodes of the plan ${loaded.plan}.\n`,
      );
    return 0;
  } finally {
    await server.leave();
  }
}
