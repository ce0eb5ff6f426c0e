import { connect, createServer, type Server as NetServer, type Socket } from 'node:net';
import path from 'node:path';
import type { Server } from '../../src/platform/db/server.ts';

/** How a database is away: nobody listens, connections are cut off at once, or it says nothing any more. */
export const AWAY = ['refused', 'cut', 'silent'] as const;
export type Away = (typeof AWAY)[number];

/** A way to a database that can be closed. */
export type DatabaseProxy = {
  /** The same server, reached through here by the roles of the program. */
  readonly server: Server;
  readonly leave: (how: Away) => Promise<void>;
  readonly comeBack: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/** Stands between a program and its database, on a port of this machine. */
export async function openProxy(server: Server): Promise<DatabaseProxy> {
  const target = server.app('ent_app');
  const far = () =>
    target.host?.startsWith('/')
      ? connect(path.join(target.host, `.s.PGSQL.${target.port ?? 5432}`))
      : connect({ host: target.host ?? '127.0.0.1', port: target.port ?? 5432 });
  const open = new Set<Socket>();
  const waiting: Socket[] = [];
  let now: Away | 'there' = 'there';
  let listening: NetServer | undefined;
  let port = 0;

  const join = (near: Socket): void => {
    const other = far();
    for (const [one, another] of [
      [near, other],
      [other, near],
    ] as const) {
      open.add(one);
      one.on('error', () => another.destroy());
      one.on('close', () => {
        open.delete(one);
        another.destroy();
      });
      one.pipe(another);
    }
  };
  const arrive = (near: Socket): void => {
    near.on('error', () => {});
    if (now === 'cut') near.destroy();
    else if (now === 'silent') waiting.push(near.pause());
    else join(near);
  };
  const listen = async (): Promise<void> => {
    const opened = createServer(arrive);
    listening = opened;
    await new Promise<void>((resolve, reject) => opened.once('error', reject).listen(port, '127.0.0.1', resolve));
    const address = opened.address();
    if (typeof address === 'object' && address) port = address.port;
  };
  const cutAll = (): void => {
    for (const each of [...open, ...waiting.splice(0)]) each.destroy();
  };
  const shut = async (): Promise<void> => {
    const closing = listening;
    listening = undefined;
    const closed = new Promise<void>((resolve) => (closing ? closing.close(() => resolve()) : resolve()));
    cutAll();
    await closed;
  };
  await listen();
  return {
    server: { ...server, app: (role) => ({ ...server.app(role), host: '127.0.0.1', port }) },
    leave: async (how) => {
      now = how;
      if (how === 'refused') await shut();
      else if (how === 'cut') cutAll();
      else for (const each of open) each.unpipe().pause();
    },
    comeBack: async () => {
      const how = now;
      now = 'there';
      if (how === 'refused') await listen();
      // Whoever was not answered is cut off, as by a network that comes back and remembers nothing.
      else cutAll();
    },
    close: shut,
  };
}
