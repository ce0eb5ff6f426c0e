import type { Server as NodeServer } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';

export type Listening = {
  readonly port: number;
  /** Takes no new connections, lets requests that run finish (10 s at most), then closes. */
  close(): Promise<void>;
};

const PATIENCE = 10_000;

/** Listens. Slow and endless requests are cut, headers are small, connections are counted. */
export function listen(
  app: { fetch: Parameters<typeof createAdaptorServer>[0]['fetch'] },
  host: string,
  port: number,
): Promise<Listening> {
  const server = createAdaptorServer({
    fetch: app.fetch,
    serverOptions: { maxHeaderSize: 16 * 1024, requestTimeout: 30_000 },
  }) as NodeServer;
  server.headersTimeout = 15_000;
  server.keepAliveTimeout = 5_000;
  server.maxConnections = 1_000;
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explain(error, host, port)));
    server.listen(port, host, () => {
      const address = server.address();
      resolve({ port: typeof address === 'object' && address ? address.port : port, close: () => closeGently(server) });
    });
  });
}

function closeGently(server: NodeServer): Promise<void> {
  return new Promise((resolve) => {
    const force = setTimeout(() => server.closeAllConnections(), PATIENCE);
    server.close(() => {
      clearTimeout(force);
      resolve();
    });
    server.closeIdleConnections();
  });
}

function explain(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code === 'EADDRINUSE')
    return new Error(`Port ${port} is already in use: stop the other program, or choose another with PORT=3001 npm start.`);
  if (error.code === 'EACCES')
    return new Error(`Port ${port} needs more rights than this user has: choose one above 1023 with PORT.`);
  if (error.code === 'EADDRNOTAVAIL')
    return new Error(`This machine has no address ${host}: set HOST to one of its own, or leave it out.`);
  return error;
}
