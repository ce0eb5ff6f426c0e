import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Acting } from '../../platform/http/acting.ts';
import { ROLES } from '../../platform/http/acting.ts';
import { type Installation, openInstallation } from '../accounts/fixtures/installation.ts';
import { draft, ROWS } from './fixtures/draft.ts';
import { enter, enterBehind, somebody } from './fixtures/entered.ts';

let site: Installation;
let secretary: Acting;
let who: string;
beforeAll(async () => {
  site = await openInstallation();
  secretary = (await somebody(site, { role: 'secretariat' })).acting;
  const { rows } = await site.keeper.query<{ id: string }>(
    `insert into directory.organisation (slug, name, class, source) values ('who', '{"en": "World Health Organization"}', 'organisation', 'a test') returning id`,
  );
  who = rows[0]?.id ?? '';
});
afterAll(() => site.close());

const ask = async (text: string, values: unknown[] = []) => (await site.keeper.query(text, values)).rows;
const counted = () =>
  ask(`select (select count(*) from plan.plan)::int as plans, (select count(*) from plan.node)::int as nodes, (select count(*) from platform.record)::int as records,
    (select count(*) from platform.search_doc)::int as words, (select count(*) from platform.attachment)::int as files, (select count(*) from platform.audit)::int as audit`);

describe('entering a plan', () => {
  let plan: string;
  beforeAll(async () => {
    plan = await enter(site, secretary, { slug: 'entered', organisations: [{ id: who, names: ['World Health Organization'] }] });
  });

  test('makes the plan a record for everybody, owned by all parties, entered by the mandate that did it', async () => {
    const { walls, partnership } = site;
    expect(
      await ask(
        `select r.partnership, r.kind, r.wall, r.owner, r.title, r.lang, r.version, p.wall as plan_wall, p.owner as plan_owner, p.slug, p.period_start,
          p.period_end, p.authentic, p.predecessor, p.entered_by, p.entered_on = platform.today() as today, p.adopted_by
          from plan.plan p join platform.record r using (id) where p.id = $1`,
        [plan],
      ),
    ).toEqual([
      {
        ...{ partnership, kind: 'plan.plan', wall: walls['public'], owner: walls['partnership'], lang: 'en', version: 1 },
        ...{ title: 'Work Plan of the Parties', plan_wall: walls['public'], plan_owner: walls['partnership'], slug: 'entered' },
        ...{ period_start: '2007', period_end: '2010', authentic: 'en', predecessor: null, today: true, adopted_by: null },
        entered_by: secretary.mandate,
      },
    ]);
  });

  test('keeps every node in the order of the document, with its number, its place and its kind of promise', async () => {
    const rows = await ask(
      `select n.reference, n.number, n.kind, p.reference as parent, n.position, n.label, n.period, n.promise, n.promise_confirmed_by, n.qualifiers,
        r.kind as record, n.wall = r.wall and n.owner = r.owner as walls from plan.node n join platform.record r using (id)
        left join plan.node p on p.id = n.parent where n.plan = $1 order by n.position`,
      [plan],
    );
    const bare = {
      label: null,
      period: null,
      promise: null,
      promise_confirmed_by: null,
      qualifiers: [],
      record: 'plan.node',
      walls: true,
    };
    expect(rows).toEqual([
      { ...bare, reference: 'O.1', number: '1', kind: 'objective', parent: null, position: 0 },
      {
        ...bare,
        reference: 'P.2007-08.1',
        number: '1',
        kind: 'priority',
        parent: null,
        position: 1,
        label: 'Health',
        period: '2007-08',
        promise: 'one-off',
      },
      ...ROWS.map(({ id, number, kind, parent, promise = null, qualifiers = [] }, index) => {
        return { ...bare, reference: id, number, kind, parent, position: index + 2, promise, qualifiers };
      }),
    ]);
  });

  test('keeps the words of each as a first edition in the language of the document', async () => {
    const rows = await ask(
      `select n.reference, e.lang, e.edition, e.text, e.label, e.reason, e.provenance, e.entered_by from plan.edition e join plan.node n on n.id = e.node
        where n.plan = $1 order by n.position`,
      [plan],
    );
    const bare = { lang: 'en', edition: 1, label: null, reason: null, provenance: null, entered_by: secretary.mandate };
    expect(rows).toEqual([
      { ...bare, reference: 'O.1', text: 'To bring the parties closer' },
      { ...bare, reference: 'P.2007-08.1', text: 'Hold a workshop on avian influenza', label: 'Health' },
      ...ROWS.map(({ id, text }) => ({ ...bare, reference: id, text })),
    ]);
  });

  test('points from each node to its passage of the source, counted in characters', async () => {
    const rows = await ask(
      `select n.reference, substr(s.text, e.from_character + 1, e.until_character - e.from_character) as passage, e.confidence
        from plan.evidence e join plan.node n on n.id = e.node join plan.source s on s.plan = n.plan where n.plan = $1 order by n.position`,
      [plan],
    );
    expect(rows.slice(2)).toEqual(ROWS.map(({ id, text, confidence = 1 }) => ({ reference: id, passage: text, confidence })));
  });

  test('keeps the document beside its text, and what was doubted for the parties alone', async () => {
    const source = draft();
    expect(
      await ask(
        `select s.text, s.furniture, a.name, a.type, a.size::int, a.role, a.record, a.wall from plan.source s join platform.attachment a on a.id = s.attachment where s.plan = $1`,
        [plan],
      ),
    ).toEqual([
      {
        ...{ text: source.text, furniture: [], name: 'plan.txt', type: 'text/plain', size: Buffer.byteLength(source.text) },
        ...{ role: 'source', record: plan, wall: site.walls['public'] },
      },
    ]);
    expect(
      await ask(
        `select m.severity, m.code, m.message, n.reference, m.position, m.from_character, m.until_character, m.wall from plan.remark m left join plan.node n on n.id = m.node
          where m.plan = $1 order by m.position`,
        [plan],
      ),
    ).toEqual(
      source.findings.map(({ severity, code, message, node = null }, position) => {
        // The letter 𝒫 in front is one character to the database, and two units to JavaScript.
        const until = [1, 4][position];
        const span = { from_character: 0, until_character: until };
        return { severity, code, message, reference: node, position, ...span, wall: site.walls['partnership'] };
      }),
    );
  });

  test('links the priority with the lines it sharpens, a line with the one it cites, and a line with whom it names', async () => {
    const links = await ask(
      `select s.reference as source, t.reference as target, l.role, l.position, l.wall = s.wall as walls from platform.link l join plan.node s on s.id = l.source
        join plan.node t on t.id = l.target where s.plan = $1 order by l.role, l.position`,
      [plan],
    );
    expect(links).toEqual([
      { source: 'A.1.2', target: 'A.1.1', role: 'plan.refers-to', position: 0, walls: true },
      { source: 'P.2007-08.1', target: 'B.1.1', role: 'plan.sharpens', position: 0, walls: true },
      { source: 'P.2007-08.1', target: 'A.1.2', role: 'plan.sharpens', position: 1, walls: true },
    ]);
    expect(
      await ask('select n.reference, m.organisation from plan.mention m join plan.node n on n.id = m.node where n.plan = $1', [
        plan,
      ]),
    ).toEqual([{ reference: 'B.1.1', organisation: who }]);
  });

  test('is written down once, and told once, without words', async () => {
    expect(
      await ask('select act, partnership, wall, person, mandate, before, after from platform.audit where record = $1', [plan]),
    ).toEqual([
      {
        ...{ act: 'plan.plan-entered', partnership: site.partnership, wall: site.walls['public'], before: null },
        ...{ person: secretary.person?.id, mandate: secretary.mandate },
        after: {
          slug: 'entered',
          title: 'Work Plan of the Parties',
          part: 2,
          area: 2,
          action: 3,
          subitem: 2,
          objective: 1,
          priority: 1,
        },
      },
    ]);
    expect(await ask(`select event, partnership, payload from platform.outbox where payload->>'plan' = $1`, [plan])).toEqual([
      { event: 'plan.plan-entered', partnership: site.partnership, payload: { plan } },
    ]);
  });

  test('is found by its words', async () => {
    const found = await site.database.withActor(secretary.secret, 'read', (tx) =>
      tx.selectFrom('plan.v_node').select('reference').where('plan', '=', plan).where('reference', 'in', ['A.1.2']).execute(),
    );
    expect(found).toEqual([{ reference: 'A.1.2' }]);
    expect(
      await ask(
        `select n.reference, d.part, d.lang, d.wall from platform.search_doc d join plan.node n on n.id = d.record
          where n.plan = $1 and d.words @@ websearch_to_tsquery('platform.en', 'hazes')`,
        [plan],
      ),
    ).toEqual([{ reference: 'A.1.2', part: 'words', lang: 'en', wall: site.walls['public'] }]);
  });
});

