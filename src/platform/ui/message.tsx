import type { Child } from 'hono/jsx';
import type { Frame } from '../http/page.ts';
import type { Language } from '../i18n/index.ts';
import { Icon } from './icon.tsx';
import type { IconName } from './icon-names.ts';
import { text } from './text.ts';

/** A page or list that holds nothing yet: what would stand here, and what to do first. */
export function EmptyState(props: {
  readonly title: string;
  readonly children?: Child;
  readonly icon?: IconName;
  readonly acts?: Child;
}) {
  return (
    <div class="empty">
      <Icon name={props.icon ?? 'inbox'} size={28} />
      <p class="empty-title">{props.title}</p>
      {props.children && <div class="empty-words">{props.children}</div>}
      {props.acts && <p class="acts">{props.acts}</p>}
    </div>
  );
}

/** What has just been done, or could not be. */
export function Flash(props: { readonly lang: Language; readonly flash: NonNullable<Frame['flash']> }) {
  const t = text.in(props.lang);
  const done = props.flash.kind === 'done';
  return (
    <div class={`flash ${props.flash.kind}`} role="status">
      <Icon name={done ? 'circle-check' : 'alert-triangle'} label={t(done ? 'ui.done' : 'ui.problem')} />
      <p>{props.flash.text}</p>
    </div>
  );
}

/** Something the reader should know before going on: part of the page, not of an act. */
export function Notice(props: { readonly children: Child; readonly kind?: 'information' | 'attention' }) {
  const attention = props.kind === 'attention';
  return (
    <div class={`notice ${attention ? 'attention' : 'information'}`}>
      <Icon name={attention ? 'alert-triangle' : 'info-circle'} />
      <div>{props.children}</div>
    </div>
  );
}
