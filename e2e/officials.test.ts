import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { PEOPLE, personIn, sessionOf, signIn } from './kit/people.ts';
import { visiting, windowOn } from './kit/visiting.ts';

const PLAN = '/asean-canada/plans/2007-10';
const main = (page: Page) => page.getByRole('main');
const banner = (page: Page) => page.getByRole('banner');
/** What a page says has been done, or could not be. */
const said = (page: Page) => page.getByRole('status').or(page.getByRole('alert')).first().innerText();

/** Opens the menu of the capacity one acts in. It opens without scripts as well. */
const openCapacity = (page: Page) => banner(page).getByText('Acting as').click();

describe.each([
  { how: 'with scripts', script: true, mended: 'A.2.1.1', contested: 'A.2.1.2', confirmed: 'A.2.1.3' },
  { how: 'without scripts', script: false, mended: 'A.2.3.1', contested: 'A.2.3.2', confirmed: 'A.2.3.3' },
])('officials, $how', ({ script, mended, contested, confirmed }) => {
  test.each(PEOPLE)('$full_name signs in by one click, comes back to the page, and sees in which capacity', (person) =>
    visiting({ script }, async (page) => {
      await signIn(page, person, `${PLAN}/lines/A.2.4.5`);
      await page.waitForURL(`**${PLAN}/lines/A.2.4.5`);
      const acting = await banner(page).innerText();
      expect(person.mandates.some(({ title }) => acting.includes(title.en))).toBe(true);
      const mayMend = person.mandates.some(({ role }) => role === 'secretariat');
      expect(await page.getByRole('link', { name: 'Mend the words' }).count()).toBe(mayMend ? 1 : 0);
      await openCapacity(page);
      await banner(page).getByRole('button', { name: 'Sign out' }).click();
      await page.waitForURL((url) => url.pathname === '/');
      expect(await said(page)).toContain('You are signed out.');
      expect(await banner(page).getByRole('link', { name: 'Sign in' }).isVisible()).toBe(true);
    }),
  );

  test('signs in with address and password; a wrong one keeps the address', () =>
    visiting({ script }, async (page) => {
      const { email } = personIn('observer');
      await page.goto('/sign-in');
      await page.getByLabel('E-mail address').fill(email);
      await page.getByLabel('Password').fill('not the one that it is');
      await page.getByLabel('Password').press('Enter');
      await main(page).getByText('There is no account with this e-mail address and this password.').first().waitFor();
      expect(await page.getByLabel('E-mail address').inputValue()).toBe(email);
      expect(await page.getByLabel('Password').inputValue()).toBe('');
      await page.getByLabel('Password').fill('demonstration only');
      await page.getByLabel('Password').press('Enter');
      await page.waitForURL((url) => url.pathname === '/');
      await page.goto('/asean-canada');
      expect(await banner(page).innerText()).toContain(personIn('observer').mandates[0]?.title.en);
    }));

  test('somebody with two hats changes them, and comes back to the other', () =>
    visiting({ script }, async (page) => {
      const person = PEOPLE.find(({ mandates }) => mandates.length === 2);
      if (!person) throw new Error('the demonstration has nobody with two hats');
      await signIn(page, person, '/asean-canada');
      const acting = await banner(page).innerText();
      const titles = person.mandates.map(({ title }) => title.en);
      const first = titles.find((title) => acting.includes(title)) ?? '';
      const second = titles.find((title) => title !== first) ?? '';
      await openCapacity(page);
      await banner(page).getByRole('button', { name: second }).click();
      expect(await said(page)).toContain(`From now on you act as: ${second}`);
      await page.goto('/asean-canada');
      await openCapacity(page);
      expect(await banner(page).getByRole('button', { name: first }).isVisible()).toBe(true);
      expect(await banner(page).getByRole('button', { name: second }).count()).toBe(0);
    }));

  test('the secretariat mends a slip: nothing typed is lost, a reason is asked for, and the earlier words stay in the history', async () =>
    visiting({ script, session: await sessionOf('secretariat') }, async (page) => {
      const address = `${PLAN}/lines/${mended}`;
      await page.goto(address);
      await page.getByRole('link', { name: 'Mend the words' }).click();
      await page.waitForURL(`**${address}/mend`);
      const words = page.getByLabel('The words as they stand in the signed document');
      const before = await words.inputValue();
      await words.fill(`${before} (mended)`);
      await page.getByLabel('Why').fill('x');
      const record = page.getByRole('button', { name: `Record a new edition of ${mended}` });
      expect(await statusAfter(page, () => record.click())).toBe(422);
      expect(await words.inputValue()).toBe(`${before} (mended)`);
      await main(page)
        .getByRole('link', { name: /Say why the words are mended/ })
        .click();
      expect(await page.getByLabel('Why').evaluate((field) => field === document.activeElement)).toBe(true);
      await page.getByLabel('Why').fill('the scan had lost a word');
      await record.click();
      await page.waitForURL(`**${address}`);
      expect(await said(page)).toContain(`The words of ${mended} were mended.`);
      const history = await main(page).getByRole('region', { name: 'History of the words' }).innerText();
      for (const part of [before, `${before} (mended)`, 'the scan had lost a word']) expect(history).toContain(part);
      await page.reload();
      expect(await main(page).getByText(`The words of ${mended} were mended.`).count()).toBe(0);
    }));

  test('of two who mend the same line, the second sees both texts and loses nothing', async () => {
    const session = await sessionOf('secretariat');
    const other = await windowOn({ script, session });
    try {
      await visiting({ script, session }, async (page) => {
        const address = `${PLAN}/lines/${contested}/mend`;
        await page.goto(address);
        await other.page.goto(address);
        const before = await mend(other.page, 'theirs');
        await other.page.waitForURL(`**${PLAN}/lines/${contested}`);
        expect(await statusAfter(page, () => mend(page, 'ours'))).toBe(409);
        await main(page).getByText('Somebody changed this line while you were writing.').first().waitFor();
        expect(await page.getByLabel('The words as they stand in the signed document').inputValue()).toBe(`${before} ours`);
        // Seen by its mark, and told by words to those who do not see it.
        expect(await main(page).locator('del').allInnerTexts()).toEqual([expect.stringMatching(/removed:\s+theirs/)]);
        expect(await main(page).locator('ins').allInnerTexts()).toEqual([expect.stringMatching(/added:\s+ours/)]);
        await page.getByRole('button', { name: /^Record a new edition/ }).click();
        await page.waitForURL(`**${PLAN}/lines/${contested}`);
        expect(await main(page).getByRole('region', { name: 'History of the words' }).innerText()).toContain('theirs');
      });
      expect(other.trouble()).toEqual([]);
    } finally {
      await other.close();
    }
  });

  test('the secretariat confirms a kind of promise', async () =>
    visiting({ script, session: await sessionOf('secretariat') }, async (page) => {
      await page.goto(`${PLAN}/lines/${confirmed}`);
      const facts = page.getByRole('complementary');
      expect(await facts.innerText()).toContain('not yet confirmed');
      await facts.getByLabel('Kind of promise').selectOption({ label: 'Recurring' });
      await facts.getByRole('button', { name: 'Confirm the kind of promise' }).click();
      await page.waitForURL(`**${PLAN}/lines/${confirmed}`);
      expect(await said(page)).toContain(`The kind of promise of ${confirmed} is confirmed.`);
      expect(await facts.innerText()).toMatch(/Recurring[\s\S]*confirmed by the secretariat/);
    }));

  test('a speaker may not mend, and what only the parties see is not there for a visitor', async () => {
    await visiting({ script, session: await sessionOf('speaker') }, async (page) => {
      expect((await page.goto(`${PLAN}/lines/A.2.4.5/mend`))?.status()).toBe(403);
      await main(page).getByText('The capacity in which you act may not do this.').waitFor();
      await page.goto('/asean-canada/parties');
      expect(await main(page).innerText()).toContain(personIn('secretariat').full_name);
    });
    await visiting({ script }, async (page) => {
      await page.goto('/asean-canada/parties');
      for (const { full_name } of PEOPLE) expect(await main(page).innerText()).not.toContain(full_name);
    });
  });
});

/** Adds a word to what stands in the form and sends it. @returns the words that stood there */
async function mend(page: Page, word: string): Promise<string> {
  const words = page.getByLabel('The words as they stand in the signed document');
  const before = await words.inputValue();
  await words.fill(`${before} ${word}`);
  await page.getByLabel('Why').fill('to see what happens');
  await page.getByRole('button', { name: /^Record a new edition/ }).click();
  return before;
}

/** What the page answers that comes of an act. */
async function statusAfter(page: Page, act: () => Promise<unknown>): Promise<number> {
  const answer = page.waitForResponse((response) => response.request().method() === 'POST');
  await act();
  const status = (await answer).status();
  await page.waitForLoadState('load');
  return status;
}
