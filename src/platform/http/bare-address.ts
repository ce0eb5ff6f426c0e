/** The address on this site that somebody meant who wrote one slash behind it; null where there is none to take off. */
export function withoutSlash(method: string, { pathname, search }: URL): string | null {
  const [, bare] = /^(\/[^/\\].*[^/])\/$/.exec(pathname) ?? [];
  return bare !== undefined && (method === 'GET' || method === 'HEAD') ? `${bare}${search}` : null;
}
