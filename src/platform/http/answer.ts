import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
import type { Language } from '../i18n/index.ts';
import { cookie } from './cookies.ts';
import { writeFlash } from './flash.ts';
import { downloadHeaders, securityHeaders } from './headers.ts';
import type { Frame, Page } from './page.ts';
import type { Answer } from './route.ts';

const compress = promisify(gzip);
const WORTH_COMPRESSING = 1_400;

export type Rendering = {
  readonly renderFrame: (page: Page, frame: Frame) => string;
  readonly https: boolean;
  readonly request: Request;
  readonly lang: Language;
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
  const frame = await frameOf();
  if (frame.flash) headers.append('set-cookie', cookie('flash', '', { https: rendering.https, days: 0 }));
  headers.set('content-type', 'text/html; charset=utf-8');
  headers.set('content-language', rendering.lang);
  return new Response(await written(rendering, rendering.renderFrame(answer, frame), headers), {
    status: answer.status ?? 200,
    headers,
  });
}

async function written(rendering: Rendering, html: string, headers: Headers): Promise<string | Uint8Array<ArrayBuffer>> {
  headers.append('vary', 'Accept-Encoding');
  if (html.length < WORTH_COMPRESSING || !/\bgzip\b/.test(rendering.request.headers.get('accept-encoding') ?? '')) return html;
  headers.set('content-encoding', 'gzip');
  // A fast level: a page is read once, and the reader waits for it.
  return new Uint8Array(await compress(html, { level: constants.Z_BEST_SPEED + 2 }));
}
