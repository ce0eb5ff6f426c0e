import type { Tx } from '../../../platform/db/database.ts';
import type { Answer, Visit } from '../../../platform/http/route.ts';
import { sayPhrase } from '../../../platform/i18n/index.ts';
import { notFound, Refusal } from '../../../platform/refusal.ts';
import { propositionByReference } from '../queries.ts';
import { placeOf } from './places.ts';
import type { FormState } from './position-form.tsx';
import { type Places, propositionPage } from './proposition.tsx';

/** Where subjects stand on this site: asked of those modules that know, by the ids and kinds of records. */
export type FindPlaces = (
  tx: Tx,
  partnership: string,
  subjects: readonly { readonly subject: string; readonly kind: string }[],
) => Promise<Places>;

/** The page of a proposition, as it stands, with a form that was refused if there was one. */
export async function showProposition(visit: Visit, find: FindPlaces, form: FormState = {}): Promise<Answer> {
  const { partnership } = visit;
  if (!partnership) throw notFound();
  const { page, places } = await visit.read(async (tx) => {
    const found = await propositionByReference(tx, partnership.id, visit.params.proposition ?? '');
    return { page: found, places: await find(tx, partnership.slug, found.items) };
  });
  return propositionPage(visit, page, places, form);
}

/**
 * Does one act on a proposition that the visitor sees and goes back to its page; or shows the page with the form as it was typed and what to mend.
 *
 * @param act returns the key of what was done
 */
export async function act(
  visit: Visit,
  find: FindPlaces,
  form: NonNullable<FormState['form']> | null,
  typed: Readonly<Record<string, string>>,
  work: (tx: Tx, proposition: string) => Promise<string>,
): Promise<Answer> {
  const { partnership, lang } = visit;
  if (!partnership) throw notFound();
  const reference = visit.params.proposition ?? '';
  try {
    const done = await visit.write(async (tx) => work(tx, (await propositionByReference(tx, partnership.id, reference)).id));
    return { seeOther: placeOf.proposition(partnership.slug, reference), flash: { kind: 'done', key: done } };
  } catch (error) {
    if (form === null || !(error instanceof Refusal) || (error.status !== 409 && error.status !== 422)) throw error;
    const message = sayPhrase(lang, error.key, error.values);
    const problem = { message, ...(error.field === undefined ? {} : { field: error.field }) };
    return showProposition(visit, find, { form, typed, refusal: error, problem });
  }
}
