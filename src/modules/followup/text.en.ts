export const en = {
  'followup.only-a-side':
    'Notes are kept by those who act for a party or a member state. The capacity in which you act has none.',
  'followup.note-changed-meanwhile':
    'Somebody changed the note on {reference} while you were writing. What you typed is below; compare it with what stands now.',
  'followup.too-long': 'This is longer than {most} characters.',
  'followup.no-day': 'Write the day as year, month and day: 2008-09-30.',
  'followup.some-wrong': {
    one: '{count} row could not be saved, so none was. Mend it and save again.',
    other: '{count} rows could not be saved, so none was. Mend them and save again.',
  },
  'followup.some-changed-meanwhile': {
    one: '{count} row was changed by somebody else or is wrong, so none was saved. Compare, then save again.',
    other: '{count} rows were changed by somebody else or are wrong, so none was saved. Compare, then save again.',
  },
  'followup.undo-too-late':
    'One of these notes was changed since, so nothing was taken back. The history of each note keeps what it said.',

  'followup.note-recorded': 'The note on {reference} is recorded.',
  'followup.notes-recorded': 'The notes are saved.',
  'followup.notes-undone': 'The last save is taken back: the notes say what they said before.',
  'followup.nothing-changed': 'Nothing had been changed, so nothing was saved.',

  'followup.note.title': 'Note',
  'followup.note.title-of': 'Note on {reference}',
  'followup.note.edit': 'Write the note',
  'followup.note.none': 'Nothing is noted here yet.',
  'followup.note.button': 'Record the note',
  'followup.note.cancel': 'Back to the line',
  'followup.note.last': 'Last written {day}',
  'followup.note.last-by': 'Last written {day} by {name}',
  'followup.note.history': 'What the note said before',
  'followup.note.of-group': 'Note of the circle “{circle}”',
  'followup.note.more': 'Keep another note, for other readers',
  'followup.note.more-means': 'Nobody else reads it than the circle you choose',
  'followup.note.readers': 'Who could see it, who did',
  'followup.note.wall': 'Who sees this note',
  'followup.note.of-circle': 'Note of {party}',
  'followup.note.all': 'Notes on many lines',
  'followup.note.compare': 'What stands now, against what you typed',
  'followup.note.same': 'The same in both.',
  'followup.note.compare-lead':
    'Struck through: what stands now and would go. Underlined: what you typed. Recording replaces the one by the other; the history keeps both.',
  'followup.note.cleared': 'Emptied',

  'followup.field.lineToTake': 'Line to take',
  'followup.field.background': 'Background',
  'followup.field.nextStep': 'Next step',
  'followup.field.whose': 'Whose step',
  'followup.field.due': 'By when',

  'followup.autosave.on': 'What you write is saved while you write.',
  'followup.autosave.saving': 'Saving…',
  'followup.autosave.saved': 'Saved at {time}',
  'followup.autosave.offline':
    'Not saved: there is no connection. What you typed is kept in this window, and saving is tried again.',
  'followup.autosave.signed-out':
    'Not saved: you are no longer signed in, or act in another capacity. What you typed is kept in this window. Sign in again and come back to this page.',
  'followup.autosave.changed':
    'Not saved: somebody else changed this note. What you typed is still here; choose “Record the note” to compare the two.',
  'followup.autosave.wrong': 'Not saved yet: something must be mended. Choose “Record the note” to see what.',
  'followup.autosave.restored': 'What you had typed and not saved is here again.',

  'followup.grid.title': 'Notes on the lines of the plan',
  'followup.grid.nav': 'Our notes',
  'followup.grid.lead':
    'All lines of the plan beside what you note on them. Change as many as you like, then save them together.',
  'followup.grid.paste': 'Cells copied from a spreadsheet can be pasted: they fill the fields to the right and below.',
  'followup.grid.pasted': {
    one: '{count} cell was pasted. Nothing is saved yet.',
    other: '{count} cells were pasted. Nothing is saved yet.',
  },
  'followup.grid.pasted-less': {
    one: '{count} cell found no place or was no day, and was left out.',
    other: '{count} cells found no place or were no days, and were left out.',
  },
  'followup.grid.line': 'Line',
  'followup.grid.cell': '{field}, {reference}',
  'followup.grid.wall': 'Whose notes',
  'followup.grid.area': 'Part or area',
  'followup.grid.area-all': 'The whole plan',
  'followup.grid.which': 'Which lines',
  'followup.grid.which-all': 'All lines',
  'followup.grid.which-with': 'With a note',
  'followup.grid.which-without': 'Without a note',
  'followup.grid.filter': 'Show',
  'followup.grid.filters': 'Which lines are shown',
  'followup.grid.count': { one: '{count} line', other: '{count} lines' },
  'followup.grid.none': 'No line answers to this',
  'followup.grid.none-do': 'Choose another area, or show all lines.',
  'followup.grid.save': 'Save the notes',
  'followup.grid.undo': { one: 'Take back the last save ({count} note)', other: 'Take back the last save ({count} notes)' },
  'followup.grid.theirs': 'What stands now',

  'followup.api.notes': 'The notes on a plan that you see, in the order of the document',
  'followup.api.next-steps': 'What comes next by those notes, by the day when it is due',
  'followup.api.note': 'What your own circle notes on a node, what it said before, and the notes of wider circles',
  'followup.api.record': 'Records what your own circle notes on a node, in place of what it said',
} as const;
