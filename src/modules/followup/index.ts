export { followupApi } from './api.ts';
export { NoteBand } from './pages/note-band.tsx';
export { type NotesOfNode, notesOfNode, noteWall } from './queries.ts';
export { RecordNoteInput, recordNote } from './record-note.ts';
export { recordNotes } from './record-notes.ts';
export { followupRoutes } from './routes.tsx';
export { mayKeepNotes } from './rules.ts';
export { text as followupText } from './text.ts';
