import { readFile } from 'node:fs/promises';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { DEMO } from '../src/modules/plan/importer/fixtures/plan-words.ts';
import { openWindow } from './kit/look.ts';
import { personIn, signIn } from './kit/people.ts';
import { type Program, startProgram } from './kit/program.ts';

/**
 * From the document of the reference plan to its register: read, mended at doubtful places, and entered; by buttons, and by keys. On a program of its
 * own: two more plans would be found by whatever else is looked at.
 */
const main = (page: Page) => page.getByRole('main');
const flash = (page: Page) => page.getByRole('status').first();

let program: Program;
let browser: Browser;
beforeAll(async () => {
  [program, browser] = await Promise.all([startProgram(), chromium.connect(inject('browser'))]);
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await program?.stop();
});

/** The secretariat at work in a window of its own, in which nothing goes wrong. */
async function atWork(script: boolean, walk: (page: Page) => Promise<void>): Promise<void> {
  const window = await openWindow(browser, program.url, { script });
  await signIn(window.page, personIn('secretariat'));
  await window.page.waitForURL((url) => url.pathname !== '/sign-in');
  await walk(window.page);
  expect(window.trouble()).toEqual([]);
  await window.close();
}

async function readIn(page: Page, name: string): Promise<void> {
  await page.goto('/asean-canada/plans/drafts');
  await page.getByRole('link', { name: 'Read a document' }).click();
  await page.getByLabel('The document', { exact: true }).setInputFiles({
    name,
    mimeType: 'application/octet-stream',
    buffer: await readFile(new URL(name, DEMO)),
  });
  await page.getByRole('button', { name: 'Read it' }).click({ timeout: 90_000 });
  // Read in a process of its own, which on a busy machine begins late.
  await page.getByText('The document was read. Nothing is entered yet.').waitFor({ timeout: 90_000 });
}

describe.each([
  { script: false, name: 'plan.docx', slug: 'from-word' },
  { script: true, name: 'plan.pdf', slug: 'from-pdf' },
])('the reference plan from $name, scripts $script', ({ script, name, slug }) => {
  test('is read, looked at, mended, taken back and entered', { timeout: 400_000 }, async () =>
    atWork(script, async (page) => {
      await readIn(page, name);
      const head = main(page).locator('h1');
      expect(await head.innerText()).toMatch(/Joint Cooperation Work Plan/i);
      expect(
        await main(page)
          .getByText(/22 areas · 88 lines · 15 sub-items/)
          .count(),
      ).toBe(1);

      // Three doubtful places: the first is read right, the others are looked at.
      const doubt = page.getByRole('region', { name: 'All doubtful places' });
      const next = () => (script ? page.keyboard.press('n') : doubt.getByRole('link', { name: 'Next' }).click());
      const first = await doubt.locator('h2').innerText();
      if (script) await page.keyboard.press('a');
      else await doubt.getByRole('button', { name: 'Read right' }).click();
      await page.getByText('Done: Doubtful place: read right').waitFor();
      expect(await doubt.locator('h2').innerText()).not.toBe(first);
      const second = await doubt.locator('h2').innerText();
      await next();
      await expect.poll(() => doubt.locator('h2').innerText()).not.toBe(second);

      // Split where the words go on, see both, and join them again.
      const register = page.getByRole('region', { name: 'Draft register' });
      await page.locator('#field-node').selectOption({ label: (await optionWith(page, 'A.2.1 ')) ?? '' });
      if (!script) await register.getByRole('button', { name: 'Show' }).click();
      await register.getByRole('link', { name: 'A.2.1.1', exact: true }).click();
      await register.locator('[aria-current="true"] summary').first().waitFor();
      const words = await register.locator('[aria-current="true"] p.words').innerText();
      const begins = words.split(' ').slice(4, 8).join(' ');
      if (script) await page.keyboard.press('s');
      else await register.getByText('Split in two').click();
      await register.getByLabel('Its first words').fill(begins);
      await register.getByRole('button', { name: 'Split', exact: true }).click();
      await page.getByText('Done: Split · A.2.1.1').waitFor();
      expect(
        await main(page)
          .getByText(/89 lines/)
          .count(),
      ).toBe(1);
      await undo(page, script, 'Split');
      expect(
        await main(page)
          .getByText(/88 lines/)
          .count(),
      ).toBe(1);
      await register.getByRole('link', { name: 'A.2.1.2', exact: true }).click();
      await register.locator('[aria-current="true"]').getByRole('link', { name: 'A.2.1.2', exact: true }).waitFor();
      if (script) await page.keyboard.press('m');
      else await register.getByRole('button', { name: 'Join to the one before' }).click();
      await page.getByText(/Done: Joined to the one before/).waitFor();
      expect(
        await main(page)
          .getByText(/87 lines/)
          .count(),
      ).toBe(1);
      await undo(page, script, 'Joined to the one before');

      // All that grammar proposes of one kind is confirmed at once.
      await page.getByRole('button', { name: 'Confirm all: Enabling' }).click();
      await page.getByText('Done: All of a kind confirmed (Enabling)').waitFor();
      expect(await page.getByRole('button', { name: 'Confirm all: Enabling' }).count()).toBe(0);

      await main(page).getByRole('link', { name: 'Enter the plan…' }).click();
      expect(await page.getByLabel(/A plan of ASEAN and Canada/).isChecked()).toBe(true);
      await page.getByLabel('Address in this partnership').fill(slug);
      await page.getByRole('button', { name: 'Enter the plan' }).click();
      await page.waitForURL(`**/asean-canada/plans/${slug}`);
      expect(await flash(page).innerText()).toContain('The plan was entered.');
      expect(await linesOf(page, slug)).toEqual(await linesOf(page, '2007-10'));
      await page.goto(`/asean-canada/plans/${slug}/remarks`);
      expect(await main(page).innerText()).toMatch(/looked at: read right \(Sari Wulandari/);
      expect(await main(page).getByRole('heading', { name: 'What was mended before it was entered' }).count()).toBe(1);
    }),
  );
});

/** Takes the last mend back, by its key or its button. */
async function undo(page: Page, script: boolean, what: string): Promise<void> {
  if (script) await page.keyboard.press('z');
  else
    await main(page)
      .getByRole('button', { name: `Undo: ${what}` })
      .click();
  await page.getByText(`Taken back: ${what}`).waitFor();
}

const optionWith = (page: Page, beginning: string): Promise<string | undefined> =>
  page
    .locator('#field-node option')
    .allInnerTexts()
    .then((all) => all.find((each) => each.startsWith(beginning)));

type Line = { readonly reference: string; readonly words: readonly { readonly lang: string; readonly text: string }[] };

/** The action lines of a plan, by reference and authentic words, as programs read them. */
async function linesOf(page: Page, plan: string): Promise<(readonly [string, string | undefined])[]> {
  const answer = await page.request.get(`/api/v1/partnerships/asean-canada/plans/${plan}/lines?limit=200`);
  const { items } = (await answer.json()) as { items: readonly Line[] };
  expect(items).toHaveLength(88);
  return items.map(({ reference, words }) => [reference, words.find(({ lang }) => lang === 'en')?.text] as const);
}
