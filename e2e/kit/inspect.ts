/// <reference lib="dom" />
/// <reference lib="dom.iterable" />

// These functions run in the page: each must stand alone, and nothing outside of them exists there.

/** What sticks out to the right of the page, so that one would have to scroll sideways; the outermost first. */
export function overflowing(): string[] {
  const { clientWidth, scrollWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return [];
  const wide = [...document.body.querySelectorAll('*')].filter((element) => {
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.right > clientWidth + 1;
  });
  return [
    `${scrollWidth} > ${clientWidth}`,
    ...wide.slice(0, 3).map((element) => (element.cloneNode(false) as Element).outerHTML.slice(0, 160)),
  ];
}

/** Sets lines, letters and words as far apart as WCAG 1.4.12 says, or back again. */
export function spaceOut(on: boolean): void {
  document.adoptedStyleSheets = [];
  if (!on) return;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }',
  );
  document.adoptedStyleSheets = [sheet];
}

/** Words that are cut off by a box around them. Boxes that are meant for the ear only, and those that cut with an ellipsis, do not count. */
export function cutWords(): string[] {
  const cuts = (style: CSSStyleDeclaration) => /hidden|clip/.test(`${style.overflowX} ${style.overflowY}`);
  const meantTo = (box: DOMRect, style: CSSStyleDeclaration) =>
    box.width <= 2 || box.height <= 2 || style.webkitLineClamp !== 'none' || style.textOverflow === 'ellipsis';
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found: string[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const words = node.textContent?.trim() ?? '';
    if (words === '' || !node.parentElement?.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const text = range.getBoundingClientRect();
    if (text.width === 0) continue;
    for (let box: Element | null = node.parentElement; box && box !== document.body; box = box.parentElement) {
      const style = getComputedStyle(box);
      if (!cuts(style)) continue;
      const around = box.getBoundingClientRect();
      if (meantTo(around, style)) break;
      if (text.right > around.right + 2 || text.bottom > around.bottom + 2 || text.left < around.left - 2)
        found.push(`${words.slice(0, 60)} in ${(box.cloneNode(false) as Element).outerHTML.slice(0, 100)}`);
    }
  }
  return found;
}

/** Words and strokes that have the very colour of what is behind them, as can happen when a reader's own colours are in force. */
export function vanished(): string[] {
  const behind = (element: Element | null): string => {
    for (let at = element; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if (!/^(transparent|rgba\(.*, 0\))$/.test(colour)) return colour;
    }
    return 'rgb(255, 255, 255)';
  };
  const found: string[] = [];
  for (const element of document.body.querySelectorAll<HTMLElement | SVGElement>('*')) {
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    const style = getComputedStyle(element);
    const name = (element.cloneNode(false) as Element).outerHTML.slice(0, 120);
    if (element instanceof SVGGeometryElement) {
      const drawn = [style.stroke, style.fill].filter((colour) => colour !== 'none');
      if (drawn.length > 0 && drawn.every((colour) => colour === behind(element))) found.push(`drawing ${name}`);
      continue;
    }
    const says = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim());
    if (says && (element instanceof SVGElement ? style.fill : style.color) === behind(element)) found.push(`words ${name}`);
  }
  return found;
}

/**
 * Passages that are not in the language that they are said to be in, for a reader that speaks them aloud. Only passages that are long
 * enough to tell: their small words decide.
 */
