import type { Child } from 'hono/jsx';
import type { Language } from '../i18n/index.ts';
import type { ButtonKind } from './button.tsx';
import { Icon } from './icon.tsx';
import type { IconName } from './icon-names.ts';
import { SafeLink } from './safe-link.tsx';
import { text } from './text.ts';

/** A list of links and small forms that opens on demand, by `<details>`: works without a script. Children are `MenuLink`s, forms or `MenuHeading`s. */
export function Menu(props: {
  readonly label: Child;
  readonly children: Child;
  readonly icon?: IconName;
  readonly kind?: ButtonKind | 'bare';
  readonly align?: 'start' | 'end';
}) {
  const kind = props.kind ?? 'secondary';
  return (
    <details class={`menu ${props.align ?? 'start'}`} data-menu>
      <summary class={kind === 'bare' ? 'bare' : `button ${kind}`}>
        {props.icon && <Icon name={props.icon} />}
        <span>{props.label}</span>
        <Icon name="chevron-down" size={14} />
      </summary>
      <div class="menu-body">{props.children}</div>
    </details>
  );
}

/** One entry of a menu. */
export function MenuLink(props: {
  readonly href: string;
  readonly children: Child;
  readonly current?: boolean;
  readonly icon?: IconName;
  readonly download?: boolean;
}) {
  return (
    <SafeLink
      class="menu-link"
      href={props.href}
      current={props.current ? 'true' : undefined}
      {...(props.download ? { download: true } : {})}
    >
      {props.icon && <Icon name={props.icon} />}
      <span>{props.children}</span>
    </SafeLink>
  );
}

/** Words above a group of a menu's entries. */
export function MenuHeading(props: { readonly children: Child }) {
  return <p class="menu-heading">{props.children}</p>;
}

/**
 * A layer above the page, opened by its own button, by the browser's `popover`: works without a script. `id` is unique on the page.
 * For asking something short beside an act; what is longer is a page.
 */
export function Dialog(props: {
  readonly lang: Language;
  readonly id: string;
  readonly title: string;
  readonly open: Child;
  readonly children: Child;
  readonly kind?: ButtonKind;
  readonly icon?: IconName;
}) {
  return (
    <>
      <button type="button" class={`button ${props.kind ?? 'secondary'}`} popovertarget={props.id}>
        {props.icon && <Icon name={props.icon} />}
        <span>{props.open}</span>
      </button>
      <div id={props.id} class="dialog" popover="auto" role="dialog" aria-labelledby={`${props.id}-title`}>
        <div class="dialog-head">
          <h2 id={`${props.id}-title`}>{props.title}</h2>
          <button type="button" class="button quiet" popovertarget={props.id} popovertargetaction="hide">
            <Icon name="x" label={text.in(props.lang)('ui.close')} />
          </button>
        </div>
        <div class="dialog-body">{props.children}</div>
      </div>
    </>
  );
}
