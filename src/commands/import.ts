import type { Config } from '../config.ts';
import { type Draft, ImportRefusal, importDocument, toInterface } from '../modules/plan/importer/index.ts';
import { readArguments, UsageError } from './arguments.ts';
import { type Document, readDocument } from './document.ts';
import type { Entered, EnterOrder } from './enter.ts';
import { summaryOf } from './summary.ts';

const OPTIONS = { 'dry-run': 'flag', json: 'flag', into: 'value', as: 'value' } as const;
const COLUMNS = 120;

/**
 * `entente import FILE`: reads a document and says what was found. With `--into PARTNERSHIP/PLAN --as EMAIL` it also enters it, as
 * that person of the secretariat, whose password is taken from ENTENTE_PASSWORD: a command acts for a named person, never for itself.
 *
 * @returns 0 when something was read (and entered, if asked for), 1 when it was not entered
 * @throws UsageError when the command or its file cannot be used
 */
export async function runImport(args: string[], config: () => Promise<Config>): Promise<number> {
  const { has, optionOf, words } = readArguments(args, OPTIONS, 1);
  const [file] = words;
  if (file === undefined) throw new UsageError('name the document to read: entente import FILE [--dry-run] [--json]');
  const order = orderOf(optionOf('into'), optionOf('as'), process.env.ENTENTE_PASSWORD, process.env.ENTENTE_CODE);
  const read = await readPlan(file);
  const entered = order && !has('dry-run') ? await enter(await config(), read, order) : undefined;
  if (has('json')) {
    const published = toInterface(read.draft);
    process.stdout.write(
      `${JSON.stringify(entered?.address === undefined ? published : { ...published, entered: entered.address })}\n`,
    );
  } else process.stdout.write(summaryOf(read.draft, process.stdout.columns ?? COLUMNS));
  if (entered?.address !== undefined) process.stderr.write(`Entered as ${entered.address}\n`);
  if (entered?.refused !== undefined) process.stderr.write(`entente: ${entered.refused}\n`);
  return entered?.refused === undefined ? 0 : 1;
}

type Read = { readonly document: Document; readonly draft: Draft };

async function readPlan(file: string): Promise<Read> {
  try {
    const document = await readDocument(file);
    return { document, draft: await importDocument(document.bytes, document.name) };
  } catch (error) {
    if (error instanceof ImportRefusal) throw new UsageError(error.message);
    throw error;
  }
}

/** Asked for before anything is read: who is to enter it, and where. */
function orderOf(
  into: string | undefined,
  email: string | undefined,
  password: string | undefined,
  code: string | undefined,
): EnterOrder | undefined {
  if (into === undefined && email === undefined) return undefined;
  const [partnership, slug, ...more] = (into ?? '').split('/');
  if (!partnership || !slug || more.length > 0 || !email)
    throw new UsageError('to enter a plan give --into PARTNERSHIP/PLAN and --as EMAIL.');
  if (!password) throw new UsageError(`the password of ${email} is taken from the setting ENTENTE_PASSWORD, which is empty.`);
  return { partnership, slug, email, password, code };
}

async function enter(config: Config, { document, draft }: Read, order: EnterOrder): Promise<Entered> {
  const { enterFromCommand } = await import('./enter.ts');
  return enterFromCommand(config, document, draft, order);
}
