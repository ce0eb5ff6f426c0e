import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { LIMITS, type Limits, type Listening, listen } from './serve.ts';

let open: Listening[] = [];
afterEach(async () => {
  await Promise.all(open.map((each) => each.close()));
  open = [];
});

type Handle = (request: Request) => Response | Promise<Response>;
async function serve(
  limits: Partial<Limits> = {},
  handle: Handle = () => new Response('heard', { headers: { 'x-of': 'the-application' } }),
) {
  const fetch = async (request: Request) => handle(request);
  const listening = await listen({ fetch }, { host: '127.0.0.1', port: 0, https: true }, { ...LIMITS, patience: 500, ...limits });
  open.push(listening);
  return listening;
}

/** Sends bytes as they are, piece by piece, and gives everything that comes back until the server ends the connection. */
async function say(port: number, pieces: readonly string[], every = 0): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  let heard = '';
  socket.on('data', (bytes) => {
    heard += bytes.toString('latin1');
  });
  socket.on('error', () => {});
  const ended = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  for (const piece of pieces) {
    if (socket.destroyed || !socket.writable) break;
    socket.write(Buffer.from(piece, 'latin1'));
    if (every > 0) await pause(every);
  }
  const patience = setTimeout(() => socket.destroy(), 8_000);
  await ended;
  clearTimeout(patience);
  return heard;
}
const get = (head: string): string => `GET / HTTP/1.1\r\nHost: entente.example\r\nConnection: close\r\n${head}\r\n`;
const statusOf = (answer: string): string => answer.split('\r\n')[0]?.slice(9, 12) ?? '';

describe('what is no request that we would read', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['garbage', 'GARBAGE\r\n\r\n', '400'],
    ['no host', 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n', '400'],
    ['an empty host', 'GET / HTTP/1.1\r\nHost: \r\nConnection: close\r\n\r\n', '400'],
    ['a host that is none', 'GET / HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n', '400'],
    ['a host with an account', 'GET / HTTP/1.1\r\nHost: user@entente.example\r\nConnection: close\r\n\r\n', '400'],
    ['a host cut short', 'GET / HTTP/1.1\r\nHost: [::1\r\nConnection: close\r\n\r\n', '400'],
    ['two hosts', get('Host: evil.example\r\n'), '400'],
    ['a NUL in a header', get('X\0Y: 1\r\n'), '400'],
    ['a line break in a header', get('X: 1\nY: 2\r\n'), '400'],
    ['a control letter in the path', 'GET /\x01 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', '400'],
    ['a backslash in the path', 'GET /\\evil.example HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', '400'],
    ['a path that does not begin with a slash', 'GET evil HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', '400'],
    ['an unknown method', 'EAT / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', '400'],
    ['headers without end', get(`X: ${'a'.repeat(20_000)}\r\n`), '431'],
    ['very many headers', get('X: a\r\n'.repeat(4_000)), '431'],
    ['two lengths', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd', '400'],
    [
      'a length and chunks',
      'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      '400',
    ],
  ];
  test.each(cases)('%s', async (_, bytes, status) => {
    let reached = 0;
    const { port } = await serve({}, () => {
      reached += 1;
      return new Response('heard');
    });
    const answer = await say(port, [bytes]);
    expect([statusOf(answer), reached]).toEqual([status, 0]);
    expect(answer).toMatch(/content-security-policy: default-src 'none'/i);
    expect(answer).toMatch(/x-content-type-options: nosniff/i);
    expect(answer).toMatch(/strict-transport-security: /i);
    expect(answer).not.toMatch(/\r\nserver: /i);
  });

  test('what comes behind it on the same connection is not read as a second request', async () => {
    const { port } = await serve();
    const answer = await say(port, [`GARBAGE\r\n\r\n${get('')}`]);
    expect(answer.match(/HTTP\/1\.1 /g)).toHaveLength(1);
  });
});

test('an application that throws at once is a 500 with our headers and no words', async () => {
  const { port } = await serve({}, () => {
    throw new Error('canary');
  });
  const answer = await say(port, [get('')]);
  expect(statusOf(answer)).toBe('500');
  expect(answer).not.toContain('canary');
});

describe('slow clients', () => {
  const slow: Partial<Limits> = { headers: 300, request: 600, checking: 50 };

  test('headers that drip in are cut, while others are answered', async () => {
    const { port } = await serve(slow);
    const dripping = Array.from({ length: 20 }, () => say(port, ['GET / HTTP/1.1\r\n', ...Array(40).fill('X: a\r\n')], 50));
    await pause(100);
    expect(statusOf(await say(port, [get('')]))).toBe('200');
    for (const answer of await Promise.all(dripping)) expect(statusOf(answer)).toBe('408');
  });

  test('a body that drips in is cut', async () => {
    const { port } = await serve(slow, async (request) => new Response(await request.text()));
    const head = 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n';
    const begun = performance.now();
    const answer = await say(port, [head, ...Array(40).fill('a')], 50);
    expect(answer).not.toContain('200 OK');
    expect(performance.now() - begun).toBeLessThan(20_000);
  });

  test('a connection on which nothing is said is closed', async () => {
    const { port } = await serve({ idle: 200 });
    const answer = await say(port, ['GET / HTTP/1.1\r\nHost: x\r\n\r\n']);
    expect(statusOf(answer)).toBe('200');
  });

  test('more connections than there are places are turned away', async () => {
    const { port } = await serve({ connections: 2 });
    const held = [connect(port, '127.0.0.1'), connect(port, '127.0.0.1')];
    await Promise.all(held.map((each) => new Promise((resolve) => each.once('connect', resolve))));
    await pause(50);
    expect(await say(port, [get('')])).toBe('');
    for (const each of held) each.destroy();
    await pause(50);
    expect(statusOf(await say(port, [get('')]))).toBe('200');
  });
});

describe('stopping', () => {
  test('requests that run are finished, and each answer ends its connection', async () => {
    const listening = await serve({ patience: 5_000 }, async () => {
      await pause(300);
      return new Response('finished');
    });
    const running = say(listening.port, ['GET / HTTP/1.1\r\nHost: x\r\n\r\n']);
    await pause(100);
    listening.drain();
    const late = say(listening.port, ['GET / HTTP/1.1\r\nHost: x\r\n\r\n']);
    await pause(100);
    await listening.close();
    expect(await running).toContain('finished');
    expect(await late).toMatch(/connection: close[\s\S]*finished/i);
    await expect(fetch(`http://127.0.0.1:${listening.port}/`)).rejects.toThrow();
  });

  test('one that never ends is cut after the patience', async () => {
    const listening = await serve({ patience: 200 }, () => new Promise(() => {}));
    const endless = say(listening.port, [get('')]);
    await pause(50);
    const begun = performance.now();
    await listening.close();
    expect(performance.now() - begun).toBeLessThan(15_000);
    expect(await endless).toBe('');
  });
});

test('a port that is taken, and an address that is not of this machine, are named', async () => {
  const { port } = await serve();
  const app = { fetch: () => new Response('') };
  await expect(listen(app, { host: '127.0.0.1', port })).rejects.toThrow(`Port ${port} is already in use`);
  await expect(listen(app, { host: '192.0.2.1', port: 0 })).rejects.toThrow('This machine has no address 192.0.2.1');
});
