import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { type Answered, openClient } from '../measure/requests.ts';

export type FirstVisit = {
  readonly path: string;
  /** Bytes of the page and everything it needs, as they go over the wire, with the heads of the answers. */
  readonly bytes: number;
  readonly files: readonly { readonly path: string; readonly bytes: number }[];
  /** Addresses on other sites that the page would fetch. Must be none. */
  readonly elsewhere: readonly string[];
};

const BROWSER = {
  'accept-encoding': 'gzip, deflate, br, zstd',
  'accept-language': 'en',
  'user-agent': 'Mozilla/5.0',
  accept: '*/*',
};

/** Visits a page with an empty cache, as a browser would: the page, its style sheets, scripts, icons and pictures, and what the style sheets ask for. */
export async function measureFirstVisit(site: URL, path: string): Promise<FirstVisit> {
  const client = openClient(BROWSER);
  const start = new URL(path, site);
  const seen = new Set<string>();
  const elsewhere: string[] = [];
  const files: { path: string; bytes: number }[] = [];
  const queue = [start];
  try {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      next.hash = '';
      if (seen.has(next.href)) continue;
      seen.add(next.href);
      if (next.origin !== start.origin) {
        elsewhere.push(next.href);
        continue;
      }
      const answered = await client.ask(next);
      if (answered.status !== 200) throw new Error(`${next.pathname} answers ${answered.status}`);
      files.push({ path: next.pathname, bytes: answered.bytes + bytesOfHead(answered) });
      queue.push(...neededBy(textOf(answered), String(answered.headers['content-type'])).map((each) => new URL(each, next)));
    }
  } finally {
    client.close();
  }
  return { path, bytes: files.reduce((sum, file) => sum + file.bytes, 0), files, elsewhere };
}

/** The addresses that a browser fetches by itself for a page or a style sheet; links that a person follows are not among them. */
export function neededBy(text: string, type: string): string[] {
  if (type.startsWith('text/css'))
    return [...text.matchAll(/(?:url\(\s*["']?|@import\s+["'])([^"')]+)/g)].map((match) => match[1] ?? '').filter(isFetched);
  if (!type.startsWith('text/html')) return [];
  const attributes = [
    /<link\b(?=[^>]*\brel="(?:stylesheet|icon|preload|modulepreload|manifest)")[^>]*\bhref="([^"]+)"/g,
    /<(?:script|img|source|iframe|video|audio|embed|track)\b[^>]*\bsrc="([^"]+)"/g,
    /<(?:use|image)\b[^>]*\bhref="([^"]+)"/g,
    /<object\b[^>]*\bdata="([^"]+)"/g,
  ];
  return attributes
    .flatMap((pattern) => [...text.matchAll(pattern)].map((match) => (match[1] ?? '').replaceAll('&amp;', '&')))
    .filter(isFetched);
}

const isFetched = (address: string) => address !== '' && !/^(?:data:|#)/.test(address);

function textOf({ body, headers }: Answered): string {
  if (headers['content-encoding'] === 'br') return brotliDecompressSync(body).toString();
  return (headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body).toString();
}

function bytesOfHead({ headers }: Answered): number {
  const lines = Object.entries(headers).flatMap(([name, value]) => [value ?? []].flat().map((each) => `${name}: ${each}\r\n`));
  return 'HTTP/1.1 200 OK\r\n\r\n'.length + lines.join('').length;
}