export function misnamedLanguages(): string[] {
  const small = {
    en: /\b(?:the|of|and|to|in|for|with|is|this|that|are|by|on|from|its|as)\b/gi,
    fr: /(?<![\p{L}’'])(?:le|la|les|des|du|et|de|pour|dans|une|un|est|sur|au|aux|que|par|ce|en)(?![\p{L}’'])/giu,
  };
  const found: string[] = [];
  for (const element of document.querySelectorAll<HTMLElement>('title, meta[name=description], body *')) {
    const own = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.textContent ?? '');
    const words = element instanceof HTMLMetaElement ? element.content : own.join(' ');
    if (words.length < 50 || element.closest('script, style')) continue;
    const english = words.match(small.en)?.length ?? 0;
    const french = words.match(small.fr)?.length ?? 0;
    if (Math.max(english, french) < 3) continue;
    const spoken = english > 2 * french ? 'en' : french > 2 * english ? 'fr' : undefined;
    const said = element.closest('[lang]')?.getAttribute('lang');
    if (spoken !== undefined && said !== '' && spoken !== said) found.push(`lang=${said}: ${words.trim().slice(0, 100)}`);
  }
  return found;
}

/** Whether nothing lies over an element: the middle of each of its lines is its own. */
export function isOpen(selector: string): boolean {
  const element = document.querySelector(selector);
  const lines = [...(element?.getClientRects() ?? [])].filter(({ width, height }) => width > 0 && height > 0);
  return (
    lines.length > 0 &&
    lines.every(({ left, right, top, bottom }) =>
      element?.contains(document.elementFromPoint((left + right) / 2, (top + bottom) / 2)),
    )
  );
}

export type Structure = {
  readonly headings: readonly string[];
  readonly landmarks: readonly string[];
  readonly links: readonly string[];
  readonly fields: readonly string[];
};

/** What a page is made of, without its words: to be the same in every language. */
export function structure(): Structure {
  const address = (link: HTMLAnchorElement) => {
    const url = new URL(link.href);
    url.searchParams.delete('lang');
    // A page of a list that is sorted by name holds other organisations in each language.
    const organisation = location.pathname.endsWith('/organisations') && /(.*\/organisations)\/[^/]+$/.exec(url.pathname);
    return organisation ? `${organisation[1]}/…` : `${url.pathname}${url.search}${url.hash}`;
  };
  // A working translation stands only where the reader's language is not that of the plan.
  const everywhere = (element: Element) => element.closest('section[aria-labelledby=translation]') === null;
  const all = <E extends Element>(selector: string) => [...document.body.querySelectorAll<E>(selector)].filter(everywhere);
  return {
    headings: all('h1, h2, h3, h4, h5, h6').map((heading) => heading.tagName),
    landmarks: all('header, nav, main, aside, footer, search, section, form').map((landmark) => landmark.tagName),
    // Names stand in the order of their language, so the order of links is not looked at.
    links: all<HTMLAnchorElement>('a[href]').map(address).sort(),
    fields: all<HTMLInputElement>('input, select, textarea, button').map(({ tagName, name }) => `${tagName} ${name}`),
  };
}

export type Focus = {
  readonly name: string;
  /** Where it is among the elements of the page; empty when the focus is nowhere. */
  readonly path: string;
  /** Whether it is inside the window and nothing lies over it. */
  readonly seen: boolean;
  /** Whether it shows that it has the focus. */
  readonly marked: boolean;
};

/** What has the focus, and whether somebody who cannot use a mouse can tell. */
export function focused(page: { evaluate<T>(work: () => T): Promise<T> }): Promise<Focus> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement) || element === document.body) return { name: '', path: '', seen: false, marked: false };
    const steps: number[] = [];
    for (let at: Element = element; at.parentElement; at = at.parentElement)
      steps.unshift([...at.parentElement.children].indexOf(at));
    const boxes = [...element.getClientRects()].filter((box) => box.width > 0 && box.height > 0);
    const at = (x: number, y: number) => {
      const top = document.elementFromPoint(x, y);
      return top !== null && (element.contains(top) || top.contains(element));
    };
    const style = getComputedStyle(element);
    return {
      name: (element.getAttribute('aria-label') ?? element.textContent ?? '').trim().replace(/\s+/g, ' ').slice(0, 80),
      path: steps.join('.'),
      seen: boxes.some((box) => at((box.left + box.right) / 2, (box.top + box.bottom) / 2)),
      marked: (style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== 'none',
    };
  });
}
