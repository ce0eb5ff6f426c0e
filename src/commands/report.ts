import { writeFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Config } from '../config.ts';
import { isEmpty, loadDemonstration } from '../demonstration.ts';
import { actingFrom } from '../enter-document.ts';
import { CodeNeeded, openAccounts } from '../modules/accounts/index.ts';
import { listPartnerships } from '../modules/directory/index.ts';
import { MatrixQuery, matrixOut } from '../modules/workspace/index.ts';
import { type Database, NOBODY, openDatabase, visitorTo } from '../platform/db/database.ts';
import { migrate } from '../platform/db/migrate.ts';
import { openServer, type Server } from '../platform/db/server.ts';
import { FORMATS, type Format, treeOf, writeDocument } from '../platform/documents/index.ts';
import { type Acting, ROLES, type Role } from '../platform/http/acting.ts';
import type { PartnershipRef } from '../platform/http/route.ts';
import { LANGUAGES, sayPhrase } from '../platform/i18n/index.ts';
import { Refusal } from '../platform/refusal.ts';
import { type Options, readArguments, short, UsageError } from './arguments.ts';

const OPTIONS: Options = {
  plan: 'value',
  format: 'value',
  out: 'value',
  'as-of': 'value',
  lang: 'value',
  columns: 'value',
  as: 'value',
  role: 'value',
};

type Order = {
  readonly partnership: string;
  readonly slug: string;
  readonly format: Format;
  readonly out: string;
  readonly lang: 'en' | 'fr';
  readonly query: MatrixQuery;
  readonly person: { readonly email: string; readonly role: Role } | null;
};

/**
 * `entente report matrix`: writes the matrix of a plan into a file, as a visitor sees it, or as a named person does in one capacity.
 *
 * @returns 0 when it is written, 1 when it could not be, with one line that says why
 * @throws UsageError when the command cannot be used
 */
export async function reportCommand(args: string[], config: Config): Promise<number> {
  const order = orderOf(args);
  const server = await openServer({ DATABASE_URL: config.databaseUrl, ENTENTE_DATA: config.data });
  try {
    await migrate(server);
    // As `entente serve` does: an installation for looking at is never empty.
    if (config.demonstration && (await isEmpty(server))) await loadDemonstration(server, config);
    const bytes = await write(server, config, order);
    await writeFile(order.out, bytes);
    process.stderr.write(`${order.out}: ${bytes.length} bytes\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    process.stderr.write(`entente: ${sayPhrase('en', error.key, error.values)}\n`);
    return 1;
  } finally {
    await server.leave();
  }
}

function orderOf(args: string[]): Order {
  const { optionOf, words } = readArguments(args, OPTIONS, 1);
  if (words[0] !== 'matrix') throw new UsageError('Say which report: entente report matrix. See: entente report --help');
  const [partnership, slug, ...more] = (optionOf('plan') ?? '').split('/');
  if (!partnership || !slug || more.length > 0) throw new UsageError('Name the plan: --plan PARTNERSHIP/PLAN.');
  const format = oneOf('format', optionOf('format'), FORMATS);
  const out = optionOf('out');
  if (out === undefined) throw new UsageError('Name the file to write: --out FILE.');
  const lang = oneOf('lang', optionOf('lang') ?? 'en', LANGUAGES);
  const day = optionOf('as-of');
  if (day !== undefined && !z.iso.date().safeParse(day).success)
    throw new UsageError('Write the day of --as-of as year, month and day: 2008-06-30.');
  const asked = {
    ...(optionOf('columns') === undefined ? {} : { columns: optionOf('columns') }),
    ...(day === undefined ? {} : { day }),
  };
  const query = MatrixQuery.safeParse(asked);
  if (!query.success)
    throw new UsageError(`There is no such column: ${short(optionOf('columns') ?? '')}. See: entente report --help`);
  const email = optionOf('as');
  if (email === undefined && optionOf('role') !== undefined)
    throw new UsageError('--role says in which capacity --as EMAIL acts: give both.');
  const role = oneOf('role', optionOf('role') ?? 'speaker', ROLES);
  return { partnership, slug, format, out, lang, query: query.data, person: email === undefined ? null : { email, role } };
}

function oneOf<Choice extends string>(option: string, said: string | undefined, choices: readonly Choice[]): Choice {
  const found = choices.find((choice) => choice === said);
  if (found === undefined) throw new UsageError(`--${option} is one of ${choices.join(', ')}.`);
  return found;
}

async function write(server: Server, config: Config, order: Order): Promise<Uint8Array> {
  const database = openDatabase(server, 2);
  try {
    const partnerships = await database.withActor(NOBODY, 'read', listPartnerships);
    const partnership = partnerships.find((each) => each.slug === order.partnership);
    if (!partnership) throw new UsageError(`There is no partnership ${short(order.partnership)}.`);
    if (order.person === null) return await writeAs(database, config, order, partnership, visitorOf(partnership));
    return await asPerson(server, database, config, order, partnership);
  } finally {
    await database.close();
  }
}

const visitorOf = ({ id }: PartnershipRef): Acting => ({
  ...{ secret: visitorTo(id), role: 'visitor' as const, person: null, mandate: null, party: null },
});

async function asPerson(
  server: Server,
  database: Database,
  config: Config,
  order: Order,
  partnership: PartnershipRef,
): Promise<Uint8Array> {
  const password = process.env.ENTENTE_PASSWORD;
  const { email, role } = order.person ?? { email: '', role: 'speaker' as const };
  if (!password) throw new UsageError(`the password of ${email} is taken from the setting ENTENTE_PASSWORD, which is empty.`);
  const accounts = await openAccounts({
    ...{ server, database, secret: await config.secret(), publicUrl: new URL('http://localhost'), https: false },
  });
  try {
    const code = process.env.ENTENTE_CODE;
    const cookies = await accounts.signIn(email, password, { address: null }).catch((error: unknown) => {
      if (!(error instanceof CodeNeeded) || code === undefined) throw error;
      return accounts.enterCode(error.half, code, { address: null });
    });
    const acting = await actingFrom(accounts, cookies, role, partnership.id);
    try {
      return await writeAs(database, config, order, partnership, acting);
    } finally {
      await accounts.signOut(acting.secret.split(':')[0]);
    }
  } finally {
    await accounts.close();
  }
}

async function writeAs(
  database: Database,
  config: Config,
  { query, lang, slug, partnership: named, format }: Order,
  partnership: PartnershipRef,
  acting: Acting,
): Promise<Uint8Array> {
  const publicUrl = new URL(config.publicUrl ?? `http://localhost:${config.port}`);
  const matrix = await database
    .withActor(acting.secret, 'read', (tx) => matrixOut(tx, { query, lang, partnership, acting }, slug, publicUrl))
    .catch((error: unknown) => {
      if (error instanceof Refusal && error.status === 404)
        throw new UsageError(`There is no plan ${short(`${named}/${slug}`)}.`);
      throw error;
    });
  const { plan: _, ...list } = matrix;
  return writeDocument(treeOf(list), format);
}
