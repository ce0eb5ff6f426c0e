import { sql } from 'kysely';
import type { Database } from '../db/database.ts';
import { NOBODY } from '../db/database.ts';
import type { PartnershipRef, Route } from '../http/route.ts';
import type { Job } from '../jobs/job.ts';
import { describeError, type Log } from '../log.ts';
import { Refusal } from '../refusal.ts';
import { fileFinder, fileVisit } from './file-visit.ts';
import { beginExport, failExport, finishExport, goOn, secretOf } from './queries.ts';
import './text.ts';

/** What the job must be told by the program. */
export type ExportParts = {
  readonly key: string;
  /** All addresses of the site; asked when a job runs. */
  readonly routes: () => readonly Route[];
  readonly findPartnership: (slug: string) => Promise<PartnershipRef | undefined>;
};

/** How often a job says that it is at work, in milliseconds; whoever has said nothing for half a minute counts as ended. */
const BEAT = 5_000;
const TRIES = 3;
const LARGEST = 64 * 1024 * 1024;

/** Writes a file that was asked for, with exactly what its asker reads. It may run twice: the file is there once. */
export const writeExportJob = (parts: ExportParts): Job => ({
  name: 'platform.write-export',
  on: 'platform.export-asked',
  tries: { again: TRIES - 1, seconds: 2 },
  run: ({ export: id }, { database, log }) => (id === undefined ? Promise.resolve() : writeExport(parts, database, log, id)),
});

async function writeExport(parts: ExportParts, database: Database, log: Log, id: string): Promise<void> {
  const secret = secretOf(parts.key, id);
  const asked = await database.withActor(secret, 'write', beginExport);
  if (!asked) return;
  let state: 'reading' | 'writing' = 'reading';
  const say = () => database.withActor(secret, 'write', (tx) => goOn(tx, state));
  const beat = setInterval(() => void say().catch(() => {}), BEAT);
  try {
    const partnership = await parts.findPartnership(asked.address.split('/')[1] ?? '');
    if (!partnership) throw new Refusal(404, 'exports.refused');
    const acting = { ...asked.asker, secret };
    const found = fileFinder(parts.routes())(asked.address, partnership.slug, acting);
    const visit = fileVisit(found, { acting, secret, lang: asked.lang, partnership, database, id });
    const answer = await found.route.handle({
      ...visit,
      // What comes after the last reading is the writing.
      read: async (work) => {
        const read = await visit.read(work);
        state = 'writing';
        if (!(await say())) throw new Refusal(404, 'exports.refused');
        return read;
      },
    });
    if (!('download' in answer)) throw new Error(`${found.route.path} answers with no file`);
    if (answer.download.bytes.length > LARGEST) throw new Refusal(413, 'exports.too-large', { megabytes: LARGEST / 1024 / 1024 });
    await database.withActor(secret, 'write', (tx) => finishExport(tx, answer.download));
  } catch (error) {
    // A document writer that is busy, or anything that is a bug, is tried again; what was refused would be refused again.
    const final = error instanceof Refusal && error.status !== 503;
    if (!final && asked.tries < TRIES) throw error;
    if (!final) log.error({ export: id, error: describeError(error) }, 'an export could not be written');
    const reason = !final ? 'exports.broken' : error.key.startsWith('exports.') ? error.key : 'exports.refused';
    await database.withActor(secret, 'write', (tx) => failExport(tx, reason));
  } finally {
    clearInterval(beat);
  }
}

const EACH = 10_000;

/** Removes what is a day old, and begins again what nobody works on any more, until it is stopped. Any number of processes may. */
export function keepTending(database: Database, log: Log): { stop(): void } {
  const timer = setInterval(
    () =>
      void tendExports(database).catch((error: { code?: unknown }) =>
        log.warn({ code: error.code }, 'exports could not be tended'),
      ),
    EACH,
  ).unref();
  return { stop: () => clearInterval(timer) };
}

/** Once of what `keepTending` does. */
export async function tendExports(database: Database): Promise<void> {
  await database.withActor(NOBODY, 'write', (tx) => sql`select platform.tend_exports()`.execute(tx));
}
