import type { z } from 'zod';
import type { Tx } from '../db/database.ts';
import type { Can } from '../http/acting.ts';
import { tagOf } from '../http/answer.ts';
import { refusalProblem } from '../http/problem.ts';
import { type Json, type Route, route, type Visit } from '../http/route.ts';
import { Refusal } from '../refusal.ts';
import { keepAnswer, onceOf, recallAnswer, replay } from './once.ts';

type Shared<Output extends z.ZodType> = {
  path: string;
  can: Can;
  /** Its name in the OpenAPI document, once and for all. */
  operation: string;
  /** The phrase that says what it does. */
  summary: string;
  output: Output;
  example?: Record<string, string>;
};
type Asked<Query> = Visit<Query extends z.ZodType ? z.output<Query> : Record<string, never>>;

/**
 * Declares an address that programs read. What the handler returns is written through the schema of the answer: a field that the schema
 * does not name never leaves. The answer is tagged, so that it can be asked for only if it changed.
 */
export function reading<Output extends z.ZodType, Query extends z.ZodType | undefined = undefined>(
  definition: Shared<Output> & {
    query?: Query;
    /** Whether the answer is the same while nothing changes: false where it holds a form token. */
    tagged?: boolean;
    handle: (visit: Asked<Query>) => Promise<z.input<Output>>;
  },
): Route {
  const { operation, summary, output, handle, tagged = true, ...rest } = definition;
  return route({
    ...rest,
    method: 'GET',
    api: { operation, summary, output, status: 200, guarded: false, tagged },
    handle: async (visit) => ({ json: written(output, await handle(visit as unknown as Asked<Query>)), tagged }),
  } as Parameters<typeof route>[0]);
}

/** What stands at an address before a change: what a program sees of it, and what the action needs to know of it. */
export type Current<Output, Known> = { readonly shown: Output; readonly known: Known };

/**
 * Declares an address at which programs change a thing. They must say which version they have seen (428 without `If-Match`); if another
 * stands there now, or somebody was faster, nothing is changed and the answer is 412 with what stands there (RFC 9110, 13.1.1). A request that names itself
 * (`Idempotency-Key`) is done once: when it comes again within a day, it gets the first answer again, if what it is about is still there to be seen.
 */
export function changing<Output extends z.ZodType, Input extends z.ZodType, Known>(
  definition: Shared<Output> & {
    input: Input;
    status: 200 | 201;
    /** Reads the thing. @throws Refusal 404 */
    current: (tx: Tx, visit: Visit) => Promise<Current<z.input<Output>, Known>>;
    act: (tx: Tx, visit: Visit<Record<string, never>, z.output<Input>>, known: Known) => Promise<unknown>;
    /** The address of what was made, for 201. */
    location?: (visit: Visit) => string;
  },
): Route {
  const { operation, summary, output, status, current, act, location, ...rest } = definition;
  const handle = async (visit: Visit<Record<string, never>, z.output<Input>>): Promise<Json> => {
    const reader = visit as unknown as Visit;
    const read = async (tx: Tx) => {
      const { shown, known } = await current(tx, reader);
      return { known, json: written(output, shown) };
    };
    const once = onceOf(visit, visit.input);
    const seen = visit.ifMatch?.trim() ?? '';
    if (seen === '' || seen === '*') {
      await visit.read(read); // what one may not see is not there, whatever one forgot to say
      throw new Refusal(428, 'http.if-match-missing');
    }
    const done = await visit
      .write(async (tx) => {
        const before = await read(tx);
        const kept = once && (await recallAnswer(tx, once));
        if (kept) return replay(kept);
        if (!tagsIn(seen).includes(tagOf(before.json))) return undefined;
        await act(tx, visit, before.known);
        const { json } = await read(tx);
        const place = location?.(reader) ?? null;
        if (once) await keepAnswer(tx, once, { status, body: json, location: place });
        return { json, status, tagged: true, ...(place === null ? {} : { location: place }) };
      })
      .catch((error: unknown) => {
        // Somebody was faster than the action's lock.
        if (error instanceof Refusal && error.status === 409 && error.key.endsWith('changed-meanwhile')) return undefined;
        throw error;
      });
    if (done === undefined) {
      const { json } = await visit.read(read);
      return refusalProblem(visit.lang, new Refusal(412, 'http.if-match-stale'), {
        etag: tagOf(json),
        current: JSON.parse(json),
      });
    }
    return done;
  };
  const api = { operation, summary, output, status, guarded: true, tagged: true };
  return route({ ...rest, method: 'POST', api, handle } as unknown as Parameters<typeof route>[0]);
}

// If-Match compares strongly: a weak tag matches nothing.
const tagsIn = (header: string): string[] => header.split(',').map((each) => each.trim());

const written = (output: z.ZodType, value: unknown): string => JSON.stringify(output.parse(value));
