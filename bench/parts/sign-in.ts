import { browse } from '../../src/commands/fixtures/serving.ts';
import type { Child } from '../measure/child.ts';
import { type Spread, spreadOf } from '../measure/statistics.ts';

/** What it costs to sign in with a password: most of it is the hashing, which is meant to be slow for whoever guesses. */
export type SignInFigures = { readonly milliseconds: Spread; readonly cpu: Spread };

/** Signs the same person in so many times, one after the other, each time as a browser that comes for the first time. */
export async function measureSignIn(site: Child, email: string, password: string, times: number): Promise<SignInFigures> {
  const milliseconds: number[] = [];
  const cpu: number[] = [];
  for (let time = 0; time <= times; time += 1) {
    const browser = browse(site.url.origin);
    const page = await (await browser.send('/sign-in')).text();
    const _csrf = /name="_csrf" value="([^"]+)"/.exec(page)?.[1] ?? '';
    const before = await site.cpu();
    const begun = performance.now();
    const answer = await browser.send('/sign-in', { method: 'POST', body: new URLSearchParams({ _csrf, email, password }) });
    const took = performance.now() - begun;
    if (answer.status !== 303) throw new Error(`${email} is not signed in: ${answer.status}`);
    // The first is for warming up.
    if (time === 0) continue;
    milliseconds.push(took);
    cpu.push(((await site.cpu()) - before) / 1_000);
  }
  return { milliseconds: spreadOf(milliseconds), cpu: spreadOf(cpu) };
}
