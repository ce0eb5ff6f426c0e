import { createHash } from 'node:crypto';
import type pg from 'pg';

/**
 * A seal of one partnership (null: the installation itself): whoever keeps it can later prove that nothing before it was changed. The page of the
 * audit gives one without its number, which would count what others do: it is known by its hash.
 */
export type Anchor = { readonly partnership: string | null; readonly number?: number | undefined; readonly hash: string };

/** What a verification found; `troubles` empty: every entry is as it was appended, in its order, and none is missing. */
export type AuditVerdict = {
  readonly entries: number;
  readonly seals: number;
  /** Appended, not sealed yet: at most what the last seconds brought. */
  readonly waiting: number;
  readonly anchors: readonly Anchor[];
  readonly troubles: readonly string[];
};

type Seal = { partnership: string | null; number: number; entries: string[]; previous: Buffer; hash: Buffer };
type Entry = { id: string; salt: Buffer | null; digest: Buffer; body: string };

const NO_HASH = Buffer.alloc(32);
const AT_ONCE = 200;

/**
 * Recomputes the digest of every entry and the whole chain of seals, reckoned here and not in the database. An entry whose words were
 * erased has no salt any more: its digest still stands in the chain.
 *
 * @param client a connection that acts as `ent_owner`
 * @param anchors older seals, kept elsewhere: each must still be in the chain, unchanged
 */
export async function verifyAudit(client: pg.ClientBase, anchors: readonly Anchor[] = []): Promise<AuditVerdict> {
  const troubles: string[] = [];
  const heads = new Map<string, { seal: Seal; count: number }>();
  const kept = new Map(
    anchors.flatMap(({ partnership, number, hash }) =>
      number === undefined ? [] : [[`${partnership ?? ''}:${number}`, hash] as const],
    ),
  );
  const byHash = new Set(
    anchors.flatMap(({ partnership, number, hash }) => (number === undefined ? [`${partnership ?? ''}:${hash}`] : [])),
  );
  let entries = 0;
  let seals = 0;
  for await (const seal of sealsOf(client)) {
    const key = seal.partnership ?? '';
    const name = `seal ${seal.number} of ${seal.partnership ?? 'the installation'}`;
    const before = heads.get(key);
    if (seal.number !== (before?.count ?? 0) + 1) troubles.push(`${name} does not follow number ${before?.count ?? 0}`);
    if (!seal.previous.equals(before?.seal.hash ?? NO_HASH)) troubles.push(`${name} does not continue the chain`);
    troubles.push(...(await verifySeal(client, seal, name)));
    const anchored = kept.get(`${key}:${seal.number}`);
    if (anchored !== undefined && anchored !== seal.hash.toString('hex'))
      troubles.push(`${name} is not the one that was anchored`);
    kept.delete(`${key}:${seal.number}`);
    byHash.delete(`${key}:${seal.hash.toString('hex')}`);
    heads.set(key, { seal, count: seal.number });
    entries += seal.entries.length;
    seals += 1;
  }
  for (const missing of kept.keys()) troubles.push(`the anchored seal ${missing} is gone`);
  for (const missing of byHash) troubles.push(`no seal has the anchored hash ${missing}`);
  const { rows } = await client.query<{ waiting: number; stray: number }>(
    `select (select count(*)::int from platform.audit_unsealed) as waiting,
      (select count(*)::int from platform.audit a) - (select count(*)::int from platform.audit_unsealed) as stray`,
  );
  const stray = (rows[0]?.stray ?? 0) - entries;
  if (stray > 0) troubles.push(`${stray} entries stand in no seal`);
  const found = [...heads.values()].map(({ seal }) => ({
    partnership: seal.partnership,
    number: seal.number,
    hash: seal.hash.toString('hex'),
  }));
  return { entries, seals, waiting: rows[0]?.waiting ?? 0, anchors: found, troubles };
}

async function* sealsOf(client: pg.ClientBase): AsyncIterable<Seal> {
  for (let offset = 0; ; offset += AT_ONCE) {
    const { rows } = await client.query<Seal>(
      `select partnership, number, entries::text[] as entries, previous, hash from platform.audit_seal
        order by coalesce(partnership, '00000000-0000-0000-0000-000000000000'), number limit ${AT_ONCE} offset $1`,
      [offset],
    );
    yield* rows;
    if (rows.length < AT_ONCE) return;
  }
}

async function verifySeal(client: pg.ClientBase, seal: Seal, name: string): Promise<string[]> {
  const { rows } = await client.query<Entry>(
    `select a.id::text as id, a.salt, a.digest, platform.audit_body(a) as body from platform.audit a
      where a.id = any ($1::bigint[]) and a.partnership is not distinct from $2::uuid order by a.id`,
    [seal.entries, seal.partnership],
  );
  const found = new Map(rows.map((row) => [row.id, row] as const));
  const troubles = seal.entries.filter((id) => !found.has(id)).map((id) => `entry ${id} in ${name} is missing`);
  for (const { id, salt, digest, body } of rows) {
    if (salt && !createHash('sha256').update(salt).update(body, 'utf8').digest().equals(digest))
      troubles.push(`entry ${id} in ${name} was changed`);
  }
  const chain = createHash('sha256')
    .update(seal.previous)
    .update(`${seal.partnership ?? ''}:${seal.number}`);
  for (const id of seal.entries) {
    const entry = found.get(id);
    chain.update(`:${id}:`);
    if (entry) chain.update(entry.digest);
  }
  if (!chain.digest().equals(seal.hash)) troubles.push(`${name} does not match its entries`);
  return troubles;
}
