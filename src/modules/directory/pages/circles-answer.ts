import type { Tx } from '../../../platform/db/database.ts';
import type { Answer, Visit } from '../../../platform/http/route.ts';
import { sayPhrase } from '../../../platform/i18n/index.ts';
import { notFound, Refusal } from '../../../platform/refusal.ts';
import { nameIn } from '../name-in.ts';
import { circleCandidates, circlesOf, circlesToMind, seatsOf } from '../queries.ts';
import { circlesPage } from './circles.tsx';
import { type CirclesProblem, circlesAddress } from './circles-view.ts';

type AnyVisit = Visit<Record<string, never>, unknown>;

/** The page of circles as it stands, or with what was in the way of the last form. */
export async function circlesAnswer(visit: Omit<AnyVisit, 'input'>, problem?: CirclesProblem): Promise<Answer> {
  const { partnership, acting, lang } = visit;
  if (!partnership) throw notFound();
  const minds = acting.role === 'speaker' || acting.role === 'focal-point';
  const view = await visit.read(async (tx) => ({
    circles: await circlesOf(tx, partnership.id, acting.party, minds),
    minded: await circlesToMind(tx),
    candidates: minds ? await circleCandidates(tx, partnership.id) : [],
    seat: (await seatsOf(tx, partnership.id)).find((seat) => seat.id === acting.party)?.name ?? {},
  }));
  return circlesPage(visit, { ...view, seat: nameIn(lang, view.seat).words, problem });
}

/** What of the form comes back when it is refused. */
type Typed = Pick<CirclesProblem, 'circle' | 'name' | 'inside'>;

/** Does one act on circles and goes back to the page; or shows it again with what was typed and what is in its way. */
export async function circleAct(visit: AnyVisit, done: string, typed: Typed, act: (tx: Tx) => Promise<unknown>): Promise<Answer> {
  try {
    await visit.write(act);
  } catch (error) {
    if (!(error instanceof Refusal) || (error.status !== 422 && error.status !== 409)) throw error;
    const message = sayPhrase(visit.lang, error.key, error.values);
    return circlesAnswer(visit, { ...typed, status: error.status, message, field: error.field });
  }
  return { seeOther: circlesAddress(visit.partnership?.slug ?? ''), flash: { kind: 'done', key: done } };
}
