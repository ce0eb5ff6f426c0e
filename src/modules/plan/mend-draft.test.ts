import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Acting } from '../../platform/http/acting.ts';
import { type Installation, openInstallation } from '../accounts/fixtures/installation.ts';
import { deskOfDraft, mendsOf, readingOfDraft, standing } from './drafts.ts';
import { dropDraft } from './drop-draft.ts';
import { begin } from './fixtures/drafts.ts';
import { somebody } from './fixtures/entered.ts';
import { handOverDraft } from './hand-over-draft.ts';
import { type Mend, replay } from './importer/index.ts';
import { mendDraft } from './mend-draft.ts';
import { restoreDraft } from './restore-draft.ts';
import { undoMend } from './undo-mend.ts';

let site: Installation;
let canada: Acting;
let asean: Acting;
let secretary: Acting;
beforeAll(async () => {
  site = await openInstallation();
  canada = (await somebody(site, { role: 'speaker', party: 'canada' })).acting;
  asean = (await somebody(site, { role: 'speaker', party: 'asean' })).acting;
  secretary = (await somebody(site, { role: 'secretariat' })).acting;
});
afterAll(() => site?.close());

const mend = (acting: Acting, id: string, version: number, what: Mend) =>
  site.database.withActor(acting.secret, 'write', (tx) => mendDraft(tx, acting, site.partnership, id, { version, mend: what }));
const undo = (acting: Acting, id: string, version: number) =>
  site.database.withActor(acting.secret, 'write', (tx) => undoMend(tx, acting, site.partnership, id, { version }));
const stored = async (id: string): Promise<string> =>
  (await site.keeper.query<{ state: string }>('select state::text as state from plan.draft where id = $1', [id])).rows[0]
    ?.state ?? '';

