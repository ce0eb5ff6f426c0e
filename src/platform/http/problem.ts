import { type Language, sayPhrase } from '../i18n/index.ts';
import type { Refusal } from '../refusal.ts';
import type { Json } from './route.ts';
import { text } from './text.ts';

/** Whether an address belongs to those for programs: then also what is not there is said as JSON. */
export const isForPrograms = ({ pathname }: URL): boolean => /^\/api\/v1(\/|$)/.test(pathname);

/**
 * What a program reads when something was refused: RFC 9457, in the language of whoever asks. `code` never changes its sense; `field` names
 * the input that must be mended; `more` is what else the answer holds. The same bytes for hidden and absent.
 */
export function refusalProblem(lang: Language, refusal: Refusal, more: Readonly<Record<string, unknown>> = {}): Json {
  const { status, key, values, field } = refusal;
  const problem = {
    ...{ type: 'about:blank', title: text.in(lang)(`http.status.${status}`), status, code: key },
    detail: sayPhrase(lang, key, values),
    ...(field === undefined ? {} : { field }),
  };
  return { json: JSON.stringify({ ...problem, ...more }), type: 'application/problem+json', status };
}

/** A bug of ours: the number leads to the log line, which holds the rest. */
export function failureProblem(lang: Language, requestId: string): Json {
  const t = text.in(lang);
  const problem = { type: 'about:blank', title: t('http.status.500'), status: 500, code: 'http.failed' };
  return {
    json: JSON.stringify({ ...problem, detail: t('http.failed', { request: requestId }) }),
    ...{ type: 'application/problem+json', status: 500 },
  };
}
