import type { Child } from 'hono/jsx';
import { Icon } from './icon.tsx';
import type { IconName } from './icon-names.ts';
import { SafeLink } from './safe-link.tsx';

/** `primary`: the one act of the page. `danger`: cannot be undone. `quiet`: beside others, without a border. */
export type ButtonKind = 'primary' | 'secondary' | 'quiet' | 'danger';

type Look = { readonly kind?: ButtonKind; readonly icon?: IconName; readonly children: Child };

/** A button that sends its form. `name` and `value` tell several acts of one form apart; `form` names a form elsewhere on the page. */
export function Button(
  props: Look & {
    readonly name?: string;
    readonly value?: string;
    readonly form?: string;
    readonly formaction?: string;
    readonly disabled?: boolean;
    readonly describedBy?: string;
  },
) {
  const { kind, icon, children, describedBy, ...rest } = props;
  return (
    <button type="submit" class={classOf(kind)} aria-describedby={describedBy} {...rest}>
      {icon && <Icon name={icon} />}
      <span>{children}</span>
    </button>
  );
}

/** A link that leads to where an act is done, and looks like one. */
export function LinkButton(props: Look & { readonly href: string; readonly download?: boolean }) {
  const { kind, icon, children, ...rest } = props;
  return (
    <SafeLink class={classOf(kind)} {...rest}>
      {icon && <Icon name={icon} />}
      <span>{children}</span>
    </SafeLink>
  );
}

const classOf = (kind: ButtonKind = 'secondary') => `button ${kind}`;
