import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { circleFields } from './fixtures/circle-fields.ts';
import { type Browser, type DemonstrationSite, essence, openDemonstrationSite } from './fixtures/demonstration-site.ts';
import { enterHiddenPlan } from './fixtures/hidden.ts';
import { type Expected, readMatrix, THINGS, type Thing, WHO, type Who } from './fixtures/permission-matrix.ts';
import { createLogin } from './modules/accounts/index.ts';
import type { Route } from './platform/http/route.ts';

const matrix = readMatrix();
let site: DemonstrationSite;
let strangers: string;
let offered: string;
/** A discussion of ASEAN alone. */
let ofAsean: string;

beforeAll(async () => {
  site = await openDemonstrationSite();
  strangers = await foundElsewhere();
  await enterHiddenPlan(site, await site.as('catherine.lavoie', 'speaker'), 'canada-only');
  await enterHiddenPlan(site, await site.as('nguyen.minh.ha', 'speaker'), 'asean-only');
  await site.ask(
    `with circle as (insert into platform.wall (partnership, kind) select partnership, 'group' from directory.party where slug = 'canada' returning id, partnership)
     insert into directory.party (partnership, kind, circle, wall, owner, protocol_order, slug, name)
       select c.partnership, 'state', c.id, c.id, c.id, 9, 'hidden-seat', '{"en": "Hidden seat"}' from circle c`,
  );
  await site.ask(
    `with asked as (insert into platform.record (partnership, kind, wall, owner, title, lang)
        select y.partnership, 'concurrence.proposition', y.circle, y.circle, 'Among ASEAN', 'en' from directory.party y where y.slug = 'asean' returning id, partnership, wall)
      insert into concurrence.proposition (id, partnership, wall, owner, reference, bloc, act, procedure, reason, zone, opened_by)
        select a.id, a.partnership, a.wall, a.wall, 'asean-2008-1', y.id, 'approved', 'express', '', 'UTC', gen_random_uuid() from asked a, directory.party y where y.slug = 'asean'`,
  );
  await site.ask(
    `with closed as (insert into platform.record (partnership, kind, wall, owner, title, lang)
        select w.partnership, 'concurrence.proposition', w.id, w.id, 'Closed', 'en' from platform.wall w join directory.partnership s on s.id = w.partnership
          where s.slug = 'asean-canada' and w.kind = 'partnership' returning id, partnership, wall),
      put as (insert into concurrence.proposition (id, partnership, wall, owner, reference, act, procedure, reason, zone, state, closed_at, opened_by)
        select c.id, c.partnership, c.wall, c.wall, '2008-9', 'noted', 'express', '', 'UTC', 'withdrawn', now(), gen_random_uuid() from closed c returning id, wall)
      insert into concurrence.closing (proposition, event, wall) select id, '{}', wall from put`,
  );
  ofAsean = await discussedBehindAsean();
  const [row] = await site.ask(
    `select l.login from accounts.login_person l join directory.mandate m on m.person = l.person where m.role = 'observer'`,
  );
  offered = row?.login;
});
afterAll(() => site?.close());

async function discussedBehindAsean(): Promise<string> {
  const asean = await site.as('nguyen.minh.ha', 'speaker');
  const [line] = await site.ask(
    `select n.id from plan.node n join plan.plan p on p.id = n.plan where p.slug = '2007-10' and n.reference = 'A.2.1.2'`,
  );
  const [party] = await site.ask(`select circle from directory.party where slug = 'asean'`);
  const answer = await asean.post('/asean-canada/discussions', {
    record: line?.id,
    wall: party?.circle,
    words: 'Among ourselves',
  });
  return answer.headers.get('location')?.split('/').at(-1) ?? '';
}

