import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Config } from '../config.ts';
import { actingFrom, enterDocument } from '../enter-document.ts';
import { openAccounts } from '../modules/accounts/index.ts';
import { listPartnerships } from '../modules/directory/index.ts';
import { importCommand, importDocument } from '../modules/plan/index.ts';
import { NOBODY, openDatabase } from '../platform/db/database.ts';
import { migrate } from '../platform/db/migrate.ts';
import { openServer } from '../platform/db/server.ts';
import { openFileStore } from '../platform/files/store.ts';
import { sayPhrase } from '../platform/i18n/index.ts';
import { Refusal } from '../platform/refusal.ts';

/**
 * `entente import FILE`: reads a document and says what was found. With `--into PARTNERSHIP/PLAN --as EMAIL` it also enters it, as
 * that person of the secretariat, whose password is taken from ENTENTE_PASSWORD: a command acts for a named person, never for itself.
 */
export async function runImport(args: string[], config: () => Config): Promise<number> {
  const into = flagValue(args, '--into');
  const rest = args.filter(
    (each, index) => each !== '--into' && each !== '--as' && args[index - 1] !== '--into' && args[index - 1] !== '--as',
  );
  const code = await importCommand(rest, { stdout: process.stdout, stderr: process.stderr });
  if (code !== 0 || into === undefined || args.includes('--dry-run')) return code;
  const file = rest.find((each) => !each.startsWith('-'));
  const as = flagValue(args, '--as');
  const [partnership, slug] = into.split('/');
  const password = process.env.ENTENTE_PASSWORD;
  if (!file || !partnership || !slug || !as || !password) {
    process.stderr.write(
      'entente: to enter a plan give --into PARTNERSHIP/PLAN and --as EMAIL, and the password in ENTENTE_PASSWORD\n',
    );
    return 2;
  }
  try {
    await enter(config(), file, { partnership, slug }, { email: as, password });
    process.stderr.write(`Entered as /${partnership}/plans/${slug}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    process.stderr.write(`entente: ${sayPhrase('en', error.key, error.values)}\n`);
    return 1;
  }
}

async function enter(
  config: Config,
  file: string,
  place: { partnership: string; slug: string },
  who: { email: string; password: string },
): Promise<void> {
  const server = await openServer({ DATABASE_URL: config.databaseUrl, ENTENTE_DATA: config.data });
  await migrate(server);
  const database = openDatabase(server, 2);
  const accounts = await openAccounts({
    server,
    database,
    secret: await config.secret(),
    publicUrl: new URL('http://localhost'),
    https: false,
  });
  try {
    const partnership = (await database.withActor(NOBODY, 'read', listPartnerships)).find(
      (each) => each.slug === place.partnership,
    );
    if (!partnership) throw new Refusal(404, 'http.not-found');
    const acting = await actingFrom(
      accounts,
      await accounts.signIn(who.email, who.password, { address: null }),
      'secretariat',
      partnership.id,
    );
    const bytes = await readFile(file);
    const name = path.basename(file);
    const stored = await (await openFileStore(path.join(config.data, 'files'))).keep(bytes, name);
    await enterDocument(database, acting, { partnership: partnership.id, slug: place.slug }, await importDocument(bytes, name), {
      ...stored,
      name,
    });
    await accounts.signOut(acting.secret.split(':')[0]);
  } finally {
    await accounts.close();
    await database.close();
    await server.leave();
  }
}

function flagValue(args: readonly string[], flag: string): string | undefined {
  const at = args.indexOf(flag);
  return at < 0 ? undefined : args[at + 1];
}
