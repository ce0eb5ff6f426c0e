import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Language } from '../../src/platform/i18n/index.ts';

/** How somebody looks at the site. */
export type Look = {
  readonly lang?: Language;
  readonly scheme?: 'light' | 'dark';
  readonly width?: number;
  readonly script?: boolean;
  readonly forcedColors?: boolean;
  /** A signed-in session, as `sessionOf` gives it. */
  readonly session?: Awaited<ReturnType<BrowserContext['storageState']>>;
};

/** A window on the site that notes whatever a page should never do. */
export type Window = {
  readonly page: Page;
  /** What went wrong since the last time it was asked for: console, scripts, style, requests to others. Empty when all is well. */
  trouble(): string[];
  close(): Promise<void>;
};

export const WIDE = 1280;
export const PHONE = 320;

/** Opens a window. `page.goto('/path')` stays on the site. */
export async function openWindow(browser: Browser, site: string, look: Look = {}): Promise<Window> {
  const width = look.width ?? WIDE;
  const context = await browser.newContext({
    baseURL: site,
    locale: look.lang === 'fr' ? 'fr-CA' : 'en-CA',
    colorScheme: look.scheme ?? 'light',
    forcedColors: look.forcedColors ? 'active' : 'none',
    reducedMotion: 'reduce',
    javaScriptEnabled: look.script ?? true,
    viewport: { width, height: width < 600 ? 640 : 800 },
    ...(look.session === undefined ? {} : { storageState: look.session }),
  });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  const noted = note(page, site);
  return {
    page,
    trouble: () => noted.splice(0),
    close: () => context.close(),
  };
}

function note(page: Page, site: string): string[] {
  const noted: string[] = [];
  page.on('pageerror', (error) => noted.push(`script: ${error.message}`));
  page.on('console', (message) => {
    // A page that answers 404 or 422 is reported here as well; what belongs to a page is looked at below.
    if (/^Failed to load resource/.test(message.text())) return;
    if (message.type() === 'error' || message.type() === 'warning') noted.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(`${site}/`) && !url.startsWith('data:')) noted.push(`a request to others: ${url}`);
  });
  page.on('requestfailed', (request) => {
    // A click that leads on cuts off what was still loading.
    const why = request.failure()?.errorText ?? '';
    if (why !== 'net::ERR_ABORTED') noted.push(`${request.url()} failed: ${why}`);
  });
  page.on('response', (response) => {
    const kind = response.request().resourceType();
    if (kind !== 'document' && response.status() !== 200) noted.push(`${kind} ${response.url()} answered ${response.status()}`);
  });
  return noted;
}