/** A second partnership, whose secretariat is a stranger in the first. */
async function foundElsewhere(): Promise<string> {
  const words = JSON.stringify({ en: 'Elsewhere', fr: 'Ailleurs' });
  const [{ id } = {}] = await site.ask('select directory.found_partnership($1, $2, $2, $3) as id', [
    'elsewhere',
    words,
    'listed',
  ]);
  const [person] = await site.ask(
    `with everybody as (select id from platform.wall where partnership = $1 and kind = 'public'), parties as (select id from platform.wall where partnership = $1 and kind = 'partnership')
     insert into directory.person (partnership, wall, owner, full_name, sort_as) select $1, e.id, p.id, 'Stranger', 'Stranger' from everybody e, parties p returning id, wall, owner`,
    [id],
  );
  await site.ask(
    `insert into directory.mandate (partnership, wall, owner, person, role, title, valid) values ($1, $2, $3, $4, 'secretariat', $5, '[2000-01-01,)')`,
    [id, person?.wall, person?.owner, person?.id, words],
  );
  const password = 'correct horse battery';
  return createLogin(site.keeper, {
    email: 'stranger@elsewhere.example',
    name: 'Stranger',
    persons: [person?.id],
    password,
    demonstration: true,
  });
}

const OPEN: Record<Who, () => Promise<Browser>> = {
  visitor: async () => site.visitor(),
  stranger: async () => {
    const browser = site.visitor();
    await browser.post('/sign-in/demonstration', { login: strangers });
    const [hat] = await site.ask(
      'select m.id from directory.mandate m join accounts.login_person l on l.person = m.person where l.login = $1',
      [strangers],
    );
    await browser.post('/capacity', { mandate: hat?.id });
    return browser;
  },
  observer: () => site.as('aiko.tanabe', 'observer'),
  contributor: () => site.as('anne-marie.bouchard', 'contributor'),
  'focal-point': () => site.as('daniel.okafor', 'focal-point'),
  speaker: () => site.as('catherine.lavoie', 'speaker'),
  secretariat: () => site.as('sari.wulandari', 'secretariat'),
  administrator: () => site.as('helene.marchetti', 'administrator'),
};
/** Whose own party has a plan of its own here; for the others the plan of everybody is their own. */
const OF_CANADA: readonly Who[] = ['contributor', 'focal-point', 'speaker'];
const MISSING = 'no-such-thing';
/** Documents of the demonstration by whose they are; the last is nobody's. */
const DOCUMENTS = {
  everybody: '20070801-0000-4000-8000-000000000001',
  canada: '20080620-0000-4000-8000-000000000004',
  asean: '20080622-0000-4000-8000-000000000005',
  nobody: '20080622-0000-4000-8000-999999999999',
} as const;

/** The last part of an address that varies stands for the thing that is asked for. */
function addressOf(route: Route, who: Who, thing: Thing): string {
  const mine = OF_CANADA.includes(who) ? { own: 'canada-only', other: 'asean-only' } : { own: '2007-10', other: 'canada-only' };
  const names: Record<string, Record<Thing, string>> = {
    plan: { ...mine, missing: MISSING },
    document: OF_CANADA.includes(who)
      ? { own: DOCUMENTS.canada, other: DOCUMENTS.asean, missing: DOCUMENTS.nobody }
      : { own: DOCUMENTS.everybody, other: DOCUMENTS.canada, missing: DOCUMENTS.nobody },
    party: { own: 'viet-nam', other: 'hidden-seat', missing: MISSING },
    // One that is closed has a record.
    proposition: { own: route.path.endsWith('/record') ? '2008-9' : '2008-1', other: 'asean-2008-1', missing: MISSING },
    organisation: { own: 'cida', other: '', missing: MISSING },
    partnership: { own: 'asean-canada', other: '', missing: MISSING },
    thread: { own: JOINT, other: OF_CANADA.includes(who) ? ofAsean : CANADIAN, missing: MISSING },
  };
  // What is taken back is named by the form.
  const byForm =
    /\/(withdrawals|mentions|follows|discussions|names|members|departures|closings)$/.test(route.path) &&
    route.method === 'POST' &&
    route.api === null;
  const named = byForm
    ? ''
    : (['plan', 'document', 'party', 'proposition', 'organisation', 'thread', 'partnership'].find((each) =>
        route.path.includes(`:${each}`),
      ) ?? '');
  return route.path.replace(/:(\w+)/g, (_, name: string) =>
    name === named ? (names[name]?.[thing] ?? '') : (route.example[name] ?? ''),
  );
}

