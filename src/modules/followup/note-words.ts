/** What a note says. An empty text is nothing said; `due` is a day as 2007-11-30, or empty. */
export type NoteWords = {
  readonly lineToTake: string;
  readonly background: string;
  readonly nextStep: string;
  readonly whose: string;
  readonly due: string;
};

/** The fields of a note in the order in which they are asked. */
export const FIELDS = ['lineToTake', 'background', 'nextStep', 'whose', 'due'] as const;
export type Field = (typeof FIELDS)[number];

/** A note that says nothing. */
export const NOTHING: NoteWords = { lineToTake: '', background: '', nextStep: '', whose: '', due: '' };

/** Whether two notes say the same in every field. */
export const sameWords = (a: NoteWords, b: NoteWords): boolean => FIELDS.every((field) => a[field] === b[field]);

/** How long each field may be, in characters. */
export const LONGEST = { lineToTake: 4_000, background: 10_000, nextStep: 2_000, whose: 200 } as const;
