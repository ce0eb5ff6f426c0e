import { readFile } from 'node:fs/promises';
import { short, UsageError } from './commands/arguments.ts';
import { HELP, HELP_OF } from './commands/help.ts';
import type { Config } from './config.ts';
import { fromRoot } from './platform/root.ts';

// Each loads only what it needs: reading a plan takes neither the settings nor a database.
const commands: Readonly<Record<string, (args: string[]) => Promise<number>>> = {
  serve: async (args) => (await import('./commands/serve.ts')).serveCommand(args, await config()),
  import: async (args) => (await import('./commands/import.ts')).runImport(args, config),
  found: async (args) => (await import('./commands/found.ts')).foundCommand(args, await config()),
  user: async (args) => (await import('./commands/user.ts')).userCommand(args, await config()),
  demo: async (args) => (await import('./commands/demo.ts')).demoCommand(args, await config()),
  report: async (args) => (await import('./commands/report.ts')).reportCommand(args, await config()),
  migrate: async (args) => (await import('./commands/migrate.ts')).migrateCommand(args, await config()),
  backup: async (args) => (await import('./commands/backup.ts')).backupCommand(args, await config()),
  restore: async (args) => (await import('./commands/restore.ts')).restoreCommand(args, await config()),
  audit: async (args) => (await import('./commands/audit.ts')).auditCommand(args, await config()),
  doctor: async (args) => (await import('./commands/doctor.ts')).doctorCommand(args, process.env),
};

async function config(): Promise<Config> {
  return (await import('./config.ts')).readConfig(process.env);
}

/** Runs one command. Whatever goes wrong is one clear line on standard error; a stack only with ENTENTE_LOG=debug. */
async function main(): Promise<number> {
  const [name, ...args] = process.argv.slice(2);
  if (name === undefined) return say(process.stderr, HELP, 2);
  if (name === '--version' || name === '-V') return say(process.stdout, `${await version()}\n`, 0);
  if (name === '--help' || name === '-h' || name === 'help') return help(args[0]);
  if (args.includes('--help') || args.includes('-h')) return help(name);
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) return unknown(name);
  try {
    return await command(args);
  } catch (error) {
    if (error instanceof UsageError) return say(process.stderr, `entente: ${error.message}\n`, 2);
    const debug = process.env.ENTENTE_LOG === 'debug' && error instanceof Error;
    return say(process.stderr, `entente: ${debug ? error.stack : error instanceof Error ? error.message : String(error)}\n`, 1);
  }
}

function help(name: string | undefined): number {
  if (name === undefined) return say(process.stdout, HELP, 0);
  const text = Object.hasOwn(HELP_OF, name) ? HELP_OF[name] : undefined;
  return text === undefined ? unknown(name) : say(process.stdout, text, 0);
}

function unknown(name: string): number {
  return say(process.stderr, `entente: there is no command "${short(name)}". Try: entente --help\n`, 2);
}

function say(where: NodeJS.WriteStream, words: string, code: number): number {
  where.write(words);
  return code;
}

async function version(): Promise<string> {
  const manifest = JSON.parse(await readFile(fromRoot('package.json'), 'utf8')) as { version: string };
  return manifest.version;
}

// Whoever reads our output may stop reading (`entente import plan.docx | head`): that is no failure of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});
process.exitCode = await main();
