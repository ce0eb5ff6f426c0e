import pino from 'pino';

export type Log = Pick<pino.Logger, 'info' | 'warn' | 'error'>;

/**
 * Structured lines on standard error: one per request with its number, the pattern of its address (never the address itself, which
 * may hold a person's search), status, time and mandate. Bodies, words of records and secrets are never written.
 */
export function openLog(level: string): Log {
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, formatters: { level: (label) => ({ level: label }) } },
    pino.destination(2),
  );
}

/** What may be written down of an error. Its message may quote private words of a row: only its kind, its code and where it happened. */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { kind: typeof error };
  // The lines of the stack that are places; the message, which may hold line breaks, stands in front of them.
  const stack = error.stack ?? '';
  const message = stack.indexOf(error.message);
  const places = message === -1 ? stack : stack.slice(message + error.message.length);
  const { code, constraint } = error as { code?: unknown; constraint?: unknown };
  const at = places.split('\n').filter((line) => /^\s+at /.test(line));
  return { kind: error.name, code, constraint, at: at.slice(0, 12) };
}