/** Fields that would do what the form is for. */
async function fieldsFor(route: Route, browser: Browser, who: Who, thing: Thing): Promise<Record<string, string>> {
  if (route.path === '/sign-in/demonstration') return { login: thing === 'own' ? offered : crypto.randomUUID() };
  if (route.path === '/capacity') return { mandate: await mandateFor(browser, thing) };
  if (route.path.includes('/discussions') || /\/(mentions|follows)$/.test(route.path)) return saidBy(route, browser, who, thing);
  if (route.path.endsWith('/mend'))
    return { version: await versionOf(route), text: `Mended ${crypto.randomUUID()}`, reason: 'the scan was misread' };
  if (route.path.endsWith('/position')) {
    const [shown] = await site.ask(
      `select encode(concurrence.shown_together(id, null), 'hex') as seen from concurrence.proposition where reference = '2008-1'`,
    );
    return { stance: 'reserve', reason: 'the capital is being asked', seen: shown?.seen ?? '0'.repeat(64) };
  }
  if (route.path.endsWith('/extension')) return { deadline: '2008-09-01T12:00', reason: 'a holiday' };
  if (route.path.includes('/:document')) return documentFields(route, browser);
  if (route.path.endsWith('/withdrawal')) return { reason: 'to be put later' };
  if (route.path.endsWith('/certification')) return { procedure: 'express', deadline: '', zone: 'UTC', reason: '' };
  if (route.path.endsWith('/working-days')) return { day: '2008-08-08', name: 'A day' };
  if (route.path.endsWith('/working-days/removal')) return { day: '2008-08-08' };
  if (route.path.endsWith('/promise')) return { version: await versionOf(route), promise: 'enabling' };
  if (route.path.startsWith('/invitation')) return { token: 'of-nobody', ...(route.path === '/invitation' && { password: '' }) };
  if (route.path === '/password') return { email: `${crypto.randomUUID()}@nowhere.example` };
  if (route.path === '/password/new') return { token: 'of-nobody', password: 'nineteen green herons' };
  if (route.path === '/sign-in/code') return { half: 'of-nobody', code: '000000', next: '/' };
  if (route.path === '/account/second-factor/offer') return {};
  if (route.path.startsWith('/account/second-factor')) return { code: 'no code' };
  if (route.path === '/account/sessions') return { session: await sessionFor(browser, thing) };
  if (route.path === '/account/tokens')
    return { name: 'A program', mandate: await mandateFor(browser, thing), scope: 'read', days: '30' };
  if (route.path === '/account/tokens/revocations') return { token: crypto.randomUUID() };
  if (route.path === '/account/password') return { present: 'not the one', password: 'nineteen green herons' };
  if (route.path.endsWith('/invitations')) return invitation(browser, crypto.randomUUID());
  if (route.path.endsWith('/withdrawals')) return { invitation: await invitationFor(browser, thing) };
  if (route.path.endsWith('/circles')) return { name: 'A new circle', inside: 'partnership' };
  if (route.path.includes('/circles/')) return circleFields(site, route.path, thing, await mandateFor(browser, 'own'));
  const words = { lineToTake: crypto.randomUUID(), background: '', nextStep: '', whose: '', due: '' };
  if (route.path.endsWith('/note')) return { version: await versionOfNote(), ...words };
  if (route.path.endsWith('/notes'))
    return Object.fromEntries(
      Object.entries({ reference: 'A.2.4.5', version: await versionOfNote(), ...words }).map(([name, value]) => [
        `${name}[]`,
        value,
      ]),
    );
  if (route.path.endsWith('/notes/undo')) return { batch: await lastBatch() };
  if (route.path.endsWith('/documents')) return { title: '', day: '', kind: 'paper', language: 'en' };
  if (route.path === '/sign-in') return { email: 'nobody', password: '' };
  return {};
}

