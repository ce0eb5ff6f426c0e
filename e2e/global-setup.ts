import type { TestProject } from 'vitest/node';
import { startChromium } from './kit/chromium.ts';
import { startProgram } from './kit/program.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The address of the one program that all browser tests visit. */
    site: string;
    /** Where the one browser takes connections. */
    browser: string;
  }
}

/** One program with the demonstration and one browser for all files of this folder; both end with the run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const [program, browser] = await Promise.allSettled([startProgram(), startChromium()]);
  const end = async () => {
    if (browser.status === 'fulfilled') await browser.value.close();
    if (program.status === 'fulfilled') await program.value.stop();
  };
  if (program.status === 'rejected' || browser.status === 'rejected') {
    await end();
    throw program.status === 'rejected' ? program.reason : (browser as PromiseRejectedResult).reason;
  }
  project.provide('site', program.value.url);
  project.provide('browser', browser.value.wsEndpoint());
  return end;
}
