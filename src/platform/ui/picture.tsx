import type { Child } from 'hono/jsx';
import { dateInWords, type Language } from '../i18n/index.ts';
import { SafeLink } from './safe-link.tsx';
import { text } from './text.ts';

/** A picture with its caption and, folded below it, the same as a table. `children` is an SVG without inline styles. */
export function Picture(props: {
  readonly lang: Language;
  readonly caption: string;
  readonly children: Child;
  readonly table: Child;
}) {
  return (
    <figure class="picture">
      <figcaption>{props.caption}</figcaption>
      <div class="drawing">{props.children}</div>
      <details data-remember={`table:${props.caption}`}>
        <summary>{text.in(props.lang)('ui.table-of')}</summary>
        {props.table}
      </details>
    </figure>
  );
}

export type Happening = {
  /** An ISO date, month or year. */
  readonly on: string;
  readonly what: Child;
  readonly href?: string;
  readonly by?: string;
  /** Not yet: set apart by a hollow mark and by `when`. */
  readonly planned?: boolean;
};

/** What happened, or will, by date in the order given: history, meetings, deadlines. */
export function Timeline(props: { readonly lang: Language; readonly label: string; readonly items: readonly Happening[] }) {
  return (
    <ol class="timeline" aria-label={props.label}>
      {props.items.map((item) => (
        <li class={item.planned ? 'planned' : undefined}>
          <time datetime={item.on}>{dateInWords(props.lang, item.on)}</time>
          <p>{item.href === undefined ? item.what : <SafeLink href={item.href}>{item.what}</SafeLink>}</p>
          {item.by !== undefined && <p class="meta">{item.by}</p>}
        </li>
      ))}
    </ol>
  );
}
