import { Refusal } from '../refusal.ts';
import { parseJson } from './json.ts';

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

/** A file as it came with a form: the name that its sender gave it, and what it holds. Neither is believed. */
export type Upload = { readonly name: string; readonly bytes: Uint8Array };
export type Files = Readonly<Record<string, readonly Upload[]>>;

/**
 * Reads the fields of a form that may bring files (`multipart/form-data`), within `most` bytes in all, counted while they come in. A form
 * without files may be sent as any other. Fields in which no file was chosen are left out.
 *
 * @throws Refusal 413, 415, 400 where it cannot be read
 */
export async function readFormWithFiles(
  request: Request,
  most: number,
): Promise<{ fields: Record<string, string | string[]>; files: Files }> {
  const type = request.headers.get('content-type') ?? '';
  if (type.split(';')[0]?.trim().toLowerCase() !== 'multipart/form-data') return { fields: await readForm(request), files: {} };
  const bytes = await readBytes(request, most);
  const boundary = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(type);
  // Asked before anything is taken apart: each part costs more than its bytes.
  if (!boundary || holdsMoreThan(bytes, Buffer.from(`--${boundary[1] ?? boundary[2]}`), MOST_PARTS))
    throw new Refusal(413, 'http.too-many-parts', { most: MOST_PARTS });
  const form = await new Response(bytes, { headers: { 'content-type': type } }).formData().catch(() => undefined);
  if (!form) throw new Refusal(400, 'http.form-broken');
  const words = new URLSearchParams();
  const files: Record<string, Upload[]> = Object.create(null);
  for (const [key, value] of form) {
    if (typeof value === 'string') words.append(key, value);
    else if (value.size > 0 || value.name !== '') {
      const name = key.endsWith('[]') ? key.slice(0, -2) : key;
      files[name] = [...(files[name] ?? []), { name: value.name, bytes: new Uint8Array(await value.arrayBuffer()) }];
    }
  }
  return { fields: collect(words), files };
}

const MOST_PARTS = 200;

function holdsMoreThan(bytes: Buffer, wanted: Buffer, most: number): boolean {
  let found = 0;
  for (let at = bytes.indexOf(wanted); at >= 0; at = bytes.indexOf(wanted, at + wanted.length)) {
    found += 1;
    if (found > most + 1) return true;
  }
  return false;
}

async function readBytes(request: Request, most: number): Promise<Buffer<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.length;
    if (size > most) throw new Refusal(413, 'http.too-large-files', { megabytes: Math.floor(most / 1024 / 1024) });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Reads the JSON that a program sent, within the same cap, in UTF-8 and nothing else. @throws Refusal 415, 413, 400 where it is none */
export async function readJson(request: Request): Promise<unknown> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') throw new Refusal(415, 'http.json-type');
  const text = await readText(request, true).catch((error: unknown) => {
    throw error instanceof TypeError ? new Refusal(400, 'http.json-broken') : error;
  });
  return parseJson(text);
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

/** @throws TypeError where it is no UTF-8 and has to be */
async function readText(request: Request, fatal = false): Promise<string> {
  const decoder = new TextDecoder('utf-8', { fatal });
  let bytes = 0;
  let text = '';
  for await (const chunk of request.body ?? []) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) throw new Refusal(413, 'http.too-large');
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