describe('mending a draft', () => {
  test('keeps who, when, before and after; what is stored is what the mends give over the reading', async () => {
    const id = await begin(site, canada);
    await mend(canada, id, 1, { do: 'renumber', node: 'n2', number: '1.9' });
    await mend(canada, id, 2, { do: 'words', node: 'n3', words: 'Review\0 it', reason: 'the scan' });
    await mend(canada, id, 3, { do: 'accept', finding: 0 });
    const [again, desk, mends] = await site.database.withActor(canada.secret, 'read', async (tx) => {
      const all = await mendsOf(tx, id);
      return [replay(await readingOfDraft(tx, id), standing(all)), await deskOfDraft(tx, id), all] as const;
    });
    expect(desk).toEqual(again);
    expect(mends.map(({ number, mend: { do: what }, undone }) => [number, what, undone])).toEqual([
      [1, 'renumber', false],
      [2, 'words', false],
      [3, 'accept', false],
    ]);
    expect(mends[0]).toMatchObject({
      before: { n2: { reference: 'A.1.1', number: '1.1' } },
      after: { n2: { reference: 'A.1.9', number: '1.9' } },
    });
    const { rows } = await site.keeper.query(
      `select act, mandate, wall from platform.audit where record = $1 and act = 'plan.draft-mended'`,
      [id],
    );
    expect(rows).toEqual(Array(3).fill({ act: 'plan.draft-mended', mandate: canada.mandate, wall: site.walls.canada }));
  });

  test('taking back the last leaves, to the byte, what was stored before; both stay in the list', async () => {
    const id = await begin(site, canada);
    const states = [await stored(id)];
    const kinds: Mend[] = [
      { do: 'drop', node: 'n4' },
      { do: 'merge', node: 'n3' },
      { do: 'promises', promise: 'enabling' },
      { do: 'kind', node: 'n2', kind: 'objective' },
    ];
    for (const [at, each] of kinds.entries()) {
      await mend(canada, id, at + 1, each);
      states.push(await stored(id));
    }
    expect(new Set(states).size).toBe(5);
    for (const at of [3, 2, 1, 0]) {
      await undo(canada, id, 5 + (3 - at));
      expect(await stored(id)).toBe(states[at]);
    }
    await expect(undo(canada, id, 9)).rejects.toMatchObject({ status: 409, key: 'plan.draft.nothing-to-undo' });
    const mends = await site.database.withActor(canada.secret, 'read', (tx) => mendsOf(tx, id));
    expect(mends.map(({ mend: made }) => (made.do === 'undo' ? made.of : 0))).toEqual([0, 0, 0, 0, 4, 3, 2, 1]);
  });

  test('of two who mend the same version at once, one does and the other is told; nothing is lost', async () => {
    const id = await begin(site, canada);
    const ends = await Promise.allSettled([
      mend(canada, id, 1, { do: 'renumber', node: 'n2', number: '7' }),
      mend(canada, id, 1, { do: 'renumber', node: 'n3', number: '8' }),
    ]);
    expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(ends.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { status: 409, key: 'plan.draft.changed-meanwhile' },
    });
    expect(await site.database.withActor(canada.secret, 'read', (tx) => mendsOf(tx, id))).toHaveLength(1);
  });

  test('is for those who keep it: hidden from the other side, and from all who only read once it is handed over', async () => {
    const id = await begin(site, canada);
    const one: Mend = { do: 'drop', node: 'n4' };
    await expect(mend(asean, id, 1, one)).rejects.toMatchObject({ status: 404 });
    await expect(mend(secretary, id, 1, one)).rejects.toMatchObject({ status: 404 });
    await mend(canada, id, 1, one);
    await site.database.withActor(canada.secret, 'write', (tx) =>
      handOverDraft(tx, canada, site.partnership, id, { version: 2 }),
    );
    await expect(mend(canada, id, 3, one)).rejects.toMatchObject({ status: 403, key: 'plan.draft.not-yours' });
    await expect(mend(asean, id, 3, one)).rejects.toMatchObject({ status: 403, key: 'plan.draft.not-yours' });
    await undo(secretary, id, 3);
    const { rows } = await site.keeper.query(
      `select (select wall from plan.draft where id = $1) as draft, (select array_agg(distinct wall) from plan.draft_mend where draft = $1) as mends,
        (select wall from platform.attachment where record = $1) as file`,
      [id],
    );
    const joint = site.walls.partnership;
    expect(rows).toEqual([{ draft: joint, mends: [joint], file: joint }]);
  });

  test('says why it cannot be done, at its field', async () => {
    const id = await begin(site, canada);
    await expect(mend(canada, id, 1, { do: 'move', node: 'n0', under: 'n3' })).rejects.toMatchObject({
      ...{ status: 422, key: 'plan.draft.trouble.move-inside', field: 'under' },
    });
    await expect(mend(canada, id, 1, { do: 'drop', node: 'n99' })).rejects.toMatchObject({
      key: 'plan.draft.trouble.no-such-node',
    });
  });

  test('a dropped draft takes no mends until it is put back', async () => {
    const id = await begin(site, canada);
    const act = (work: typeof dropDraft, version: number) =>
      site.database.withActor(canada.secret, 'write', (tx) => work(tx, canada, site.partnership, id, { version }));
    await act(dropDraft, 1);
    await expect(mend(canada, id, 2, { do: 'drop', node: 'n4' })).rejects.toMatchObject({ key: 'plan.draft.is-dropped' });
    await act(restoreDraft, 2);
    await mend(canada, id, 3, { do: 'drop', node: 'n4' });
  });

  test('no mend is changed or removed, not even by the owner of the tables', async () => {
    const id = await begin(site, canada);
    await mend(canada, id, 1, { do: 'drop', node: 'n4' });
    for (const change of [
      `update plan.draft_mend set mend = '{}' where draft = $1`,
      'delete from plan.draft_mend where draft = $1',
    ])
      await expect(site.keeper.query(change, [id])).rejects.toThrow('appended, never changed');
  });
});
