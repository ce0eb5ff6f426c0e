import { asset } from './assets.ts';
import type { IconName } from './icon-names.ts';

/** One icon of the sprite. Beside words it is decoration and says nothing; standing alone it needs a `label`. */
export function Icon(props: { readonly name: IconName; readonly label?: string; readonly size?: number }) {
  const size = props.size ?? 18;
  return (
    <svg
      class="icon"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      role={props.label === undefined ? undefined : 'img'}
      aria-label={props.label}
      aria-hidden={props.label === undefined ? 'true' : undefined}
    >
      <use href={`${asset('icons.svg')}#${props.name}`} />
    </svg>
  );
}
