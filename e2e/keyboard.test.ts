import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { focused } from './kit/inspect.ts';
import { sessionOf } from './kit/people.ts';
import { visiting } from './kit/visiting.ts';

const PLAN = '/asean-canada/plans/2007-10';

describe('with the keyboard alone', () => {
  test.each([true, false])('the first stop is the skip link, and it leads to the content (scripts: %s)', (script) =>
    visiting({ script }, async (page) => {
      await page.goto(PLAN);
      await page.keyboard.press('Tab');
      expect(await focused(page)).toMatchObject({ name: 'Skip to the content', seen: true, marked: true });
      await page.keyboard.press('Enter');
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => document.querySelector('main')?.contains(document.activeElement))).toBe(true);
    }),
  );

  test.each([
    { name: 'the register', path: `${PLAN}?area=A.2.4`, width: 1280 },
    { name: 'the register on a phone', path: `${PLAN}?area=A.2.4`, width: 320 },
    { name: 'a line', path: `${PLAN}/lines/A.2.4.5`, width: 1280 },
    { name: 'a line on a phone', path: `${PLAN}/lines/A.2.4.5`, width: 320 },
    { name: 'the document', path: `${PLAN}/document`, width: 1280 },
    { name: 'organisations', path: '/asean-canada/organisations', width: 1280 },
    { name: 'the kit', path: '/design', width: 1280 },
    { name: 'signing in', path: '/sign-in', width: 320 },
  ])('on $name every stop is in sight, marked, and led out of', ({ path, width }) =>
    visiting({ width }, async (page) => {
      await page.goto(path);
      const stops = await walk(page, 150);
      expect(stops.length).toBeGreaterThan(10);
      expect(stops.filter(({ seen, marked }) => !seen || !marked)).toEqual([]);
      expect(new Set(stops.map(({ path: place }) => place)).size).toBe(stops.length);
    }),
  );

  test('on a line of the secretariat every act is a stop', async () =>
    visiting({ session: await sessionOf('secretariat') }, async (page) => {
      await page.goto(`${PLAN}/lines/A.2.4.5`);
      const names = (await walk(page, 150)).map(({ name }) => name);
      expect(names).toContain('Mend the words');
      expect(names).toContain('Confirm the kind of promise');
    }));

  test('the keys of a list: j and k along the rows, Enter into one, / to the search, ? to what they all are', () =>
    visiting({}, async (page) => {
      await page.goto(`${PLAN}?area=A.2.1`);
      for (const key of ['j', 'j', 'k', 'j']) await page.keyboard.press(key);
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('A.2.1.2');
      expect(await focused(page)).toMatchObject({ seen: true, marked: true });
      await page.keyboard.press('Enter');
      await page.waitForURL(`**${PLAN}/lines/A.2.1.2`);
      await page.keyboard.press('/');
      expect(await focused(page)).toMatchObject({ seen: true, marked: true });
      await page.keyboard.type('j?');
      expect(await page.getByRole('banner').getByRole('searchbox').inputValue()).toBe('j?');
      await page.getByRole('heading', { level: 1 }).click();
      await page.keyboard.press('?');
      const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
      expect(await help.isVisible()).toBe(true);
      await page.keyboard.press('Escape');
      expect(await help.isVisible()).toBe(false);
    }));

  test('areas fold and unfold, and stay as they were left', () =>
    visiting({}, async (page) => {
      await page.goto(`${PLAN}?area=A.2.1`);
      const row = page.getByRole('rowheader', { name: 'A.2.1.1' });
      expect(await row.isVisible()).toBe(true);
      await page.keyboard.press('[');
      expect(await row.isVisible()).toBe(false);
      await page.keyboard.press(']');
      expect(await row.isVisible()).toBe(true);
    }));

  test.each([true, false])(
    'the menu of capacities opens by Enter, and its acts are the next stops (scripts: %s)',
    async (script) =>
      visiting({ script, session: await sessionOf('secretariat') }, async (page) => {
        await page.goto('/asean-canada');
        await page.locator('summary').filter({ hasText: 'Acting as' }).focus();
        await page.keyboard.press('Enter');
        const signOut = page.getByRole('button', { name: 'Sign out' });
        expect(await signOut.isVisible()).toBe(true);
        for (const name of ['What others see of this page', 'My account', 'Sign out']) {
          await page.keyboard.press('Tab');
          expect(await focused(page)).toMatchObject({ name, seen: true, marked: true });
        }
        if (!script) return;
        await page.keyboard.press('Escape');
        expect(await signOut.isVisible()).toBe(false);
        expect((await focused(page)).name).toContain('Acting as');
      }),
  );

  test('the navigation of a phone opens and closes, and the focus is not lost', () =>
    visiting({ width: 320 }, async (page) => {
      await page.goto('/asean-canada');
      await page.getByRole('button', { name: 'Menu', exact: true }).focus();
      await page.keyboard.press('Enter');
      await page.keyboard.press('Tab');
      expect(await focused(page)).toMatchObject({ seen: true, marked: true });
      await page.keyboard.press('Escape');
      expect(await page.getByRole('navigation', { name: 'Main navigation' }).isVisible()).toBe(false);
      expect((await focused(page)).name).toBe('Menu');
    }));
});

/** Presses Tab until the focus leaves the page, at most so many times. */
async function walk(page: Page, most: number) {
  const stops: Awaited<ReturnType<typeof focused>>[] = [];
  let parts = 0;
  for (let press = 0; press < most; press += 1) {
    await page.keyboard.press('Tab');
    const stop = await focused(page);
    if (stop.path === '' || stop.path === stops[0]?.path) break;
    // A field for a date is three stops in one: day, month and year.
    const again = stop.path === stops.at(-1)?.path;
    parts = again ? parts + 1 : 0;
    if (again && parts < 4) continue;
    stops.push(stop);
  }
  return stops;
}
