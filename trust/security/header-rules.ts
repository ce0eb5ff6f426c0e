/** `https`: the site is reached by it. `forEverybody`: a file of the program itself, alike for all. `signedIn`: somebody asked, not a visitor. */
export type About = { readonly https: boolean; readonly forEverybody: boolean; readonly signedIn: boolean };

/** What is wrong with the headers of an answer, written down here and not asked of the program. */
export function headerFaults({ headers }: Pick<Response, 'headers'>, { https, forEverybody, signedIn }: About): string[] {
  const faults: string[] = [];
  const want = (name: string, sound: (value: string) => boolean): void => {
    const value = headers.get(name);
    if (value === null) faults.push(`no ${name}`);
    else if (!sound(value)) faults.push(`${name}: ${value}`);
  };
  const file = headers.has('content-disposition');
  want('content-security-policy', (policy) => policyHolds(policy, file));
  want('x-content-type-options', (value) => value === 'nosniff');
  want('referrer-policy', (value) => value === 'same-origin' || value === 'no-referrer');
  want('cross-origin-opener-policy', (value) => value === 'same-origin');
  want('cross-origin-resource-policy', (value) => value === 'same-origin');
  want('permissions-policy', (value) => /camera=\(\)/.test(value));
  if (!forEverybody) {
    // What any visitor may read may be kept by one who asks each time whether it still holds.
    const asksAgain = !signedIn && headers.has('etag');
    want('cache-control', (value) => /\bno-store\b/.test(value) || (asksAgain && value === 'private, no-cache'));
    want('vary', (value) => /\bcookie\b/i.test(value));
  }
  if (https) want('strict-transport-security', (value) => Number(/max-age=(\d+)/.exec(value)?.[1]) >= 31_536_000);
  if (file) want('content-disposition', (value) => value.startsWith('attachment'));
  for (const name of ['server', 'x-powered-by', 'access-control-allow-origin'])
    if (headers.has(name)) faults.push(`${name} is there`);
  for (const cookie of headers.getSetCookie()) faults.push(...cookieFaults(cookie, https));
  return faults;
}

function policyHolds(policy: string, file: boolean): boolean {
  const parts = new Map(policy.split(';').map((part) => [part.trim().split(/\s+/)[0] ?? '', part.trim().split(/\s+/).slice(1)]));
  if (/unsafe-|\*|https?:/.test(policy) || parts.get('default-src')?.join() !== `'none'`) return false;
  // In a sandbox nothing runs, whatever may frame it.
  if (file) return parts.has('sandbox') && parts.get('sandbox')?.length === 0;
  return (
    ['frame-ancestors', 'base-uri', 'object-src'].every((name) => parts.get(name)?.join() === `'none'`) &&
    parts.get('script-src')?.join() === `'self'`
  );
}

/** Cookies that hold a wish and no right: a neighbouring host that sets them changes the language of a page. */
export const OPENS_NOTHING = ['lang'];

function cookieFaults(cookie: string, https: boolean): string[] {
  const [pair = '', ...attributes] = cookie.split(';').map((part) => part.trim());
  const name = pair.split('=')[0] ?? '';
  const has = (attribute: string) => attributes.some((each) => each.toLowerCase() === attribute);
  const wanted = ['path=/', ...(https ? ['secure'] : [])];
  const faults = wanted.filter((each) => !has(each)).map((each) => `cookie ${name} without ${each}`);
  if (!has('samesite=lax') && !has('samesite=strict')) faults.push(`cookie ${name} goes to other sites`);
  if (!has('httponly')) faults.push(`cookie ${name} can be read by scripts`);
  if (https && !name.startsWith('__Host-') && !OPENS_NOTHING.includes(name))
    faults.push(`cookie ${name} is not for this host alone`);
  if (attributes.some((each) => /^domain=/i.test(each))) faults.push(`cookie ${name} is for other hosts, too`);
  return faults;
}
