import { z } from 'zod';
import { type Route, route, type Visit } from '../../platform/http/route.ts';
import { Refusal } from '../../platform/refusal.ts';
import { type Accounts, CodeNeeded, type From } from './accounts.ts';
import { accountRoutes } from './pages/account-routes.ts';
import { codePage } from './pages/factor.tsx';
import { factorRoutes } from './pages/factor-routes.ts';
import { invitationRoutes } from './pages/invitation-routes.ts';
import { passwordRoutes } from './pages/password-routes.ts';
import { type SignInProblem, signInPage } from './pages/sign-in.tsx';
import { tokenRoutes } from './pages/token-routes.ts';
import { safeNext } from './rules.ts';
import { text } from './text.ts';

const Next = z.string().max(2_000).optional();
// Lenient, so that what was typed comes back with words; what is wrong with it is said below.
const Typed = z.strictObject({ email: z.string().max(1_000), password: z.string().max(1_000), next: Next });

/**
 * Signing in and out, the change of hats, invitations and one's own account.
 *
 * @param publicUrl where programs reach the site, for what is said of tokens
 * @param addressOf the network address that a request came from, as far as the program knows it: attempts are counted by it
 */
export function accountsRoutes(
  accounts: Accounts,
  publicUrl: URL,
  addressOf: (visit: Visit<never, never>) => string | null = () => null,
): Route[] {
  const fromOf = (visit: Visit<never, never>): From => ({ address: addressOf(visit), userAgent: visit.userAgent });
  return [
    ...invitationRoutes(accounts, fromOf),
    ...passwordRoutes(accounts),
    ...accountRoutes(accounts),
    ...factorRoutes(accounts, fromOf),
    ...tokenRoutes(accounts, publicUrl),
    route({
      method: 'GET',
      path: '/sign-in',
      can: 'public',
      query: z.strictObject({ next: Next }),
      handle: async (visit) => answerWithForm(accounts, visit, { next: visit.query.next }),
    }),
    route({
      method: 'POST',
      path: '/sign-in',
      can: 'public',
      input: Typed,
      handle: async (visit) => {
        const { email, password, next } = visit.input;
        const missing = whatIsMissing(visit, email, password);
        if (missing.length > 0) return answerWithForm(accounts, visit, { next, email, problems: missing });
        try {
          const cookies = await accounts.signIn(email, password, fromOf(visit as unknown as Visit<never, never>));
          await accounts.signOut(visit.session?.token);
          const first = (await accounts.lacksFactor(cookies)) ? '/account' : safeNext(next);
          return { seeOther: first, cookies };
        } catch (error) {
          if (error instanceof CodeNeeded) return codePage(visit, error.half, safeNext(next));
          if (!(error instanceof Refusal) || !(error.key === 'accounts.wrong' || error.key === 'accounts.too-many')) throw error;
          const problems = [{ message: text.in(visit.lang)(error.key) }];
          return answerWithForm(accounts, visit, { next, email, problems, status: error.status });
        }
      },
    }),
    route({
      method: 'POST',
      path: '/sign-in/demonstration',
      can: 'demonstration',
      input: z.strictObject({ login: z.uuid(), next: Next }),
      handle: async (visit) => {
        const cookies = await accounts.signInToDemonstration(visit.input.login, fromOf(visit as unknown as Visit<never, never>));
        await accounts.signOut(visit.session?.token);
        return { seeOther: safeNext(visit.input.next), cookies };
      },
    }),
    route({
      method: 'POST',
      path: '/sign-out',
      can: 'public',
      input: z.strictObject({}),
      handle: async (visit) => ({
        seeOther: '/',
        cookies: await accounts.signOut(visit.session?.token),
        clearSite: true,
        flash: { kind: 'done', key: 'accounts.signed-out' },
      }),
    }),
    route({
      method: 'POST',
      path: '/capacity',
      can: 'signed-in',
      input: z.strictObject({ mandate: z.uuid(), next: Next }),
      handle: async (visit) => {
        const { mandate, next } = visit.input;
        if (!visit.session) throw new Refusal(403, 'http.sign-in-first');
        await accounts.wear(visit.session.token, mandate);
        const capacity = visit.session.hats.find((hat) => hat.mandate === mandate)?.label ?? '';
        return { seeOther: safeNext(next), flash: { kind: 'done', key: 'accounts.now-acting', values: { capacity } } };
      },
    }),
  ];
}

function whatIsMissing(visit: Pick<Visit, 'lang'>, email: string, password: string): SignInProblem[] {
  const t = text.in(visit.lang);
  const problems: SignInProblem[] = [];
  if (!z.email().max(254).safeParse(email.trim()).success)
    problems.push({ field: 'email', message: t('accounts.email-missing') });
  if (password === '') problems.push({ field: 'password', message: t('accounts.password-missing') });
  return problems;
}

type FormState = {
  readonly next: string | undefined;
  readonly email?: string;
  readonly problems?: readonly SignInProblem[];
  readonly status?: number;
};

async function answerWithForm(
  accounts: Accounts,
  visit: Pick<Visit, 'lang' | 'csrf' | 'session' | 'demonstrationDay'>,
  { next, email = '', problems = [], status = problems.length > 0 ? 422 : 200 }: FormState,
) {
  return signInPage({
    lang: visit.lang,
    csrf: visit.csrf,
    next: safeNext(next),
    email,
    problems,
    status,
    mail: accounts.mail,
    signedIn: visit.session?.person.name ?? null,
    people: visit.demonstrationDay === null ? [] : await accounts.demonstrationLogins(visit.lang),
  });
}
