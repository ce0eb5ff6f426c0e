import type { z } from 'zod';
import type { Tx } from '../db/database.ts';
import type { Language } from '../i18n/index.ts';
import type { Acting, Can, Session } from './acting.ts';
import type { Files } from './body.ts';
import type { Page } from './page.ts';

export type Text = { readonly en?: string; readonly fr?: string };
export type PartnershipRef = { readonly id: string; readonly slug: string; readonly name: Text };

/** One request as a handler sees it: parsed, allowed in, with a way to the database in the right capacity. */
export type Visit<Query = Record<string, never>, Input = undefined> = {
  readonly lang: Language;
  readonly url: URL;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Query;
  readonly input: Input;
  /** What came with the form, by the name of the field: nothing on addresses that take no files. */
  readonly files: Files;
  readonly acting: Acting;
  readonly session: Session | null;
  /** Set on every address below `/{partnership}`. */
  readonly partnership: PartnershipRef | null;
  readonly requestId: string;
  /** The network address that the request came from, as the server itself or a trusted proxy saw it; null where there is none. */
  readonly address: string | null;
  /** What the browser calls itself; null where it says nothing. */
  readonly userAgent: string | null;
  readonly demonstrationDay: string | null;
  /** Hidden field of every form of the page that answers. */
  readonly csrf: string;
  /** The version that a program says it has seen (`If-Match`), as it was sent. */
  readonly ifMatch: string | null;
  /** How a program names its request, so that it is done once however often it comes (`Idempotency-Key`), as it was sent. */
  readonly idempotencyKey: string | null;
  /** Reads in one read-only transaction as the visitor or person that came. */
  read<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Reads what everybody may see of a partnership, on a page that belongs to none. */
  readPublic<T>(partnership: string, work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Says that a record was opened: noted after the answer, where its wall is that of an organisation or a circle. */
  opened(record: string): void;
  /** Changes in one transaction; throws where the request is a GET: a page that is asked for changes nothing. */
  write<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
};

/** After a change: go and look at this address; `flash` says what was done. */
export type SeeOther = {
  readonly seeOther: string;
  readonly flash?: {
    readonly kind: 'done' | 'problem';
    readonly key: string;
    readonly values?: Readonly<Record<string, string>>;
  };
  readonly cookies?: readonly string[];
  readonly clearSite?: boolean;
};

/** A file on its way out: always an attachment, never shown by the browser in our name. */
export type Download = { readonly download: { readonly name: string; readonly type: string; readonly bytes: Uint8Array } };
/** Anything that is not a page for people: JSON, plain text. */
export type Plain = { readonly plain: { readonly type: string; readonly text: string; readonly status?: number } };

/** What a program gets, whole and already written; `tagged` answers carry an entity tag, so that it can ask whether they changed. */
export type Json = {
  readonly json: string;
  readonly type?: 'application/json' | 'application/problem+json';
  readonly status?: number;
  readonly tagged?: boolean;
  readonly location?: string;
  readonly headers?: Readonly<Record<string, string>>;
};

export type Answer = Page | SeeOther | Download | Plain | Json;

/** What an address for programs says of itself, beside what every route says: the OpenAPI document is made of it. */
export type ApiPart = {
  /** Its name in the document, once and for all: `listPlans`. */
  readonly operation: string;
  /** The phrase that says what it does. */
  readonly summary: string;
  /** What validates, and describes, the answer. */
  readonly output: z.ZodType;
  readonly status: 200 | 201;
  /** Whether it changes something, and therefore asks for the version that one has seen. */
  readonly guarded: boolean;
  /** Whether it carries an entity tag, so that one can ask whether it changed. */
  readonly tagged: boolean;
};

export type Route = {
  readonly method: 'GET' | 'POST';
  /** With `:name` for each part that varies: `/:partnership/plans/:plan`. */
  readonly path: string;
  readonly can: Can;
  /** What may stand behind `?`. Unknown and repeated keys are refused. `lang` may always. */
  readonly query: z.ZodType | null;
  /** The fields of the form; null for GET. */
  readonly input: z.ZodType | null;
  /** How many bytes its form may bring together with files; null where it takes none. */
  readonly files: number | null;
  /** What a person finds there: a page to look at, or a file or other data for something else than eyes, as an address with the ending of a file says by itself. */
  readonly answers: 'page' | 'file';
  /** Asked by machines: answers without asking who comes and without the database, so that it can say that one is away. */
  readonly forMachines: boolean;
  /**
   * A sensitive act: whoever has not proved in the last ten minutes who it is, is asked for password or code first. What was typed travels along,
   * and the act goes on afterwards. Programs are refused with `http.prove-first`.
   */
  readonly stepUp: boolean;
  /** Example values of the path's parameters that exist in the demonstration, for crawls and leak tests. */
  readonly example: Readonly<Record<string, string>>;
  /** Set on addresses for programs: their input is JSON, and so is every answer. */
  readonly api: ApiPart | null;
  /** What no token may ever do: it needs the person who holds the mandate, in a session. */
  readonly byPersonOnly: boolean;
  /** Whether an answer costs so much that one may ask for it less often. */
  readonly costly: boolean;
  readonly handle: (visit: Visit<never, never>) => Promise<Answer>;
};

const FILE = /\.(docx|pdf|xlsx|csv|json|html)$/;

type Definition<Query extends z.ZodType | undefined, Input extends z.ZodType | undefined> = {
  method: 'GET' | 'POST';
  path: string;
  can: Can;
  query?: Query;
  input?: Input;
  files?: number;
  answers?: 'page' | 'file';
  forMachines?: boolean;
  stepUp?: boolean;
  api?: ApiPart;
  byPersonOnly?: boolean;
  costly?: boolean;
  example?: Record<string, string>;
  handle: (
    visit: Visit<
      Query extends z.ZodType ? z.output<Query> : Record<string, never>,
      Input extends z.ZodType ? z.output<Input> : undefined
    >,
  ) => Promise<Answer>;
};

/**
 * Declares one address. `can` must be written out, `'public'` too. The list of all routes is plain data: the permission matrix,
 * the accessibility crawl and the leak tests are made from it.
 *
 * @throws Error for a sensitive act that is a GET or takes files
 */
export function route<Query extends z.ZodType | undefined = undefined, Input extends z.ZodType | undefined = undefined>(
  definition: Definition<Query, Input>,
): Route {
  if (definition.stepUp && definition.method === 'GET') throw new Error(`${definition.path}: a page that is looked at is no act`);
  if (definition.stepUp && definition.files)
    throw new Error(`${definition.path}: files do not travel along while one is asked again`);
  return {
    method: definition.method,
    path: definition.path,
    can: definition.can,
    query: definition.query ?? null,
    input: definition.input ?? null,
    files: definition.files ?? null,
    answers: definition.answers ?? (FILE.test(definition.path) ? 'file' : 'page'),
    forMachines: definition.forMachines ?? false,
    stepUp: definition.stepUp ?? false,
    api: definition.api ?? null,
    byPersonOnly: definition.byPersonOnly ?? false,
    costly: definition.costly ?? false,
    example: definition.example ?? {},
    handle: definition.handle as unknown as Route['handle'],
  };
}

/** First parts of addresses that no partnership may take as its own. */
export const RESERVED = [
  'about',
  'account',
  'api',
  'capacity',
  'design',
  'favicon.ico',
  'healthz',
  'invitation',
  'mailbox',
  'open',
  'organisations',
  'partnerships',
  'password',
  'readyz',
  'robots.txt',
  'search',
  'sign-in',
  'sign-out',
  'static',
  '.well-known',
] as const;
