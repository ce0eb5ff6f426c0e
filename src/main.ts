import { readConfig } from './config.ts';
import { sayPhrase } from './platform/i18n/index.ts';
import { Refusal } from './platform/refusal.ts';

const HELP = `Entente: the working system of a joint cooperation work plan

  entente serve                      serve the site (npm start does this); an empty database gets the demonstration
  entente import FILE --dry-run      read a work plan and say what was found and what is doubtful
  entente import FILE --into PARTNERSHIP/PLAN --as EMAIL
                                     enter it into the register, as a person of the secretariat
  entente demo                       load the demonstration into an empty database
  entente migrate                    bring the database to this version; --print-roles prints the SQL of its roles

  --json   for machines, on standard output        --help   this text

Settings: PORT HOST PUBLIC_URL DATABASE_URL ENTENTE_DATA ENTENTE_SECRET ENTENTE_LOG ENTENTE_DEMO (see README.md)
Exit codes: 0 done; 1 it failed, one line says why; 2 the command or its file cannot be used.
`;

const commands: Record<string, (args: string[]) => Promise<number>> = {
  serve: async (args) => (await import('./commands/serve.ts')).serveCommand(args, readConfig(process.env)),
  import: async (args) => (await import('./commands/import.ts')).runImport(args, () => readConfig(process.env)),
  demo: async (args) => (await import('./commands/demo.ts')).demoCommand(args, readConfig(process.env)),
  migrate: async (args) => (await import('./commands/migrate.ts')).migrateCommand(args, readConfig(process.env)),
};

/** Runs one command. Whatever goes wrong is one clear line on standard error; a stack only with ENTENTE_LOG=debug. */
async function main(): Promise<number> {
  const [name, ...args] = process.argv.slice(2);
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    process.stdout.write(HELP);
    return name === undefined ? 2 : 0;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) {
    process.stderr.write(`entente: there is no command "${name.slice(0, 40)}". Try: entente --help\n`);
    return 2;
  }
  if (args.includes('--help')) {
    process.stdout.write(HELP);
    return 0;
  }
  try {
    return await command(args);
  } catch (error) {
    const debug = process.env.ENTENTE_LOG === 'debug' && error instanceof Error;
    process.stderr.write(`entente: ${debug ? error.stack : sentenceOf(error)}\n`);
    return 1;
  }
}

function sentenceOf(error: unknown): string {
  if (error instanceof Refusal) return sayPhrase('en', error.key, error.values);
  return error instanceof Error ? error.message : String(error);
}

process.exitCode = await main();
