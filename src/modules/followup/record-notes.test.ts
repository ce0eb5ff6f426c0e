import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Acting } from '../../platform/http/acting.ts';
import { EMPTY, openSides, type Sides } from './fixtures/sides.ts';
import { notesOfNode } from './queries.ts';
import type { RecordNoteInput } from './record-note.ts';
import { type NotesRefused, recordNotes } from './record-notes.ts';
import { lastSave, undoNotes } from './undo-notes.ts';

let sides: Sides;
let canada: Acting;
let asean: Acting;
const nodes: Record<string, string> = {};
beforeAll(async () => {
  sides = await openSides();
  canada = await sides.as('contributor', 'canada');
  asean = await sides.as('focal-point', 'asean');
  for (const reference of ['A.1.1', 'A.1.2', 'B.1.1']) nodes[reference] = await sides.nodeOf(reference);
});
afterAll(() => sides.site.close());
beforeEach(async () => {
  for (const reference of Object.keys(nodes)) {
    const now = await noteOn(reference);
    await sides.record(canada, nodes[reference] ?? '', { version: now?.version ?? 0 });
  }
});

const noteOn = async (reference: string) =>
  (await sides.site.database.withActor(canada.secret, 'read', (tx) => notesOfNode(tx, nodes[reference] ?? ''))).own[0]?.note ??
  null;
const says = async () => Promise.all(Object.keys(nodes).map(async (reference) => (await noteOn(reference))?.lineToTake ?? ''));
const versionOf = async (reference: string) => (await noteOn(reference))?.version ?? 0;
const save = (rows: Record<string, Partial<RecordNoteInput>>, acting = canada) =>
  sides.site.database.withActor(acting.secret, 'write', (tx) =>
    recordNotes(
      tx,
      acting,
      Object.entries(rows).map(([reference, input]) => ({ node: nodes[reference] ?? '', input: { ...EMPTY, ...input } })),
      'en',
    ),
  );
const last = (acting = canada) => sides.site.database.withActor(acting.secret, 'read', (tx) => lastSave(tx, acting, sides.plan));
const undo = (batch: string, acting = canada) =>
  sides.site.database.withActor(acting.secret, 'write', (tx) => undoNotes(tx, acting, sides.plan, { batch }, 'en'));
const current = async (lines: Record<string, string>) =>
  Object.fromEntries(
    await Promise.all(
      Object.entries(lines).map(async ([reference, lineToTake]) => [
        reference,
        { version: await versionOf(reference), lineToTake },
      ]),
    ),
  );

test('many notes are recorded together; rows that were not touched are none of them', async () => {
  expect(await save(await current({ 'A.1.1': 'one', 'A.1.2': 'two', 'B.1.1': '' }))).toBe(2);
  expect(await says()).toEqual(['one', 'two', '']);
  expect(await save(await current({ 'A.1.1': 'one', 'A.1.2': 'two', 'B.1.1': '' }))).toBe(0);
});

test('all or none: each row that cannot be recorded has its reason, and nothing is', async () => {
  await save(await current({ 'A.1.1': 'one' }));
  const rows = {
    ...(await current({ 'A.1.1': 'mine', 'A.1.2': 'two' })),
    'B.1.1': { version: await versionOf('B.1.1'), due: 'soon' },
  };
  await save(await current({ 'A.1.1': 'theirs' }), await sides.as('speaker', 'canada'));
  const refused = (await save(rows).catch((error: unknown) => error)) as NotesRefused;
  expect(refused).toMatchObject({ status: 409, key: 'followup.some-changed-meanwhile' });
  expect([...refused.byNode].map(([node, why]) => [node, why.status, why.field])).toEqual([
    [nodes['A.1.1'], 409, undefined],
    [nodes['B.1.1'], 422, 'due'],
  ]);
  expect(await says()).toEqual(['theirs', '', '']);
});

test('what somebody else changed in a row that was not touched stays', async () => {
  await save(await current({ 'A.1.1': 'one', 'A.1.2': 'two' }));
  const shown = await current({ 'A.1.1': 'one', 'A.1.2': 'two changed' });
  await save(await current({ 'A.1.1': 'theirs' }), await sides.as('speaker', 'canada'));
  expect(await save(shown)).toBe(1);
  expect(await says()).toEqual(['theirs', 'two changed', '']);
});

test('the last save is taken back, and that is a save that can be taken back', async () => {
  await save(await current({ 'A.1.1': 'one', 'A.1.2': 'two' }));
  await save(await current({ 'A.1.1': 'uno', 'B.1.1': 'tres' }));
  expect(await undo((await last())?.batch ?? '')).toBe(2);
  expect(await says()).toEqual(['one', 'two', '']);
  await undo((await last())?.batch ?? '');
  expect(await says()).toEqual(['uno', 'two', 'tres']);
});

test('it is not taken back over what somebody changed since, nor by anybody else, nor out of turn', async () => {
  await save(await current({ 'A.1.1': 'one', 'A.1.2': 'two' }));
  const first = (await last())?.batch ?? '';
  await expect(undo(first, asean)).rejects.toMatchObject({ status: 404 });
  expect(await last(asean)).toBeUndefined();
  await sides.record(await sides.as('speaker', 'canada'), nodes['A.1.2'] ?? '', {
    version: await versionOf('A.1.2'),
    lineToTake: 'theirs',
  });
  await expect(undo(first)).rejects.toMatchObject({ status: 409, key: 'followup.undo-too-late' });
  expect(await says()).toEqual(['one', 'theirs', '']);
  await save(await current({ 'B.1.1': 'three' }));
  await expect(undo(first)).rejects.toMatchObject({ status: 404 });
});

test('the secretariat saves none', async () => {
  await expect(save({ 'A.1.1': { lineToTake: 'x' } }, await sides.as('secretariat'))).rejects.toMatchObject({ status: 403 });
});
