import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Browser, type DemonstrationSite, ORIGIN, tokenOf } from './fixtures/demonstration-site.ts';
import { askLine, namesAsked, OPEN, openMatrixSite } from './fixtures/matrix-asks.ts';
import { readMatrix, WHO, type Who } from './fixtures/permission-matrix.ts';
import { type Watched, watchWork } from './fixtures/watch-work.ts';
import { codeOf } from './modules/accounts/fixtures/code-of.ts';
import { createLogin, suspendLogin } from './modules/accounts/index.ts';

/**
 * Nobody learns who or what exists: not by words, status, headers or cookies, and not by how much is done for an answer. Work is counted, as statements
 * sent to the database and passwords stretched, never timed: what does the same takes the same time.
 */
const PASSWORD = 'nineteen green herons';
const WRONG = 'eighteen grey herons';
/** Hashing a password is slow on purpose, and hundreds are hashed here. */
const SLOWLY = 300_000;

let site: DemonstrationSite;
let watched: Watched;
/** Addresses of mail by what is known of them. */
const PEOPLE = {
  unknown: 'nobody@people.example',
  known: 'known@people.example',
  suspended: 'suspended@people.example',
  'with a second factor': 'factor@people.example',
  'without a password': 'bare@people.example',
  invited: 'invited@people.example',
} as const;

beforeAll(async () => {
  site = await openMatrixSite();
  for (const who of ['known', 'suspended', 'with a second factor', 'without a password'] as const) {
    const [{ person } = { person: null }] = await site.ask(
      `insert into directory.person (partnership, wall, owner, full_name, sort_as) select p.partnership, p.wall, p.owner, $1, $1 from directory.person p
        where p.full_name = 'Catherine Lavoie' returning id as person`,
      [who],
    );
    await site.ask(
      `insert into directory.mandate (partnership, wall, owner, person, role, title, valid)
        select partnership, wall, owner, id, 'observer', '{"en": "Guest", "fr": "Invité"}', '[2000-01-01,)' from directory.person where id = $1`,
      [person],
    );
    await createLogin(site.keeper, { email: PEOPLE[who], password: PASSWORD, name: who, persons: [person] });
  }
  await addFactor(PEOPLE['with a second factor']);
  await site.ask(`delete from auth.account a using auth."user" u where u."id" = a."userId" and u."email" = $1`, [
    PEOPLE['without a password'],
  ]);
  await suspendLogin(site.keeper, PEOPLE.suspended);
  const speaker = await site.as('catherine.lavoie', 'speaker');
  expect((await speaker.post('/asean-canada/invitations', invitation('Invited', PEOPLE.invited))).status).toBe(303);
  // What is remembered for some seconds would be asked for now and then; by a clock that stands it is asked for once.
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
  await site.visitor().get('/asean-canada');
  watched = watchWork(site.application);
}, 600_000);
afterAll(async () => {
  watched?.stop();
  vi.useRealTimers();
  await site?.close();
});

async function addFactor(email: string): Promise<void> {
  const browser = site.visitor();
  await browser.post('/sign-in', { email, password: PASSWORD });
  await browser.post('/account/second-factor/offer', {});
  const letters = /<code>([A-Z2-7 ]{39})<\/code>/.exec(await browser.text('/account/second-factor'))?.[1] ?? '';
  expect(await (await browser.post('/account/second-factor', { code: codeOf(letters) })).text()).toContain('Codes on paper');
}

const invitation = (name: string, email: string) => ({
  ...{ name, email, language: 'en', role: 'contributor', titleEn: 'Guest', titleFr: 'Invité' },
  ...{ since: '2008-07-01', until: '', reach: 'partnership' },
});

/** All that an answer tells and all that was done for it, but for what was typed and what is random in every answer. */
async function whole(response: Response, ...typed: readonly string[]) {
  const said = (text: string) =>
    [...typed, ...typed.map(encodeURIComponent)]
      .reduce((rest, each) => rest.replaceAll(each, 'TYPED'), text.replace(/(?<=^flash=)[\w-]+/, unpacked))
      .replace(/name="_csrf" value="[^"]+"|"form_token":"[^"]+"/g, '')
      .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'ID');
  const body = said(await response.text());
  const headers = [...response.headers].filter(([name]) => name !== 'date').map(([name, value]) => [name, said(value)]);
  const { statements, hashings } = await watched.last();
  return { status: response.status, headers, body, hashings, statements };
}
/** What is said on the next page travels in a cookie. */
const unpacked = (flash: string): string => Buffer.from(flash, 'base64url').toString('utf8');

type Whole = Awaited<ReturnType<typeof whole>>;

