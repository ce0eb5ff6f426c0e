import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Acting, ROLES } from '../../platform/http/acting.ts';
import { type Installation, openInstallation } from '../accounts/fixtures/installation.ts';
import { addTranslation, type Translation } from './add-translation.ts';
import { draft } from './fixtures/draft.ts';
import { enter, enterBehind, somebody } from './fixtures/entered.ts';

let site: Installation;
let secretary: Acting;
let plan: string;
let count = 0;
beforeAll(async () => {
  site = await openInstallation();
  secretary = (await somebody(site, { role: 'secretariat' })).acting;
});
afterAll(() => site.close());
beforeEach(async () => {
  count += 1;
  plan = await enter(site, secretary, { slug: `plan-${count}` });
});

const ask = async (text: string, values: unknown[] = []) => (await site.keeper.query(text, values)).rows;
const FRENCH: Translation = {
  lang: 'fr',
  provenance: 'Traduction de travail',
  nodes: new Map([
    ['A.1', { text: 'Sécurité', label: null }],
    ['A.1.2', { text: 'Examiner des mesures contre la brume sèche', label: null }],
    ['P.2007-08.1', { text: 'Tenir un atelier', label: 'Santé' }],
  ]),
};
const add = (acting: Acting, to = plan, translation: Partial<Translation> = {}) =>
  site.database.withActor(acting.secret, 'write', (tx) => addTranslation(tx, acting, to, { ...FRENCH, ...translation }));
const french = () =>
  ask(
    `select n.reference, e.edition, e.text, e.label, e.reason, e.provenance, e.entered_by, e.wall = n.wall as walls from plan.edition e join plan.node n on n.id = e.node
      where n.plan = $1 and e.lang = 'fr' order by n.position`,
    [plan],
  );

test('stands beside the authentic words, with its provenance', async () => {
  const before = await ask(
    `select e.* from plan.edition e join plan.node n on n.id = e.node where n.plan = $1 order by n.position`,
    [plan],
  );
  expect(await add(secretary)).toBe(3);
  const bare = {
    edition: 1,
    label: null,
    reason: null,
    provenance: 'Traduction de travail',
    entered_by: secretary.mandate,
    walls: true,
  };
  expect(await french()).toEqual([
    { ...bare, reference: 'P.2007-08.1', text: 'Tenir un atelier', label: 'Santé' },
    { ...bare, reference: 'A.1', text: 'Sécurité' },
    { ...bare, reference: 'A.1.2', text: 'Examiner des mesures contre la brume sèche' },
  ]);
  expect(
    await ask(
      `select e.* from plan.edition e join plan.node n on n.id = e.node where n.plan = $1 and e.lang = 'en' order by n.position`,
      [plan],
    ),
  ).toEqual(before);
});

test('moves the version of the plan, is written down once and told without words', async () => {
  await add(secretary);
  expect(await ask('select version from platform.record where id = $1', [plan])).toEqual([{ version: 2 }]);
  expect(
    await ask(`select wall, mandate, before, after from platform.audit where record = $1 and act = 'plan.translation-added'`, [
      plan,
    ]),
  ).toEqual([{ wall: site.walls['public'], mandate: secretary.mandate, before: null, after: { lang: 'fr', nodes: 3 } }]);
  expect(await ask(`select event, payload from platform.outbox where payload->>'plan' = $1 order by id`, [plan])).toEqual([
    { event: 'plan.plan-entered', payload: { plan } },
    { event: 'plan.translation-added', payload: { plan } },
  ]);
});

test('is found in its own language, with and without accents, beside the authentic words', async () => {
  await add(secretary);
  const found = (query: string, lang: string) =>
    ask(
      `select n.reference, d.lang from platform.search_doc d join plan.node n on n.id = d.record
        where n.plan = $1 and d.lang = $3 and d.words @@ websearch_to_tsquery(platform.search_config($3), $2)`,
      [plan, query, lang],
    );
  for (const query of ['brumes', 'SECHE', 'sèches', 'A.1.2'])
    expect(await found(query, 'fr')).toEqual([{ reference: 'A.1.2', lang: 'fr' }]);
  expect(await found('haze', 'en')).toEqual([{ reference: 'A.1.2', lang: 'en' }]);
  expect(await found('sante', 'fr')).toEqual([{ reference: 'P.2007-08.1', lang: 'fr' }]);
});

test('of nothing changes no words', async () => {
  expect(await add(secretary, plan, { nodes: new Map() })).toBe(0);
  expect(await french()).toEqual([]);
});

test.each([...ROLES.filter((role) => role !== 'secretariat'), 'visitor' as const])('the role of %s adds none', async (role) => {
  await expect(add({ ...secretary, role })).rejects.toMatchObject({ status: 403, key: 'plan.only-secretariat' });
  expect(await french()).toEqual([]);
});

test('in the authentic language, or of a node that the plan lacks, is refused whole', async () => {
  await expect(add(secretary, plan, { lang: 'en' })).rejects.toMatchObject({ status: 422, key: 'plan.authentic-language' });
  const nodes = new Map([...FRENCH.nodes, ['Z.9', { text: 'Autre', label: null }] as const]);
  await expect(add(secretary, plan, { nodes })).rejects.toMatchObject({
    status: 422,
    key: 'plan.no-such-node',
    values: { reference: 'Z.9' },
  });
  expect(await french()).toEqual([]);
});

test('is added once: a second one is refused, and the first stays', async () => {
  await add(secretary);
  await expect(add(secretary, plan, { provenance: 'Une autre' })).rejects.toMatchObject({
    status: 409,
    key: 'plan.translated-already',
  });
  expect(new Set((await french()).map((row) => row.provenance))).toEqual(new Set(['Traduction de travail']));
});

test('a hidden plan is translated by nobody who does not see it, in the words of an absent one', async () => {
  const hidden = await enterBehind(site, 'laos', `hidden-${count}`, draft());
  const [absent, behind] = await Promise.all(
    [crypto.randomUUID(), hidden].map((id) => add(secretary, id).catch((error: unknown) => error)),
  );
  expect(behind).toEqual(absent);
  expect(behind).toMatchObject({ status: 404, key: 'http.not-found' });
});
