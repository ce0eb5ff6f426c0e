/** Whether an error says that the database is away or busy, and the same would go well a little later. */
export function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  // Class 08: connection; 53: no resources; 57: the server is going down, or cut a statement that took too long; 55P03, 40001, 40P01: others held
  // what was needed. ENOENT is a socket that is not there, never a file. And what pg says without a code.
  const { code, syscall } = error as { code?: unknown; syscall?: unknown };
  if (typeof code === 'string' && /^(08|53|57|55P03|40001|40P01|ECONN|EPIPE|ETIMEDOUT)/.test(code)) return true;
  return (code === 'ENOENT' && syscall === 'connect') || SILENT.test(error.message);
}

const SILENT =
  /^(timeout exceeded when trying to connect|Query read timeout|Connection terminated|Client has encountered a connection error)/;
