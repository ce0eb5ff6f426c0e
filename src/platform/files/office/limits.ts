/** How much of an office file is read at most. Each is counted on what was really read, never on what a file says of itself. */
export const limits = {
  /** Bytes of the file. */
  file: 20 * 1024 * 1024,
  /** UTF-16 code units of its text. */
  characters: 3_000_000,
  /** Files inside it. */
  entries: 1_000,
  /** Bytes that they unpack to, together. */
  unpacked: 100 * 1024 * 1024,
  /** How many times larger they may become, beyond `freely` bytes. */
  ratio: 100,
  freely: 10 * 1024 * 1024,
  /** Elements of one of its parts, and how deep they stand in one another. */
  elements: 400_000,
  depth: 200,
  /** Rows and columns of a spreadsheet that hold words, and elements of one of its parts. */
  rows: 20_000,
  columns: 200,
  sheetElements: 2_000_000,
} as const;
