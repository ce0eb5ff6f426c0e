import path from 'node:path';
import type { Config } from '../config.ts';
import { actingFrom, enterDocument } from '../enter-document.ts';
import { CodeNeeded, openAccounts } from '../modules/accounts/index.ts';
import { listPartnerships } from '../modules/directory/index.ts';
import type { Draft } from '../modules/plan/index.ts';
import { NOBODY, openDatabase } from '../platform/db/database.ts';
import { migrate } from '../platform/db/migrate.ts';
import { openServer, type Server } from '../platform/db/server.ts';
import { openFileStore } from '../platform/files/store.ts';
import { sayPhrase } from '../platform/i18n/index.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Document } from './document.ts';

/** Where a plan is to be entered, and who enters it. */
export type EnterOrder = {
  readonly partnership: string;
  readonly slug: string;
  readonly email: string;
  readonly password: string;
  /** A code of the second factor, for whoever has one. */
  readonly code: string | undefined;
};

/** The address of the plan that was entered, or why it was not. */
export type Entered = { readonly address?: string; readonly refused?: string };

/**
 * Enters a plan that was read from a document, signed in as the person who was named for as long as it takes. It is refused when there is
 * no such partnership, the sign-in fails, the person may not enter plans, or the plan is there already.
 */
export async function enterFromCommand(config: Config, document: Document, draft: Draft, order: EnterOrder): Promise<Entered> {
  const server = await openServer({ DATABASE_URL: config.databaseUrl, ENTENTE_DATA: config.data });
  try {
    await migrate(server);
    await enter(server, config, document, draft, order);
    return { address: `/${order.partnership}/plans/${order.slug}` };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { refused: sayPhrase('en', error.key, error.values) };
  } finally {
    await server.leave();
  }
}

async function enter(server: Server, config: Config, document: Document, draft: Draft, order: EnterOrder): Promise<void> {
  const database = openDatabase(server, 2);
  const accounts = await openAccounts({
    server,
    database,
    secret: await config.secret(),
    publicUrl: new URL('http://localhost'),
    https: false,
  });
  try {
    const partnerships = await database.withActor(NOBODY, 'read', listPartnerships);
    const partnership = partnerships.find((each) => each.slug === order.partnership);
    if (!partnership) throw new Refusal(404, 'http.not-found');
    const cookies = await accounts.signIn(order.email, order.password, { address: null }).catch((error: unknown) => {
      if (!(error instanceof CodeNeeded) || order.code === undefined) throw error;
      return accounts.enterCode(error.half, order.code, { address: null });
    });
    const acting = await actingFrom(accounts, cookies, 'secretariat', partnership.id);
    const { bytes, name } = document;
    const stored = await (await openFileStore(path.join(config.data, 'files'))).keep(bytes, name);
    const place = { partnership: partnership.id, slug: order.slug };
    await enterDocument(database, acting, place, draft, { ...stored, name });
    await accounts.signOut(acting.secret.split(':')[0]);
  } finally {
    await accounts.close();
    await database.close();
  }
}
