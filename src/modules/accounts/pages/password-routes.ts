import { z } from 'zod';
import { type Route, route } from '../../../platform/http/route.ts';
import { sayPhrase } from '../../../platform/i18n/index.ts';
import { Refusal } from '../../../platform/refusal.ts';
import type { Accounts } from '../accounts.ts';
import { text } from '../text.ts';
import { Token } from './invitation-routes.ts';
import { lostPasswordPage, newPasswordPage, type Problem } from './password.tsx';

/** A new password by mail, for whoever has lost the old one. What is answered to an address says nothing of it. */
export const passwordRoutes = (accounts: Accounts): Route[] => [
  route({
    method: 'GET',
    path: '/password',
    can: 'public',
    handle: async (visit) => lostPasswordPage(visit, { email: '', mail: accounts.mail, sent: false }),
  }),
  route({
    method: 'POST',
    path: '/password',
    can: 'public',
    input: z.strictObject({ email: z.string().max(1_000) }),
    handle: async (visit) => {
      const { email } = visit.input;
      const form = (problem?: Problem) =>
        lostPasswordPage(visit, { email, mail: accounts.mail, sent: false, ...(problem && { problem }) });
      if (!accounts.mail) return form();
      if (!z.email().max(254).safeParse(email.trim()).success)
        return form({ field: 'email', message: text.in(visit.lang)('accounts.email-missing'), status: 422 });
      try {
        await accounts.askRecovery(email, visit.lang);
      } catch (error) {
        return form(problemOf(visit.lang, error));
      }
      return lostPasswordPage(visit, { email: '', mail: true, sent: true });
    },
  }),
  route({
    method: 'GET',
    path: '/password/new',
    can: 'public',
    query: z.strictObject({ token: Token.optional() }),
    handle: async (visit) => {
      const { token = '' } = visit.query;
      return newPasswordPage(visit, token, token !== '' && (await accounts.isRecoveryOpen(token)));
    },
  }),
  route({
    method: 'POST',
    path: '/password/new',
    can: 'public',
    input: z.strictObject({ token: Token, password: z.string().max(1_000) }),
    handle: async (visit) => {
      const { token, password } = visit.input;
      try {
        await accounts.recover(token, password);
      } catch (error) {
        const problem = problemOf(visit.lang, error);
        return newPasswordPage(visit, token, problem.field !== undefined, problem);
      }
      return { seeOther: '/sign-in', flash: { kind: 'done', key: 'accounts.new-password-done' } };
    },
  }),
];

/** What a refusal says in a form. Anything else is none of the form's. */
export function problemOf(lang: 'en' | 'fr', error: unknown): Problem {
  if (!(error instanceof Refusal)) throw error;
  const { field, key, values, status } = error;
  return { message: sayPhrase(lang, key, values), status, ...(field === undefined ? {} : { field }) };
}
