import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Browser, type DemonstrationSite, ORIGIN, tokenOf } from './fixtures/demonstration-site.ts';
import { askLine, OPEN, openMatrixSite, routeOf } from './fixtures/matrix-asks.ts';
import { type Expected, readMatrix, type Who } from './fixtures/permission-matrix.ts';
import { LEAVE_NOTHING, VALID_ACTS } from './fixtures/valid-acts.ts';
import { watchWrites } from './fixtures/watch-writes.ts';

/**
 * Everything that changes something, by the list of routes, leaves who did it, in which capacity, in which request, and what stood before and after, in
 * the transaction of the change; and so does every refusal. A new address fails here until it says what it leaves.
 */
let site: DemonstrationSite;
let watched: ReturnType<typeof watchWrites>;
beforeAll(async () => {
  site = await openMatrixSite();
  watched = watchWrites(site.application);
}, 600_000);
afterAll(async () => {
  watched?.stop();
  await site?.close();
});

type Entry = {
  readonly act: string;
  readonly person: string | null;
  readonly mandate: string | null;
  readonly token: string | null;
  readonly request: string | null;
  readonly wall: string | null;
  readonly record: string | null;
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
  readonly transaction: string;
};

const newest = async (): Promise<string> =>
  (await site.ask('select coalesce(max(id), 0)::text as id from platform.audit'))[0]?.id ?? '0';
const since = (id: string): Promise<Entry[]> =>
  site.ask<Entry>(
    `select act, person, mandate, token, request, wall, record, before, after, xmin::text as transaction from platform.audit where id > $1 order by id`,
    [id],
  );
/** As whom a browser acts now. */
async function wornBy(browser: Browser): Promise<{ person: string; mandate: string } | undefined> {
  const [worn] = await site.ask<{ person: string; mandate: string }>(
    `select m.person, m.id as mandate from accounts.worn w join auth.session s on s.id = w.session join directory.mandate m on m.id = w.mandate
      where s.token = encode(sha256(convert_to($1, 'UTF8')), 'hex')`,
    [browser.session()],
  );
  return worn;
}

const writing = (): Expected[] => readMatrix().filter(({ method }) => method === 'POST');

/** Acts on one’s own account, done before or outside any capacity: the entry names the account, or the person, that it is of. */
const OF_AN_ACCOUNT = [
  ...['accounts.login-created', 'accounts.password-recovered', 'accounts.password-changed', 'accounts.sessions-ended'],
  ...[
    'accounts.second-factor-added',
    'accounts.second-factor-removed',
    'accounts.invitation-accepted',
    'accounts.invitation-renewed',
  ],
  // By whoever holds the letter: its number says which.
  'platform.mail-stopped',
];
/** Acts that have no words or values which could be kept: the act itself says all. */
const SAY_ALL = [
  'platform.mail-stopped',
  ...['accounts.login-created', 'accounts.password-recovered', 'accounts.password-changed', 'accounts.token-revoked'],
  ...['accounts.second-factor-added', 'accounts.second-factor-removed', 'accounts.capacity-worn'],
];

test('every address that changes something has a valid example here, or a reason why nothing is left', () => {
  const declared = site.application.routes.filter(({ method }) => method !== 'GET').map(({ path }) => path);
  expect([...Object.keys(VALID_ACTS), ...Object.keys(LEAVE_NOTHING)].sort()).toEqual([...declared].sort());
  for (const reason of Object.values(LEAVE_NOTHING)) expect(reason.length).toBeGreaterThan(20);
});

/** Who acts in a capacity of the partnership. Of visitors nothing is noted but what they asked for and is hidden: nobody in particular was refused. */
const ACTING: readonly Who[] = ['observer', 'contributor', 'focal-point', 'speaker', 'secretariat', 'administrator'];
/** Makes all that was noted two hours old, past the trigger that keeps entries as they are. */
async function older(): Promise<void> {
  await site.keeper.query('reset role; set session_replication_role = replica');
  await site.keeper.query(`update platform.audit set at = at - interval '2 hours'`);
  await site.keeper.query('set session_replication_role = origin; set role ent_owner');
}

