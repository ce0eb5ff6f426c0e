import { readFile } from 'node:fs/promises';
import type { Accounts } from './modules/accounts/index.ts';
import { addComment, openThread, resolveThread } from './modules/discuss/index.ts';
import type { Database, Tx } from './platform/db/database.ts';
import type { FileStore } from './platform/files/store.ts';
import type { Acting, Role } from './platform/http/acting.ts';

type Step = {
  on: string;
  by: string;
  role: Role;
  id?: string;
  words: string;
  file?: { id: string; name: string; text: string };
  resolved?: string;
};
type DiscussionsFile = { threads: { id: string; reference: string; circle: string; steps: [Step, ...Step[]] }[] };

/** What holding the discussions needs: who signs in, where files are kept, and the clock that stands still. */
export type Stage = {
  readonly database: Database;
  readonly accounts: Accounts;
  readonly files: FileStore;
  readonly partnership: string;
  /** Lets it be another day. */
  readonly standAt: (day: string) => Promise<void>;
  /** Signs in as a person of `people.json`, in a capacity. */
  readonly actAs: (email: string, role: Role) => Promise<Acting>;
};

/** Holds the discussions of `demo/discussions.json`: each comment by its own author, in his own capacity, on its day. */
export async function holdDiscussions(stage: Stage, path: string, plan: string): Promise<void> {
  const { threads } = JSON.parse(await readFile(path, 'utf8')) as DiscussionsFile;
  for (const { id, reference, circle, steps } of threads)
    for (const [at, step] of steps.entries()) {
      await stage.standAt(step.on);
      const acting = await stage.actAs(step.by, step.role);
      const said = {
        lang: 'en' as const,
        ...(step.id !== undefined && { id: step.id }),
        files: await brought(stage.files, step),
      };
      await stage.database.withActor(acting.secret, 'write', async (tx) => {
        if (at === 0) {
          const about = { record: await recordOf(tx, plan, reference), wall: await wallOf(tx, stage.partnership, circle) };
          await openThread(tx, acting, { ...about, words: step.words }, { ...said, thread: id });
        } else await addComment(tx, acting, id, { words: step.words }, said);
        if (step.resolved !== undefined)
          await resolveThread(tx, acting, id, { turns: 0, resolved: 'yes', reason: step.resolved });
      });
      await stage.accounts.signOut(acting.secret.split(':')[0]);
    }
}

async function brought(files: FileStore, { file }: Step) {
  return file ? [{ ...(await files.keep(Buffer.from(file.text), file.name)), name: file.name, id: file.id }] : [];
}

async function recordOf(tx: Tx, plan: string, reference: string): Promise<string> {
  const node = await tx
    .selectFrom('plan.v_node')
    .innerJoin('plan.v_plan', 'plan.v_plan.id', 'plan.v_node.plan')
    .select('plan.v_node.id')
    .where('plan.v_plan.slug', '=', plan)
    .where('plan.v_node.reference', '=', reference)
    .executeTakeFirst();
  if (!node) throw new Error(`demo/discussions.json: the plan has no ${reference}`);
  return node.id;
}

async function wallOf(tx: Tx, partnership: string, circle: string): Promise<string> {
  const walls = tx.selectFrom('directory.v_wall').select('id').where('partnership', '=', partnership);
  const wall =
    circle === 'partnership'
      ? await walls.where('kind', '=', 'partnership').executeTakeFirst()
      : await tx.selectFrom('directory.v_party').select('circle as id').where('slug', '=', circle).executeTakeFirst();
  if (!wall) throw new Error(`demo/discussions.json: there is no circle ${circle}`);
  return wall.id;
}
