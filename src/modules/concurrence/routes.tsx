import { z } from 'zod';
import type { Tx } from '../../platform/db/database.ts';
import { type Route, route, type Visit } from '../../platform/http/route.ts';
import { notFound, Refusal } from '../../platform/refusal.ts';
import { acknowledgeReceipt } from './acknowledge-receipt.ts';
import { ExtendDeadlineInput, extendDeadline } from './extend-deadline.ts';
import { MarkFreeDayInput, markFreeDay, unmarkFreeDay } from './mark-free-day.ts';
import { act, type FindPlaces, showProposition } from './pages/answers.ts';
import { calendarPage } from './pages/calendar.tsx';
import { ListQuery, listPage } from './pages/list.tsx';
import { placeOf } from './pages/places.ts';
import { propositionByReference, recordOfClosing, wordsShown } from './queries.ts';
import { mayPropose, mayReadPropositions, maySpeak } from './rules.ts';
import { sayWeek } from './say-week.ts';
import { TakePositionInput, takePosition } from './take-position.ts';
import { WithdrawPropositionInput, withdrawProposition } from './withdraw-proposition.ts';

const ONE = '/:partnership/propositions/:proposition';
const DAYS = '/:partnership/working-days';
const example = { partnership: 'asean-canada' };
const one = { ...example, proposition: '2008-1' };

// As forms send it: everything is text, and an item that is not named is all of them.
const PositionForm = TakePositionInput.omit({ counter: true }).extend({
  item: z
    .string()
    .regex(/^\d{0,3}$/)
    .optional(),
});

/** What is before the seats: the list, each proposition with the acts of its seats and of those who put it, its record, and the working days. */
export const concurrenceRoutes = (find: FindPlaces): Route[] => [
  route({
    method: 'GET',
    path: '/:partnership/propositions',
    can: mayReadPropositions,
    example,
    query: ListQuery,
    handle: listPage,
  }),
  route({ method: 'GET', path: ONE, can: mayReadPropositions, example: one, handle: (visit) => showProposition(visit, find) }),
  route({
    method: 'GET',
    path: `${ONE}/items/:item/words`,
    answers: 'file',
    can: mayReadPropositions,
    example: { ...one, item: '1' },
    handle: (visit) =>
      file(visit, 'text/plain; charset=utf-8', `words-${visit.params.item}.txt`, (tx, id) => {
        const item = /^\d{1,3}$/.exec(visit.params.item ?? '')?.[0];
        if (item === undefined) throw notFound();
        return wordsShown(tx, id, Number(item));
      }),
  }),
  route({
    method: 'GET',
    path: `${ONE}/record`,
    answers: 'file',
    can: mayReadPropositions,
    example: one,
    handle: (visit) => file(visit, 'application/json', 'record.json', recordOfClosing),
  }),
  route({
    method: 'POST',
    path: `${ONE}/receipt`,
    can: maySpeak,
    byPersonOnly: true,
    example: one,
    handle: (visit) =>
      act(visit, find, null, {}, async (tx, id) => {
        await acknowledgeReceipt(tx, id);
        return 'concurrence.acknowledged';
      }),
  }),
  route({
    method: 'POST',
    path: `${ONE}/position`,
    can: maySpeak,
    byPersonOnly: true,
    example: one,
    input: PositionForm,
    handle: (visit) => {
      const { item, stance, reason, seen } = visit.input;
      const input = { item: item ? Number(item) : null, stance, reason, seen, counter: '' };
      return act(visit as unknown as Visit, find, 'position', { item: item ?? '', stance, reason }, async (tx, id) => {
        const state = await takePosition(tx, id, input);
        return state === 'open' ? 'concurrence.position-taken' : 'concurrence.position-closed';
      });
    },
  }),
  route({
    method: 'POST',
    path: `${ONE}/extension`,
    can: mayPropose,
    byPersonOnly: true,
    example: one,
    input: ExtendDeadlineInput,
    handle: (visit) =>
      act(visit as unknown as Visit, find, 'extension', visit.input, async (tx, id) => {
        await extendDeadline(tx, id, visit.input);
        return 'concurrence.extended';
      }),
  }),
  route({
    method: 'POST',
    path: `${ONE}/withdrawal`,
    can: mayPropose,
    byPersonOnly: true,
    example: one,
    input: WithdrawPropositionInput,
    handle: (visit) =>
      act(visit as unknown as Visit, find, 'withdrawal', visit.input, async (tx, id) => {
        await withdrawProposition(tx, id, visit.input);
        return 'concurrence.withdrawn';
      }),
  }),
  route({ method: 'GET', path: DAYS, can: mayReadPropositions, example, handle: (visit) => calendarPage(visit) }),
  route({
    method: 'POST',
    path: DAYS,
    can: maySpeak,
    byPersonOnly: true,
    example,
    input: MarkFreeDayInput,
    handle: (visit) => calendar(visit, visit.input, 'concurrence.day-marked', (tx) => markFreeDay(tx, visit.acting, visit.input)),
  }),
  route({
    method: 'POST',
    path: `${DAYS}/removal`,
    can: maySpeak,
    byPersonOnly: true,
    example,
    input: z.strictObject({ day: z.string().max(20) }),
    handle: (visit) => calendar(visit, {}, 'concurrence.day-unmarked', (tx) => unmarkFreeDay(tx, visit.acting, visit.input.day)),
  }),
  route({
    method: 'POST',
    path: `${DAYS}/week`,
    can: maySpeak,
    byPersonOnly: true,
    example,
    input: z.strictObject({ 'free[]': z.array(z.string().max(2)).max(7).default([]) }),
    handle: (visit) =>
      calendar(visit, {}, 'concurrence.week-said', (tx) =>
        sayWeek(tx, visit.acting, { free: visit.input['free[]'].map(Number).filter((day) => day >= 1 && day <= 7) }),
      ),
  }),
];

async function file(visit: Visit, type: string, name: string, read: (tx: Tx, proposition: string) => Promise<string>) {
  const { partnership } = visit;
  if (!partnership) throw notFound();
  const words = await visit.read(async (tx) => {
    const { id } = await propositionByReference(tx, partnership.id, visit.params.proposition ?? '');
    return read(tx, id);
  });
  return { download: { name, type, bytes: new TextEncoder().encode(words) } };
}

async function calendar(
  visit: Visit<never, never> | unknown,
  typed: Readonly<Record<string, string>>,
  done: string,
  work: (tx: Tx) => Promise<void>,
) {
  const here = visit as Visit;
  try {
    await here.write(work);
  } catch (error) {
    if (!(error instanceof Refusal) || error.status !== 422) throw error;
    return calendarPage(here, { typed, refusal: error });
  }
  return { seeOther: placeOf.days(here.partnership?.slug ?? ''), flash: { kind: 'done' as const, key: done } };
}
