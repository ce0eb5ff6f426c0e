import { createServer } from 'node:http';

/** The yardstick: the least that a Node server can do for an answer of that many bytes. `GET /20000` answers 20,000 of them. */
const bodies = new Map<string, Buffer>();

const server = createServer((request, response) => {
  const size = request.url?.slice(1) ?? '0';
  const body = bodies.get(size) ?? Buffer.alloc(Number(size), 'x');
  bodies.set(size, body);
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-length': body.length });
  response.end(body);
});

server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}\n`);
});
process.once('SIGTERM', () => {
  server.close();
  server.closeAllConnections();
});
