import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, expect, inject } from 'vitest';
import { type Look, openWindow, type Window } from './look.ts';

/** The address of the program under test. */
export const site = inject('site');

let connected: Promise<Browser> | undefined;
afterAll(async () => (await connected)?.close());

/** A window on the site for as long as the file runs, or until it is closed. */
export async function windowOn(look: Look = {}): Promise<Window> {
  connected ??= chromium.connect(inject('browser'));
  return openWindow(await connected, site, look);
}

/**
 * Walks through the site in a window of its own, and holds that nothing went wrong on the way: no error in the console, no refusal by the
 * security policy, nothing asked of others, style and script there.
 */
export async function visiting(look: Look, walk: (page: Page) => Promise<void>): Promise<void> {
  const window = await windowOn(look);
  try {
    await walk(window.page);
    expect(window.trouble()).toEqual([]);
    expect(await isDressed(window.page), 'the page has its style').toBe(true);
  } finally {
    await window.close();
  }
}

/** Whether the style sheet arrived and is in force: every check of looks would pass on a page without one. */
export function isDressed(page: Page): Promise<boolean> {
  return page.evaluate(() => [...document.styleSheets].some((sheet) => sheet.cssRules.length > 0));
}
