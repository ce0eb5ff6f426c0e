import { z } from 'zod';
import { type Route, route, type Visit } from '../../../platform/http/route.ts';
import { Refusal } from '../../../platform/refusal.ts';
import { type Accounts, CodeNeeded, type From } from '../accounts.ts';
import { safeNext } from '../rules.ts';
import { codePage } from './factor.tsx';

const WITH = '/sign-in/with/:partnership/:party';
const example = { partnership: 'asean-canada', party: 'canada' };
const Said = z.string().max(4_000).optional();

/** Signing in with the account of one's own government: there, and back. */
export function outsideRoutes(accounts: Accounts, fromOf: (visit: Visit<never, never>) => From): Route[] {
  const placeOf = ({ params }: Pick<Visit, 'params'>) => ({ partnership: params.partnership ?? '', party: params.party ?? '' });
  const nameOf = async ({ params, lang }: Pick<Visit, 'params' | 'lang'>): Promise<string> => {
    const all = await accounts.outside.offered();
    const found = all.find((each) => each.partnership === params.partnership && each.party === params.party);
    return found?.name[lang] ?? found?.name.en ?? '';
  };
  return [
    route({
      method: 'GET',
      path: WITH,
      can: 'public',
      answers: 'file',
      example,
      query: z.strictObject({ next: z.string().max(2_000).optional() }),
      handle: async (visit) => {
        const { to, cookies } = await accounts.outside.begin(placeOf(visit), safeNext(visit.query.next));
        return { seeOther: to, cookies };
      },
    }),
    route({
      method: 'GET',
      path: `${WITH}/back`,
      can: 'public',
      answers: 'file',
      example,
      // An issuer may say more than we know of; what is needed is the state that was asked with.
      query: z.object({ state: z.string().min(1).max(500), code: Said, iss: Said, error: Said }),
      handle: async (visit) => {
        try {
          const { cookies, next } = await accounts.signInOutside(
            placeOf(visit),
            visit.url,
            visit.cookies,
            fromOf(visit as unknown as Visit<never, never>),
          );
          await accounts.signOut(visit.session?.token);
          const first = (await accounts.lacksFactor(cookies)) ? '/account' : safeNext(next);
          return { seeOther: first, cookies };
        } catch (error) {
          if (error instanceof CodeNeeded) return codePage(visit, error.half, safeNext(error.next));
          if (!(error instanceof Refusal) || !error.key.startsWith('accounts.outside-')) throw error;
          // Not to be asked again by loading this address again: what was begun is used up.
          return {
            seeOther: '/sign-in',
            cookies: [accounts.outside.forget()],
            flash: { kind: 'problem', key: error.key, values: { party: await nameOf(visit) } },
          };
        }
      },
    }),
  ];
}
