import { createHash } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import { Refusal } from '../refusal.ts';
import type { Format } from './formats.ts';
import './text.ts';
import type { Answer, Errand } from './thread.ts';
import type { Tree } from './tree.ts';

/** The file of the thread: as it is written, or as `npm run build` leaves it. */
const THREAD = new URL(import.meta.url.endsWith('.ts') ? './thread.ts' : './thread.js', import.meta.url);

/** How long one document may take, its turn included, and how much memory the thread may have. */
const LONGEST = 120_000;
const MEMORY = 1_024;
/** So many documents may wait for their turn; after so many the thread is renewed, and when idle for so long it ends. */
const WAITING = 50;
const RENEWED_AFTER = 200;
const IDLE = 60_000;

type Waiting = { readonly errand: Errand; settle(answer: Answer | Error): void };

let thread: Worker | undefined;
let current: Waiting | undefined;
let sinceBegun = 0;
let idle: NodeJS.Timeout | undefined;
const queue: Waiting[] = [];
let count = 0;

/** What was written last, by the hash of all that it says: a document that many ask for is written once. Whoever gets it from here said the same words himself. */
const kept = new Map<string, Uint8Array>();
let keptBytes = 0;
const MOST_KEPT = 32 * 1024 * 1024;

/**
 * Writes a document in a thread of its own, one after the other, so that nobody else's page waits for it. The same document gives the same bytes.
 *
 * @throws Refusal 503 where too many wait, or it took too long
 */
export async function writeDocument(tree: Tree, format: Format): Promise<Uint8Array> {
  const hash = createHash('sha256').update(format).update(JSON.stringify(tree)).digest('base64');
  const known = kept.get(hash);
  if (known) return known;
  const bytes = await written(tree, format);
  keep(hash, bytes);
  return bytes;
}

function keep(hash: string, bytes: Uint8Array): void {
  if (bytes.length > MOST_KEPT / 4) return;
  kept.set(hash, bytes);
  keptBytes += bytes.length;
  for (const [oldest, its] of kept) {
    if (keptBytes <= MOST_KEPT) return;
    kept.delete(oldest);
    keptBytes -= its.length;
  }
}

function written(tree: Tree, format: Format): Promise<Uint8Array> {
  if (queue.length >= WAITING) return Promise.reject(new Refusal(503, 'documents.busy'));
  return new Promise((resolve, reject) => {
    count += 1;
    const clock = setTimeout(() => {
      const at = queue.indexOf(waiting);
      if (at >= 0) queue.splice(at, 1);
      else if (current === waiting) end();
      reject(new Refusal(503, 'documents.busy'));
    }, LONGEST);
    const waiting: Waiting = {
      errand: { number: count, format, tree },
      settle: (answer) => {
        clearTimeout(clock);
        if (answer instanceof Error) reject(answer);
        else if ('bytes' in answer) resolve(answer.bytes);
        else reject(new Error(`a document could not be written: ${answer.broken}`));
      },
    };
    queue.push(waiting);
    next();
  });
}

function next(): void {
  if (current || queue.length === 0) return;
  current = queue.shift();
  clearTimeout(idle);
  if (sinceBegun >= RENEWED_AFTER) end();
  thread ??= begin();
  thread.ref();
  thread.postMessage(current?.errand);
}

function begin(): Worker {
  sinceBegun = 0;
  const worker = new Worker(THREAD, {
    execArgv: [],
    env: {},
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: MEMORY, maxYoungGenerationSizeMb: 64, stackSizeMb: 4 },
  });
  worker.on('message', (answer: Answer) => {
    if (worker === thread && answer.number === current?.errand.number) settle(answer);
  });
  worker.on('error', (error) => {
    if (worker !== thread) return;
    thread = undefined;
    settle(error);
  });
  return worker;
}

function settle(answer: Answer | Error): void {
  const done = current;
  current = undefined;
  sinceBegun += 1;
  // A process that has nothing else to do may end; a thread that has nothing to do for a while gives its memory back.
  thread?.unref();
  idle = setTimeout(end, IDLE).unref();
  done?.settle(answer);
  next();
}

function end(): void {
  const worker = thread;
  thread = undefined;
  void worker?.terminate();
  if (current) {
    current = undefined;
    next();
  }
}