/** Asks the same of each subject, each in a browser of its own; what comes back must be one and the same. */
async function sameForAll<Subject>(
  subjects: Readonly<Record<string, Subject>>,
  ask: (browser: Browser, subject: Subject) => Promise<Whole>,
): Promise<Whole> {
  const answers = new Map<string, Whole>();
  for (const [who, subject] of Object.entries(subjects)) answers.set(who, await ask(site.visitor(), subject));
  const [first, ...others] = [...answers];
  for (const [who, answer] of others) expect(answer, `${who} is told from ${first?.[0]}`).toEqual(first?.[1]);
  return first?.[1] as Whole;
}

const forget = () => site.ask('delete from auth."rateLimit"');

describe('signing in', () => {
  test('a wrong password is one answer, whoever’s address it is', { timeout: SLOWLY }, async () => {
    for (const [password, hashings] of [
      [WRONG, 1],
      ['x'.repeat(500), 0],
    ] as const) {
      const answer = await sameForAll(PEOPLE, async (browser, email) =>
        whole(await browser.post('/sign-in', { email, password, next: '/asean-canada' }), email),
      );
      expect([answer.status, answer.hashings]).toEqual([422, hashings]);
      expect(answer.body).toContain('TYPED');
      expect(answer.headers.map(([name]) => name)).not.toContain('set-cookie');
    }
  });

  test('the right password of a suspended account is a wrong one', { timeout: SLOWLY }, async () => {
    await sameForAll(
      { unknown: PEOPLE.unknown, suspended: PEOPLE.suspended, bare: PEOPLE['without a password'] },
      async (browser, email) => whole(await browser.post('/sign-in', { email, password: PASSWORD }), email),
    );
  });

  test('in French, too', { timeout: SLOWLY }, async () => {
    const answer = await sameForAll(PEOPLE, async (browser, email) => {
      await browser.get('/about?lang=fr');
      return whole(await browser.post('/sign-in', { email, password: WRONG }), email);
    });
    expect(answer.body).toContain('lang="fr"');
  });

  test('after ten attempts everybody’s address is shut alike, for the right password, too', { timeout: SLOWLY }, async () => {
    await forget();
    const attempts = async (email: string, last: string) => {
      const told: Whole[] = [];
      for (let i = 0; i < 12; i++)
        told.push(await whole(await site.visitor().post('/sign-in', { email, password: i === 11 ? last : WRONG }), email));
      return told;
    };
    const unknown = await attempts(PEOPLE.unknown, PASSWORD);
    expect(unknown.map((each) => each.status)).toEqual([...Array(10).fill(422), 429, 429]);
    expect(unknown.at(-1)?.hashings).toBe(0);
    for (const who of ['known', 'suspended', 'with a second factor', 'without a password'] as const)
      expect(await attempts(PEOPLE[who], PASSWORD), who).toEqual(unknown);
    await forget();
  });

  test('by one click: who is not offered is like who is not there', async () => {
    const rows = await site.ask<{ id: string; email: string }>('select id, email from auth."user" where email = any ($1)', [
      Object.values(PEOPLE),
    ]);
    const subjects: Record<string, string> = Object.fromEntries([
      ['nobody', randomUUID()],
      ...rows.map((row) => [row.email, row.id]),
    ]);
    const answer = await sameForAll(subjects, async (browser, login) =>
      whole(await browser.post('/sign-in/demonstration', { login })),
    );
    expect([answer.status, rows.length]).toEqual([404, 4]);
  });

  test('a half that nobody gave is the same for every account, with a second factor and without', async () => {
    const rows = await site.ask<{ id: string; email: string }>('select id, email from auth."user" where email = any ($1)', [
      Object.values(PEOPLE),
    ]);
    const forged = (login: string) => `${login}.${Date.now() + 60_000}.${randomBytes(32).toString('base64url')}`;
    const subjects: Record<string, string> = Object.fromEntries([
      ['nobody', randomUUID()],
      ...rows.map((row) => [row.email, row.id]),
    ]);
    const answer = await sameForAll(subjects, async (browser, login) =>
      whole(await browser.post('/sign-in/code', { half: forged(login), code: '123456', next: '/' })),
    );
    expect([answer.status, answer.statements.length > 0]).toEqual([303, true]);
  });
});

