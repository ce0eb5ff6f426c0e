import { z } from 'zod';
import type { Page } from '../../../platform/http/page.ts';
import { type Route, route, type Visit } from '../../../platform/http/route.ts';
import { Refusal } from '../../../platform/refusal.ts';
import type { Accounts } from '../accounts.ts';
import { accountPage } from './account.tsx';
import type { Problem } from './password.tsx';
import { problemOf } from './password-routes.ts';

/** One's own sessions and password. Whose they are is said by the session that asks, never by the form. */
export const accountRoutes = (accounts: Accounts): Route[] => [
  route({
    method: 'GET',
    path: '/account',
    can: 'signed-in',
    handle: (visit) => accountAnswer(accounts, visit),
  }),
  route({
    method: 'POST',
    path: '/account/sessions',
    can: 'signed-in',
    stepUp: true,
    input: z.strictObject({ session: z.union([z.uuid(), z.literal('others')]) }),
    handle: async (visit) => {
      const { session } = visit.input;
      const count = await accounts.endSessions(tokenOf(visit), session === 'others' ? null : session);
      if (count === 0) return { seeOther: '/account', flash: { kind: 'problem', key: 'accounts.session-gone' } };
      return { seeOther: '/account', flash: { kind: 'done', key: 'accounts.sessions-ended', values: { count: String(count) } } };
    },
  }),
  route({
    method: 'POST',
    path: '/account/password',
    can: 'signed-in',
    input: z.strictObject({ present: z.string().max(1_000), password: z.string().max(1_000) }),
    handle: async (visit) => {
      const token = tokenOf(visit);
      try {
        await accounts.changePassword(token, visit.input.present, visit.input.password);
      } catch (error) {
        return accountAnswer(accounts, visit, problemOf(visit.lang, error));
      }
      return { seeOther: '/account', flash: { kind: 'done', key: 'accounts.password-changed' } };
    },
  }),
];

/** The page of one's own account, as it is now. */
export async function accountAnswer(
  accounts: Accounts,
  visit: Pick<Visit, 'lang' | 'csrf' | 'session'>,
  problem?: Problem,
): Promise<Page> {
  const token = tokenOf(visit);
  const view = {
    sessions: await accounts.sessions(token),
    factor: await accounts.factor(token),
    lacksFactor: await accounts.lacksFactor(token),
  };
  return accountPage(visit, view, problem);
}

/** The session that asks. @throws Refusal 403 for a visitor */
export function tokenOf(visit: Pick<Visit, 'session'>): string {
  if (!visit.session) throw new Refusal(403, 'http.sign-in-first');
  return visit.session.token;
}
