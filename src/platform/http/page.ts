import type { Child } from 'hono/jsx';
import type { Language } from '../i18n/index.ts';

/** One step of the way to a page. The last one, the page itself, has no address. */
export type Crumb = { readonly label: string; readonly href?: string };

/** A whole page as a handler returns it; the frame around it is built once, by the platform. */
export type Page = {
  readonly title: string;
  readonly body: Child;
  readonly status?: number;
  /** From the partnership down to this page; left out on top-level pages. */
  readonly breadcrumbs?: readonly Crumb[];
  /** The language of the page's own title, where it is not that of the interface (a plan's title is in its own language). */
  readonly titleLanguage?: Language;
  /** `document`: reading width, no navigation column in print; `plain`: narrow, for sign-in and errors. */
  readonly kind?: 'wide' | 'document' | 'plain';
  /** One sentence for search engines and link previews; public pages only. */
  readonly description?: string;
};

export type NavigationItem = {
  readonly label: string;
  readonly href: string;
  readonly icon: string;
  readonly current: boolean;
  readonly count?: number;
};
export type NavigationGroup = { readonly label: string | null; readonly items: readonly NavigationItem[] };

/** A capacity that a signed-in person may wear: one dated mandate. */
export type Hat = { readonly mandate: string; readonly label: string; readonly partnership: string; readonly current: boolean };

/** What the frame shows around every page. Built by the platform for each request. */
export type Frame = {
  readonly lang: Language;
  /** Path and query of the page, for the language links and for coming back after signing in. */
  readonly path: string;
  readonly query: string;
  readonly navigation: readonly NavigationGroup[];
  readonly partnership: { readonly slug: string; readonly name: string } | null;
  readonly partnerships: readonly { readonly slug: string; readonly name: string }[];
  readonly person: { readonly name: string; readonly hats: readonly Hat[] } | null;
  /** The day at which a demonstration stands, ISO; null in a real installation. */
  readonly demonstrationDay: string | null;
  readonly flash: { readonly kind: 'done' | 'problem'; readonly text: string } | null;
  /** Hidden field of every form. */
  readonly csrf: string;
  /** Set while somebody looks as another would (`look.ts`): as whom, and the way back. */
  readonly looking: {
    readonly key: string;
    readonly label: string;
    readonly hidden: string;
    readonly back: string;
    readonly readers: readonly { readonly key: string; readonly label: string }[];
  } | null;
  /** Where one may see this page as others get it; null where one may not. */
  readonly lookHref: string | null;
  /** Words already in the header's search box. */
  readonly search: string;
};
