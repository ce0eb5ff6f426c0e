import type { Answer, Visit } from '../../../platform/http/route.ts';
import { notFound, Refusal } from '../../../platform/refusal.ts';
import { planBySlug } from '../../plan/index.ts';
import { type AcceptCellsInput, acceptCells } from '../accept-cells.ts';
import type { Field } from '../note-words.ts';
import { putAwayCopy } from '../put-away-copy.ts';
import { type CopyQuery, copyHref, type DecisionsInput } from './copy-query.ts';
import { placeOf } from './places.ts';

type Sent<Input, Query = Record<string, never>> = Visit<Query, Input>;

/** Records what was decided on the page, and shows what is left to decide. */
export async function decisionsAnswer(visit: Sent<DecisionsInput, CopyQuery>, slug: string, copy: string): Promise<Answer> {
  const { reference, field, version, decision } = visit.input;
  const cells = reference.flatMap((each, at) => {
    const chosen = decision[at];
    const column = field[at];
    if (chosen === undefined || chosen === 'later' || column === undefined) return [];
    return [{ reference: each, field: column, version: version[at] ?? 0, decision: chosen }];
  });
  return accepted(visit, slug, copy, { cells }, visit.query);
}

/** Records all that nobody else touched. */
export function acceptanceAnswer(visit: Sent<{ field?: Field | undefined }>, slug: string, copy: string): Promise<Answer> {
  const { field } = visit.input;
  return accepted(visit, slug, copy, { all: true, field }, { field });
}

async function accepted(
  visit: Pick<Visit, 'partnership' | 'acting' | 'lang' | 'write'>,
  slug: string,
  copy: string,
  input: AcceptCellsInput,
  query: CopyQuery,
): Promise<Answer> {
  const { partnership } = visit;
  if (!partnership) throw notFound();
  const back = copyHref(placeOf.copy(partnership.slug, slug, copy), { ...query, page: undefined });
  try {
    const { taken, left } = await visit.write(async (tx) => {
      const { id } = await planBySlug(tx, partnership.id, slug);
      return acceptCells(tx, visit.acting, { id, partnership: partnership.id }, copy, input, visit.lang);
    });
    const key = left > 0 ? 'followup.copy.recorded-some' : taken > 0 ? 'followup.copy.recorded' : 'followup.copy.decided';
    return { seeOther: back, flash: { kind: 'done', key, values: { count: String(taken), left: String(left) } } };
  } catch (error) {
    if (!(error instanceof Refusal) || error.status !== 409) throw error;
    return { seeOther: back, flash: { kind: 'problem', key: error.key } };
  }
}

/** Puts a file away, and goes back to those that wait. */
export async function putAwayAnswer(visit: Sent<{ copy: string }>, slug: string): Promise<Answer> {
  const { partnership } = visit;
  if (!partnership) throw notFound();
  await visit.write(async (tx) => {
    const { id } = await planBySlug(tx, partnership.id, slug);
    await putAwayCopy(tx, visit.acting, { id, partnership: partnership.id }, visit.input.copy);
  });
  return {
    seeOther: placeOf.copies(partnership.slug, slug),
    flash: { kind: 'done', key: 'followup.copy.was-put-away' },
  };
}