describe('what is refused leaves nothing behind', () => {
  const refused = async (work: () => Promise<unknown>, with_: Record<string, unknown>) => {
    const before = await counted();
    await expect(work()).rejects.toMatchObject(with_);
    expect(await counted()).toEqual(before);
  };

  test.each([...ROLES.filter((role) => role !== 'secretariat'), 'visitor' as const])('%s enters no plan', async (role) => {
    await refused(() => enter(site, { ...secretary, role }, { slug: `by-${role}` }), {
      status: 403,
      key: 'plan.only-secretariat',
    });
  });

  test('nor does anybody on a wall that is not theirs, whatever they claim', async () => {
    const { acting } = await somebody(site, { role: 'speaker', party: 'canada' });
    await refused(() => enter(site, { ...acting, role: 'secretariat' }, { slug: 'not-ours' }), { code: '42501' });
  });

  test('an address that is taken', async () => {
    await enter(site, secretary, { slug: 'taken' });
    await refused(() => enter(site, secretary, { slug: 'taken' }), { status: 409, key: 'plan.slug-taken', field: 'slug' });
  });

  test('an address that a plan behind a wall has taken', async () => {
    await enterBehind(site, 'canada', 'hidden', draft());
    await refused(() => enter(site, secretary, { slug: 'hidden' }), { status: 409, key: 'plan.slug-taken' });
  });

  test('of two who take an address in the same moment, one', async () => {
    const other = (await somebody(site, { role: 'secretariat' })).acting;
    const both = await Promise.allSettled([enter(site, secretary, { slug: 'race' }), enter(site, other, { slug: 'race' })]);
    expect(both.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find((each) => each.status === 'rejected')?.reason).toMatchObject({ status: 409, key: 'plan.slug-taken' });
    expect(await ask(`select count(*)::int as plans from plan.plan where slug = 'race'`)).toEqual([{ plans: 1 }]);
  });

  test('a document without a line', async () => {
    const headings = ROWS.filter((row) => row.kind === 'part' || row.kind === 'area');
    await refused(() => enter(site, secretary, { slug: 'empty' }, draft({}, headings)), {
      status: 422,
      key: 'plan.nothing-read',
    });
  });

  test('words that are a chapter', async () => {
    const rows = ROWS.map((row) => (row.id === 'A.1.1' ? { ...row, text: 'word '.repeat(5_000) } : row));
    await refused(() => enter(site, secretary, { slug: 'long' }, draft({}, rows)), {
      status: 422,
      key: 'plan.words-too-long',
      values: { reference: 'A.1.1', most: 20_000 },
    });
  });
});

