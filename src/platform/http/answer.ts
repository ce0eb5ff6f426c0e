import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
import type { Language } from '../i18n/index.ts';
import { cookie } from './cookies.ts';
import { writeFlash } from './flash.ts';
import { downloadHeaders, securityHeaders } from './headers.ts';
import { keepLooking } from './look.ts';
import type { Frame, Page } from './page.ts';
import type { Answer, Json } from './route.ts';

const compress = promisify(gzip);
const WORTH_COMPRESSING = 1_400;

export type Rendering = {
  readonly renderFrame: (page: Page, frame: Frame) => string;
  readonly https: boolean;
  readonly request: Request;
  readonly lang: Language;
  readonly signedIn: boolean;
};

/**
 * Turns what a handler returned into the response, with the headers that every response carries. The frame is built for pages only, and only
 * a page uses up the message that waits to be shown.
 */
export async function answerWith(rendering: Rendering, answer: Answer, frameOf: () => Promise<Frame>): Promise<Response> {
  const headers = new Headers(securityHeaders(rendering.https));
  if ('seeOther' in answer) {
    headers.set('location', answer.seeOther);
    if (answer.flash)
      headers.append('set-cookie', cookie('flash', writeFlash(answer.flash), { https: rendering.https, days: 0.01 }));
    for (const each of answer.cookies ?? []) headers.append('set-cookie', each);
    if (answer.clearSite) headers.set('clear-site-data', '"cache", "storage"');
    return new Response(null, { status: 303, headers });
  }
  if ('download' in answer) {
    const { name, type, bytes } = answer.download;
    for (const [key, value] of Object.entries(downloadHeaders(name, type, bytes.length))) headers.set(key, value);
    return new Response(Buffer.from(bytes), { headers });
  }
  if ('plain' in answer) {
    headers.set('content-type', `${answer.plain.type}; charset=utf-8`);
    return new Response(answer.plain.text, { status: answer.plain.status ?? 200, headers });
  }
  if ('json' in answer) return answerJson(rendering, answer, headers);
  const frame = await frameOf();
  if (frame.flash) headers.append('set-cookie', cookie('flash', '', { https: rendering.https, days: 0 }));
  headers.set('content-type', 'text/html; charset=utf-8');
  headers.set('content-language', rendering.lang);
  const written = rendering.renderFrame(answer, frame);
  const html = frame.looking && frame.partnership ? keepLooking(written, frame.partnership.slug, frame.looking.key) : written;
  headers.append('vary', 'Accept-Encoding');
  const packed = html.length >= WORTH_COMPRESSING && mayCompress(rendering.request.headers, frame.person !== null);
  return new Response(packed ? await compressed(html, headers) : html, { status: answer.status ?? 200, headers });
}

/** The entity tag of an answer to programs: of its bytes, so that it changes when anything in them does, and only then. */
export const tagOf = (json: string): string => `"${createHash('sha256').update(json).digest('base64url').slice(0, 27)}"`;

function answerJson({ request, signedIn, lang }: Rendering, answer: Json, headers: Headers): Response {
  const { json, type = 'application/json', status = 200 } = answer;
  headers.set('content-type', type);
  if (type === 'application/problem+json') headers.set('content-language', lang);
  if (answer.location !== undefined) headers.set('location', answer.location);
  for (const [key, value] of Object.entries(answer.headers ?? {})) headers.set(key, value);
  if (!answer.tagged) return new Response(json, { status, headers });
  const tag = tagOf(json);
  headers.set('etag', tag);
  // What everybody may read may be kept, if one asks each time whether it still holds.
  if (!signedIn) headers.set('cache-control', 'private, no-cache');
  if (status === 200 && hasSeen(request, tag)) {
    headers.delete('content-type');
    return new Response(null, { status: 304, headers });
  }
  return new Response(json, { status, headers });
}

// Weak comparison: RFC 9110, 13.1.2. Only a request that changes nothing asks so.
function hasSeen(request: Request, tag: string): boolean {
  if (request.method !== 'GET' && request.method !== 'HEAD') return false;
  const seen = (request.headers.get('if-none-match') ?? '').split(',').map((each) => each.trim().replace(/^W\//, ''));
  return seen.includes(tag) || seen.includes('*');
}

// Whoever can make the browser of a signed-in person ask for a page of his choosing, and sees how long the answer is, could guess at its words
// through the compression (BREACH): docs/adr/0010. Such a request comes from another site, and the browser says so.
function mayCompress(asked: Headers, signedIn: boolean): boolean {
  const from = asked.get('sec-fetch-site') ?? 'none';
  return /\bgzip\b/.test(asked.get('accept-encoding') ?? '') && (!signedIn || from === 'same-origin' || from === 'none');
}

async function compressed(html: string, headers: Headers): Promise<Uint8Array<ArrayBuffer>> {
  headers.set('content-encoding', 'gzip');
  // A fast level: a page is read once, and the reader waits for it.
  return new Uint8Array(await compress(html, { level: constants.Z_BEST_SPEED + 2 }));
}
