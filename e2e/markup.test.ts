import { HtmlValidate } from 'html-validate';
import { beforeAll, describe, expect, test } from 'vitest';
import { markupRules } from '../build/markup-rules.ts';
import { LANGUAGES, type Language } from '../src/platform/i18n/index.ts';
import { addresses } from './kit/addresses.ts';
import { crawl, type Found, fragmentsIn, questions } from './kit/crawl.ts';
import { sessionOf } from './kit/people.ts';
import { site } from './kit/visiting.ts';

describe.each(LANGUAGES)('every page that links lead to, in %s', (lang) => {
  let pages: Map<string, Found>;
  beforeAll(async () => {
    pages = await crawl(site, '/', { 'accept-language': lang });
  }, 180_000);

  test('there are many: each line, area, party and organisation has a page', () => {
    const paths = [...pages.keys()];
    expect(paths.filter((path) => /\/lines\/[^/]+$/.test(path)).length).toBeGreaterThanOrEqual(128 + 5);
    expect(paths.filter((path) => /\/organisations\/[^/?]+$/.test(path)).length).toBeGreaterThan(40);
    expect(paths.filter((path) => /\/parties\/[^/?]+$/.test(path)).length).toBe(12);
  });

  test('no link is broken', () => {
    expect([...pages.values()].filter(({ status }) => status !== 200 && status !== 303).map(said)).toEqual([]);
  });

  test('every page of the registry that a visitor may open is among them', () => {
    const reached = new Set([...pages.keys()].map((address) => address.replace(/\?.*/, '')));
    const missing = addresses().filter(
      ({ route, by }) => by === 'visitor' && route.api === null && !LED_TO_OTHERWISE.includes(route.path),
    );
    expect(missing.map(({ path }) => path).filter((path) => !reached.has(path))).toEqual([]);
  });

  test('every place within a page that a link leads to is there', () => {
    const broken = [...pages.values()].flatMap((page) =>
      fragmentsIn(page)
        .filter(({ address, fragment }) => !pages.get(address)?.html.includes(` id="${fragment}"`))
        .map(({ address, fragment }) => `${page.address} leads to ${address}#${fragment}`),
    );
    expect(broken).toEqual([]);
  });

  test('all HTML is valid', { timeout: 240_000 }, async () => {
    // A list that is asked two things at once is made of the same parts as one that is asked either.
    expect(await invalid([...pages.values()].filter(({ address }) => questions(address) <= 1))).toEqual([]);
  });

  test('every page says its language, its own title and its own place', () => {
    const html = [...pages.values()].filter((page) => page.html !== '' && questions(page.address) === 0);
    expect(html.filter((page) => !page.html.includes(`<html lang="${lang}">`)).map(said)).toEqual([]);
    const titles = Map.groupBy(html, ({ html: words }) => /<title[^>]*>([^<]*)<\/title>/.exec(words)?.[1] ?? '');
    expect([...titles].filter(([title]) => title.length < 5)).toEqual([]);
    // What a partnership shows of an organisation has the title of what everybody sees of it.
    const alike = [...titles.values()].map(
      (some) => new Set(some.map(({ address }) => address.replace(/^.*(?=\/organisations)/, ''))),
    );
    expect(alike.filter(({ size }) => size > 1)).toEqual([]);
  });
});

test('all that the secretariat is led to is there and valid', { timeout: 120_000 }, async () => {
  const { cookies } = await sessionOf('secretariat');
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  const lines = ['A.2.4.5', 'B.1.1'].map((reference) => `/asean-canada/plans/2007-10/lines/${reference}`);
  for (const lang of LANGUAGES satisfies readonly Language[]) {
    for (const start of ['/account', ...lines, '/asean-canada/plans/2007-10/remarks', '/asean-canada/parties']) {
      const answer = await fetch(`${site}${start}`, { headers: { cookie, 'accept-language': lang } });
      expect(answer.status).toBe(200);
      const page = { address: start, from: '', status: 200, html: await answer.text() };
      expect(await invalid([page])).toEqual([]);
    }
  }
});

/** Not for people who follow links: machines ask for them, or a form leads there. */
const LED_TO_OTHERWISE = [
  ...['/healthz', '/readyz', '/robots.txt', '/.well-known/security.txt', '/search', '/:partnership/search'],
  // Letters lead there.
  ...['/invitation', '/password/new'],
  // Inside a partnership its own list of organisations stands in the place of this one.
  '/organisations/:organisation',
];

const said = ({ address, from, status }: Found) => `${address} answers ${status}; a link on ${from} leads there`;

async function invalid(pages: readonly Found[]): Promise<string[]> {
  const validator = new HtmlValidate(markupRules);
  const wrong: string[] = [];
  for (const page of pages.filter(({ html }) => html !== '')) {
    const report = await validator.validateString(page.html, page.address);
    for (const { messages } of report.results)
      wrong.push(...messages.map(({ ruleId, message, selector }) => `${page.address}: ${ruleId}: ${message} (${selector})`));
  }
  return wrong;
}
