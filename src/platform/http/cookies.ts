/** The cookies of a request by name; the first of two with one name counts. */
export function readCookies(headers: Headers): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const pair of (headers.get('cookie') ?? '').split(';')) {
    const at = pair.indexOf('=');
    const name = pair.slice(0, at).trim();
    if (at > 0 && name !== '' && !found.has(name)) found.set(name, pair.slice(at + 1).trim());
  }
  return found;
}

/** A cookie of ours: for this site only, out of reach of scripts. `days` 0 removes it. */
export function cookie(name: string, value: string, options: { https: boolean; days: number }): string {
  const age = `Max-Age=${Math.round(options.days * 86_400)}`;
  return `${name}=${value}; Path=/; HttpOnly; SameSite=Lax; ${age}${options.https ? '; Secure' : ''}`;
}
