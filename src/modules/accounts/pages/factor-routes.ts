import { z } from 'zod';
import { type Answer, type Route, route, type Visit } from '../../../platform/http/route.ts';
import { Refusal } from '../../../platform/refusal.ts';
import type { Accounts, From } from '../accounts.ts';
import { safeNext } from '../rules.ts';
import { accountAnswer, tokenOf } from './account-routes.ts';
import { codePage, offerPage, paperPage } from './factor.tsx';
import type { Problem } from './password.tsx';
import { problemOf } from './password-routes.ts';

const Code = z.string().max(100);

/** The second factor: asked for after the password, added and taken away on one's own account. */
export const factorRoutes = (accounts: Accounts, fromOf: (visit: Visit<never, never>) => From): Route[] => [
  route({
    method: 'POST',
    path: '/sign-in/code',
    can: 'public',
    input: z.strictObject({ half: z.string().max(300), next: z.string().max(2_000), code: Code }),
    handle: async (visit) => {
      const { half, code, next } = visit.input;
      try {
        const cookies = await accounts.enterCode(half, code, fromOf(visit as unknown as Visit<never, never>));
        await accounts.signOut(visit.session?.token);
        return { seeOther: safeNext(next), cookies };
      } catch (error) {
        if (error instanceof Refusal && error.key === 'accounts.half-over')
          return { seeOther: '/sign-in', flash: { kind: 'problem', key: error.key } };
        return codePage(visit, half, safeNext(next), problemOf(visit.lang, error));
      }
    },
  }),
  route({
    method: 'POST',
    path: '/account/second-factor/offer',
    can: 'signed-in',
    stepUp: true,
    input: z.strictObject({}),
    handle: async (visit) => {
      await accounts.beginFactor(tokenOf(visit));
      return { seeOther: '/account/second-factor' };
    },
  }),
  route({
    method: 'GET',
    path: '/account/second-factor',
    can: 'signed-in',
    handle: async (visit) => answerWithOffer(accounts, visit),
  }),
  route({
    method: 'POST',
    path: '/account/second-factor',
    can: 'signed-in',
    input: z.strictObject({ code: Code }),
    handle: async (visit) => {
      try {
        return paperPage(visit, await accounts.addFactor(tokenOf(visit), visit.input.code));
      } catch (error) {
        const problem = problemOf(visit.lang, error);
        if (problem.field === undefined) throw error;
        return answerWithOffer(accounts, visit, problem);
      }
    },
  }),
  route({
    method: 'POST',
    path: '/account/second-factor/removal',
    can: 'signed-in',
    input: z.strictObject({ code: Code }),
    handle: async (visit) => {
      try {
        await accounts.removeFactor(tokenOf(visit), visit.input.code);
      } catch (error) {
        return accountAnswer(accounts, visit, problemOf(visit.lang, error));
      }
      return { seeOther: '/account', flash: { kind: 'done', key: 'accounts.factor-removed' } };
    },
  }),
];

/** What waits for its first code; where nothing does, one begins on one's own account. */
async function answerWithOffer(
  accounts: Accounts,
  visit: Pick<Visit, 'lang' | 'csrf' | 'session'>,
  problem?: Problem,
): Promise<Answer> {
  const token = tokenOf(visit);
  const { paperLeft } = await accounts.factor(token);
  const offer = paperLeft === null ? await accounts.offerFactor(token) : undefined;
  if (offer === undefined) return { seeOther: '/account' };
  return offerPage(visit, offer, await accounts.lacksFactor(token), problem);
}
