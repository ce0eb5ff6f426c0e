import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { visiting } from './kit/visiting.ts';

const PLAN = '/asean-canada/plans/2007-10';
const LINE = `${PLAN}/lines/A.2.4.5`;

const main = (page: Page) => page.getByRole('main');
const heading = (page: Page) => page.getByRole('heading', { level: 1 });
/** The one sentence that says how much is shown. */
const count = (page: Page) => main(page).getByRole('status').innerText();

describe.each([
  { how: 'with scripts', script: true },
  { how: 'without scripts', script: false },
])('a visitor, $how', ({ script }) => {
  test('comes from the welcome page to the plan and sees what it holds', () =>
    visiting({ script }, async (page) => {
      await page.goto('/');
      await main(page)
        .getByRole('link', { name: /^ASEAN.Canada$/ })
        .click();
      await page.waitForURL('**/asean-canada');
      for (const figure of [/\b3\s+parts/, /\b22\s+areas/, /\b88\s+action lines/, /\b15\s+sub-items/, /\b5\s+priorities/])
        expect(await main(page).innerText()).toMatch(figure);
      expect(await main(page).getByRole('heading', { name: 'Objectives' }).count()).toBe(1);
      expect(
        await main(page)
          .getByRole('heading', { name: /^Priorities 2007/ })
          .count(),
      ).toBe(1);
      await main(page).getByRole('link', { name: 'Open the register' }).click();
      await page.waitForURL(`**${PLAN}`);
      expect(await count(page)).toBe('88 action lines');
    }));

  test('narrows the register by area, by kind of promise and by words, and takes each filter away again', () =>
    visiting({ script }, async (page) => {
      await page.goto(PLAN);
      await main(page)
        .getByRole('link', { name: /Health security/ })
        .first()
        .click();
      await page.waitForURL(/area=A\.2\.1/);
      expect(await count(page)).toBe('3 of 88 action lines');
      const rows = main(page).getByRole('row');
      expect(await rows.getByRole('rowheader').allInnerTexts()).toEqual(['A.2.1.1', 'A.2.1.2', 'A.2.1.3']);
      await main(page).getByRole('searchbox').fill('avian');
      await main(page).getByRole('searchbox').press('Enter');
      await page.waitForURL(/area=A\.2\.1.*words=avian/);
      expect(await rows.getByRole('rowheader').allInnerTexts()).toEqual(['A.2.1.3']);
      await main(page)
        .getByRole('link', { name: /A\.2\.1.*remove/ })
        .click();
      await page.waitForURL((url) => !url.searchParams.has('area'));
      await main(page)
        .getByRole('link', { name: /avian.*remove/ })
        .click();
      await page.waitForURL((url) => url.search === '');
      await main(page)
        .getByRole('link', { name: /^Enabling/ })
        .first()
        .click();
      await page.waitForURL(/promise=enabling/);
      expect(await count(page)).toMatch(/^\d+ of 88 action lines$/);
      await main(page)
        .getByRole('link', { name: /^Priorities 2007/ })
        .click();
      await page.waitForURL(/priority=any/);
    }));

  test('is told what to do where no line fits', () =>
    visiting({ script }, async (page) => {
      await page.goto(`${PLAN}?words=zzzz`);
      await main(page).getByText('No line fits these filters').waitFor();
      await main(page).getByRole('link', { name: 'Clear filters' }).click();
      await page.waitForURL((url) => url.search === '');
      expect(await count(page)).toBe('88 action lines');
    }));

  test('reads the plan as a document, whose contents lead to its parts', () =>
    visiting({ script }, async (page) => {
      await page.goto(PLAN);
      await main(page).getByRole('link', { name: 'Document' }).click();
      await page.waitForURL(`**${PLAN}/document`);
      const contents = page.getByRole('navigation', { name: 'Contents' });
      await contents.getByRole('link', { name: /Health security/ }).click();
      await page.waitForURL(/#A\.2\.1$/);
      expect(await page.getByRole('heading', { name: /Health security/ }).isVisible()).toBe(true);
      expect(await main(page).innerText()).toContain('transboundary haze pollution');
    }));

  test.each([
    { words: 'haze', found: 'haze', by: 'the words of the plan' },
    { words: 'brume', found: 'brume', by: 'its translation' },
    { words: 'BRÛMÉ', found: 'brume', by: 'its translation, whatever the accents and capitals' },
  ])('finds a line by “$words”: by $by', ({ words, found }) =>
    visiting({ script }, async (page) => {
      await page.goto('/asean-canada');
      const search = page.getByRole('banner').getByRole('searchbox');
      await search.fill(words);
      await search.press('Enter');
      await page.waitForURL('**/asean-canada/search?q=*');
      const result = main(page)
        .getByRole('listitem')
        .filter({ has: page.getByRole('link', { name: 'A.2.4.5.a', exact: true }) });
      expect(await result.locator('mark').first().innerText()).toMatch(new RegExp(`^${found}`, 'i'));
      await result.getByRole('link', { name: 'A.2.4.5.a', exact: true }).click();
      await page.waitForURL(`**${LINE}.a`);
      expect(await main(page).innerText()).toContain('transboundary haze pollution');
    }),
  );

  test('opens a line: its words, sub-items a to k, kind of promise, neighbours, area and the passage of the source', () =>
    visiting({ script }, async (page) => {
      await page.goto(LINE);
      expect(await heading(page).innerText()).toMatch(/^A\.2\.4\.5/);
      const subitems = main(page).getByRole('region', { name: 'Sub-items' });
      expect(await subitems.getByRole('link').allInnerTexts()).toEqual([...'abcdefghijk']);
      const facts = await page.getByRole('complementary').innerText();
      expect(facts).toContain('Standing');
      expect(facts).toContain(LINE);
      const passage = main(page).getByRole('region', { name: 'The passage of the source' });
      expect(await passage.innerText()).toMatch(/Promote and develop cooperation multilaterally/);
      const neighbours = page.getByRole('navigation', { name: 'Neighbours' });
      await neighbours.getByRole('link', { name: /^Before/ }).click();
      await page.waitForURL(`**${PLAN}/lines/A.2.4.4`);
      await page
        .getByRole('complementary')
        .getByRole('link', { name: /^A\.2\.4\b/ })
        .click();
      await page.waitForURL(`**${PLAN}/lines/A.2.4`);
      expect(await main(page).getByRole('link', { name: 'A.2.4.5', exact: true }).count()).toBe(1);
    }));

  test('goes from the passage to its place in the whole source, and takes the file along', () =>
    visiting({ script }, async (page) => {
      await page.goto(LINE);
      await main(page).getByRole('link', { name: 'See it in the whole source' }).click();
      await page.waitForURL(/\/source#line-\d+$/);
      const target = page.locator(`[id="${new URL(page.url()).hash.slice(1)}"]`);
      expect(await target.innerText()).toMatch(/Promote and develop/);
      const download = page.waitForEvent('download');
      await main(page)
        .getByRole('link', { name: /^Download/ })
        .click();
      expect((await download).suggestedFilename()).toMatch(/Work Plan 2007-10\.txt$/);
    }));

  test('sees the priorities with the lines that they sharpen', () =>
    visiting({ script }, async (page) => {
      await page.goto(`${PLAN}/priorities`);
      const priorities = main(page).getByRole('link', { name: /^P\.2007-08\.\d$/ });
      expect(await priorities.count()).toBe(5);
      await priorities.first().click();
      await page.waitForURL(/\/lines\/P\.2007-08\.1$/);
      const sharpened = main(page).getByRole('region', { name: 'Sharpens these lines' });
      expect(await sharpened.getByRole('link').count()).toBeGreaterThan(0);
      const reference = await sharpened.getByRole('link').first().innerText();
      await sharpened.getByRole('link').first().click();
      await page.waitForURL(`**/lines/${reference}`);
      expect(await main(page).getByRole('region', { name: 'Sharpened by the priorities' }).innerText()).toContain('P.2007-08.1');
    }));

  test('changes to French and stays on the page, and is kept in French', () =>
    visiting({ script }, async (page) => {
      await page.goto(`${PLAN}?area=A.2.4`);
      await page.getByRole('banner').getByRole('link', { name: 'Français' }).click();
      await page.waitForURL(/area=A\.2\.4.*lang=fr/);
      expect(await page.locator('html').getAttribute('lang')).toBe('fr');
      expect(await main(page).getByRole('status').innerText()).toBe('7 lignes d’action sur 88');
      await page.goto(LINE);
      expect(await page.locator('html').getAttribute('lang')).toBe('fr');
      expect(await main(page).getByRole('region', { name: 'Traduction de travail' }).getAttribute('lang')).toBe(null);
      expect(await main(page).innerText()).toContain('brume');
      await page.getByRole('banner').getByRole('link', { name: 'English' }).click();
      await page.waitForURL(`**${LINE}?lang=en`);
      expect(await page.locator('html').getAttribute('lang')).toBe('en');
    }));

  test('learns who agreed: the parties, the country coordinator and its term, an organisation and where the plan names it', () =>
    visiting({ script }, async (page) => {
      await page.goto('/asean-canada');
      await openNavigation(page, 'Parties');
      await page.waitForURL('**/asean-canada/parties');
      expect(await main(page).innerText()).toMatch(/Viet Nam speaks for ASEAN|coordinator/i);
      await main(page).getByRole('link', { name: 'Viet Nam', exact: true }).first().click();
      await page.waitForURL('**/parties/viet-nam');
      expect(await main(page).innerText()).toMatch(/country coordinator/i);
      await openNavigation(page, 'Organisations');
      await page.waitForURL('**/asean-canada/organisations');
      await main(page)
        .getByRole('link', { name: /Canadian International Development Agency/ })
        .click();
      await page.waitForURL('**/organisations/cida');
      await main(page)
        .getByRole('link', { name: /^A\.2\.1\.1\b/ })
        .first()
        .click();
      await page.waitForURL(`**${PLAN}/lines/A.2.1.1`);
      expect(await main(page).innerText()).toContain('Canadian International Development Agency');
    }));

  test('is told what to do at an address where there is nothing', () =>
    visiting({ script }, async (page) => {
      const answer = await page.goto(`${PLAN}/lines/Z.99`);
      expect(answer?.status()).toBe(404);
      expect(await heading(page).innerText()).toBe('Not found');
      expect(await page.getByRole('banner').getByRole('searchbox').isVisible()).toBe(true);
      await main(page).getByRole('link', { name: 'Home' }).click();
      await page.waitForURL(/\/$/);
    }));
});

test.each([true, false])('on a phone the navigation is a menu, with scripts or without (scripts: %s)', (script) =>
  visiting({ script, width: 320 }, async (page) => {
    await page.goto('/asean-canada');
    const navigation = page.getByRole('navigation', { name: 'Main navigation' });
    expect(await navigation.isVisible()).toBe(false);
    await openNavigation(page, 'Register');
    await page.waitForURL(`**${PLAN}`);
    expect(await navigation.isVisible()).toBe(false);
    expect(await count(page)).toBe('88 action lines');
  }),
);

/** By the menu button where there is one. */
async function openNavigation(page: Page, entry: string): Promise<void> {
  const menu = page.getByRole('button', { name: 'Menu', exact: true });
  if (await menu.isVisible()) await menu.click();
  await page.getByRole('navigation', { name: 'Main navigation' }).getByRole('link', { name: entry }).click();
}
