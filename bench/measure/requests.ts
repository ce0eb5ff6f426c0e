import { Agent, get, type IncomingMessage } from 'node:http';

export type Answered = {
  readonly status: number;
  readonly bytes: number;
  readonly milliseconds: number;
  readonly body: Buffer;
  readonly headers: IncomingMessage['headers'];
};
export type Client = { ask(address: URL): Promise<Answered>; close(): void };

/** One visitor: one connection that stays open, one request after the other, asking as a browser does. */
export function openClient(headers: Readonly<Record<string, string>>): Client {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  return {
    ask: (address) => request(agent, address, headers),
    close: () => agent.destroy(),
  };
}

function request(agent: Agent, address: URL, headers: Readonly<Record<string, string>>): Promise<Answered> {
  const started = performance.now();
  return new Promise((resolve, reject) => {
    get(address, { agent, headers }, (response) => {
      const pieces: Buffer[] = [];
      response.on('data', (piece: Buffer) => pieces.push(piece));
      response.on('error', reject);
      response.on('end', () => {
        const body = Buffer.concat(pieces);
        const milliseconds = performance.now() - started;
        resolve({ status: response.statusCode ?? 0, bytes: body.length, milliseconds, body, headers: response.headers });
      });
    }).on('error', reject);
  });
}