describe('a lost password', () => {
  test('is asked for alike, whoever’s address it is, and as often', { timeout: SLOWLY }, async () => {
    await forget();
    const asked = async (email: string) => {
      const told: Whole[] = [];
      for (let i = 0; i < 6; i++) told.push(await whole(await site.visitor().post('/password', { email }), email));
      return told;
    };
    const unknown = await asked(PEOPLE.unknown);
    expect([unknown[0]?.status, unknown.at(-1)?.status, unknown[0]?.hashings]).toEqual([200, 429, 0]);
    for (const [who, email] of Object.entries(PEOPLE)) if (who !== 'unknown') expect(await asked(email), who).toEqual(unknown);
    await forget();
  });

  test('has a link that opens nothing in one way: of nobody, used, over, of a suspended account, of another kind', async () => {
    const links = {
      unknown: randomBytes(32).toString('base64url'),
      used: await recovery(PEOPLE.known, 'used_at = now()'),
      over: await recovery(PEOPLE.known, `expires_at = now() - interval '1 second'`),
      'of a suspended account': await recovery(PEOPLE.suspended, 'used_at = null'),
      'of an invitation': await invited(PEOPLE.unknown, 'withdrawn_at = null'),
    };
    const looked = await sameForAll(links, async (browser, token) =>
      whole(await browser.get(`/password/new?token=${token}`), token),
    );
    const sent = await sameForAll(links, async (browser, token) =>
      whole(await browser.post('/password/new', { token, password: PASSWORD }), token),
    );
    expect([looked.status, sent.status, sent.hashings]).toEqual([200, 409, 0]);
  });
});

/** A link for a new password of an address, as the letter would carry it, changed as said. */
async function recovery(email: string, change: string): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await site.ask(
    `insert into accounts.recovery (email, lang, login, token_hash, expires_at)
      select u.email, 'en', u.id, sha256(convert_to($2, 'UTF8')), now() + interval '1 hour' from auth."user" u where u.email = $1`,
    [email, token],
  );
  await site.ask(`update accounts.recovery set ${change} where token_hash = sha256(convert_to($1, 'UTF8'))`, [token]);
  return token;
}

/** The link of an invitation that waits at an address, changed as said. */
async function invited(email: string, change: string): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  const speaker = await site.as('catherine.lavoie', 'speaker');
  const name = randomUUID();
  expect((await speaker.post('/asean-canada/invitations', invitation(name, `${name}@people.example`))).status).toBe(303);
  await site.ask(
    `update accounts.invitation set token_hash = sha256(convert_to($1, 'UTF8')), email = $2, ${change} where email = $3`,
    [token, email, `${name}@people.example`],
  );
  return token;
}

describe('an invitation', () => {
  test('whose link opens nothing does so in one way, looked at, accepted and renewed', { timeout: SLOWLY }, async () => {
    const links = {
      unknown: randomBytes(32).toString('base64url'),
      garbage: 'no-link-at-all',
      withdrawn: await invited(PEOPLE.unknown, 'withdrawn_at = now()'),
      'past thirty days': await invited(PEOPLE.unknown, `invited_at = now() - interval '31 days'`),
      'to a suspended account': await invited(PEOPLE.suspended, 'withdrawn_at = null'),
      'of a lost password': await recovery(PEOPLE.known, 'used_at = null'),
    };
    const looked = await sameForAll(links, async (browser, token) =>
      whole(await browser.get(`/invitation?token=${token}`), token),
    );
    const accepted = await sameForAll(links, async (browser, token) =>
      whole(await browser.post('/invitation', { token, password: PASSWORD }), token),
    );
    const renewed = await sameForAll(links, async (browser, token) =>
      whole(await browser.post('/invitation/renewal', { token }), token),
    );
    expect([looked.status, accepted.status, renewed.status]).toEqual([200, 409, 409]);
    expect([accepted.hashings, renewed.hashings]).toEqual([0, 0]);
  });

  test('to an address with an account refuses a wrong password in one way, whatever that account has', {
    timeout: SLOWLY,
  }, async () => {
    const links: Record<string, string> = {};
    for (const who of ['known', 'with a second factor', 'without a password'] as const)
      links[who] = await invited(PEOPLE[who], 'withdrawn_at = null');
    const told: Record<string, Whole> = {};
    for (const [who, token] of Object.entries(links)) {
      const email = PEOPLE[who as keyof typeof PEOPLE];
      const answer = await site.visitor().post('/invitation', { token, password: WRONG });
      const [{ full_name: name } = { full_name: '' }] = await site.ask(
        `select p.full_name from accounts.invitation i join directory.person p on p.id = i.person where i.token_hash = sha256(convert_to($1, 'UTF8'))`,
        [token],
      );
      told[who] = await whole(answer, token, email, name);
    }
    expect([told.known?.status, told.known?.hashings]).toEqual([422, 1]);
    for (const [who, answer] of Object.entries(told)) expect(answer, who).toEqual(told.known);
    await forget();
  });

  test('tells whoever invites nothing of the address: not that it has an account, is invited elsewhere, or suspended', {
    timeout: SLOWLY,
  }, async () => {
    const told: Record<string, Whole> = {};
    const speaker = await site.as('catherine.lavoie', 'speaker');
    for (const [who, email] of Object.entries(PEOPLE)) {
      const name = `Guest ${randomUUID()}`;
      told[who] = await whole(await speaker.post('/asean-canada/invitations', invitation(name, email)), name, email);
    }
    expect(told.unknown?.status).toBe(303);
    for (const [who, answer] of Object.entries(told)) expect(answer, who).toEqual(told.unknown);
  });

  test('nor does the name of a person whom one does not see', async () => {
    const speaker = await site.as('catherine.lavoie', 'speaker');
    const told: Whole[] = [];
    await site.ask(
      `insert into directory.person (partnership, wall, owner, full_name, sort_as) select y.partnership, y.circle, y.circle, 'Hidden Person', 'Hidden Person' from directory.party y where y.slug = 'asean'`,
    );
    for (const name of ['Hidden Person', 'Absent Person']) {
      const email = `${randomUUID()}@people.example`;
      told.push(await whole(await speaker.post('/asean-canada/invitations', invitation(name, email)), name, email));
    }
    expect(told[0]).toEqual(told[1]);
  });
});

