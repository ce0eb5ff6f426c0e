import { access, constants, statfs } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { type Config, readConfig } from '../config.ts';
import { verifyAudit } from '../platform/audit/verify.ts';
import { missingMigrations, type RanMigration, readMigrations } from '../platform/db/migrate.ts';
import { selfTest } from '../platform/db/self-test.ts';
import { openServer, type Server } from '../platform/db/server.ts';
import { openFileStore } from '../platform/files/store.ts';
import { readArguments } from './arguments.ts';

/** One thing that was looked at: well, or not as it should be, with what to do about it. */
export type Finding = { readonly what: string; readonly state: 'well' | 'doubtful' | 'wrong'; readonly said: string };

const LOW_DISK = 1024 * 1024 * 1024;

/** `entente doctor`: looks at an installation, changes nothing, and says in plain words what is wrong. Exit code 1 when something is. */
export async function doctorCommand(args: string[], environment: NodeJS.ProcessEnv): Promise<number> {
  const { has } = readArguments(args, { json: 'flag' });
  const findings: Finding[] = [];
  const look = async (what: string, work: () => Promise<string | Finding>): Promise<boolean> => {
    try {
      const said = await work();
      findings.push(typeof said === 'string' ? { what, state: 'well', said } : said);
      return true;
    } catch (error) {
      findings.push({ what, state: 'wrong', said: error instanceof Error ? error.message : String(error) });
      return false;
    }
  };
  await examine(environment, look);
  if (has('json')) process.stdout.write(`${JSON.stringify({ findings })}\n`);
  else for (const { what, state, said } of findings) process.stdout.write(`${state.padEnd(9)} ${what}: ${said}\n`);
  return findings.some((finding) => finding.state === 'wrong') ? 1 : 0;
}

type Look = (what: string, work: () => Promise<string | Finding>) => Promise<boolean>;

async function examine(environment: NodeJS.ProcessEnv, look: Look): Promise<void> {
  await look('program', async () => `Node ${process.version}, ${process.platform}-${process.arch}.`);
  let config: Config | undefined;
  await look('settings', async () => {
    config = readConfig(environment);
    return config.production ? 'as production needs them.' : 'as they should be; this is not a production installation.';
  });
  if (!config) return;
  const settings = config;
  await look('data folder', () => lookAtFolder(settings.data));
  let server: Server | undefined;
  await look('database', async () => {
    server = await openServer({ DATABASE_URL: settings.databaseUrl, ENTENTE_DATA: settings.data });
    return server.kind === 'given' ? 'the server of DATABASE_URL answers.' : 'the embedded server answers.';
  });
  if (!server) return;
  const client = new pg.Client(server.admin);
  client.on('error', () => {});
  try {
    await client.connect();
    if (await look('migrations', () => lookAtMigrations(client))) {
      await look('walls', async () => {
        await selfTest(client);
        return 'no hole was found.';
      });
      await client.query('begin isolation level repeatable read read only; set local role ent_owner');
      await look('stored files', () => lookAtFiles(client, settings.data));
      await look('audit', () => lookAtAudit(client));
    }
  } finally {
    await client.end();
    await server.leave();
  }
}

async function lookAtFolder(folder: string): Promise<string | Finding> {
  await access(folder, constants.R_OK | constants.W_OK).catch(() => {
    throw new Error(`${folder} is not there, or this account may not write in it: name another with ENTENTE_DATA.`);
  });
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  const said = `${Math.round(free / 1024 / 1024)} MB are free at ${folder}.`;
  return free > LOW_DISK ? said : { what: 'data folder', state: 'doubtful', said: `${said} Make room before it is full.` };
}

async function lookAtMigrations(client: pg.Client): Promise<string> {
  const { rows } = await client.query<RanMigration>('select number, name, sha256 from platform.migration order by number');
  const missing = missingMigrations(rows, await readMigrations());
  if (missing.length > 0)
    throw new Error(`the database is older than this program (${missing[0]?.name} is missing): run "entente migrate".`);
  return 'the database has the version of this program.';
}

async function lookAtFiles(client: pg.Client, data: string): Promise<string> {
  const store = await openFileStore(path.join(data, 'files'));
  const { rows } = await client.query<{ sha256: Buffer; name: string }>(
    'select distinct on (sha256) sha256, name from platform.attachment order by sha256',
  );
  for (const { sha256, name } of rows)
    await store.read(sha256).catch(() => {
      throw new Error(`"${name}" (${sha256.toString('hex')}) is missing or damaged in ${data}/files: restore it from a backup.`);
    });
  return `all ${rows.length} are there, each with the content it was stored with.`;
}

async function lookAtAudit(client: pg.Client): Promise<string | Finding> {
  const { troubles, entries, waiting } = await verifyAudit(client);
  if (troubles.length > 0) throw new Error(`${troubles[0]}; ${troubles.length} in all: see "entente audit verify".`);
  const said = `${entries} entries are sealed and unchanged.`;
  return waiting < 1_000
    ? said
    : { what: 'audit', state: 'doubtful', said: `${said} ${waiting} wait: no "entente serve" is running to seal them.` };
}
