/** A password has so many characters, at least and at most. Nothing else is asked of it (NIST SP 800-63B, 5.1.1). */
export const PASSWORD = { least: 12, most: 128 } as const;

/**
 * Where to go after signing in: a path on this site, written as a browser would send it; anything that could lead elsewhere, or back to
 * the sign-in page or a link that was used up, becomes the home page.
 */
export function safeNext(next: string | undefined): string {
  if (next === undefined || next.length > 2_000 || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(next)) return '/';
  const here = 'http://here.invalid';
  const url = URL.canParse(next, here) ? new URL(next, here) : undefined;
  // "/.//elsewhere" becomes "//elsewhere" once its dots are gone.
  if (url?.origin !== here || url.pathname.startsWith('//')) return '/';
  return /^\/(sign-(in|out)|invitation|password)(\/|$)/.test(url.pathname) ? '/' : `${url.pathname}${url.search}${url.hash}`;
}
