import { createHash } from 'node:crypto';
import { ownWalls } from './modules/directory/index.ts';
import { bringCopy, markingOf, type ReadCopy, type ReadRow } from './modules/followup/index.ts';
import type { Tx } from './platform/db/database.ts';
import type { Acting } from './platform/http/acting.ts';

const FIELDS = ['nextStep', 'whose', 'due'] as const;
type Row = { [Name in (typeof FIELDS)[number]]: string } & {
  reference: string;
  version: number;
  trouble?: { field: (typeof FIELDS)[number]; code: 'day-short-year' };
};

/** A file of the matrix of one side that came back, as `demo/notes.json` tells it. */
export type CopyToBring = { id: string; name: string; sent_on: string; sent: number; rows: Row[] };

/** Brings a file back as if it had been read: marked as the program marks its files, so that it is compared like any other. */
export async function bringCopies(
  tx: Tx,
  acting: Acting,
  plan: { readonly id: string; readonly partnership: string },
  { id, name, sent_on, sent, rows }: CopyToBring,
): Promise<void> {
  const [wall] = await ownWalls(tx);
  const marking = wall && (await markingOf(tx, wall.id));
  if (!marking) throw new Error(`demo/notes.json: nobody can bring ${name}`);
  const nodes = await tx.selectFrom('plan.v_node').select(['id', 'reference']).where('plan', '=', plan.id).execute();
  const read: ReadCopy = {
    ...{ kind: 'xlsx', stamp: marking.stamp({ plan: plan.id, day: sent_on, sent }), fields: FIELDS, twice: [], unknown: [] },
    ...{ hiddenRows: 0, hiddenColumns: [], otherSheets: [] },
    rows: rows.map(({ reference, version, trouble, ...words }, at): ReadRow => {
      const node = nodes.find((each) => each.reference === reference)?.id;
      if (node === undefined) throw new Error(`demo/notes.json: the plan has no ${reference}`);
      const place = (column: number) => `Action lines!${String.fromCharCode(65 + column)}${at + 4}`;
      const cells = Object.fromEntries(FIELDS.map((field, column) => [field, { place: place(column + 5), words: words[field] }]));
      const troubles = trouble
        ? [{ place: place(FIELDS.indexOf(trouble.field) + 5), ...trouble, values: { shown: words[trouble.field] } }]
        : [];
      return { place: place(0), reference, mark: marking.mark({ node, version }), cells, signed: {}, troubles, warnings: [] };
    }),
  };
  await bringCopy(tx, acting, plan, { id, name, sha256: createHash('sha256').update(name).digest(), read });
}
