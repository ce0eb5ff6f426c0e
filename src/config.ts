import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { NO_PROXIES, readProxies, type TrustedProxies } from './platform/http/client-address.ts';
import type { Limits } from './platform/http/limits.ts';

/** How often one may ask in a minute; 0: as often as one likes. */
const PerMinute = z.coerce.number().int().min(0).max(1_000_000);

const Environment = z.object({
  NODE_ENV: z.string().default('development'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  /** Scheme, host and port: the site answers at the root of its host, and nothing else of the address is used. */
  PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .refine((url) => /^https?:\/\/[^/?#@]+\/?$/.test(url), 'must be the address of a host alone, like https://entente.example')
    .optional(),
  DATABASE_URL: z.string().optional(),
  ENTENTE_DATA: z.string().default('./data'),
  ENTENTE_SECRET: z.string().min(32, 'must be at least 32 characters').optional(),
  /** Networks of the reverse proxies in front: only their word is believed on where a request came from. */
  ENTENTE_TRUSTED_PROXIES: z.string().optional(),
  ENTENTE_LOG: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('warn'),
  /** A mailto: or https: address for those who found a hole; shown in /.well-known/security.txt. */
  ENTENTE_SECURITY_CONTACT: z
    .string()
    .regex(/^(mailto:|https:\/\/)\S+$/, 'must begin with mailto: or https://')
    .optional(),
  ENTENTE_LIMIT_PERSON: PerMinute.default(600),
  ENTENTE_LIMIT_VISITOR: PerMinute.default(300),
  ENTENTE_LIMIT_COSTLY: PerMinute.default(60),
  ENTENTE_DEMO: z.enum(['auto', 'off']).default('auto'),
  /** The mail server: `smtps://user:password@host`, or `smtp://…`, which turns to TLS where the server offers it. */
  ENTENTE_SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'must begin with smtp:// or smtps://' }).optional(),
  /** From whom letters come: an address, or `Name <address>`. */
  ENTENTE_MAIL_FROM: z
    .string()
    .regex(
      /^(?:[^<>@,;"\r\n]+<[^\s@<>,;"]+@[^\s@<>,;"]+>|[^\s@<>,;"]+@[^\s@<>,;"]+)$/,
      'must be an address, or a name and <address>',
    )
    .optional(),
});

export type Config = {
  readonly production: boolean;
  readonly host: string;
  readonly port: number;
  readonly publicUrl: string | undefined;
  readonly data: string;
  readonly databaseUrl: string | undefined;
  readonly logLevel: string;
  /** Whether an empty database is filled with the demonstration. Never in production. */
  readonly demonstration: boolean;
  readonly securityContact: string | undefined;
  /** How letters leave; undefined: they do not, and nothing that needs one is offered. */
  readonly mail: { readonly smtp: string; readonly from: string } | undefined;
  /** The proxies in front; nobody where none are named. */
  readonly trustedProxies: TrustedProxies;
  /** How often a person or token, a network address, and anybody for what costs much, may ask in a minute. */
  readonly limits: Limits;
  /** How long a process that was told to stop still answers, saying that it is not ready, in milliseconds. */
  readonly drain: number;
  secret(): Promise<string>;
};

/**
 * Reads the settings from the environment, once. @throws Error with one sentence that names the setting and how to mend it; in
 * production also when the secret or the public address is missing.
 */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const known = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = Environment.safeParse(known);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new Error(`The setting ${issue?.path.join('.')} cannot be used: ${issue?.message}.`);
  }
  const set = parsed.data;
  const production = set.NODE_ENV === 'production';
  if (production) {
    if (!set.ENTENTE_SECRET || new Set(set.ENTENTE_SECRET).size < 10)
      throw new Error('In production ENTENTE_SECRET must be set: at least 32 random characters, the same for every process.');
    if (!set.PUBLIC_URL?.startsWith('https://'))
      throw new Error('In production PUBLIC_URL must be set to the https:// address of the site.');
    if (environment.NODE_TLS_REJECT_UNAUTHORIZED === '0')
      throw new Error('In production NODE_TLS_REJECT_UNAUTHORIZED must not be 0.');
  }
  if ((set.ENTENTE_SMTP_URL === undefined) !== (set.ENTENTE_MAIL_FROM === undefined))
    throw new Error('ENTENTE_SMTP_URL and ENTENTE_MAIL_FROM belong together: set both, or neither.');
  return {
    production,
    host: set.HOST,
    port: set.PORT,
    publicUrl: set.PUBLIC_URL,
    data: path.resolve(set.ENTENTE_DATA),
    databaseUrl: set.DATABASE_URL,
    logLevel: set.ENTENTE_LOG,
    securityContact: set.ENTENTE_SECURITY_CONTACT,
    mail:
      set.ENTENTE_SMTP_URL !== undefined && set.ENTENTE_MAIL_FROM !== undefined
        ? { smtp: set.ENTENTE_SMTP_URL, from: set.ENTENTE_MAIL_FROM }
        : undefined,
    trustedProxies: proxiesOf(set.ENTENTE_TRUSTED_PROXIES),
    limits: { person: set.ENTENTE_LIMIT_PERSON, visitor: set.ENTENTE_LIMIT_VISITOR, costly: set.ENTENTE_LIMIT_COSTLY },
    drain: production ? 3_000 : 300,
    demonstration: !production && set.ENTENTE_DEMO === 'auto',
    secret: async () => set.ENTENTE_SECRET ?? (await ownSecret(path.resolve(set.ENTENTE_DATA))),
  };
}

function proxiesOf(list: string | undefined): TrustedProxies {
  if (list === undefined) return NO_PROXIES;
  try {
    return readProxies(list);
  } catch (error) {
    throw new Error(`The setting ENTENTE_TRUSTED_PROXIES cannot be used: ${(error as Error).message}.`);
  }
}

// Outside production the installation makes a secret of its own and keeps it beside its data, for itself alone.
async function ownSecret(folder: string): Promise<string> {
  const file = path.join(folder, 'secret');
  const aside = path.join(folder, `secret.${process.pid}.${randomBytes(4).toString('hex')}`);
  await mkdir(folder, { recursive: true });
  // Whole before it has its name: of two processes that start at once, one wins and both read the same.
  await writeFile(aside, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600 });
  try {
    await link(aside, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(aside);
  }
  const secret = (await readFile(file, 'utf8')).trim();
  if (secret.length < 32) throw new Error(`${file} holds no secret any more: remove it, and everybody signs in again.`);
  return secret;
}