describe('documents with gaps', () => {
  test('a line whose parent the document lacks stands under nobody', async () => {
    const rows = ROWS.map((row) => (row.id === 'B.1.1' ? { ...row, parent: 'B.9' } : row));
    const plan = await enter(site, secretary, { slug: 'gap' }, draft({}, rows));
    expect(await ask(`select parent from plan.node where plan = $1 and reference = 'B.1.1'`, [plan])).toEqual([{ parent: null }]);
  });

  test('without a title the plan bears the name of its file; a character that no database stores keeps its place', async () => {
    const rows = ROWS.map((row) => (row.id === 'A.1.1' ? { ...row, text: 'Convene\0a Dialogue' } : row));
    const plan = await enter(site, secretary, { slug: 'untitled' }, draft({ title: null }, rows));
    expect(
      await ask(
        `select r.title, e.text, substr(s.text, v.from_character + 1, v.until_character - v.from_character) as passage from plan.node n join platform.record r on r.id = n.plan
          join plan.edition e on e.node = n.id join plan.source s on s.plan = n.plan join plan.evidence v on v.node = n.id where n.plan = $1 and n.reference = 'A.1.1'`,
        [plan],
      ),
    ).toEqual([{ title: 'plan.txt', text: 'Convene\ufffda Dialogue', passage: 'Convene\ufffda Dialogue' }]);
  });
});
