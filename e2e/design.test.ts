import { describe, expect, test } from 'vitest';
import { LANGUAGES } from '../src/platform/i18n/index.ts';
import { DESIGN_SECTIONS } from '../src/platform/ui/design.tsx';
import { visiting } from './kit/visiting.ts';

const WORDS = {
  en: {
    sections: 'Sections of this page',
    more: 'More acts',
    publish: 'Publish',
    withdraw: 'Withdraw…',
  },
  fr: {
    sections: 'Sections de la page',
    more: 'Autres actes',
    publish: 'Publier',
    withdraw: 'Retirer…',
  },
};

describe.each(
  LANGUAGES.flatMap((lang) => [
    { lang, script: true },
    { lang, script: false },
  ]),
)('the kit alive, in $lang (scripts: $script)', ({ lang, script }) => {
  const words = WORDS[lang];

  test('has a section for each kind of component, and a way to each', () =>
    visiting({ lang, script }, async (page) => {
      await page.goto('/design');
      const ways = page.getByRole('navigation', { name: words.sections }).getByRole('link');
      expect(await ways.evaluateAll((links) => links.map((link) => link.getAttribute('href')))).toEqual(
        DESIGN_SECTIONS.map((id) => `#${id}`),
      );
      for (const id of DESIGN_SECTIONS)
        expect(await page.locator(`#${id}`).getByRole('heading', { level: 2 }).count()).toBeGreaterThan(0);
    }));

  test('opens menus and dialogs, and closes them', () =>
    visiting({ lang, script }, async (page) => {
      await page.goto('/design');
      const acts = page.locator('#acts');
      const publish = acts.getByRole('link', { name: words.publish });
      expect(await publish.isVisible()).toBe(false);
      await acts.getByText(words.more).click();
      expect(await publish.isVisible()).toBe(true);
      await acts.getByRole('button', { name: words.withdraw }).click();
      const dialog = page.getByRole('dialog');
      expect(await dialog.getByRole('heading').isVisible()).toBe(true);
      await page.keyboard.press('Escape');
      expect(await dialog.count()).toBe(0);
    }));

  test('says every ring in words, with what each party says', () =>
    visiting({ lang, script }, async (page) => {
      await page.goto('/design');
      const labels = await page
        .getByRole('img')
        .evaluateAll((images) => images.map((image) => image.getAttribute('aria-label') ?? ''));
      expect(labels.length).toBeGreaterThan(10);
      expect(labels.filter((label) => label.trim() === '')).toEqual([]);
    }));

  test('leads from the summary of errors to each field, and tells the field what is wrong with it', () =>
    visiting({ lang, script }, async (page) => {
      await page.goto('/design');
      const summary = page.locator('#forms').getByRole('list').first().getByRole('link');
      expect(await summary.count()).toBe(2);
      for (const link of await summary.all()) {
        const message = await link.innerText();
        await link.click();
        const field = page.locator(':focus');
        expect(await field.getAttribute('aria-invalid')).toBe('true');
        const described = (await field.getAttribute('aria-describedby'))?.split(' ') ?? [];
        const help = await Promise.all(described.map((id) => page.locator(`[id="${id}"]`).innerText()));
        expect(help.join(' ')).toContain(message);
      }
    }));
});

describe('on paper', () => {
  test.each(['/asean-canada/plans/2007-10/document', '/asean-canada/plans/2007-10/lines/A.2.4.5', '/asean-canada/plans/2007-10'])(
    '%s keeps its words and leaves out what only works on a screen',
    (path) =>
      visiting({}, async (page) => {
        await page.goto(path);
        await page.emulateMedia({ media: 'print' });
        for (const screen of [
          page.getByRole('navigation', { name: 'Main navigation' }),
          page.getByRole('banner').getByRole('searchbox'),
          page.getByRole('banner').getByRole('link', { name: 'Sign in' }),
        ])
          expect(await screen.isVisible()).toBe(false);
        expect(await page.getByRole('heading', { level: 1 }).isVisible()).toBe(true);
        expect(await page.getByRole('main').innerText()).toContain('Promote and develop cooperation multilaterally');
      }),
  );
});
