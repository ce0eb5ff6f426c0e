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
