import { Worker } from 'node:worker_threads';

/** What work apart may use: milliseconds of work, milliseconds by the clock however busy the machine is, and megabytes of memory. */
export type ApartLimits = { readonly time: number; readonly patience: number; readonly memory: number };

/** Why work apart ended without its last message. */
export type ApartEnd = 'time' | 'memory';

const LOOK_EVERY = 250;

/**
 * Runs a file in a thread of its own, without environment and with limits, so that a document that is made to harm can neither hold up other
 * readers nor fill the memory. `hear` is told each message until it answers true, at the last one of the thread, which then ends by itself;
 * when time or memory is used up, it is ended. Work is counted, not time on the clock, so that a busy machine refuses no honest document.
 *
 * @returns undefined when `hear` had what it wanted
 */
export function workApart<Message>(
  thread: URL,
  data: unknown,
  limits: ApartLimits,
  hear: (message: Message) => boolean,
): Promise<ApartEnd | undefined> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(thread, {
      workerData: data,
      execArgv: [],
      env: {},
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: limits.memory, maxYoungGenerationSizeMb: 64, stackSizeMb: 4 },
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
    const clock = setTimeout(() => end(() => resolve('time')), countsWork(worker) ? limits.patience : limits.time);
    const watch = setInterval(async () => {
      if ((await workOf(worker)) > limits.time) end(() => resolve('time'));
    }, LOOK_EVERY);
    worker.on('message', (message: Message) => {
      if (hear(message)) letGo(() => resolve(undefined));
    });
    worker.once('error', (error: NodeJS.ErrnoException) =>
      end(() => (error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? resolve('memory') : reject(error))),
    );
    worker.once('exit', () => end(() => resolve('memory')));
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
