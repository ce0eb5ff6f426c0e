import type pg from 'pg';

/** What somebody wrote, and what he was told of it. `unknown`: nobody said whether it was taken. */
export type Written = { readonly words: string; readonly outcome: 'taken' | 'refused' | 'unknown' };

/**
 * Compares what was said with what is there. Words that were taken are there once, those that were refused are not, and of those of which nobody knows each is
 * there whole or not at all: with its entry in the audit, as the version of its note.
 */
export async function faultsIn(admin: pg.ClientBase, history: readonly Written[]): Promise<string[]> {
  const { rows } = await admin.query<{ words: string; editions: number; audited: number }>(
    `select h.words, (select count(*)::int from followup.note_edition e where e.line_to_take = h.words) as editions,
      (select count(*)::int from platform.audit a where a.act = 'followup.note-recorded' and a.after ->> 'lineToTake' = h.words) as audited
      from unnest($1::text[]) as h (words)`,
    [history.map(({ words }) => words)],
  );
  const there = new Map(rows.map((row) => [row.words, row]));
  const faults: string[] = [];
  for (const { words, outcome } of history) {
    const { editions = 0, audited = 0 } = there.get(words) ?? {};
    if (editions !== audited) faults.push(`${words} is half there: ${editions} editions, ${audited} entries of the audit`);
    else if (outcome === 'taken' && editions !== 1) faults.push(`${words} was taken and is there ${editions} times`);
    else if (outcome === 'refused' && editions !== 0) faults.push(`${words} was refused and is there`);
    else if (editions > 1) faults.push(`${words} is there ${editions} times`);
  }
  const { rows: torn } = await admin.query<{ note: string }>(
    `select f.id as note from followup.note f join platform.record r using (id) where r.version is distinct from
      (select max(e.edition) from followup.note_edition e where e.note = f.id)`,
  );
  return [...faults, ...torn.map(({ note }) => `note ${note} has another version than its last words`)];
}

/** The version of the note of a side on a line of the plan; 0 where there is none. */
export async function versionOfNote(admin: pg.ClientBase, side: string, reference: string): Promise<number> {
  const { rows } = await admin.query<{ version: number }>(
    `select r.version from followup.note f join platform.record r using (id) join plan.node n on n.id = f.node join plan.plan p on p.id = n.plan
      join directory.party y on y.circle = f.owner where n.reference = $1 and p.slug = '2007-10' and y.slug = $2`,
    [reference, side],
  );
  return rows[0]?.version ?? 0;
}

/** Lines of the plan that everybody reads, each for one who writes. */
export async function linesOf(admin: pg.ClientBase, count: number): Promise<string[]> {
  const { rows } = await admin.query<{ reference: string }>(
    `select n.reference from plan.node n join plan.plan p on p.id = n.plan join platform.wall w on w.id = n.wall
      where p.slug = '2007-10' and w.kind = 'public' and n.reference ~ '^[A-Z][.][0-9.]+$' order by n.reference limit $1`,
    [count],
  );
  if (rows.length < count) throw new Error(`there are only ${rows.length} lines`);
  return rows.map(({ reference }) => reference);
}
