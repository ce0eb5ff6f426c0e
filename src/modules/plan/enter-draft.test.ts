import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Acting } from '../../platform/http/acting.ts';
import { type Installation, openInstallation } from '../accounts/fixtures/installation.ts';
import { openProposition } from '../concurrence/index.ts';
import { type EnterDraftInput, enterDraft } from './enter-draft.ts';
import { enterPlan } from './enter-plan.ts';
import { begin } from './fixtures/drafts.ts';
import { file, publicly, somebody } from './fixtures/entered.ts';
import { importText, type Mend } from './importer/index.ts';
import { referencePlan } from './importer/proof/gold.ts';
import { mendDraft } from './mend-draft.ts';
import { planBySlug } from './queries.ts';

let site: Installation;
let secretary: Acting;
let canada: Acting;
beforeAll(async () => {
  site = await openInstallation();
  secretary = (await somebody(site, { role: 'secretariat' })).acting;
  canada = (await somebody(site, { role: 'speaker', party: 'canada' })).acting;
});
afterAll(() => site?.close());

const AS = { title: 'A plan', start: '2010', end: '2015', adoption: 'by-parties', lineage: '' } as const;
const enter = (acting: Acting, id: string, input: Partial<EnterDraftInput> & { slug: string; version: number }) =>
  site.database.withActor(acting.secret, 'write', (tx) => enterDraft(tx, acting, site.partnership, id, { ...AS, ...input }));
const mend = (id: string, version: number, what: Mend) =>
  site.database.withActor(secretary.secret, 'write', (tx) =>
    mendDraft(tx, secretary, site.partnership, id, { version, mend: what }),
  );
const register = async (slug: string) =>
  (
    await site.keeper.query(
      `select n.reference, n.number, n.kind, n.promise, n.qualifiers, p.reference as parent, e.text, v.from_character, v.until_character
        from plan.node n join plan.plan l on l.id = n.plan join plan.edition e on e.node = n.id join plan.evidence v on v.node = n.id
        left join plan.node p on p.id = n.parent where l.slug = $1 order by n.position, e.edition`,
      [slug],
    )
  ).rows;

describe('entering a draft', () => {
  test('of the reference plan that nobody mended is the register that the command enters, character for character', async () => {
    const { text } = referencePlan();
    const id = await begin(site, secretary, text);
    await enter(secretary, id, { slug: 'by-draft', version: 1 });
    await site.database.withActor(secretary.secret, 'write', (tx) =>
      enterPlan(tx, secretary, publicly(site, 'by-command'), importText(text), file(text)),
    );
    const lines = await register('by-draft');
    expect(lines).toEqual(await register('by-command'));
    expect(lines.filter(({ kind }) => kind === 'action')).toHaveLength(88);
    expect(lines.filter(({ kind }) => kind === 'subitem')).toHaveLength(15);
  });

  test('keeps what was mended and how each doubt was settled; words by hand are a second edition; confirmed is confirmed', async () => {
    const id = await begin(site, secretary);
    await mend(id, 1, { do: 'words', node: 'n2', words: 'Hold an annual Dialogue', reason: 'the scan was misread' });
    await mend(id, 2, { do: 'accept', finding: 0 });
    await mend(id, 3, { do: 'promises', promise: 'enabling' });
    await mend(id, 4, { do: 'renumber', node: 'n4', number: '1.3', finding: 1 });
    await enter(secretary, id, { slug: 'mended', version: 5 });
    const plan = (await site.keeper.query(`select id from plan.plan where slug = 'mended'`)).rows[0]?.id;
    const editions = await site.keeper.query(
      `select e.edition, e.text, e.reason from plan.edition e join plan.node n on n.id = e.node where n.plan = $1 and n.reference = 'A.1.1' order by 1`,
      [plan],
    );
    expect(editions.rows).toEqual([
      { edition: 1, text: 'Hold an annual Dialogue of senior officials, as appropriate.', reason: null },
      { edition: 2, text: 'Hold an annual Dialogue', reason: 'the scan was misread' },
    ]);
    const kept = await site.keeper.query('select number, mend, made_by, wall from plan.mend where plan = $1 order by 1', [plan]);
    expect(kept.rows.map(({ number, mend: made, made_by, wall }) => [number, made.do, made_by, wall])).toEqual(
      ['words', 'accept', 'promises', 'renumber'].map((what, at) => [at + 1, what, secretary.mandate, site.walls.partnership]),
    );
    const remarks = await site.keeper.query(
      'select settled, settled_by_mend from plan.remark where plan = $1 order by position',
      [plan],
    );
    expect(remarks.rows.slice(0, 2)).toEqual([
      { settled: 'right', settled_by_mend: 2 },
      { settled: 'mended', settled_by_mend: 4 },
    ]);
    const { rows } = await site.keeper.query(
      `select count(*)::int as count from plan.node where plan = $1 and promise_confirmed_by = $2 and promise = 'enabling'`,
      [plan, secretary.mandate],
    );
    expect(rows[0]?.count).toBeGreaterThan(0);
    for (const change of ['update plan.mend set number = 99', 'delete from plan.mend'])
      await expect(site.keeper.query(change)).rejects.toThrow('appended, never changed');
    await expect(mend(id, 6, { do: 'drop', node: 'n4' })).rejects.toMatchObject({ status: 409, key: 'plan.draft.is-entered' });
    await expect(enter(secretary, id, { slug: 'twice', version: 6 })).rejects.toMatchObject({ key: 'plan.draft.is-entered' });
  });

  test('is for the secretariat, and says at its field what cannot be', async () => {
    const id = await begin(site, canada);
    await expect(enter(canada, id, { slug: 'of-canada', version: 1 })).rejects.toMatchObject({ status: 403 });
    const own = await begin(site, secretary);
    const wrong: [Partial<EnterDraftInput>, string, string][] = [
      [{ slug: 'Not so' }, 'plan.draft.no-slug', 'slug'],
      [{ slug: 'drafts' }, 'plan.draft.no-slug', 'slug'],
      [{ title: ' ' }, 'plan.draft.no-title', 'title'],
      [{ start: 'soon' }, 'plan.draft.no-period', 'start'],
      [{ start: '2015', end: '2010' }, 'plan.draft.period-turned', 'end'],
      [{ lineage: 'after:nothing' }, 'plan.draft.no-lineage', 'lineage'],
      [{ slug: 'mended' }, 'plan.slug-taken', 'slug'],
    ];
    for (const [input, key, field] of wrong)
      await expect(enter(secretary, own, { slug: 'right', version: 1, ...input })).rejects.toMatchObject({ key, field });
  });

  test('without parties: it is a reference, nobody adopts it; and it may stand before another plan', async () => {
    const id = await begin(site, secretary);
    await enter(secretary, id, { slug: 'framework', version: 1, adoption: 'none', lineage: 'before:by-draft' });
    const plan = await site.database.withActor(secretary.secret, 'read', (tx) => planBySlug(tx, site.partnership, 'framework'));
    expect(plan).toMatchObject({ stage: 'reference', uncertified: [] });
    const [row] = (await site.keeper.query(`select predecessor from plan.plan where slug = 'by-draft'`)).rows;
    expect(row?.predecessor).toBe(plan.id);
    const how = { bloc: null, act: 'certified', procedure: 'express', zone: 'UTC', deadline: '' } as const;
    await expect(
      site.database.withActor(secretary.secret, 'write', (tx) =>
        openProposition(tx, { ...how, title: 'Certify it', lang: 'en', reason: '', subjects: [plan.id] }),
      ),
    ).rejects.toThrow();
  });
});