/** Two discussions of the demonstration: of all parties, and of Canada alone. */
const JOINT = '2f6b1c0e-51d4-4d0b-9a57-0c1d5e8a7b01';
const CANADIAN = '2f6b1c0e-51d4-4d0b-9a57-0c1d5e8a7b02';

/** What somebody types into the forms of discussions, of what one follows, and of mentions. */
async function saidBy(route: Route, browser: Browser, who: Who, thing: Thing): Promise<Record<string, string>> {
  const words = `Said ${crypto.randomUUID()}`;
  const [theirs] = await site.ask(`select id from plan.plan where slug = $1`, [
    OF_CANADA.includes(who) ? 'asean-only' : 'canada-only',
  ]);
  const [line] = await site.ask(
    `select n.id from plan.node n join plan.plan p on p.id = n.plan where p.slug = '2007-10' and n.reference = 'A.2.1.2'`,
  );
  const record = { own: line?.id, other: theirs?.id, missing: crypto.randomUUID() }[thing];
  const [comment] = await site.ask(
    `select c.id, r.version from discuss.comment c join platform.record r using (id) where c.thread = $1 and c.number = 1`,
    [JOINT],
  );
  if (route.path.endsWith('/follows')) return { record, follow: 'yes' };
  // Only speakers are mentioned in the first comment; of whoever is not, the form says that there is nothing.
  if (route.path.endsWith('/mentions'))
    return { comment: { own: 'all', other: (await ofNobody()) ?? '', missing: crypto.randomUUID() }[thing] };
  if (route.path.endsWith('/mend')) return { version: String(comment?.version), words };
  // Of an earlier version: the page says so, and what the other addresses lead to stays.
  if (route.path.endsWith('/withdrawal')) return { version: String(comment?.version - 1 || 9) };
  if (route.path.endsWith('/comments')) return { words };
  if (route.path.endsWith('/resolution')) {
    const [{ turns } = { turns: 0 }] = await site.ask('select count(*)::int as turns from discuss.resolution where thread = $1', [
      JOINT,
    ]);
    return { turns: String(turns), resolved: turns % 2 === 0 ? 'yes' : 'no', reason: '' };
  }
  const wall = /name="wall" value="([^"]+)"/.exec(await browser.text('/asean-canada/plans/2007-10/lines/A.2.1.2'))?.[1] ?? '';
  return { record, wall, words };
}

/** A comment that mentions nobody. */
const ofNobody = async (): Promise<string | undefined> =>
  (
    await site.ask(
      'select c.id from discuss.comment c where not exists (select from discuss.mention m where m.comment = c.id) limit 1',
    )
  )[0]?.id;

/** Acts on a document: only what is said of it is changed, so that whoever comes later finds it in its place. */
async function documentFields(route: Route, browser: Browser): Promise<Record<string, string>> {
  const [row] = await site.ask(
    `select r.version from platform.record r join platform.acting a on r.owner = any (a.owns) and a.mandate = (select w.mandate from accounts.worn w
      join auth.session s on s.id = w.session where s.token = encode(sha256(convert_to($1, 'UTF8')), 'hex')) where r.id = any ($2) limit 1`,
    [browser.session(), Object.values(DOCUMENTS)],
  );
  const version = String(row?.version ?? 1);
  if (route.path.endsWith('/about')) return { version, title: crypto.randomUUID(), day: '', kind: 'paper', language: 'en' };
  if (route.path.endsWith('/wall')) return { version, wall: '' };
  if (route.path.endsWith('/passages')) return { words: '', plan: '2007-10', reference: '', remark: '' };
  if (route.path.endsWith('/removal')) return { passage: crypto.randomUUID() };
  return { version: route.path.endsWith('/withdrawal') ? '999999' : version };
}

