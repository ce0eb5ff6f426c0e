import { z } from 'zod';
import { type Route, route } from '../../platform/http/route.ts';
import { gridAnswer, gridPage, undoAnswer } from './pages/grid.tsx';
import { GridInput, GridQuery } from './pages/grid-input.ts';
import { noteAnswer } from './pages/note.tsx';
import { RecordNoteInput } from './record-note.ts';
import { mayKeepNotes } from './rules.ts';
import { UndoNotesInput } from './undo-notes.ts';

const PLAN = '/:partnership/plans/:plan';
const example = { partnership: 'asean-canada', plan: '2007-10' };

/** The notes of one side: that of a line, whose form stands on the page of the line, and those of many lines at once. */
export const followupRoutes: Route[] = [
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
