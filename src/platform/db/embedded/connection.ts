import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import pg from 'pg';
import { codeOf, wordsOf } from './trouble.ts';

const DATE = 1082;
const DATES = 1182;
const BIGINT = 20;
const TEXTS = 1009;

/**
 * How values of the database become values of ours, for one connection; the parsers that `pg` keeps for the whole process
 * stay as they are. A calendar date stays the text it is, `2007-11-30`: a `Date` would be a day off in half of the world. A
 * bigint is a number as far as numbers are exact, and text beyond.
 */
export function pgTypes(): pg.CustomTypesConfig {
  const usual = pg.types.getTypeParser as (oid: number, format?: string) => unknown;
  const getTypeParser = (oid: number, format?: string): unknown => {
    if (format === 'binary') return usual(oid, format);
    if (oid === DATE) return (value: string) => value;
    if (oid === DATES) return usual(TEXTS);
    if (oid === BIGINT) return (value: string) => (Number.isSafeInteger(Number(value)) ? Number(value) : value);
    return usual(oid, format);
  };
  return { getTypeParser: getTypeParser as pg.CustomTypesConfig['getTypeParser'] };
}

/** Opens a connection for one piece of work and closes it, whatever happens: also one that was refused halfway. */
export async function withClient<T>(config: pg.ClientConfig, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(config);
  client.on('error', () => {}); // a connection lost between two queries is reported by the next one
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Runs a step that first looks whether it is needed, and again when another process did the same at the same moment. */
export async function retryingRaces(step: () => Promise<unknown>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await step();
      return;
    } catch (error) {
      if (attempt === 20 || !isRace(error)) throw error;
    }
  }
}

/**
 * What PostgreSQL would store for a password (RFC 5803), made here so that the password itself never stands in a statement,
 * where logs and monitoring would see it. For passwords of plain ASCII.
 */
export function scramVerifier(password: string, salt = randomBytes(16), iterations = 4096): string {
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256');
  const keyed = (text: string): Buffer => createHmac('sha256', salted).update(text).digest();
  const stored = createHash('sha256').update(keyed('Client Key')).digest('base64');
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${stored}:${keyed('Server Key').toString('base64')}`;
}

/** "Exists already", in the three ways PostgreSQL says it, and two processes changing one row of its catalogue. */
function isRace(error: unknown): boolean {
  const code = codeOf(error);
  return ['42P04', '42710', '23505'].includes(code) || (code === 'XX000' && wordsOf(error).includes('tuple concurrently'));
}
