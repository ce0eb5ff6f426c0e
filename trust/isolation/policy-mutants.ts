import type pg from 'pg';

/**
 * One policy with one thing changed in it. `right`: what one must be allowed to do at all before it is asked. `others`: what opens the conditions that
 * may hold the same, each by itself.
 */
export type Mutant = {
  readonly table: string;
  readonly policy: string;
  readonly what: string;
  readonly sql: string;
  readonly right: Right;
  readonly others: readonly string[];
};

type Right = 'select' | 'insert' | 'update' | 'delete';

type Policy = { table: string; policy: string; cmd: string; qual: string | null; check: string | null; restrictive: boolean };

/**
 * Every policy of the pages’ role, loosened and tightened: each condition of it left out, all of them left out, and nobody let through. All conditions
 * still stand in its text where the start-up self-test looks for them, so that only who asks can notice.
 */
export async function policyMutants(admin: pg.Client): Promise<Mutant[]> {
  const { rows } = await admin.query<Policy>(
    `select format('%I.%I', schemaname, tablename) as table, policyname as policy, cmd, qual, with_check as check,
      permissive = 'RESTRICTIVE' as restrictive from pg_policies
      where roles && array['ent_app']::name[] order by 1, 2`,
  );
  return rows.flatMap((policy) => {
    // What narrows the same rows once more may hold what this one no longer does.
    const beside = rows
      .filter(
        (each) => each !== policy && each.restrictive && each.table === policy.table && each.cmd === policy.cmd && each.qual,
      )
      .map((each) => `alter policy ${each.policy} on ${each.table} using ((${each.qual}) or true)`);
    return [...mutantsOf(policy, 'using', policy.qual, beside), ...mutantsOf(policy, 'with check', policy.check, beside)];
  });
}

function mutantsOf(
  { table, policy, cmd, qual, check }: Policy,
  clause: 'using' | 'with check',
  condition: string | null,
  beside: readonly string[],
): Mutant[] {
  if (condition === null || condition === 'true') return [];
  // An update without a check of its own checks what it lets through.
  const rest = clause === 'using' && check === null && cmd === 'UPDATE' ? ` with check (${qual})` : '';
  const mutant = (what: string, changed: string): Mutant => ({
    ...{ table, policy, what: `${clause}: ${what}` },
    sql: `alter policy ${policy} on ${table} ${clause} (${changed})${rest}`,
    right: (cmd === 'ALL' ? 'update' : cmd.toLowerCase()) as Right,
    others: [
      ...beside,
      ...(clause === 'with check' && qual !== null
        ? [`alter policy ${policy} on ${table} using ((${qual}) or true) with check (${check})`]
        : []),
    ],
  });
  const conditions = conditionsOf(condition);
  return [
    mutant('nothing asked', `(${condition}) or true`),
    mutant('nobody let through', `(${condition}) and false`),
    ...(conditions.length < 2 ? [] : conditions)
      .filter((each) => each !== 'true')
      .map((each) =>
        mutant(
          `without ${each.replace(/\s+/g, ' ').slice(0, 90)}`,
          conditions.map((other) => (other === each ? `(${other} or true)` : other)).join(' and '),
        ),
      ),
  ];
}

/** The conditions that a condition joins by AND, at its top. */
export function conditionsOf(condition: string): string[] {
  const text = unwrapped(condition.trim());
  const parts: string[] = [];
  let depth = 0;
  let begun = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === "'") quoted = !quoted;
    if (quoted) continue;
    if (text[at] === '(') depth += 1;
    if (text[at] === ')') depth -= 1;
    if (depth === 0 && /^ and /i.test(text.slice(at, at + 5)) && !/^case\b/i.test(text.slice(begun).trim())) {
      parts.push(text.slice(begun, at).trim());
      begun = at + 5;
    }
  }
  return [...parts, text.slice(begun).trim()];
}

function unwrapped(text: string): string {
  if (!text.startsWith('(')) return text;
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '(') depth += 1;
    if (text[at] === ')') depth -= 1;
    if (depth === 0) return at === text.length - 1 ? unwrapped(text.slice(1, -1).trim()) : text;
  }
  return text;
}
