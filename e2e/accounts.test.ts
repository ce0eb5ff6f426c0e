import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { sessionOf } from './kit/people.ts';
import { site, visiting, windowOn } from './kit/visiting.ts';

const main = (page: Page) => page.getByRole('main');
const said = (page: Page) => page.getByRole('status').or(page.getByRole('alert')).first().innerText();
const PASSWORD = 'nineteen green herons';

/** The link in the newest letter to an address: the mailbox of the demonstration shows it as soon as it was queued. */
async function linkFor(page: Page, email: string, path: string): Promise<string> {
  const find = async () => {
    await page.goto('/mailbox');
    const letter = main(page).locator('section').filter({ hasText: email }).first();
    const link = letter.locator(`a[href^="${path}?token="]`);
    return (await link.count()) > 0 ? ((await link.getAttribute('href')) ?? '') : '';
  };
  await expect.poll(find, { timeout: 20_000 }).not.toBe('');
  return find();
}

async function invite(page: Page, name: string, email: string): Promise<void> {
  await page.goto('/asean-canada/parties');
  await page.getByRole('link', { name: 'Invite somebody' }).click();
  await page.waitForURL('**/asean-canada/invitations');
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Contributor').check();
  await page.getByLabel('Title in English').fill('Programme officer');
  await page.getByRole('button', { name: 'Send the invitation' }).click();
}

describe.each([
  { how: 'with scripts', script: true },
  { how: 'without scripts', script: false },
])('accounts, $how', ({ script }) => {
  const name = `Guest ${script ? 'Scripted' : 'Plain'}`;
  const email = `guest-${script}@invited.example`;

  test('a speaker invites somebody, who chooses a password, works, and finds his sessions', async () => {
    await visiting({ script, session: await sessionOf('speaker') }, async (page) => {
      await invite(page, name, email);
      // A title is needed in both languages: nothing that was typed is lost. With scripts the browser itself stops there.
      if (!script || (await page.getByLabel('Title in French').inputValue()) === '') {
        expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe(name);
        await page.getByLabel('Title in French').fill('Agente de programme');
        await page.getByRole('button', { name: 'Send the invitation' }).click();
      }
      expect(await said(page)).toContain(`${name} is invited: a letter is on its way to ${email}.`);
      expect(await main(page).getByRole('row').filter({ hasText: email }).count()).toBe(1);
    });
    await visiting({ script }, async (page) => {
      await page.goto(await linkFor(page, email, '/invitation'));
      expect(await main(page).innerText()).toContain('Programme officer, Canada');
      await page.getByLabel('Password').fill('password1234');
      await page.getByRole('button', { name: 'Accept and sign in' }).click();
      await main(page).getByText('This password is among those that are tried first').first().waitFor();
      await page.getByLabel('Password').fill(PASSWORD);
      await page.getByRole('button', { name: 'Accept and sign in' }).click();
      await page.waitForURL('**/asean-canada');
      expect(await said(page)).toContain('Welcome. You are signed in.');
      expect(await page.getByRole('banner').innerText()).toContain('Programme officer');
      await page.getByRole('banner').getByText('Acting as').click();
      await page.getByRole('banner').getByRole('link', { name: 'My account' }).click();
      await page.waitForURL('**/account');
      expect(await main(page).getByRole('row').filter({ hasText: 'this session' }).innerText()).toContain('Chrome, Linux');
    });
  });

  test('who has lost the password gets a link, is signed out everywhere, and signs in with the new one', async () => {
    const other = await windowOn({ script });
    await visiting({ script }, async (page) => {
      const enter = async (where: Page, password: string) => {
        await where.goto('/sign-in');
        await where.getByLabel('E-mail address').fill(email);
        await where.getByLabel('Password').fill(password);
        await where.getByLabel('Password').press('Enter');
      };
      await enter(other.page, PASSWORD);
      await other.page.waitForURL((url) => url.pathname === '/');
      await page.goto('/sign-in');
      await page.getByRole('link', { name: 'I have lost my password' }).click();
      const answers: string[] = [];
      for (const address of [`nobody-${script}@invited.example`, email]) {
        await page.goto('/password');
        await page.getByLabel('E-mail address').fill(address);
        await page.getByRole('button', { name: 'Send me a link' }).click();
        await main(page).getByRole('heading', { name: 'Look into your mail' }).waitFor();
        answers.push(await main(page).innerText());
      }
      expect(answers[0]).toBe(answers[1]);
      await page.goto(await linkFor(page, email, '/password/new'));
      await page.getByLabel('New password').fill(`${PASSWORD} again`);
      await page.getByRole('button', { name: 'Set the new password' }).click();
      await page.waitForURL('**/sign-in');
      expect(await said(page)).toContain('The new password holds.');
      const answer = await other.page.goto('/account');
      expect(answer?.status()).toBe(403);
      await enter(page, `${PASSWORD} again`);
      await page.waitForURL((url) => url.pathname === '/');
    });
    await other.close();
  });

  test('an invitation is taken back, and its link opens nothing', async () => {
    const away = `away-${script}@invited.example`;
    await visiting({ script, session: await sessionOf('speaker') }, async (page) => {
      await page.goto('/asean-canada/invitations');
      await page.getByLabel('Title in French').fill('Agente');
      await page.getByLabel('Name', { exact: true }).fill(`Away ${script}`);
      await page.getByLabel('E-mail address').fill(away);
      await page.getByLabel('Contributor').check();
      await page.getByLabel('Title in English').fill('Officer');
      await page.getByRole('button', { name: 'Send the invitation' }).click();
      expect(await said(page)).toContain('is invited');
      const link = await linkFor(page, away, '/invitation');
      await page.goto('/asean-canada/invitations');
      await page.getByRole('button', { name: `Take back the invitation of Away ${script}` }).click();
      expect(await said(page)).toContain('The invitation is taken back');
      await page.goto(`${site}${link}`);
      await main(page).getByRole('heading', { name: 'Open the link in the letter' }).waitFor();
    });
  });
});
