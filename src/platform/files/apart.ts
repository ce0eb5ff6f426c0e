import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** What work apart may use: milliseconds of work, milliseconds by the clock however busy the machine is, and megabytes of memory. */
export type ApartLimits = { readonly time: number; readonly patience: number; readonly memory: number };

/** Why work apart ended without its last message: it used up its time or memory, or its process broke. */
export type ApartEnd = 'time' | 'memory' | 'crash';

const LOOK_EVERY = 250;
/** Those at work: whoever ends takes them along. */
const working = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of working) child.kill('SIGKILL');
});

/** Kilobytes of stack; nesting is counted by whoever reads, so this is only for what libraries do among themselves. */
const STACK = 3_000;

/**
 * Runs a program in a process of its own, without environment and with limits, so that a document that is made to harm can neither hold up
 * other readers, nor fill the memory, nor take the site along where it breaks the program that reads it. The program is sent `data` as its
 * only message (`workOnMessage`); `hear` is told each message that comes back until it answers true, at the last one. When time or memory is
 * used up, the process is ended. Work is counted, not time on the clock, so that a busy machine refuses no honest document.
 *
 * @returns undefined when `hear` had what it wanted
 * @throws Error where the program ended by an error of its own
 */
export function workApart<Message>(
  program: URL,
  data: unknown,
  limits: ApartLimits,
  hear: (message: Message) => boolean,
): Promise<ApartEnd | undefined> {
  return new Promise((resolve, reject) => {
    const child = fork(program, {
      serialization: 'advanced',
      execArgv: [`--max-old-space-size=${limits.memory}`, `--stack-size=${STACK}`],
      env: {},
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    working.add(child);
    const end = (settle: () => void): void => {
      clearTimeout(clock);
      clearInterval(watch);
      child.removeAllListeners();
      // Whatever it still says or breaks is nobody's concern any more.
      child.on('error', () => {});
      child.kill('SIGKILL');
      working.delete(child);
      settle();
    };
    const clock = setTimeout(() => end(() => resolve('time')), workOf(child) === undefined ? limits.time : limits.patience);
    const watch = setInterval(() => {
      if ((workOf(child) ?? 0) > limits.time) end(() => resolve('time'));
    }, LOOK_EVERY);
    child.on('message', (message: Message) => {
      if (hear(message)) end(() => resolve(undefined));
    });
    child.once('error', (error) => end(() => reject(error)));
    // All that it said has come when its streams are closed, not when it ends.
    child.once('close', (code, signal) => end(() => settleEnded(code, signal)));
    child.send(data as object);

    function settleEnded(code: number | null, signal: NodeJS.Signals | null): void {
      // What V8 does where its heap is full, and what the system does to whoever takes too much.
      if (signal === 'SIGABRT' || signal === 'SIGKILL' || code === 134) resolve('memory');
      else if (signal !== null) resolve('crash');
      else reject(new Error(`the program that works apart ended with ${code}`));
    }
  });
}

/**
 * What a program that `workApart` runs is made of: its work is called with what it is sent, and may say several things. It ends when the work
 * is done, and when nobody is left to hear.
 */
export function workOnMessage<Data, Message>(work: (data: Data, say: (message: Message) => void) => Promise<void>): void {
  process.once('message', (data: Data) => {
    const sent: Promise<void>[] = [];
    const say = (message: Message): void =>
      void sent.push(new Promise((done) => process.send?.(message, undefined, undefined, () => done())));
    void work(data, say)
      .then(() => Promise.all(sent))
      .then(() => process.disconnect());
  });
  process.once('disconnect', () => process.exit(0));
}

/** Milliseconds that the first thread of a process has worked. Undefined where the system does not say so: there the clock decides. */
function workOf({ pid }: ChildProcess): number | undefined {
  try {
    return Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1_000_000;
  } catch {
    return undefined;
  }
}
