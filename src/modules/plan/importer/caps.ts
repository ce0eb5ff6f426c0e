/**
 * How much of a document is read at most. Each cap is counted on what was really read, never on what a file says of itself. The largest
 * negotiated plan known to us is under one megabyte, and under half a million characters.
 */
export const caps = {
  /** Bytes of the file. */
  file: 20 * 1024 * 1024,
  /** UTF-16 code units of its text. */
  characters: 3_000_000,
  /** Files inside a Word file. */
  entries: 1_000,
  /** Bytes that they unpack to, together. */
  unpacked: 100 * 1024 * 1024,
  /** How many times larger they may become, beyond `freely` bytes. */
  ratio: 100,
  freely: 10 * 1024 * 1024,
  /** Elements of one of its parts, and how deep they stand in one another. */
  elements: 400_000,
  depth: 200,
  /** Pages of a PDF, and pieces of text on all of them. */
  pages: 1_000,
  items: 400_000,
  /** Rows and columns of a spreadsheet that hold words, and elements of one of its parts. */
  rows: 20_000,
  columns: 200,
  sheetElements: 2_000_000,
  /** Milliseconds of work, and megabytes, for reading one document apart. */
  time: 6_000,
  memory: 256,
  /** Milliseconds by the clock, however busy the machine is with other things. */
  patience: 60_000,
} as const;
