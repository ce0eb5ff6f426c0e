import type { Child } from 'hono/jsx';
import type { Language } from '../i18n/index.ts';

type LinkProps = {
  readonly href: string;
  readonly children?: Child;
  readonly class?: string;
  readonly id?: string;
  readonly title?: string;
  readonly lang?: Language;
  readonly hreflang?: Language;
  readonly rel?: string;
  readonly current?: 'page' | 'true' | 'location' | undefined;
  readonly download?: boolean;
  readonly label?: string | undefined;
};

/** A link that can only lead to a page: see `safeHref`. The one way to write `<a href>` with an address that is not a constant. */
export function SafeLink(props: LinkProps) {
  const { href, children, current, label, ...rest } = props;
  return (
    <a href={safeHref(href)} aria-current={current} aria-label={label} {...rest}>
      {children}
    </a>
  );
}

/**
 * Gives back an address that a link may carry: a path of this site, a fragment or query of this page, `http:`, `https:` or `mailto:`.
 * Throws for every other scheme (`javascript:`, `data:`), for `//host` and `/\host`, which leave the site unseen, and for
 * control characters, which browsers drop before they read the scheme.
 */
export function safeHref(href: string): string {
  const refused = () => new Error(`a link may not lead to ${JSON.stringify(href.slice(0, 60))}`);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must be refused
  if (/[\x00-\x20\x7f\\]/.test(href)) throw refused();
  if (/^(?:[?#]|\/(?!\/))/.test(href)) return href;
  if (!/^(?:https?:\/\/|mailto:)./i.test(href) || !URL.canParse(href)) throw refused();
  return href;
}
