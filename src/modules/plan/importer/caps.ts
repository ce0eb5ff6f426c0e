import { limits } from '../../../platform/files/office/limits.ts';

/**
 * How much of a document is read at most. Each cap is counted on what was really read, never on what a file says of itself. The largest
 * negotiated plan known to us is under one megabyte, and under half a million characters.
 */
export const caps = {
  ...limits,
  /** Pages of a PDF, and pieces of text on all of them. */
  pages: 1_000,
  items: 400_000,
  /** Milliseconds of work, and megabytes, for reading one document apart. */
  time: 6_000,
  memory: 256,
  /** Milliseconds by the clock, however busy the machine is with other things. */
  patience: 60_000,
} as const;
