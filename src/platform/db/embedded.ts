import { connect } from 'node:net';
import path from 'node:path';
import { makeCluster, SUPERUSER, startServer } from './embedded/cluster.ts';
import { findEngine } from './embedded/engine.ts';
import { type Held, holdAlone, tryToHoldAlone, tryToHoldTogether } from './embedded/lock.ts';
import { makeSocketFolder, type Place, settle } from './embedded/place.ts';
import { clearLeftovers, notedSocketDir, settledPostmaster, stopPostmaster } from './embedded/postmaster.ts';

/** A running PostgreSQL of our own, reachable only through its unix socket by this account and by root. */
export type EmbeddedServer = {
  /** The folder of the socket: the `host` of a connection, with the default port. */
  socketDir: string;
  /** A superuser that needs no password on the socket. */
  superuser: string;
  /** True when the server was running already. */
  adopted: boolean;
  /** Says that this process needs the server no longer. The last living process to say so stops it; saying it twice is harmless. */
  leave(): Promise<void>;
};

/**
 * Starts the PostgreSQL of a data folder or joins the one that runs there. Any number of processes may do so at once.
 *
 * Each process holds `<home>/users` together with the others for as long as it uses the server; the kernel lets go for those
 * that die. Starting and leaving happen one process at a time, under `<home>/turn`. Who leaves and then can hold `users` alone was the last
 * one, and stops the server. A server whose users all died stays up and is joined by the next one.
 *
 * @throws ServerTrouble with one sentence for the person who runs Entente
 */
export async function startEmbedded(dataFolder: string): Promise<EmbeddedServer> {
  const place = settle(dataFolder);
  const turn = await takeTurn(place);
  let presence: Held | undefined;
  try {
    presence = tryToHoldTogether(usersFile(place), place.account);
    if (!presence) throw new Error(`${usersFile(place)} is held by a process that does not hold the turn`);
    const running = await joinRunning(place);
    const socketDir = running ?? (await startFresh(place));
    return { socketDir, superuser: SUPERUSER, adopted: running !== undefined, leave: leaving(place, presence) };
  } catch (error) {
    presence?.release();
    throw error;
  } finally {
    turn.release();
  }
}

async function joinRunning(place: Place): Promise<string | undefined> {
  const found = await settledPostmaster(place.cluster);
  // A server in another container that shares the folder cannot be seen among our processes, but it answers.
  const socketDir = found?.socketDir ?? notedSocketDir(place.cluster);
  if (socketDir && (await answers(socketDir))) return socketDir;
  // When its socket was removed (a cleaner of the temporary folder) nobody can reach it any more: it makes way for a new one.
  if (found) await stopPostmaster(place.cluster);
  return undefined;
}

async function startFresh(place: Place): Promise<string> {
  const engine = findEngine(place);
  await makeCluster(place, engine);
  const socketDir = makeSocketFolder(place);
  await clearLeftovers(place.cluster, socketDir);
  await startServer(place, engine, socketDir);
  return socketDir;
}

function leaving(place: Place, presence: Held): () => Promise<void> {
  let left: Promise<void> | undefined;
  const leave = async (): Promise<void> => {
    const turn = await takeTurn(place);
    try {
      presence.release();
      const alone = tryToHoldAlone(usersFile(place), place.account);
      if (!alone) return;
      alone.release();
      await stopPostmaster(place.cluster);
    } finally {
      turn.release();
    }
  };
  return () => {
    left ??= leave();
    return left;
  };
}

function takeTurn(place: Place): Promise<Held> {
  return holdAlone(path.join(place.home, 'turn'), place.account);
}

function usersFile(place: Place): string {
  return path.join(place.home, 'users');
}

function answers(socketDir: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path.join(socketDir, '.s.PGSQL.5432'));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