describe('a token of a program', () => {
  test('that opens nothing is one answer: unknown, malformed, revoked, over, of a suspended account', {
    timeout: SLOWLY,
  }, async () => {
    const speaker = await site.as('catherine.lavoie', 'speaker');
    const made = async (change: string) => {
      const token = await tokenOf(speaker, 'read');
      await site.ask(`update accounts.token set ${change} where token_hash = sha256(convert_to($1, 'UTF8'))`, [token]);
      return token;
    };
    const tokens = {
      unknown: `ent_${randomBytes(32).toString('base64url')}`,
      revoked: await made('revoked_at = now()'),
      over: await made(`made_at = now() - interval '2 days', expires_at = now() - interval '1 day'`),
      'of nobody’s mandate any more': await ofEndedMandate(),
    };
    const shapeless = {
      prefix: `abc_${randomBytes(32).toString('base64url')}`,
      short: 'ent_x',
      long: `ent_${'x'.repeat(60)}`,
      none: 'x',
    };
    for (const address of [
      '/api/v1/session',
      '/api/v1/partnerships/asean-canada/plans/canada-only',
      '/api/v1/partnerships/no-such-thing',
    ]) {
      const show = async (_: Browser, token: string) =>
        whole(
          await site.application.site.request(`${ORIGIN}${address}`, { headers: { authorization: `Bearer ${token}` } }),
          token,
        );
      const answer = await sameForAll(tokens, show);
      const { statements: none, ...rest } = await sameForAll(shapeless, show);
      expect([answer.status, none]).toEqual([401, []]);
      expect(rest).toEqual({ status: answer.status, headers: answer.headers, body: answer.body, hashings: 0 });
    }
  });
});

/** A token whose mandate is over. */
async function ofEndedMandate(): Promise<string> {
  const browser = await site.as('aiko.tanabe', 'observer');
  const token = await tokenOf(browser, 'read');
  await site.ask(
    `update directory.mandate m set valid = daterange(lower(m.valid), platform.today()) from accounts.token k where k.mandate = m.id and k.token_hash = sha256(convert_to($1, 'UTF8'))`,
    [token],
  );
  return token;
}

describe('what is hidden is like what is absent, in what is said and in what is done', () => {
  const lines = readMatrix().filter((line) => line.path !== '/sign-in/demonstration');
  test.each(WHO)('for %s', { timeout: SLOWLY }, async (who: Who) => {
    const browser = await OPEN[who]();
    await browser.get('/about'); // shows once what was just done
    let compared = 0;
    const told: string[] = [];
    for (const line of lines) {
      if (line.of(who, 'other') === null || line.of(who, 'missing') === null) continue;
      const other = await whole(await askLine(line, who, 'other', browser), ...namesAsked());
      const missing = await whole(await askLine(line, who, 'missing', browser), ...namesAsked());
      if (JSON.stringify(other) !== JSON.stringify(missing))
        told.push(`${line.method} ${line.path}: ${differing(other, missing)}`);
      compared += 1;
    }
    expect(told).toEqual([]);
    expect(compared).toBeGreaterThan(20);
  });
});

/** The part in which two answers differ. */
function differing(one: Whole, another: Whole): string {
  const parts = (['status', 'headers', 'body', 'hashings'] as const).filter(
    (part) => JSON.stringify(one[part]) !== JSON.stringify(another[part]),
  );
  const at = one.statements.findIndex((statement, place) => statement !== another.statements[place]);
  const statements =
    JSON.stringify(one.statements) === JSON.stringify(another.statements)
      ? ''
      : ` statements ${one.statements.length} and ${another.statements.length}: ${one.statements[at]?.slice(0, 200)} / ${another.statements[at]?.slice(0, 200)}`;
  return `${parts.join(', ')}${statements}`;
}
