import type { Config } from '../config.ts';
import {
  dropFactor,
  endLoginSessions,
  type LoginState,
  listSessions,
  restoreLogin,
  suspendLogin,
} from '../modules/accounts/index.ts';
import { dangerouslyAsKeeper, type Keeper } from '../platform/db/keeper.ts';
import { openServer } from '../platform/db/server.ts';
import { sayPhrase } from '../platform/i18n/index.ts';
import { Refusal } from '../platform/refusal.ts';
import { readArguments, UsageError } from './arguments.ts';

type Done = { readonly said: string; readonly json: unknown };

const ACTS: Readonly<Record<string, (keeper: Keeper, email: string) => Promise<Done>>> = {
  sessions: async (keeper, email) => {
    const state = await listSessions(keeper, email);
    return { said: describe(email, state), json: state };
  },
  'end-sessions': async (keeper, email) => {
    const ended = await endLoginSessions(keeper, email);
    return { said: `Ended the sessions of ${email}: ${ended}.`, json: { ended } };
  },
  suspend: async (keeper, email) => {
    await suspendLogin(keeper, email);
    return { said: `${email} can sign in no more, and every session of it has ended.`, json: { suspended: true } };
  },
  restore: async (keeper, email) => {
    await restoreLogin(keeper, email);
    return { said: `${email} can sign in again.`, json: { suspended: false } };
  },
  'drop-factor': async (keeper, email) => {
    await dropFactor(keeper, email);
    return { said: `${email} has no second factor any more, and every session of it has ended.`, json: { factor: false } };
  },
};

/**
 * `entente user ACT EMAIL`: what the keeper of the installation does for one account: look at its sessions, end them, suspend and restore it, take a second
 * factor away that was lost. Each act stands in the audit. Exit code 1 when there is no such account.
 */
export async function userCommand(args: string[], config: Config): Promise<number> {
  const { has, words } = readArguments(args, { json: 'flag' }, 2);
  const [act = '', email] = words;
  const work = Object.hasOwn(ACTS, act) ? ACTS[act] : undefined;
  if (!work) throw new UsageError(`say one of ${Object.keys(ACTS).join(', ')}. See: entente user --help`);
  if (email === undefined) throw new UsageError('name the account by its e-mail address.');
  const server = await openServer({ DATABASE_URL: config.databaseUrl, ENTENTE_DATA: config.data });
  try {
    const done = await dangerouslyAsKeeper(server, 'helping', (keeper) => work(keeper, email));
    process.stdout.write(`${has('json') ? JSON.stringify(done.json) : done.said}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    process.stderr.write(`entente: ${sayPhrase('en', error.key, error.values)}\n`);
    return 1;
  } finally {
    await server.leave();
  }
}

function describe(email: string, { suspendedAt, factor, sessions }: LoginState): string {
  const standing = suspendedAt === null ? 'may sign in' : `is suspended since ${suspendedAt.toISOString()}`;
  const lines = sessions.map(
    ({ device, began, seen }) =>
      `  ${device ?? 'unknown device'}, signed in ${began.toISOString()}, last seen ${seen.toISOString()}`,
  );
  const how = factor ? 'with a second factor' : 'without a second factor';
  return [`${email} ${standing}, ${how}; living sessions: ${sessions.length}.`, ...lines].join('\n');
}
