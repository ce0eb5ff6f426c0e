import { z } from 'zod';
import type { Page } from '../../../platform/http/page.ts';
import { type Route, route, type Visit } from '../../../platform/http/route.ts';
import { Refusal } from '../../../platform/refusal.ts';
import type { Accounts } from '../accounts.ts';
import { TOKEN_DAYS } from '../keep-tokens.ts';
import { tokenOf } from './account-routes.ts';
import { problemOf } from './password-routes.ts';
import { madeTokenPage, type TokenForm, tokensPage } from './tokens.tsx';

const Typed = z.strictObject({
  name: z.string().max(1_000),
  mandate: z.uuid(),
  scope: z.enum(['read', 'write']),
  days: z.enum(TOKEN_DAYS.map(String) as [string, ...string[]]),
});

/** The tokens that one gave one's programs. A token is made and ended by a person only, who shows that it is he. */
export const tokenRoutes = (accounts: Accounts, publicUrl: URL): Route[] => [
  route({
    method: 'GET',
    path: '/account/tokens',
    can: 'signed-in',
    byPersonOnly: true,
    handle: (visit) => answer(accounts, visit),
  }),
  route({
    method: 'POST',
    path: '/account/tokens',
    can: 'signed-in',
    byPersonOnly: true,
    stepUp: true,
    input: Typed,
    handle: async (visit) => {
      const { name, mandate, scope, days } = visit.input;
      const asked = { name, mandate, writes: scope === 'write', days: Number(days) as (typeof TOKEN_DAYS)[number] };
      try {
        return madeTokenPage(visit, await accounts.tokens.make(tokenOf(visit), asked), publicUrl);
      } catch (error) {
        return answer(accounts, visit, { ...visit.input, problem: problemOf(visit.lang, error) });
      }
    },
  }),
  route({
    method: 'POST',
    path: '/account/tokens/revocations',
    can: 'signed-in',
    byPersonOnly: true,
    input: z.strictObject({ token: z.uuid() }),
    handle: async (visit) => {
      const done = await accounts.tokens.revoke(tokenOf(visit), visit.input.token);
      const flash = done
        ? { kind: 'done' as const, key: 'accounts.token-revoked' }
        : { kind: 'problem' as const, key: 'accounts.token-gone' };
      return { seeOther: '/account/tokens', flash };
    },
  }),
];

async function answer(accounts: Accounts, visit: Pick<Visit, 'lang' | 'csrf' | 'session'>, typed?: TokenForm): Promise<Page> {
  if (!visit.session) throw new Refusal(403, 'http.sign-in-first');
  return tokensPage(visit, { tokens: await accounts.tokens.list(visit.session.token), hats: visit.session.hats, typed });
}
