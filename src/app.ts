import path from 'node:path';
import type { Hono } from 'hono';
import { sql } from 'kysely';
import pg from 'pg';
import type { Config } from './config.ts';
import { type Accounts, accountsJobs, accountsRoutes, openAccounts, stepUpOf } from './modules/accounts/index.ts';
import { concurrenceApi, concurrenceRoutes, keepClosing } from './modules/concurrence/index.ts';
import { directoryApi, directoryRoutes, listPartnerships } from './modules/directory/index.ts';
import { discussApi, discussRoutes, mayReadDiscussions, unreadMentions } from './modules/discuss/index.ts';
import { followupApi, followupRoutes } from './modules/followup/index.ts';
import { knowledgeApi, knowledgeJobs, knowledgeRoutes } from './modules/knowledge/index.ts';
import { planRoutes, plansOf } from './modules/plan/index.ts';
import {
  discussedPlans,
  lookAs,
  mayLook,
  navigation,
  placesOfSubjects,
  workspaceApi,
  workspaceRoutes,
} from './modules/workspace/index.ts';
import { apiRoutes, keepSweeping } from './platform/api/index.ts';
import { keepSealing } from './platform/audit/seal.ts';
import { type Database, NOBODY, openDatabase, visitorTo } from './platform/db/database.ts';
import { type Migration, missingMigrations, type RanMigration, readMigrations } from './platform/db/migrate.ts';
import { selfTest } from './platform/db/self-test.ts';
import type { Server } from './platform/db/server.ts';
import { type FileStore, openFileStore } from './platform/files/store.ts';
import { healthRoutes, type Readiness } from './platform/http/health.ts';
import { countRequests } from './platform/http/limits.ts';
import type { PartnershipRef, Route } from './platform/http/route.ts';
import { buildSite } from './platform/http/site.ts';
import { startJobs } from './platform/jobs/jobs.ts';
import { type Log, openLog } from './platform/log.ts';
import { mailRoutes } from './platform/mail/mailbox.tsx';
import { type MailWay, sendMailJob } from './platform/mail/send-mail.ts';
import { readAsset } from './platform/ui/assets.ts';
import { renderFrame } from './platform/ui/index.ts';

export type Application = {
  readonly site: Hono;
  readonly routes: readonly Route[];
  readonly database: Database;
  /** From now on this process says "not ready", so that it is given no more work. */
  stopping(): void;
  demonstrationLogins(): Promise<readonly { name: string; capacity: string }[]>;
  /** Waits until all that goes on after an answer is done: what was refused and opened stands in the audit then. */
  settled(): Promise<void>;
  close(): Promise<void>;
};

/** Every address of the site: the modules of the program on one page. */
export function allRoutes(parts: {
  accounts: Accounts;
  files: FileStore;
  ready: () => Promise<Readiness>;
  securityContact: string | undefined;
  publicUrl: URL;
  database: Database;
  mail: boolean;
}): Route[] {
  const forPrograms = [
    ...directoryApi(parts.publicUrl),
    ...discussApi([discussedPlans], parts.publicUrl),
    ...concurrenceApi(parts.publicUrl),
    ...followupApi(parts.publicUrl),
    ...workspaceApi(parts.publicUrl),
    ...knowledgeApi(parts.publicUrl),
  ];
  return [
    ...healthRoutes(parts.ready, parts.securityContact),
    ...accountsRoutes(parts.accounts, parts.publicUrl, (visit) => visit.address),
    ...directoryRoutes,
    ...concurrenceRoutes(placesOfSubjects),
    ...discussRoutes([discussedPlans], parts.files, parts.publicUrl),
    ...planRoutes(parts.files),
    ...followupRoutes,
    ...knowledgeRoutes(parts.files, parts.publicUrl),
    ...workspaceRoutes(parts.publicUrl, parts.mail),
    ...mailRoutes(parts.database, parts.publicUrl),
    ...apiRoutes(parts.publicUrl, forPrograms),
    ...forPrograms,
  ];
}

