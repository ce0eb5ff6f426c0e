import type { Acting, Session } from './acting.ts';

/**
 * Somebody looks at the site as another would get it: `?as=party:asean` behind any address of a partnership. What is read is what the own
 * secret opens, narrowed to what that reader sees; nothing can be changed meanwhile.
 */
export type Look = {
  /** As it stands behind `?as=`. */
  readonly key: string;
  /** Who that is, in words: “ASEAN”, “the public”. */
  readonly label: string;
  readonly acting: Acting;
  readonly session: Session | null;
  /** What of one's own is not there for that reader, in a sentence. */
  readonly hidden: string;
  /** As whom one might look, for choosing another. */
  readonly readers: readonly { readonly key: string; readonly label: string }[];
};

/** Behind `?as=` it means: no longer as somebody else. */
export const AS_MYSELF = 'self';

/** Keeps every link and form of a page within the look, where it leads to the same partnership. Tags marked `data-own` are one's own. */
export function keepLooking(html: string, partnership: string, key: string): string {
  const here = new RegExp(`(?<= (?:href|action)=")/${partnership}(?=["/?#])[^"#]*`);
  return html.replace(/<(a|form) [^>]*>/g, (tag, name: string) => {
    if (tag.includes(' data-own')) return tag;
    // A form that asks for a view replaces whatever stands behind its address.
    if (name === 'form' && tag.includes(' method="get"'))
      return here.test(tag) ? `${tag}<input type="hidden" name="as" value="${key}"/>` : tag;
    return tag.replace(here, (address) => `${address}${address.includes('?') ? '&amp;' : '?'}as=${key}`);
  });
}

/** The same address without `as`, for going back to one's own view. */
export function asMyself(url: URL): string {
  const query = new URLSearchParams(url.search);
  query.delete('as');
  const path = url.pathname.replace(/^\/+/, '/');
  return query.size === 0 ? path : `${path}?${query}`;
}
