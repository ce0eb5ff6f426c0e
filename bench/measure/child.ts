import { type ChildProcess, fork } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A process of its own that answers requests. */
export type Child = {
  readonly pid: number;
  readonly url: URL;
  /** Milliseconds from its start until it said that it is ready. */
  readonly readyAfter: number;
  /** Processor time that it has used so far, in microseconds. */
  cpu(): Promise<number>;
  /** Sends a message and waits for the next answer that is not about processor time. */
  ask<Answer>(message: object): Promise<Answer>;
  stop(): Promise<void>;
};

// What is measured is how fast it answers, not how fast it refuses.
const UNLIMITED = { ENTENTE_LIMIT_PERSON: '0', ENTENTE_LIMIT_VISITOR: '0', ENTENTE_LIMIT_COSTLY: '0' };

/**
 * Starts a program below the root of the repository and waits for the address that it prints, wherever in the line it stands.
 * @throws Error with what it wrote on standard error when it ends before
 */
export async function startChild(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Child> {
  const started = performance.now();
  const child = fork(`${root}${program}`, [...args], {
    cwd: root,
    execArgv: ['--import', 'tsx', '--import', `${root}bench/measure/meter.ts`],
    env: { ...process.env, ...UNLIMITED, ENTENTE_LOG: 'error', HOST: '127.0.0.1', PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const errors: string[] = [];
  child.stderr?.on('data', (bytes: Buffer) => errors.push(bytes.toString()));
  const url = await addressOf(child, errors);
  return {
    pid: child.pid ?? 0,
    url,
    readyAfter: performance.now() - started,
    cpu: async () => {
      const { cpu } = await answerTo<{ cpu: NodeJS.CpuUsage }>(child, 'cpu', (message) => 'cpu' in message);
      return cpu.user + cpu.system;
    },
    ask: (message) => answerTo(child, message, (answer) => !('cpu' in answer)),
    stop: () => stopped(child),
  };
}

async function addressOf(child: ChildProcess, errors: readonly string[]): Promise<URL> {
  if (!child.stdout) throw new Error('the child has no standard output');
  for await (const line of createInterface({ input: child.stdout })) {
    const address = /http:\/\/[^\s"]+/.exec(line)?.[0];
    if (address === undefined) continue;
    child.stdout.resume();
    return new URL(address);
  }
  throw new Error(`${child.spawnargs.at(-1)} ended before it was ready: ${errors.join('').slice(0, 2_000)}`);
}

function answerTo<Answer>(child: ChildProcess, message: 'cpu' | object, fits: (answer: object) => boolean): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const gone = () => reject(new Error('the process that is measured has ended'));
    const take = (answer: unknown) => {
      if (typeof answer !== 'object' || answer === null || !fits(answer)) return;
      child.off('message', take);
      child.off('exit', gone);
      resolve(answer as Answer);
    };
    child.on('message', take);
    child.once('exit', gone);
    child.send(message);
  });
}

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  await new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
    if (child.connected) child.disconnect();
  });
}