/** The session of this browser itself, somebody else's, or none. */
async function sessionFor(browser: Browser, thing: Thing): Promise<string> {
  if (thing === 'missing') return crypto.randomUUID();
  const [row] = await site.ask(
    `select s.id from auth.session s where (s.token = encode(sha256(convert_to($1, 'UTF8')), 'hex')) = $2 limit 1`,
    [browser.session(), thing === 'own'],
  );
  return row?.id ?? crypto.randomUUID();
}

const INVITATIONS = '/asean-canada/invitations';

/** What somebody types who invites: in the first role that the form offers. */
async function invitation(browser: Browser, name: string): Promise<Record<string, string>> {
  const page = await browser.text(INVITATIONS);
  const role = /name="role" value="([^"]+)"/.exec(page)?.[1] ?? 'observer';
  const since = /name="since"[^>]* value="([^"]+)"/.exec(page)?.[1] ?? '2008-06-30';
  const typed = { name, email: `${name}@invited.example`, language: 'en', role, titleEn: 'Guest', titleFr: 'Invité' };
  return { ...typed, since, until: '', reach: 'partnership' };
}

/** An invitation of one's own that waits, one of somebody else's, or none. */
async function invitationFor(browser: Browser, thing: Thing): Promise<string> {
  if (thing === 'missing') return crypto.randomUUID();
  const inviter = thing === 'own' ? browser : await site.as('nguyen.minh.ha', 'speaker');
  const name = crypto.randomUUID();
  await inviter.post(INVITATIONS, await invitation(inviter, name));
  const [row] = await site.ask('select id from accounts.invitation where email = $1', [`${name}@invited.example`]);
  return row?.id ?? crypto.randomUUID();
}

/** What a program sends that would do what the address is for, and the version that it has seen. */
const bodyFor = async (route: Route, browser: Browser): Promise<unknown> => {
  if (route.path.endsWith('/resolution')) return { resolved: true, reason: '' };
  if (route.path.endsWith('/comments')) return { words: 'Said by a program' };
  if (route.path.endsWith('/follow')) return { follows: true };
  if (route.path.endsWith(':number/editions')) return { words: `Mended ${crypto.randomUUID()}` };
  if (route.path.endsWith(':number/withdrawal')) return {};
  if (route.path.endsWith('/note')) return { line_to_take: `Noted ${crypto.randomUUID()}` };
  if (route.path.endsWith('/discussions')) return { words: 'Said by a program', wall: await ownCircle(browser) };
  return mendBody(route);
};
/** A circle in which whoever acts here may open a discussion of a line that everybody reads. */
const ownCircle = async (browser: Browser): Promise<string> => {
  const answer = await browser.get('/api/v1/partnerships/asean-canada/plans/2007-10/nodes/A.2.1.2/discussions');
  return answer.status === 200
    ? (((await answer.json()) as { may_open_for: { wall: string }[] }).may_open_for[0]?.wall ?? '')
    : '';
};
const mendBody = (route: Route): unknown =>
  route.path.endsWith('/promise')
    ? { promise: 'standing' }
    : { text: `Mended ${crypto.randomUUID()}`, reason: 'the scan was misread' };
const tagFor = async (browser: Browser, address: string): Promise<string> =>
  // Of an earlier version, so that what the other addresses lead to stays.
  address.endsWith('/withdrawal')
    ? '"older"'
    : ((await browser.get(/\/(discussions|note|follow)$/.test(address) ? address : address.replace(/\/[a-z]+$/, ''))).headers.get(
        'etag',
      ) ?? '"none"');

