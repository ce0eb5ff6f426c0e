import { readFile } from 'node:fs/promises';
import pg from 'pg';
import { z } from 'zod';
import type { Config } from '../config.ts';
import { type AuditVerdict, verifyAudit } from '../platform/audit/verify.ts';
import { openServer } from '../platform/db/server.ts';
import { readArguments, UsageError } from './arguments.ts';

const Anchors = z.array(z.object({ partnership: z.uuid().nullable(), number: z.number().int().optional(), hash: z.string() }));

/** `entente audit verify|anchor`: proves that the audit is as it was written. Exit code 1 when it is not. */
export async function auditCommand(args: string[], config: Config): Promise<number> {
  const { has, optionOf, words } = readArguments(args, { json: 'flag', anchor: 'value' }, 1);
  const [act] = words;
  if (act !== 'verify' && act !== 'anchor') throw new UsageError('Say verify or anchor. See: entente audit --help');
  const kept = optionOf('anchor');
  const anchors = kept === undefined ? [] : Anchors.parse(JSON.parse(await readFile(kept, 'utf8')));
  const verdict = await verdictOf(config, anchors);
  if (act === 'anchor') process.stdout.write(`${JSON.stringify(verdict.anchors, null, 1)}\n`);
  else if (has('json')) process.stdout.write(`${JSON.stringify(verdict)}\n`);
  else if (verdict.troubles.length === 0)
    process.stdout.write(
      `The audit is whole: ${verdict.entries} entries in ${verdict.seals} seals; ${verdict.waiting} wait for theirs.\n`,
    );
  if (verdict.troubles.length === 0) return 0;
  for (const trouble of verdict.troubles) process.stderr.write(`entente: ${trouble}\n`);
  return 1;
}

async function verdictOf(config: Config, anchors: z.infer<typeof Anchors>): Promise<AuditVerdict> {
  const server = await openServer({ DATABASE_URL: config.databaseUrl, ENTENTE_DATA: config.data });
  const client = new pg.Client(server.admin);
  try {
    await client.connect();
    await client.query('begin isolation level repeatable read read only; set local role ent_owner');
    return await verifyAudit(client, anchors);
  } finally {
    await client.end();
    await server.leave();
  }
}
