import { Worker } from 'node:worker_threads';
import { caps } from './caps.ts';
import { type FileKind, shownName } from './file-kind.ts';
import { ImportRefusal, type ImportRefusalCode } from './refusal.ts';
import type { ColumnChoice } from './sheet/sheet-text.ts';
import type { Draft } from './types.ts';

/** What is sent to the thread that reads, and what comes back from it. */
export type Errand = {
  readonly bytes: Uint8Array;
  readonly name: string;
  readonly kind: FileKind;
  readonly choices: readonly ColumnChoice[];
};
export type Answer =
  | { readonly draft: Draft }
  | { readonly refused: { readonly code: ImportRefusalCode; readonly message: string } }
  | { readonly broken: string };

/** The file of the thread: as it is written, or as `npm run build` leaves it. */
const THREAD = new URL(import.meta.url.endsWith('.ts') ? './apart-thread.ts' : './apart-thread.js', import.meta.url);

const LOOK_EVERY = 250;

/**
 * Reads a document in a thread of its own, so that one that is made to harm can neither hold up other readers nor fill the memory: after
 * six seconds of work, or beyond its share of memory, the thread is ended. Work is counted, not time on the clock, so that a busy machine
 * refuses no honest document.
 *
 * @throws ImportRefusal whatever the bytes are, `too-large` when time or memory ran out
 */
export function readApart(errand: Errand): Promise<Draft> {
  const { name } = errand;
  return new Promise((resolve, reject) => {
    const worker = new Worker(THREAD, {
      workerData: errand,
      execArgv: [],
      env: {},
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: caps.memory, maxYoungGenerationSizeMb: 64, stackSizeMb: 4 },
    });
    const end = (settle: () => void): void => {
      clearTimeout(clock);
      clearInterval(watch);
      void worker.terminate();
      settle();
    };
    // A thread that has answered ends by itself: to end one from outside while it goes can bring down the whole process.
    const letGo = (settle: () => void): void => {
      clearTimeout(clock);
      clearInterval(watch);
      worker.removeAllListeners('exit');
      worker.unref();
      settle();
    };
    const tooMuch = (what: string): void =>
      reject(
        new ImportRefusal('too-large', `${shownName(name)} takes too much ${what} to read. Choose the text of the plan alone.`),
      );
    const clock = setTimeout(() => end(() => tooMuch('time')), countsWork(worker) ? caps.patience : caps.time);
    const watch = setInterval(async () => {
      if ((await workOf(worker)) > caps.time) end(() => tooMuch('time'));
    }, LOOK_EVERY);
    worker.once('message', (answer: Answer) =>
      letGo(() => {
        if ('draft' in answer) resolve(answer.draft);
        else if ('refused' in answer) reject(new ImportRefusal(answer.refused.code, answer.refused.message));
        else reject(new Error(answer.broken));
      }),
    );
    worker.once('error', (error: NodeJS.ErrnoException) =>
      end(() => (error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooMuch('memory') : reject(error))),
    );
    worker.once('exit', () => end(() => tooMuch('memory')));
  });
}

/** Node before 24.6 cannot say how long a thread worked: there the clock decides. */
function countsWork(worker: Worker): boolean {
  return typeof worker.cpuUsage === 'function';
}

async function workOf(worker: Worker): Promise<number> {
  if (!countsWork(worker)) return 0;
  // A thread that has just ended has nothing to say any more.
  const used = await worker.cpuUsage().catch(() => ({ user: 0, system: 0 }));
  return (used.user + used.system) / 1000;
}
