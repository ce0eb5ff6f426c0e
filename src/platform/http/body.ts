import { Refusal } from '../refusal.ts';

const MOST_BYTES = 1024 * 1024;
const MOST_FIELDS = 1_000;

/**
 * Reads the fields of a form. Bytes are counted while they come in, whatever the headers promised. A field that comes twice
 * becomes a list only when its name ends in `[]`; otherwise it is refused.
 */
export async function readForm(request: Request): Promise<Record<string, string | string[]>> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/x-www-form-urlencoded') throw new Refusal(415, 'http.form-type');
  const fields = new URLSearchParams(await readText(request));
  if (fields.size > MOST_FIELDS) throw new Refusal(413, 'http.too-large');
  return collect(fields);
}

/** Reads the JSON that a program sent, within the same cap. @throws Refusal 415, 413, 400 where it is none */
export async function readJson(request: Request): Promise<unknown> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') throw new Refusal(415, 'http.json-type');
  const text = await readText(request);
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(400, 'http.json-broken');
  }
}

/** Whether a letter stands in it, at any depth, that no stored text can hold. */
export function holdsNul(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\0');
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsNul);
}

/** The words behind `?`, each key once (lists end in `[]`). */
export function readQuery(url: URL): Record<string, string | string[]> {
  return collect(url.searchParams);
}

function collect(fields: URLSearchParams): Record<string, string | string[]> {
  const result: Record<string, string | string[]> = Object.create(null);
  for (const key of new Set(fields.keys())) {
    const values = fields.getAll(key);
    // No text that PostgreSQL could store, and nothing that a person types.
    if ([key, ...values].some((each) => each.includes('\0'))) throw new Refusal(400, 'http.bad-request', { key: shown(key) });
    if (key.endsWith('[]')) result[key.slice(0, -2)] = values;
    else if (values.length > 1) throw new Refusal(400, 'http.repeated-key', { key: shown(key) });
    else result[key] = values[0] ?? '';
  }
  return result;
}

const shown = (key: string): string => key.slice(0, 60).replaceAll('\0', '');

async function readText(request: Request): Promise<string> {
  const decoder = new TextDecoder('utf-8', { fatal: false });
  let bytes = 0;
  let text = '';
  for await (const chunk of request.body ?? []) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) throw new Refusal(413, 'http.too-large');
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
