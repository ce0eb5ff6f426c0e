import { readFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { concurWith, putPlan } from './begin-certification.ts';
import type { Config } from './config.ts';
import { holdDiscussions } from './demonstration-discussions.ts';
import { shelveDocuments } from './demonstration-documents.ts';
import { actingFrom, enterDocument } from './enter-document.ts';
import { createLogin, openAccounts } from './modules/accounts/index.ts';
import { joinCircle, loadDirectory, type MakeCircleInput, makeCircle, ownWalls } from './modules/directory/index.ts';
import { type RecordNoteInput, recordNote } from './modules/followup/index.ts';
import {
  addTranslation,
  importDocument,
  objectiveReference,
  planBySlug,
  priorityReference,
  type Translation,
} from './modules/plan/index.ts';
import { openDatabase, type Tx } from './platform/db/database.ts';
import { dangerouslyAsKeeper } from './platform/db/keeper.ts';
import type { Server } from './platform/db/server.ts';
import { openFileStore } from './platform/files/store.ts';
import type { Acting, Role } from './platform/http/acting.ts';
import { fromRoot } from './platform/root.ts';

const folder = fromRoot('demo/');
const PLAN = { slug: '2007-10', file: 'plan-2007-10/plan.txt', translation: 'plan-2007-10/translation.fr.json' };
/** The days on which the demonstration's past happens; it then stands at the last one and says so on every page. */
const DAYS = { entered: '2007-08-01', put: '2008-06-16', certified: '2008-06-23', today: '2008-06-30' };
/** All its people are invented; one click signs in as any of them, and the password is for trying the form. */
const PASSWORD = 'demonstration only';

export type Loaded = { readonly plan: string; readonly nodes: number; readonly organisations: number };

/** Whether nothing is stored yet: no partnership was ever founded. */
export async function isEmpty(server: Server): Promise<boolean> {
  const client = new pg.Client(server.admin);
  await client.connect();
  try {
    await client.query('set role ent_owner');
    return (await client.query('select from directory.partnership limit 1')).rowCount === 0;
  } finally {
    await client.end();
  }
}

/**
 * Fills an empty database with the ASEAN–Canada partnership: its parties and member states, the organisations that the plan names,
 * its people, and the plan itself, imported by the real importer from the document and entered by a person of the secretariat.
 */
export async function loadDemonstration(server: Server, config: Config): Promise<Loaded> {
  await standAt(server, DAYS.entered);
  const directory = await loadDirectory(server);
  await dangerouslyAsKeeper(server, 'demonstration', async (keeper) => {
    for (const { email, name, persons } of directory.logins)
      await createLogin(keeper, { email, name, persons, password: PASSWORD, demonstration: true });
  });
  const nodes = await enterReferencePlan(server, config, directory.partnership);
  await discuss(server, config, directory.partnership);
  await beginCertification(server, config, directory.partnership);
  await standAt(server, DAYS.today);
  await writeNotes(server, config, directory.partnership);
  await fillShelf(server, config, directory.partnership);
  return { plan: PLAN.slug, nodes, organisations: directory.organisations };
}

async function standAt(server: Server, day: string): Promise<void> {
  await dangerouslyAsKeeper(server, 'demonstration', async (keeper) => {
    await keeper.query(`update platform.installation set demonstration = true, fixed_day = $1, second_factor = 'offered'`, [day]);
  });
}

async function enterReferencePlan(server: Server, config: Config, partnership: string): Promise<number> {
  const database = openDatabase(server, 2);
  const publicUrl = new URL(config.publicUrl ?? 'http://localhost');
  const accounts = await openAccounts({
    server,
    database,
    secret: await config.secret(),
    publicUrl,
    https: false,
  });
  try {
    const files = await openFileStore(path.join(config.data, 'files'));
    const bytes = await readFile(path.join(folder, PLAN.file));
    const name = '2nd ASEAN-Canada Joint Cooperation Work Plan 2007-10.txt';
    const draft = await importDocument(bytes, name);
    const officer = (await accounts.demonstrationLogins('en')).find((login) =>
      login.hats.some((hat) => hat.role === 'secretariat'),
    );
    if (!officer) throw new Error('the demonstration has nobody of the secretariat');
    const cookies = await accounts.signInToDemonstration(officer.login);
    const acting = await actingFrom(accounts, cookies, 'secretariat', partnership);
    const plan = await enterDocument(database, acting, { partnership, slug: PLAN.slug }, draft, {
      ...(await files.keep(bytes, name)),
      name,
    });
    const period = draft.priorities[0]?.period ?? null;
    const translation = await readTranslation(period);
    await database.withActor(acting.secret, 'write', (tx) => addTranslation(tx, acting, plan, translation));
    await accounts.signOut(acting.secret.split(':')[0]);
    return draft.nodes.length + draft.objectives.length + draft.priorities.length;
  } finally {
    await accounts.close();
    await database.close();
  }
}

/** The plan is put to the parties; ASEAN has certified it, Canada is still to be heard. */
async function beginCertification(server: Server, config: Config, partnership: string): Promise<void> {
  const database = openDatabase(server, 2);
  const publicUrl = new URL(config.publicUrl ?? 'http://localhost');
  const secret = await config.secret();
  const accounts = await openAccounts({ server, database, secret, publicUrl, https: false });
  const installation = { accounts, database, partnership };
  try {
    await standAt(server, DAYS.put);
    await putPlan(installation, PLAN.slug, {
      email: 'sari.wulandari@asean-secretariat.example',
      role: 'secretariat',
      password: PASSWORD,
    });
    await standAt(server, DAYS.certified);
    await concurWith(installation, '2008-1', { email: 'nguyen.minh.ha@viet-nam.example', role: 'speaker', password: PASSWORD });
  } finally {
    await accounts.close();
    await database.close();
  }
}

type Officer = { by: string; role: 'speaker' | 'focal-point' };
type NotesFile = {
  circles: (Officer & MakeCircleInput & { seats: string[] })[];
  sides: (Officer & { wall?: string; notes: (Omit<RecordNoteInput, 'version' | 'wall'> & { reference: string })[] })[];
};

/** What each side notes for itself, and a circle of two, written by their own people in their own capacity. */
async function writeNotes(server: Server, config: Config, partnership: string): Promise<void> {
  const file = JSON.parse(await readFile(path.join(folder, 'notes.json'), 'utf8')) as NotesFile;
  const database = openDatabase(server, 2);
  const publicUrl = new URL(config.publicUrl ?? 'http://localhost');
  const accounts = await openAccounts({
    server,
    database,
    secret: await config.secret(),
    publicUrl,
    https: false,
  });
  try {
    const actAs = async ({ by, role }: Officer, work: (tx: Tx, acting: Acting) => Promise<void>): Promise<void> => {
      const cookies = await accounts.signIn(by, PASSWORD, { address: null });
      const acting = await actingFrom(accounts, cookies, role, partnership);
      await database.withActor(acting.secret, 'write', (tx) => work(tx, acting));
      await accounts.signOut(acting.secret.split(':')[0]);
    };
    for (const { seats, name, inside, ...officer } of file.circles)
      await actAs(officer, async (tx, acting) => {
        const circle = await makeCircle(tx, acting, { name, inside });
        const parties = await tx.selectFrom('directory.v_party').select(['id', 'slug']).execute();
        for (const { id } of parties.filter((party) => seats.includes(party.slug)))
          await joinCircle(tx, { circle, member: `seat:${id}` });
      });
    for (const { notes, wall, ...officer } of file.sides)
      await actAs(officer, async (tx, acting) => {
        const plan = await planBySlug(tx, partnership, PLAN.slug);
        const nodes = await tx.selectFrom('plan.v_node').select(['id', 'reference']).where('plan', '=', plan.id).execute();
        const nodeOf = new Map(nodes.map((node) => [node.reference, node.id]));
        const kept = (await ownWalls(tx)).find((own) => own.kind === wall || own.readers.circle === wall);
        if (wall !== undefined && !kept) throw new Error(`demo/notes.json: ${officer.by} has no wall ${wall}`);
        for (const { reference, ...words } of notes) {
          const node = nodeOf.get(reference);
          if (node === undefined) throw new Error(`demo/notes.json: the plan has no ${reference}`);
          await recordNote(tx, acting, node, { version: 0, wall: kept?.id, ...words }, { lang: 'en' });
        }
      });
  } finally {
    await accounts.close();
    await database.close();
  }
}

async function discuss(server: Server, config: Config, partnership: string): Promise<void> {
  const database = openDatabase(server, 2);
  const publicUrl = new URL(config.publicUrl ?? 'http://localhost');
  const secret = await config.secret();
  const accounts = await openAccounts({ server, database, secret, publicUrl, https: false });
  try {
    const stage = {
      ...{ database, accounts, partnership },
      files: await openFileStore(path.join(config.data, 'files')),
      standAt: (day: string) => standAt(server, day),
      actAs: async (email: string, role: Role) =>
        actingFrom(accounts, await accounts.signIn(email, PASSWORD, { address: null }), role, partnership),
    };
    await holdDiscussions(stage, path.join(folder, 'discussions.json'), PLAN.slug);
  } finally {
    await accounts.close();
    await database.close();
  }
}

/** What stands on the shelf, put there by people of each side. */
async function fillShelf(server: Server, config: Config, partnership: string): Promise<void> {
  const database = openDatabase(server, 2);
  const publicUrl = new URL(config.publicUrl ?? 'http://localhost');
  const secret = await config.secret();
  const accounts = await openAccounts({ server, database, secret, publicUrl, https: false });
  try {
    await shelveDocuments(folder, {
      ...{ database, partnership, plan: PLAN.slug, files: await openFileStore(path.join(config.data, 'files')) },
      as: async (person, role, work) => {
        const cookies = await accounts.signIn(person, PASSWORD, { address: null });
        const acting = await actingFrom(accounts, cookies, role, partnership);
        await work(acting);
        await accounts.signOut(acting.secret.split(':')[0]);
      },
    });
  } finally {
    await accounts.close();
    await database.close();
  }
}

type TranslationFile = {
  provenance_fr: string;
  objectives: string[];
  priorities: { label: string; text: string }[];
  nodes: Record<string, string>;
};

async function readTranslation(period: string | null): Promise<Translation> {
  const file = JSON.parse(await readFile(path.join(folder, PLAN.translation), 'utf8')) as TranslationFile;
  const bare = (words: string): { text: string; label: string | null } => ({ text: words, label: null });
  return {
    lang: 'fr',
    provenance: file.provenance_fr,
    nodes: new Map([
      ...file.objectives.map((words, index) => [objectiveReference(index), bare(words)] as const),
      ...file.priorities.map(
        (each, index) => [priorityReference(period, index), { ...bare(each.text), label: each.label }] as const,
      ),
      ...Object.entries(file.nodes).map(([reference, words]) => [reference, bare(words)] as const),
    ]),
  };
}