/** The mandate that this browser's person wears, somebody else's, or none. */
async function mandateFor(browser: Browser, thing: Thing): Promise<string> {
  if (thing === 'missing') return crypto.randomUUID();
  const [worn] = await site.ask(
    `select w.mandate from accounts.worn w join auth.session s on s.id = w.session where s.token = encode(sha256(convert_to($1, 'UTF8')), 'hex')`,
    [browser.session()],
  );
  const [other] = await site.ask('select id from directory.mandate where id is distinct from $1 order by id limit 1', [
    worn?.mandate ?? null,
  ]);
  return thing === 'own' && worn ? worn.mandate : other?.id;
}

/** Of the note of Canada on the line of its own plan; 0 while there is none. */
const versionOfNote = async (): Promise<string> => {
  const [row] = await site.ask(
    `select r.version from followup.note f join platform.record r using (id) join plan.node n on n.id = f.node join plan.plan p on p.id = n.plan where p.slug = 'canada-only'`,
  );
  return String(row?.version ?? 0);
};

/** What was saved together last in the plan of Canada. */
const lastBatch = async (): Promise<string> => {
  const [row] = await site.ask(
    `select e.batch from followup.note_edition e join followup.note f on f.id = e.note join plan.node n on n.id = f.node join plan.plan p on p.id = n.plan
      where p.slug = 'canada-only' and e.batch is not null order by e.written_at desc limit 1`,
  );
  return row?.batch ?? crypto.randomUUID();
};

const versionOf = async (route: Route): Promise<string> => {
  const [row] = await site.ask(
    `select r.version from platform.record r join plan.node n using (id) join plan.plan p on p.id = n.plan where p.slug = '2007-10' and n.reference = $1`,
    [route.example.reference],
  );
  return String(row?.version);
};

test('every address is in the table, and nothing else is', () => {
  const declared = site.application.routes.map((route) => `${route.method} ${route.path}`);
  expect(declared.filter((each, index) => declared.indexOf(each) !== index)).toEqual([]);
  expect([...declared].sort()).toEqual(matrix.map((line) => `${line.method} ${line.path}`).sort());
});

test('the application answers no address that is not a declared route', () => {
  const answered = new Set(site.application.site.routes.map((route) => route.path).filter((path) => path !== '/static/*'));
  expect([...answered].sort()).toEqual([...new Set(matrix.map((line) => line.path))].sort());
});

describe.each([...WHO])('%s', (who) => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await OPEN[who]();
  });
  const routeOf = (line: Expected): Route => {
    const found = site.application.routes.find((route) => route.method === line.method && route.path === line.path);
    if (!found) throw new Error(`${line.method} ${line.path} is in the table only`);
    return found;
  };
  /** A form changes who one is: each is sent by a browser of its own. */
  const ask = async (line: Expected, thing: Thing): Promise<Response> => {
    const route = routeOf(line);
    const address = addressOf(route, who, thing);
    if (line.method === 'GET') return browser.get(address);
    const sender = await OPEN[who]();
    if (!route.api) return sender.post(address, await fieldsFor(route, sender, who, thing));
    return sender.send(address, await bodyFor(route, sender), { 'if-match': await tagFor(sender, address) });
  };

  test.each(matrix.map((line) => [`${line.method} ${line.path}`, line] as const))('%s', async (_, line) => {
    const answers = new Map<Thing, Response>();
    for (const thing of THINGS.filter((each) => line.of(who, each) !== null)) answers.set(thing, await ask(line, thing));
    expect(Object.fromEntries([...answers].map(([thing, answer]) => [thing, answer.status]))).toEqual(
      Object.fromEntries([...answers.keys()].map((thing) => [thing, line.of(who, thing)])),
    );
    const [other, missing] = [answers.get('other'), answers.get('missing')];
    if (other && missing && /:(plan|party|thread|document)/.test(line.path)) {
      const names = [MISSING, ...Object.values(DOCUMENTS), 'canada-only', 'asean-only', 'hidden-seat', CANADIAN, ofAsean];
      expect(await essence(other, ...names)).toEqual(await essence(missing, ...names));
    }
  });
});
