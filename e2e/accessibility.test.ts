import type { Page } from 'playwright-core';
import { afterAll, describe, expect, test } from 'vitest';
import { LANGUAGES, type Language } from '../src/platform/i18n/index.ts';
import { bringAxe, COLOUR_RULES, findings } from './kit/axe.ts';
import { cutWords, misnamedLanguages, overflowing, spaceOut, structure, vanished } from './kit/inspect.ts';
import { PHONE, WIDE, type Window } from './kit/look.ts';
import { sessionOf } from './kit/people.ts';
import { answerInstead, type Stop, stops } from './kit/stops.ts';
import { isDressed, windowOn } from './kit/visiting.ts';

/** One window for each language and capacity, kept for the whole file. */
const windows = new Map<string, Promise<Window>>();
afterAll(async () => {
  for (const window of windows.values()) await (await window).close();
});

function windowFor(lang: Language, by: Stop['by']): Promise<Window> {
  const key = `${lang} ${by}`;
  const open = async () => windowOn({ lang, ...(by === 'visitor' ? {} : { session: await sessionOf(by) }) });
  const window = windows.get(key) ?? open();
  windows.set(key, window);
  return window;
}

// High enough that nothing of a column that scrolls by itself is out of sight, where axe could not judge it.
const TALL = 2_400;

describe.each(stops())('$name ($path)', (stop) => {
  test('can be read by everybody, in both languages alike', { timeout: 90_000 }, async () => {
    const [english, french] = await Promise.all(LANGUAGES.map((lang) => lookAt(stop, lang)));
    expect({ english: english?.wrong, french: french?.wrong }).toEqual({ english: [], french: [] });
    expect(french?.structure).toEqual(english?.structure);
  });
});

async function lookAt(stop: Stop, lang: Language) {
  const { page, trouble } = await windowFor(lang, stop.by);
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' });
  expect(await arrive(page, stop, lang)).toBe(stop.status);
  expect(await isDressed(page)).toBe(true);
  expect(await page.locator('html').getAttribute('lang')).toBe(lang);
  await bringAxe(page);
  const wrong: string[] = [];
  const note = (where: string, found: readonly string[]) => wrong.push(...found.map((each) => `${where}: ${each}`));
  note('language', await page.evaluate(misnamedLanguages));
  for (const width of [WIDE, PHONE]) {
    await page.setViewportSize({ width, height: TALL });
    note(`${width} light`, await findings(page));
    await page.emulateMedia({ colorScheme: 'dark' });
    note(`${width} dark`, await findings(page, COLOUR_RULES));
    await page.emulateMedia({ colorScheme: 'light' });
    note(`${width}`, await page.evaluate(overflowing));
    await page.evaluate(spaceOut, true);
    note(`${width} spaced out`, [...(await page.evaluate(overflowing)), ...(await page.evaluate(cutWords))]);
    await page.evaluate(spaceOut, false);
  }
  await page.emulateMedia({ forcedColors: 'active' });
  note('colours of the reader', await page.evaluate(vanished));
  note('on the way', trouble());
  return { wrong, structure: await page.evaluate(structure) };
}

async function arrive(page: Page, stop: Stop, lang: Language): Promise<number | undefined> {
  if (stop.instead) await page.route(`**${stop.path}`, (route) => route.fulfill(answerInstead(stop, lang)), { times: 1 });
  if (stop.act === undefined) return (await page.goto(stop.path))?.status();
  await page.goto(stop.path);
  const answer = page.waitForResponse((response) => response.request().method() === 'POST');
  await stop.act(page);
  const status = (await answer).status();
  await page.waitForLoadState('load');
  return status;
}