describe('what was refused', () => {
  test.each(ACTING)('to %s', { timeout: 300_000 }, async (who) => {
    const silent: string[] = [];
    let refused = 0;
    for (const line of writing().filter((each) => each.of(who, 'own') === 403)) {
      const start = await newest();
      const sender = await OPEN[who]();
      const answer = await askLine(line, who, 'own', sender);
      expect(answer.status).toBe(403);
      await watched.last();
      const left = (await since(start)).filter(
        (entry) => entry.act === 'platform.refused' && entry.after?.route === `POST ${line.path}`,
      );
      const [entry] = left;
      const doer = await wornBy(sender);
      const whole =
        entry && doer && entry.request !== null && entry.wall !== null && entry.mandate !== null && entry.person !== null;
      const [mandate] = entry ? await site.ask('select role from directory.mandate where id = $1', [entry.mandate]) : [];
      if (left.length !== 1 || !whole || mandate?.role !== who || typeof entry.after?.why !== 'string')
        silent.push(`${line.path}: ${JSON.stringify(left)}`);
      refused += 1;
    }
    expect(silent).toEqual([]);
    expect(refused).toBeGreaterThan(3);
  });

  test('what is hidden is noted for its owner, with the capacity of who asked, on the owner’s own wall', {
    timeout: 300_000,
  }, async () => {
    const silent: string[] = [];
    let noted = 0;
    for (const who of ['secretariat', 'speaker'] as const)
      for (const line of writing().filter(
        (each) => each.of(who, 'other') === 404 && /:(plan|document|thread|proposition)/.test(each.path),
      )) {
        // Once an hour for each thing and capacity: what was noted is taken to be older.
        const start = await newest();
        await older();
        const answer = await askLine(line, who, 'other', await OPEN[who]());
        expect(answer.status).toBe(404);
        await watched.last();
        const left = (await since(start)).filter((entry) => entry.act === 'platform.asked-for-hidden');
        const [entry] = left;
        const [owner] = entry ? await site.ask('select owner from platform.record where id = $1', [entry.record]) : [];
        const whole =
          entry && entry.mandate !== null && entry.person !== null && entry.request !== null && owner?.owner === entry.wall;
        if (!whole || entry.after?.role !== who) silent.push(`${who} ${routeOf(line).path}: ${JSON.stringify(left)}`);
        noted += 1;
      }
    expect(silent).toEqual([]);
    expect(noted).toBeGreaterThan(20);
  });
});

/** What follows where words change that are being agreed: the question is closed, and says so. */
const SUPERSEDED = 'concurrence.closed';

describe('what was done', () => {
  test.each(Object.entries(VALID_ACTS))('%s', { timeout: 60_000 }, async (path, { who, acts, send }) => {
    const line = writing().find((each) => each.path === path) as Expected;
    const browser = await OPEN[who]();
    const start = await newest();
    const answer = send ? await send({ site, browser }) : await askLine(line, who, 'own', browser);
    expect([200, 201, 303], await answer.clone().text()).toContain(answer.status);
    const writes = (await watched.last()).filter((write) => !write.after);
    const request = writes[0]?.request;
    expect(request).toMatch(/^[0-9a-f-]{36}$/);
    const left = (await since(start)).filter((entry) => entry.request === request);
    expect(left.map((entry) => entry.act).filter((act) => acts.includes(act) || act !== SUPERSEDED)).toEqual(acts);
    // In a transaction of the request, and none of its transactions changed something without an entry.
    expect([...new Set(left.map((entry) => entry.transaction))].sort()).toEqual(writes.map((write) => write.transaction).sort());
    const doer = who === 'visitor' ? undefined : await wornBy(browser);
    for (const entry of left) {
      if (OF_AN_ACCOUNT.includes(entry.act)) expect(entry.record, entry.act).not.toBeNull();
      else {
        expect([entry.person, entry.mandate], entry.act).not.toContain(null);
        if (doer && send === undefined) await ofHim(entry, who);
      }
      expect(
        SAY_ALL.includes(entry.act) || entry.before !== null || entry.after !== null,
        `${entry.act} says neither before nor after`,
      ).toBe(true);
    }
  });

  /** The capacity of an entry is one that this role acts in. */
  async function ofHim(entry: Entry, who: Who): Promise<void> {
    const [mandate] = await site.ask('select role, person from directory.mandate where id = $1', [entry.mandate]);
    expect([mandate?.role, mandate?.person], entry.act).toEqual([who, entry.person]);
  }

  test.each(Object.keys(LEAVE_NOTHING))('%s leaves nothing, as is said', { timeout: 60_000 }, async (path) => {
    const line = writing().find((each) => each.path === path) as Expected;
    const browser = await OPEN.secretariat();
    const answer = await askLine(line, 'secretariat', 'own', browser);
    expect([200, 303]).toContain(answer.status);
    const requests = new Set((await watched.last()).map((write) => write.request));
    const left = await site.ask('select act from platform.audit where request = any ($1)', [[...requests]]);
    expect(left).toEqual([]);
  });

  test('by a token, the entry names the token, too', async () => {
    const secretariat = await site.as('sari.wulandari', 'secretariat');
    const token = await tokenOf(secretariat, 'write');
    const [made] = await site.ask(`select id from accounts.token where token_hash = sha256(convert_to($1, 'UTF8'))`, [token]);
    const address = `${ORIGIN}/api/v1/partnerships/asean-canada/plans/2007-10/nodes/A.2.1.1`;
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const tag = (await site.application.site.request(address, { headers })).headers.get('etag') ?? '';
    const start = await newest();
    const body = JSON.stringify({ text: 'Mended by a program', reason: 'the scan was misread' });
    const answer = await site.application.site.request(`${address}/editions`, {
      method: 'POST',
      headers: { ...headers, 'if-match': tag },
      body,
    });
    expect(answer.status).toBe(201);
    const left = (await since(start)).filter((entry) => entry.act === 'plan.words-mended');
    expect(left.map((entry) => entry.token)).toEqual([made?.id]);
  });
});
