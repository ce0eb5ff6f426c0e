import { type ChildProcess, fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { Refusal } from '../refusal.ts';
import type { Format } from './formats.ts';
import './text.ts';
import type { Tree } from './tree.ts';
import type { Answer, Errand } from './writer.ts';

/**
 * The program of the writer: as it is written, or as `npm run build` leaves it. A process, not a thread: what sets the type of PDF files is native
 * code, and where that gives up it takes its process along.
 */
const WRITER = new URL(import.meta.url.endsWith('.ts') ? './writer.ts' : './writer.js', import.meta.url);

/** How long one document may take, its turn included, and how much memory the writer may have, in megabytes. */
const LONGEST = 120_000;
const MEMORY = 1_024;
/** So many documents may wait for their turn; after so many the writer is renewed, and when idle for so long it ends. */
const WAITING = 50;
const RENEWED_AFTER = 200;
const IDLE = 60_000;

type Waiting = { errand: Errand; again: boolean; settle(answer: Answer | Error): void };

let writer: ChildProcess | undefined;
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
 * Writes a document in a process of its own, one after the other, so that nobody else's page waits for it. The same document gives the same bytes.
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
      errand: { number: count, format, tree, cautious: false },
      again: false,
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
  writer ??= begin();
  writer.ref();
  writer.channel?.ref();
  if (current) writer.send(current.errand);
}

function begin(): ChildProcess {
  sinceBegun = 0;
  const child = fork(WRITER, {
    serialization: 'advanced',
    execArgv: [`--max-old-space-size=${MEMORY}`],
    env: {},
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  child.on('message', (answer: Answer) => {
    if (child === writer && answer.number === current?.errand.number) settle(answer);
  });
  const gone = (why: Error): void => {
    if (child !== writer) return;
    writer = undefined;
    // Once more, with a new writer and more caution: what ended this one may have been this document, another, or nothing of ours.
    if (current && !current.again) {
      current.again = true;
      current.errand = { ...current.errand, cautious: true };
      queue.unshift(current);
      current = undefined;
      next();
    } else settle(why);
  };
  child.on('error', gone);
  child.on('exit', (code, signal) => gone(new Error(`the writer of documents ended: ${signal ?? code}`)));
  return child;
}

/** The number of the process that writes, while there is one. */
export const writerProcess = (): number | undefined => writer?.pid;

function settle(answer: Answer | Error): void {
  const done = current;
  current = undefined;
  sinceBegun += 1;
  // A process that has nothing else to do may end; a writer that has nothing to do for a while gives its memory back.
  writer?.unref();
  writer?.channel?.unref();
  idle = setTimeout(end, IDLE).unref();
  done?.settle(answer);
  next();
}

function end(): void {
  const child = writer;
  writer = undefined;
  child?.kill('SIGKILL');
  if (current) {
    current = undefined;
    next();
  }
}
