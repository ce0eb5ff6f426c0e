import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '../db/database.ts';
import { migrate } from '../db/migrate.ts';
import { type TestDatabase, testDatabase } from '../db/test-database.ts';
import { sealAudit } from './seal.ts';
import { type AuditVerdict, verifyAudit } from './verify.ts';

let test_: TestDatabase;
let database: Database;
let root: pg.Client;
const partnerships: string[] = [];
beforeAll(async () => {
  test_ = await testDatabase(migrate);
  database = openDatabase(test_.server, 4);
  root = new pg.Client(test_.server.admin);
  root.on('error', () => {});
  await root.connect();
  for (const slug of ['one', 'two']) {
    const { rows } = await root.query<{ id: string }>(
      `select directory.found_partnership($1, '{"en": "x"}', '{"en": "x"}', 'listed') as id`,
      [slug],
    );
    partnerships.push(rows[0]?.id ?? '');
  }
});
afterAll(async () => {
  await root.end();
  await database.close();
  await test_.drop();
});

async function append(count: number, partnership: string | null): Promise<void> {
  await root.query(
    `insert into platform.audit (partnership, act, after) select $1, 'test.done', jsonb_build_object('words', 'é \\ "' || n) from generate_series(1, $2) n`,
    [partnership, count],
  );
}

/** The verdict after a change that only somebody with the server in hands can make; the change is undone. */
async function changed(...changes: string[]): Promise<AuditVerdict> {
  await root.query(
    'begin; alter table platform.audit disable trigger user; alter table platform.audit_seal disable trigger user',
  );
  try {
    for (const change of changes) await root.query(change);
    return await verifyAudit(root);
  } finally {
    await root.query('rollback');
  }
}

describe('the sealed audit', () => {
  test('chains what waits, of each partnership and of the installation, once', async () => {
    await append(40, partnerships[0] ?? '');
    await append(3, partnerships[1] ?? '');
    await append(2, null);
    const sealed = await Promise.all([sealAudit(database), sealAudit(database), sealAudit(database)]);
    expect(Math.max(...sealed)).toBeGreaterThanOrEqual(45);
    expect(await sealAudit(database)).toBe(0);
    await append(5, partnerships[0] ?? '');
    expect((await verifyAudit(root)).waiting).toBe(5);
    expect(await sealAudit(database)).toBe(5);
    const verdict = await verifyAudit(root);
    expect(verdict.troubles).toEqual([]);
    expect(verdict.anchors).toHaveLength(3);
    expect(verdict.anchors.find((anchor) => anchor.partnership === partnerships[0])?.number).toBe(2);
  });

  test('an entry whose transaction ends late is sealed then', async () => {
    const late = new pg.Client(test_.server.admin);
    await late.connect();
    try {
      await late.query('begin');
      await late.query(`insert into platform.audit (act) values ('test.late')`);
      await append(1, null);
      expect(await sealAudit(database)).toBe(1);
      await late.query('commit');
      expect(await sealAudit(database)).toBe(1);
      expect((await verifyAudit(root)).troubles).toEqual([]);
    } finally {
      await late.end();
    }
  });

  test('any change of any field, removal or other order is found', async () => {
    const { rows } = await root.query<{ id: string }>('select id::text from platform.audit order by id');
    const ids = rows.map((row) => row.id);
    const fields = [
      `at = at + interval '1 microsecond'`,
      `act = act || ' '`,
      'person = gen_random_uuid()',
      'mandate = gen_random_uuid()',
      `request = 'other'`,
      `after = '{"words": "other"}'`,
      `before = '{}'`,
      'record = gen_random_uuid()',
      'partnership = gen_random_uuid()',
      'digest = sha256(digest)',
      'salt = sha256(salt)',
    ];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...ids), fc.constantFrom(...fields), async (id, field) => {
        expect((await changed(`update platform.audit set ${field} where id = ${id}`)).troubles.length).toBeGreaterThan(0);
      }),
      { numRuns: 60 },
    );
    for (const id of ids.slice(0, 10))
      expect((await changed(`delete from platform.audit where id = ${id}`)).troubles).toContainEqual(
        expect.stringContaining(`entry ${id} `),
      );
    const other = await changed(
      `update platform.audit_seal set entries = array_prepend(entries[2], array_remove(entries, entries[2])) where cardinality(entries) > 1`,
    );
    expect(other.troubles.length).toBeGreaterThan(0);
  });

  test('a chain that was written anew does not match an older anchor', async () => {
    const { anchors } = await verifyAudit(root);
    await root.query(
      'begin; alter table platform.audit disable trigger user; alter table platform.audit_seal disable trigger user',
    );
    try {
      // Somebody with the whole database in hands: other words, fresh digests, and all seals made again.
      await root.query(`update platform.audit set act = 'test.other'`);
      await root.query(`update platform.audit a set digest = sha256(a.salt || convert_to(platform.audit_body(a), 'UTF8'))`);
      await root.query('delete from platform.audit_seal');
      await root.query('insert into platform.audit_unsealed select id, partnership from platform.audit');
      await root.query('select platform.seal_audit(5000)');
      expect((await verifyAudit(root)).troubles).toEqual([]);
      expect((await verifyAudit(root, anchors)).troubles.length).toBeGreaterThan(0);
    } finally {
      await root.query('rollback');
    }
  });

  test('still verifies when the words of an entry were erased with its salt', async () => {
    const { rows } = await root.query<{ id: string }>('select max(id)::text as id from platform.audit');
    const verdict = await changed(
      `update platform.audit set salt = null, before = null, after = null, person = null where id = ${rows[0]?.id}`,
    );
    expect(verdict.troubles).toEqual([]);
  });

  test('nobody of the program writes a seal or a digest', async () => {
    const app = new pg.Client(test_.server.app('ent_app'));
    await app.connect();
    try {
      for (const attempt of [
        `insert into platform.audit_seal (number, entries, previous, hash) values (1, '{1}', '', '')`,
        'select from platform.audit_seal',
        'delete from platform.audit_unsealed',
        `insert into platform.audit (act, digest) values ('x', '')`,
      ])
        await expect(app.query(attempt)).rejects.toMatchObject({ code: '42501' });
    } finally {
      await app.end();
    }
  });
});