/** Puts the program together on a migrated database. Refuses to start on one whose walls have a hole. */
export async function openApplication(server: Server, config: Config, log: Log = openLog(config.logLevel)): Promise<Application> {
  await testWalls(server);
  const publicUrl = new URL(config.publicUrl ?? `http://localhost:${config.port}`);
  const key = await config.secret();
  const database = openDatabase(server);
  const sealing = keepSealing(database, log);
  const sweeping = keepSweeping(database, log);
  const requests = countRequests(database, log, key, config.limits);
  const way = await mailWay(database, config, publicUrl);
  const mail = way !== undefined;
  const accounts = await openAccounts({
    server,
    database,
    secret: key,
    publicUrl,
    https: publicUrl.protocol === 'https:',
    mail,
  });
  const files = await openFileStore(path.join(config.data, 'files'));
  let stopping = false;
  const migrations = await readMigrations();
  // Asked by anybody as often as he likes: looked at once a second.
  const ready = remembered(() => readiness(database, migrations), 1_000);
  const jobs = await startJobs(server, database, log, [
    ...accountsJobs(publicUrl),
    ...knowledgeJobs(files),
    ...(way ? [sendMailJob(way)] : []),
  ]);
  const closing = keepClosing(jobs.pool, log);
  const routes = allRoutes({
    accounts,
    files,
    database,
    mail,
    securityContact: config.securityContact,
    publicUrl,
    ready: async () => ({ ...(await ready()), jobs: jobs.healthy(), stopping }),
  });
  const partnerships = remembered(() => database.withActor(NOBODY, 'read', listPartnerships), 5_000);
  const day = remembered(() => database.withActor(NOBODY, 'read', demonstrationDay), 5_000);
  // What the navigation leads to from pages that are not of one plan: the newest that everybody may read.
  const newestPlan = rememberedEach(
    (id) => database.withActor(visitorTo(id), 'read', async (tx) => (await plansOf(tx, id))[0]?.slug),
    5_000,
  );
  const going = new Set<Promise<void>>();
  const settled = async (): Promise<void> => {
    await Promise.all(going);
  };
  const site = buildSite({
    afterwards: (work) => {
      going.add(work);
      void work.finally(() => going.delete(work));
    },
    routes,
    database,
    log,
    publicUrl,
    origin: config.publicUrl === undefined ? null : publicUrl.origin,
    trustedProxies: config.trustedProxies,
    key,
    demonstrationDay: day,
    listPartnerships: partnerships,
    findPartnership: async (slug) => (await partnerships()).find((each: PartnershipRef) => each.slug === slug),
    whoIs: (cookies, lang) => accounts.whoIs(cookies, lang),
    whoseToken: (token, lang) => accounts.tokens.whose(token, lang),
    lookAs,
    mayLook: (acting) => mayLook.allows(acting),
    stepUp: stepUpOf(accounts),
    navigation: async (visit) => {
      // Whatever stands in an address becomes a link only if it could be one of ours.
      const named = /^[a-z0-9-]+$/.exec(visit.params.plan ?? '')?.[0];
      const plan = named ?? (visit.partnership ? await newestPlan(visit.partnership.id) : undefined);
      const inside = mayReadDiscussions.allows(visit.acting) ? visit.partnership : null;
      return navigation(visit, plan, inside ? await visit.read((tx) => unreadMentions(tx, inside.id)) : 0);
    },
    requests,
    asset: readAsset,
    renderFrame,
  });
  return {
    site,
    routes,
    database,
    stopping: () => {
      stopping = true;
    },
    demonstrationLogins: () => accounts.demonstrationLogins('en'),
    settled,
    close: async () => {
      await closing.stop();
      await settled();
      await jobs.stop(JOBS_END);
      await sealing.stop();
      sweeping.stop();
      requests.stop();
      await accounts.close();
      await database.close();
    },
  };
}

async function testWalls(server: Server): Promise<void> {
  const client = new pg.Client(server.admin);
  await client.connect();
  try {
    await selfTest(client);
  } finally {
    await client.end();
  }
}

async function readiness(database: Database, migrations: readonly Migration[]): Promise<Omit<Readiness, 'stopping' | 'jobs'>> {
  try {
    const { rows } = await database.withActor(NOBODY, 'read', (tx) =>
      sql<RanMigration>`select number, name, sha256 from platform.migration order by number`.execute(tx),
    );
    return { database: true, migrations: missingMigrations(rows, migrations).length === 0 };
  } catch {
    return { database: false, migrations: false };
  }
}

/** How long jobs that run may take to end when the program stops, in milliseconds. */
const JOBS_END = 4_000;

/** A demonstration keeps its letters, whatever is set: its people are invented, and so are their addresses. */
async function mailWay(database: Database, config: Config, publicUrl: URL): Promise<MailWay | undefined> {
  const row = await database.withActor(NOBODY, 'read', (tx) =>
    tx.selectFrom('platform.installation').select('demonstration').executeTakeFirst(),
  );
  if (row?.demonstration) return { keep: true };
  return config.mail && { ...config.mail, host: publicUrl.hostname };
}

async function demonstrationDay(tx: Parameters<Parameters<Database['withActor']>[2]>[0]): Promise<string | null> {
  const row = await tx.selectFrom('platform.installation').select(['demonstration', 'fixed_day']).executeTakeFirst();
  return row?.demonstration ? (row.fixed_day ?? null) : null;
}

/** Asks again only after a while: partnerships and the day of a demonstration hardly ever change, and every page needs them. */
function remembered<T>(ask: () => Promise<T>, milliseconds: number): () => Promise<T> {
  let answer: Promise<T> | undefined;
  let until = 0;
  return () => {
    if (!answer || Date.now() >= until) {
      until = Date.now() + milliseconds;
      answer = ask().catch((error: unknown) => {
        answer = undefined;
        throw error;
      });
    }
    return answer;
  };
}

function rememberedEach<T>(ask: (id: string) => Promise<T>, milliseconds: number): (id: string) => Promise<T> {
  const each = new Map<string, () => Promise<T>>();
  return (id) => {
    const known = each.get(id) ?? remembered(() => ask(id), milliseconds);
    // Partnerships are few on one machine; should they be thousands, the oldest memories go.
    if (each.size > 2_000) each.clear();
    each.set(id, known);
    return known();
  };
}
