import type { Child } from 'hono/jsx';
import type { Crumb } from '../http/page.ts';
import { type Language, writeNumber } from '../i18n/index.ts';
import { Icon } from './icon.tsx';
import { SafeLink } from './safe-link.tsx';
import { text } from './text.ts';

type Choice = { readonly label: Child; readonly href: string; readonly current?: boolean; readonly count?: number };

/** Several views of one thing, each with its own address. `label` says of what, for those who do not see them. */
export function Tabs(props: { readonly lang: Language; readonly label: string; readonly items: readonly Choice[] }) {
  return (
    <nav class="tabs" aria-label={props.label}>
      <ul>
        {props.items.map((item) => (
          <li>
            <SafeLink href={item.href} current={item.current ? 'page' : undefined}>
              {item.label}
              <Count lang={props.lang} count={item.count} />
            </SafeLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The usual questions of a list, each a link with its count. `removable` shows a cross: the link takes the filter away. */
export function Chips(props: {
  readonly lang: Language;
  readonly label: string;
  readonly items: readonly (Choice & { readonly removable?: boolean })[];
}) {
  const t = text.in(props.lang);
  return (
    <nav class="chips" aria-label={props.label}>
      <ul>
        {props.items.map((item) => (
          <li>
            <SafeLink href={item.href} current={item.current ? 'true' : undefined}>
              <span>{item.label}</span>
              <Count lang={props.lang} count={item.count} />
              {item.removable && <Icon name="x" size={14} label={t('ui.remove')} />}
            </SafeLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The way from the partnership down to this page. */
export function Breadcrumbs(props: { readonly lang: Language; readonly crumbs: readonly Crumb[] }) {
  return (
    <nav class="breadcrumbs" aria-label={text.in(props.lang)('ui.breadcrumbs')}>
      <ol>
        {props.crumbs.map((crumb) => (
          <li>
            {crumb.href === undefined ? (
              <span aria-current="page">{crumb.label}</span>
            ) : (
              <SafeLink href={crumb.href}>{crumb.label}</SafeLink>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** Which rows of a list one sees (counted from 1, or the first and the last by name), and the ways to those before and after; null where there are none. */
export function Pager(props: {
  readonly lang: Language;
  readonly from: number | string;
  readonly until: number | string;
  /** Null where counting all would cost too much. */
  readonly total: number | null;
  readonly previous: string | null;
  readonly next: string | null;
}) {
  const t = text.in(props.lang);
  const { from, until, total, previous, next } = props;
  return (
    <nav class="pager" aria-label={t('ui.pages')}>
      <p>{total === null ? t('ui.range-open', { from, until }) : t('ui.range', { from, until, total })}</p>
      <ul>
        <li>{previous !== null && <PageLink href={previous} rel="prev" icon="chevron-left" label={t('ui.previous')} />}</li>
        <li>{next !== null && <PageLink href={next} rel="next" icon="chevron-right" label={t('ui.next')} />}</li>
      </ul>
    </nav>
  );
}

function PageLink(props: { href: string; rel: 'prev' | 'next'; icon: 'chevron-left' | 'chevron-right'; label: string }) {
  return (
    <SafeLink class={`button secondary ${props.rel}`} href={props.href} rel={props.rel}>
      <Icon name={props.icon} />
      <span>{props.label}</span>
    </SafeLink>
  );
}

/** A count beside words; nothing where there is none to show. */
export function Count(props: { readonly lang: Language; readonly count: number | undefined }) {
  if (props.count === undefined) return null;
  return <span class="count"> {writeNumber(props.lang, props.count)}</span>;
}
