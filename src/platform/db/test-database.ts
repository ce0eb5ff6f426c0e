import type { Server } from './server.ts';

/** A database of one test file, cloned from a migrated template. */
export type TestDatabase = {
  readonly server: Server;
  /** Lets go of the database; it is dropped at the next set-up, because a drop now would break connections still closing. */
  drop(): Promise<void>;
};
