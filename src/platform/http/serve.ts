import { createServer, type IncomingMessage, type Server as NodeServer } from 'node:http';
import type { Socket } from 'node:net';
import { getRequestListener, RequestError } from '@hono/node-server';
import { securityHeaders } from './headers.ts';

export type Listening = {
  readonly port: number;
  /** From now on every answer asks its connection to end, so that who comes back comes to another process. */
  drain(): void;
  /** Takes no new connections, lets requests that run finish (`patience` at most), then closes. */
  close(): Promise<void>;
};

/** How long a client may take, in milliseconds, and how much it may send before it is heard. */
export type Limits = {
  readonly headers: number;
  readonly request: number;
  /** How often slow connections are looked for. */
  readonly checking: number;
  readonly idle: number;
  readonly headerBytes: number;
  readonly connections: number;
  /** For requests that run while the process stops. */
  readonly patience: number;
};

export const LIMITS: Limits = {
  headers: 10_000,
  request: 30_000,
  checking: 2_000,
  idle: 5_000,
  headerBytes: 16 * 1024,
  connections: 1_000,
  patience: 6_000,
};

type App = { fetch: Parameters<typeof getRequestListener>[0] };
type Address = { readonly host: string; readonly port: number; readonly https?: boolean };

/** Listens. Slow and endless requests are cut, headers are small, connections are counted. */
export function listen(app: App, { host, port, https = false }: Address, limits: Limits = LIMITS): Promise<Listening> {
  const refusal = (status: 400 | 500) => new Response(null, { status, headers: securityHeaders(https) });
  const answer = getRequestListener(app.fetch, {
    errorHandler: (error) => refusal(error instanceof RequestError ? 400 : 500),
  });
  const misaddressed = getRequestListener(() => refusal(400));
  let draining = false;
  const server = createServer(
    {
      maxHeaderSize: limits.headerBytes,
      requireHostHeader: false, // asked for by the listener, whose refusal carries our headers
      requestTimeout: limits.request,
      headersTimeout: limits.headers,
      connectionsCheckingInterval: limits.checking,
      keepAliveTimeout: limits.idle,
    },
    (request, response) => {
      if (draining) response.shouldKeepAlive = false;
      return (namesTwoHosts(request) ? misaddressed : answer)(request, response);
    },
  );
  server.maxConnections = limits.connections;
  server.on('clientError', (error, socket) => refuseToRead(error, socket as Socket, https));
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explain(error, host, port)));
    server.listen(port, host, () => {
      const address = server.address();
      resolve({
        port: typeof address === 'object' && address ? address.port : port,
        drain: () => {
          draining = true;
        },
        close: () => closeGently(server, limits.patience),
      });
    });
  });
}

/** RFC 9112, 3.2: such a request is answered with 400. Two readers would take two different hosts from it. */
function namesTwoHosts({ rawHeaders }: IncomingMessage): boolean {
  return rawHeaders.filter((each, index) => index % 2 === 0 && each.toLowerCase() === 'host').length > 1;
}

const REFUSALS: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
};

/** What is no request at all never reaches the application; also this answer carries the headers of every other. */
function refuseToRead(error: NodeJS.ErrnoException, socket: Socket, https: boolean): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const headers = { ...securityHeaders(https), 'content-length': '0', connection: 'close' };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${REFUSALS[error.code ?? ''] ?? '400 Bad Request'}\r\n${lines.join('')}\r\n`);
}

function closeGently(server: NodeServer, patience: number): Promise<void> {
  return new Promise((resolve) => {
    const force = setTimeout(() => server.closeAllConnections(), patience);
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
