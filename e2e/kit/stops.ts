import type { Page as BrowserPage } from 'playwright-core';
import type { Role } from '../../src/platform/http/acting.ts';
import { failurePage, refusalPage } from '../../src/platform/http/error-page.tsx';
import { securityHeaders } from '../../src/platform/http/headers.ts';
import type { Frame, Page } from '../../src/platform/http/page.ts';
import type { Language } from '../../src/platform/i18n/index.ts';
import { Refusal } from '../../src/platform/refusal.ts';
import { renderFrame } from '../../src/platform/ui/index.ts';
import { addresses } from './addresses.ts';

/** One page, in one state, as one person sees it. */
export type Stop = {
  readonly name: string;
  readonly by: Role | 'visitor';
  /** What the page answers with. */
  readonly status: number;
  readonly path: string;
  /** What one does there to bring about the state; its answer is the page that is looked at. */
  readonly act?: (page: BrowserPage) => Promise<void>;
  /** The page itself, where no visitor can bring it about. It is shown in place of what the address answers. */
  readonly instead?: (lang: Language) => Page;
};

const PLAN = '/asean-canada/plans/2007-10';
const LINE = `${PLAN}/lines/A.2.4.5`;

/** Every page of the registry of routes, the states that their examples do not show, and every error page. */
export function stops(): Stop[] {
  const visitor = (name: string, path: string, status = 200): Stop => ({ name, path, by: 'visitor', status });
  return [
    ...addresses()
      .filter(({ route }) => !route.forMachines && route.api === null && route.answers === 'page')
      .map(({ route, path, by }) => ({
        name: route.path,
        path: route.path === '/search' ? '/search?q=haze' : path,
        by,
        status: 200,
      })),
    visitor('a register that is filtered', `${PLAN}?area=A.2.4&words=cooperation`),
    visitor('a register without a line that fits', `${PLAN}?words=zzzz`),
    visitor('the page of a part', `${PLAN}/lines/A`),
    visitor('the page of an area', `${PLAN}/lines/A.2.4`),
    visitor('the page of a sub-item', `${LINE}.a`),
    visitor('a search with results', '/asean-canada/search?q=brume'),
    visitor('a search without results', '/asean-canada/search?q=zzzz'),
    visitor('404 inside a partnership', `${PLAN}/lines/Z.9`, 404),
    visitor('404 outside', '/nowhere/at/all', 404),
    visitor('400: an address with an unknown question', `${PLAN}?colour=blue`, 400),
    visitor('403: sign in first', `${LINE}/mend`, 403),
    { name: '403: not in this capacity', path: `${LINE}/mend`, by: 'observer', status: 403 },
    { name: 'a line, with the acts of the secretariat', path: LINE, by: 'secretariat', status: 200 },
    { name: 'a line, with the notes of one side', path: LINE, by: 'speaker', status: 200 },
    { name: 'doubts of the import, shown to the parties', path: `${PLAN}/remarks`, by: 'secretariat', status: 200 },
    { name: 'parties, as a speaker sees them', path: '/asean-canada/parties', by: 'speaker', status: 200 },
    { name: 'overview, as the administrator sees it', path: '/asean-canada', by: 'administrator', status: 200 },
    {
      name: '422: a form with something to mend',
      path: `${LINE}/mend`,
      by: 'secretariat',
      status: 422,
      act: async (page) => {
        const form = page
          .getByRole('main')
          .locator('form')
          .filter({ has: page.locator('textarea') });
        await form.locator('input[type=text]').fill('x');
        await form.getByRole('button').click();
      },
    },
    {
      name: '422: signing in with a wrong password',
      path: '/sign-in',
      by: 'visitor',
      status: 422,
      act: async (page) => {
        await page.locator('input[type=email]').fill('nobody@nowhere.example');
        await page.locator('input[type=password]').fill('not this one');
        await page.locator('input[type=password]').press('Enter');
      },
    },
    {
      name: '500: something went wrong on our side',
      path: '/broken',
      by: 'visitor',
      status: 500,
      instead: (lang) => failurePage(lang, '00000000-0000-4000-8000-000000000000'),
    },
    {
      name: '503: the database is away',
      path: '/away',
      by: 'visitor',
      status: 503,
      instead: (lang) => refusalPage(lang, new Refusal(503, 'http.busy')),
    },
  ];
}

/** What the site would answer at such a stop: the page in a bare frame, with the headers of every answer. */
export function answerInstead(stop: Stop, lang: Language) {
  const page = stop.instead?.(lang);
  if (page === undefined) throw new Error(`${stop.name} answers by itself`);
  const nothing = { navigation: [], partnership: null, partnerships: [], person: null, demonstrationDay: null, flash: null };
  const frame: Frame = { lang, path: stop.path, query: '', csrf: '', search: '', looking: null, lookHref: null, ...nothing };
  return {
    status: stop.status,
    headers: { ...securityHeaders(false), 'content-type': 'text/html; charset=utf-8' },
    body: renderFrame(page, frame),
  };
}
