import type { Config } from '../config.ts';
import { migrate } from '../platform/db/migrate.ts';
import { openServer, rolesSql } from '../platform/db/server.ts';
import { readArguments } from './arguments.ts';

/** `entente migrate`: brings the database to this version; with `--print-roles` only prints what a database administrator must run once. */
export async function migrateCommand(args: string[], config: Config): Promise<number> {
  const { has } = readArguments(args, { json: 'flag', 'print-roles': 'flag' });
  const server = await openServer({ DATABASE_URL: config.databaseUrl, ENTENTE_DATA: config.data });
  try {
    if (has('print-roles')) {
      process.stdout.write(rolesSql(server));
      return 0;
    }
    const ran = await migrate(server);
    if (has('json')) process.stdout.write(`${JSON.stringify({ ran })}\n`);
    else process.stdout.write(ran.length === 0 ? 'The database is up to date.\n' : `Ran ${ran.join(', ')}.\n`);
    return 0;
  } finally {
    await server.leave();
  }
}
