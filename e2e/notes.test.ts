import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { sessionOf } from './kit/people.ts';
import { visiting, windowOn } from './kit/visiting.ts';

const PLAN = '/asean-canada/plans/2007-10';
const main = (page: Page) => page.getByRole('main');
/** The note of the seat itself; below it stand those for other readers. */
const note = (page: Page) => main(page).getByRole('region', { name: 'Note', exact: true }).locator('> .wall').first();
const said = (page: Page) => page.getByRole('status').or(page.getByRole('alert')).first().innerText();

/** Opens the form where nothing is noted yet. */
async function write(page: Page): Promise<void> {
  await note(page).getByText('Write the note').click();
}

/** What the page answers that comes of an act. */
async function statusAfter(page: Page, act: () => Promise<unknown>): Promise<number> {
  const answer = page.waitForResponse((response) => response.request().method() === 'POST');
  await act();
  const status = (await answer).status();
  await page.waitForLoadState('load');
  return status;
}

describe.each([
  { how: 'with scripts', script: true, line: 'A.2.5.1', contested: 'A.2.5.2', area: 'B.4', rows: ['B.4.1', 'B.4.2'] },
  { how: 'without scripts', script: false, line: 'A.2.5.3', contested: 'A.2.5.4', area: 'B.3', rows: ['B.3.1', 'B.3.2'] },
] as const)('notes of one side, $how', ({ script, line, contested, area, rows }) => {
  test('an officer notes a line to take, finds it again by a word, and the other side sees nothing', async () => {
    const word = `ptarmigan${script ? 'a' : 'b'}`;
    await visiting({ script, session: await sessionOf('speaker') }, async (page) => {
      await page.goto(`${PLAN}/lines/${line}`);
      expect(await note(page).innerText()).toContain('Only Canada sees this');
      await write(page);
      await note(page).getByLabel('Line to take').fill(`We begin with the ${word}.`);
      await note(page).getByLabel('By when').fill('2008-09-30');
      await note(page).getByRole('button', { name: 'Record the note' }).click();
      await page.waitForURL(`**${PLAN}/lines/${line}`);
      expect(await said(page)).toContain(`The note on ${line} is recorded.`);
      expect(await note(page).getByLabel('Line to take').inputValue()).toBe(`We begin with the ${word}.`);
      await page.goto(`/asean-canada/search?q=${word}`);
      expect(await main(page).innerText()).toContain('Only Canada sees this');
      await main(page)
        .getByRole('link', { name: `Note on ${line}` })
        .click();
      await page.waitForURL(`**${PLAN}/lines/${line}#note`);
    });
    for (const role of ['secretariat', 'administrator', 'observer'] as const)
      await visiting({ script, session: await sessionOf(role) }, async (page) => {
        await page.goto(`/asean-canada/search?q=${word}`);
        expect(await main(page).innerText()).toContain('Nothing was found');
        await page.goto(`${PLAN}/lines/${line}`);
        expect(await note(page).count()).toBe(0);
        expect(await page.getByRole('link', { name: 'Our notes' }).count()).toBe(0);
      });
  });

  test('of two colleagues the second sees both texts and loses nothing', async () => {
    const other = await windowOn({ script: false, session: await sessionOf('contributor') });
    try {
      await visiting({ script, session: await sessionOf('speaker') }, async (page) => {
        const address = `${PLAN}/lines/${contested}`;
        await page.goto(address);
        await other.page.goto(address);
        await write(page);
        await write(other.page);
        await note(other.page).getByLabel('Background').fill('The colleague was first.');
        await note(other.page).getByRole('button', { name: 'Record the note' }).click();
        await other.page.waitForURL(`**${address}`);
        await note(page).getByLabel('Background').fill('I was second.');
        expect(await statusAfter(page, () => note(page).getByRole('button', { name: 'Record the note' }).click())).toBe(409);
        const compared = await main(page).locator('.compare').innerText();
        expect(compared).toMatch(/removed:\s+The colleague/);
        expect(compared).toMatch(/added:\s+I/);
        expect(await page.getByLabel('Background').inputValue()).toBe('I was second.');
        await page.getByLabel('Background').fill('The colleague was first, I was second.');
        await page.getByRole('button', { name: 'Record the note' }).click();
        await page.waitForURL(`**${address}`);
        expect(await note(page).getByLabel('Background').inputValue()).toBe('The colleague was first, I was second.');
        await note(page).getByText('What the note said before').click();
        expect(await note(page).innerText()).toContain('The colleague was first.');
      });
      expect(other.trouble()).toEqual([]);
    } finally {
      await other.close();
    }
  });

  test('many lines are noted at once, one wrong row loses nothing, and the save is taken back', async () => {
    await visiting({ script, session: await sessionOf('speaker') }, async (page) => {
      await page.goto(`${PLAN}/notes?area=${area}`);
      const cell = (field: string, reference: string) => main(page).getByLabel(`${field}, ${reference}`, { exact: true });
      const save = main(page).getByRole('button', { name: 'Save the notes' });
      await cell('Line to take', rows[0]).fill('first of two');
      await cell('Whose step', rows[1]).fill('DFAIT');
      if (script) {
        await cell('Background', rows[1]).evaluate((field) => field.removeAttribute('maxlength'));
        await cell('Background', rows[1]).fill('x'.repeat(10_001));
        expect(await statusAfter(page, () => save.click())).toBe(422);
        expect(await main(page).getByRole('alert').innerText()).toContain(`${rows[1]}: This is longer than 10,000 characters.`);
        expect(await cell('Line to take', rows[0]).inputValue()).toBe('first of two');
        await cell('Background', rows[1]).fill('');
      }
      await save.click();
      await page.waitForURL(`**${PLAN}/notes?area=${area}`);
      expect(await said(page)).toContain('The notes are saved.');
      expect(await cell('Line to take', rows[0]).inputValue()).toBe('first of two');
      await main(page).getByRole('button', { name: 'Take back the last save (2 notes)' }).click();
      await page.waitForURL(`**${PLAN}/notes?area=${area}`);
      expect(await said(page)).toContain('The last save is taken back');
      expect(await cell('Line to take', rows[0]).inputValue()).toBe('');
      expect(await cell('Whose step', rows[1]).inputValue()).toBe('');
    });
  });

  test('a line is cited with its words and its address', async () => {
    await visiting({ script }, async (page) => {
      await page.goto(`${PLAN}/lines/${line}`);
      const citation = await page.locator('#citation').innerText();
      expect(citation).toContain(line);
      expect(citation).toMatch(/“.+” https?:\/\/.+\/lines\//s);
      expect(await page.getByRole('button', { name: 'Copy as citation' }).count()).toBe(script ? 1 : 0);
      if (!script) return;
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await page.getByRole('button', { name: 'Copy as citation' }).click();
      await page.getByText('Copied.').waitFor();
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(citation.replace(/\s+/g, ' ').trim());
    });
  });
});

describe('what is saved while one writes', () => {
  const status = (page: Page) => note(page).getByRole('status');

  test('says when it was saved, and the button then has nothing to add', async () =>
    visiting({ session: await sessionOf('speaker') }, async (page) => {
      await page.goto(`${PLAN}/lines/A.2.6.1`);
      await write(page);
      await note(page).getByLabel('Line to take').pressSequentially('While I write');
      await status(page)
        .getByText(/^Saved at \d/)
        .waitFor();
      await note(page).getByLabel('Line to take').pressSequentially(', still');
      await note(page).locator('input[name="version"][value="2"]').waitFor({ state: 'attached' });
      await page.reload();
      expect(await note(page).getByLabel('Line to take').inputValue()).toBe('While I write, still');
    }));

  test('is kept through a connection that is gone, and goes on when it is back', async () => {
    const window = await windowOn({ session: await sessionOf('speaker') });
    try {
      const { page } = window;
      await page.goto(`${PLAN}/lines/A.2.6.2`);
      await write(page);
      await page.context().setOffline(true);
      await note(page).getByLabel('Next step').fill('Wait for the line');
      await status(page)
        .getByText(/^Not saved: there is no connection/)
        .waitFor();
      await page.context().setOffline(false);
      await status(page)
        .getByText(/^Saved at/)
        .waitFor();
      await page.reload();
      expect(await note(page).getByLabel('Next step').inputValue()).toBe('Wait for the line');
    } finally {
      await window.close();
    }
  });

  test('is kept in the window when the session is over, and is there again after signing in', async () => {
    const window = await windowOn({ session: await sessionOf('speaker') });
    try {
      const { page } = window;
      await page.goto(`${PLAN}/lines/A.2.7.1`);
      await write(page);
      const cookies = await page.context().cookies();
      await page.context().clearCookies();
      await note(page).getByLabel('Background').fill('Not to be lost');
      await status(page)
        .getByText(/^Not saved: you are no longer signed in/)
        .waitFor();
      await page.reload();
      expect(await note(page).count()).toBe(0);
      await page.context().addCookies(cookies);
      await page.reload();
      expect(await note(page).getByLabel('Background').inputValue()).toBe('Not to be lost');
      await status(page)
        .getByText(/^Saved at/)
        .waitFor();
    } finally {
      await window.close();
    }
  });

  test('never goes over what a colleague wrote meanwhile', async () => {
    const other = await windowOn({ script: false, session: await sessionOf('contributor') });
    const window = await windowOn({ session: await sessionOf('speaker') });
    try {
      const { page } = window;
      const address = `${PLAN}/lines/A.2.7.2`;
      await page.goto(address);
      await other.page.goto(address);
      await write(other.page);
      await note(other.page).getByLabel('Line to take').fill('The colleague’s');
      await note(other.page).getByRole('button', { name: 'Record the note' }).click();
      await other.page.waitForURL(`**${address}`);
      await write(page);
      await note(page).getByLabel('Line to take').fill('Mine');
      await status(page)
        .getByText(/^Not saved: somebody else changed this note/)
        .waitFor();
      await other.page.reload();
      expect(await note(other.page).getByLabel('Line to take').inputValue()).toBe('The colleague’s');
      await note(page).getByRole('button', { name: 'Record the note' }).click();
      await main(page).getByText('What stands now, against what you typed').waitFor();
      expect(await page.getByLabel('Line to take').inputValue()).toBe('Mine');
    } finally {
      await window.close();
      await other.close();
    }
  });

  test('cells of a spreadsheet fill the fields to the right and below', async () =>
    visiting({ session: await sessionOf('speaker') }, async (page) => {
      await page.goto(`${PLAN}/notes?area=B.5`);
      const cell = (field: string, reference: string) => main(page).getByLabel(`${field}, ${reference}`, { exact: true });
      await cell('Next step', 'B.5.1').evaluate((field) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData(
          'text/plain',
          '"One, with ""quotes""\nand a second line"\tDFAIT\t2008-9-5\r\nTwo\tCIDA\t5.9.2008\r\n',
        );
        field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
      });
      expect(await cell('Next step', 'B.5.1').inputValue()).toBe('One, with "quotes"\nand a second line');
      expect(await cell('By when', 'B.5.1').inputValue()).toBe('2008-09-05');
      expect(await cell('Next step', 'B.5.2').inputValue()).toBe('Two');
      expect(await cell('Whose step', 'B.5.2').inputValue()).toBe('CIDA');
      await main(page)
        .getByText('5 cells were pasted. Nothing is saved yet. 1 cell found no place or was no day, and was left out.')
        .waitFor();
    }));
});
