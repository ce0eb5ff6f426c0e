import { z } from 'zod';
import { type Route, route, type Visit } from '../../platform/http/route.ts';
import { copiesAnswer, copiesPage, MOST_BROUGHT } from './pages/copies.tsx';
import { copyPage } from './pages/copy.tsx';
import { acceptanceAnswer, decisionsAnswer, putAwayAnswer } from './pages/copy-answers.ts';
import { AcceptanceInput, CopyQuery, DecisionsInput } from './pages/copy-query.ts';
import { gridAnswer, gridPage, undoAnswer } from './pages/grid.tsx';
import { GridInput, GridQuery } from './pages/grid-input.ts';
import { noteAnswer } from './pages/note.tsx';
import { rowsToMend } from './pages/rows-to-mend.ts';
import { RecordNoteInput } from './record-note.ts';
import { mayKeepNotes } from './rules.ts';
import { UndoNotesInput } from './undo-notes.ts';

const PLAN = '/:partnership/plans/:plan';
const example = { partnership: 'asean-canada', plan: '2007-10' };

/** A file of Canada’s matrix that waits in the demonstration. */
const waiting = { ...example, copy: '20080627-0000-4000-8000-000000000001' };
const COPIES = `${PLAN}/notes/copies`;

/** Files of a side's own matrix that come back edited: brought, compared, accepted cell by cell, put away. */
const copyRoutes = (publicUrl: URL): Route[] => [
  route({
    method: 'GET',
    path: COPIES,
    can: mayKeepNotes,
    example,
    handle: (visit) => copiesPage(visit, visit.params.plan ?? ''),
  }),
  route({
    method: 'POST',
    path: COPIES,
    can: mayKeepNotes,
    costly: true,
    example,
    input: z.strictObject({}),
    files: MOST_BROUGHT,
    handle: (visit) => copiesAnswer(visit as unknown as Visit, visit.params.plan ?? ''),
  }),
  route({
    method: 'POST',
    path: `${COPIES}/removals`,
    can: mayKeepNotes,
    example,
    input: z.strictObject({ copy: z.uuid() }),
    handle: (visit) => putAwayAnswer(visit, visit.params.plan ?? ''),
  }),
  route({
    method: 'GET',
    path: `${COPIES}/:copy`,
    can: mayKeepNotes,
    example: waiting,
    query: CopyQuery,
    handle: (visit) => copyPage(visit, visit.params.plan ?? '', visit.params.copy ?? ''),
  }),
  route({
    method: 'GET',
    path: `${COPIES}/:copy/rows-to-mend.xlsx`,
    can: mayKeepNotes,
    costly: true,
    example: waiting,
    handle: (visit) => rowsToMend(visit, visit.params.plan ?? '', visit.params.copy ?? '', publicUrl),
  }),
  route({
    method: 'POST',
    path: `${COPIES}/:copy/decisions`,
    can: mayKeepNotes,
    example: waiting,
    query: CopyQuery,
    input: DecisionsInput,
    handle: (visit) => decisionsAnswer(visit, visit.params.plan ?? '', visit.params.copy ?? ''),
  }),
  route({
    method: 'POST',
    path: `${COPIES}/:copy/acceptance`,
    can: mayKeepNotes,
    example: waiting,
    input: AcceptanceInput,
    handle: (visit) => acceptanceAnswer(visit, visit.params.plan ?? '', visit.params.copy ?? ''),
  }),
];

/** The notes of one side: that of a line, whose form stands on the page of the line, and those of many lines at once. */
export const followupRoutes = (publicUrl: URL): Route[] => [
  ...copyRoutes(publicUrl),
  route({
    method: 'POST',
    path: `${PLAN}/lines/:reference/note`,
    can: mayKeepNotes,
    example: { ...example, reference: 'A.2.4.5' },
    input: RecordNoteInput.extend({ autosave: z.literal('yes').optional() }),
    handle: (visit) => noteAnswer(visit, visit.params.plan ?? '', visit.params.reference ?? ''),
  }),
  route({
    method: 'GET',
    path: `${PLAN}/notes`,
    can: mayKeepNotes,
    example,
    query: GridQuery,
    handle: (visit) => gridPage(visit, visit.params.plan ?? ''),
  }),
  route({
    method: 'POST',
    path: `${PLAN}/notes`,
    can: mayKeepNotes,
    example,
    query: GridQuery,
    input: GridInput,
    handle: (visit) => gridAnswer(visit, visit.params.plan ?? ''),
  }),
  route({
    method: 'POST',
    path: `${PLAN}/notes/undo`,
    can: mayKeepNotes,
    example,
    query: GridQuery,
    input: UndoNotesInput,
    handle: (visit) => undoAnswer(visit, visit.params.plan ?? ''),
  }),
];
