import { spawn } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

export type Program = {
  /** Where it is reached: `http://localhost:…`. */
  readonly url: string;
  /** Stops it as Ctrl+C does, and removes its database. @throws Error when it did not end well */
  stop(): Promise<void>;
};

/**
 * Starts the program as a user does, with a PostgreSQL of its own in an empty folder: it loads the demonstration and says when it is
 * ready. Waits for that. Listens at `preferredPort` if that is free, otherwise at any. @throws Error with what the program said, when it ends before
 */
export async function startProgram(preferredPort = 0): Promise<Program> {
  const data = await mkdtemp(path.join(tmpdir(), 'entente-e2e-'));
  // As root the database runs under another account, which must get in.
  await chmod(data, 0o755);
  const remove = () => rm(data, { recursive: true, force: true });
  const program = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts', 'serve', '--json'], {
    cwd: root,
    env: {
      ...cleared(),
      PORT: String(await freePort(preferredPort).catch(() => freePort(0))),
      ENTENTE_DATA: data,
      ENTENTE_LOG: 'error',
      // A crawl asks more often than anybody would.
      ...{ ENTENTE_LIMIT_PERSON: '0', ENTENTE_LIMIT_VISITOR: '0', ENTENTE_LIMIT_COSTLY: '0' },
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  program.stderr.setEncoding('utf8').on('data', (words: string) => {
    said += words;
  });
  const ended = new Promise<number | null>((resolve) => program.once('exit', resolve));
  const ready = new Promise<string>((resolve) => createInterface(program.stdout).once('line', resolve));
  const first = await Promise.race([ready, ended]);
  if (typeof first !== 'string') {
    await remove();
    throw new Error(`The program ended (${first}) before it was ready: ${said}`);
  }
  return {
    url: (JSON.parse(first) as { ready: string }).ready,
    stop: async () => {
      program.kill('SIGTERM');
      const code = await ended;
      await remove();
      if (code !== 0 || said !== '') throw new Error(`The program ended with ${code} and said: ${said}`);
    },
  };
}

// What the person who runs the tests has set for the program must not lead to that person's own database.
function cleared(): NodeJS.ProcessEnv {
  const own = /^(PORT|HOST|PUBLIC_URL|DATABASE_URL|NODE_ENV|VITEST.*|ENTENTE_(?!DB_USER).*)$/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !own.test(name)));
}

function freePort(wanted: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(wanted, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port'))));
    });
  });
}
