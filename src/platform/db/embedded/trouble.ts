/**
 * Something about the database server that the person who runs Entente can mend. The message is a whole sentence for that
 * person; the command line prints it without a stack.
 */
export class ServerTrouble extends Error {
  override name = 'ServerTrouble';
}

/** What every sentence about the embedded server offers as the other way. */
export const GIVE_A_SERVER = 'or give a PostgreSQL server with DATABASE_URL';

/** The code of a system error (`ENOENT`, …) or of a PostgreSQL error (`28P01`, …), if there is one. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** The words of an error, whatever was thrown. */
export function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
