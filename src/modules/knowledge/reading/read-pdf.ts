import { workApart } from '../../../platform/files/apart.ts';
import type { PdfMessage } from './pdf-reader.ts';
import type { Outcome, Stretch } from './stretch.ts';

/** The program: as it is written, or as `npm run build` leaves it. */
const READER = new URL(import.meta.url.endsWith('.ts') ? './pdf-reader.ts' : './pdf-reader.js', import.meta.url);

/** For one file. A page of a report takes some ten milliseconds. */
const LIMITS = { time: 10_000, patience: 120_000, memory: 128 } as const;

/**
 * The text of a PDF, page by page, read in a process of its own. Nothing in it is run, drawn or fetched. Where time or memory is used up on
 * the way, what was read until then is kept and said to be a part.
 */
export async function readPdf(bytes: Uint8Array): Promise<Outcome> {
  const stretches: Stretch[] = [];
  const said: Extract<PdfMessage, { ended: unknown }>['ended'][] = [];
  const used = await workApart<PdfMessage>(READER, bytes, LIMITS, (message) => {
    if ('ended' in message) said.push(message.ended);
    else stretches.push(...message.pages);
    return 'ended' in message;
  });
  const how = used === undefined || used === 'crash' ? (said[0] ?? 'damaged') : 'too-large';
  if (stretches.length > 0) return { state: 'read', why: how === 'read' ? null : 'cut', unit: 'page', stretches };
  if (how === 'read' || how === 'cut') return { state: 'wordless', why: null, unit: 'page', stretches };
  return { state: 'unread', why: how, unit: null, stretches };
}
