/**
 * What a person can mend, or has to be told: the only error that becomes a page of its own. Everything else is a bug and ends as
 * a 500 with a number. `key` is a phrase; `field` names the input it belongs to.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 428 | 429 | 503;
  readonly key: string;
  readonly values: Readonly<Record<string, string | number>>;
  readonly field: string | undefined;

  constructor(status: Refusal['status'], key: string, values: Readonly<Record<string, string | number>> = {}, field?: string) {
    super(`${status} ${key}`);
    this.status = status;
    this.key = key;
    this.values = values;
    this.field = field;
  }
}

/** Hidden and absent are the same: nobody learns from this answer whether the thing exists. */
export const notFound = (): Refusal => new Refusal(404, 'http.not-found');

/** Whether something ended as `notFound` does. */
export const isNotFound = (error: unknown): boolean => error instanceof Refusal && error.status === 404;
