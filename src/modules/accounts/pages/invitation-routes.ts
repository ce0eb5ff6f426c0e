import { z } from 'zod';
import { type Route, route, type Visit } from '../../../platform/http/route.ts';
import { sayPhrase } from '../../../platform/i18n/index.ts';
import { Refusal } from '../../../platform/refusal.ts';
import { type Accounts, CodeNeeded, type From } from '../accounts.ts';
import { codePage } from './factor.tsx';
import { invitationPage } from './invitation.tsx';

/** As it stands in a link: 32 random bytes. Longer things are refused before they are looked for. */
export const Token = z.string().max(200);

/** Accepting an invitation by the link in the letter. Only sending the form uses the link up: programs that look into mail open links too. */
export const invitationRoutes = (accounts: Accounts, fromOf: (visit: Visit<never, never>) => From): Route[] => [
  route({
    method: 'GET',
    path: '/invitation',
    can: 'public',
    query: z.strictObject({ token: Token.optional() }),
    handle: async (visit) => {
      const { token = '' } = visit.query;
      return invitationPage(visit, token, token === '' ? undefined : await accounts.invitation(token));
    },
  }),
  route({
    method: 'POST',
    path: '/invitation',
    can: 'public',
    // The address comes along for the browser's own memory of passwords; whose invitation it is, the link says.
    input: z.strictObject({ token: Token, username: z.string().max(300).optional(), password: z.string().max(1_000) }),
    handle: async (visit) => {
      const { token, password } = visit.input;
      const slug = (await accounts.invitation(token))?.partnership_slug;
      try {
        const cookies = await accounts.accept(token, password, fromOf(visit as unknown as Visit<never, never>));
        await accounts.signOut(visit.session?.token);
        return {
          seeOther: (await accounts.lacksFactor(cookies)) ? '/account' : slug === undefined ? '/' : `/${slug}`,
          cookies,
          flash: { kind: 'done', key: 'accounts.invitation-accepted' },
        };
      } catch (error) {
        if (error instanceof CodeNeeded) return codePage(visit, error.half, slug === undefined ? '/' : `/${slug}`);
        if (!(error instanceof Refusal) || error.status === 404) throw error;
        const problem = { message: sayPhrase(visit.lang, error.key, error.values), status: error.status };
        return invitationPage(visit, token, await accounts.invitation(token), problem);
      }
    },
  }),
  route({
    method: 'POST',
    path: '/invitation/renewal',
    can: 'public',
    input: z.strictObject({ token: Token }),
    handle: async (visit) => {
      const { token } = visit.input;
      try {
        await accounts.renew(token);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        const problem = { message: sayPhrase(visit.lang, error.key, error.values), status: error.status };
        return invitationPage(visit, token, await accounts.invitation(token), problem);
      }
      return { seeOther: '/sign-in', flash: { kind: 'done', key: 'accounts.invitation-renewed' } };
    },
  }),
];
