import type { Child } from 'hono/jsx';
import type { Language } from '../i18n/index.ts';
import { Icon } from './icon.tsx';
import { safeHref } from './safe-link.tsx';
import { text } from './text.ts';

/**
 * A form that changes something. `version` is the record's at the time of reading: the action compares it, so that nobody's words
 * are overwritten unseen. `files` sends it in the encoding that files need.
 */
export function Form(props: {
  readonly action: string;
  readonly csrf: string;
  readonly version?: number;
  readonly id?: string;
  readonly files?: boolean;
  /**
   * With a script, what is typed is saved while one writes: the same form is sent with `autosave=yes` and answered with the new version. The
   * text names who writes: what could not be saved is kept in the window for that one alone. An element `data-autosave-status` inside says how it went.
   */
  readonly autosave?: string;
  /** `line`: fields beside each other, for one or two of them. */
  readonly layout?: 'column' | 'line';
  readonly children: Child;
}) {
  return (
    <form
      method="post"
      action={safeHref(props.action)}
      id={props.id}
      class={`form ${props.layout ?? 'column'}`}
      enctype={props.files ? 'multipart/form-data' : undefined}
      data-autosave={props.autosave}
    >
      <input type="hidden" name="_csrf" value={props.csrf} />
      {props.version !== undefined && <input type="hidden" name="version" value={String(props.version)} />}
      {props.children}
    </form>
  );
}

/** A form that asks for another view of a list. With a script it is sent as soon as a choice changes; its button stays for everybody else. */
export function FilterForm(props: {
  readonly action: string;
  readonly label: string;
  /** What the address says already and should go on saying. */
  readonly keep?: Readonly<Record<string, string>>;
  readonly children: Child;
}) {
  return (
    <form method="get" action={safeHref(props.action)} class="form line filters" aria-label={props.label} data-auto-submit>
      {Object.entries(props.keep ?? {}).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      {props.children}
    </form>
  );
}

/** What must be mended before the form is accepted, each with a link to its field. Nothing where there is nothing. */
export function ErrorSummary(props: {
  readonly lang: Language;
  readonly errors: readonly { readonly field?: string; readonly message: string }[];
  /** Where the summary is what the page was sent for, it takes the focus. False where it stands among other things. */
  readonly takesFocus?: boolean;
}) {
  if (props.errors.length === 0) return null;
  const t = text.in(props.lang);
  return (
    <div class="error-summary" role="alert" tabindex={-1} data-focus={props.takesFocus === false ? undefined : true}>
      <h2>
        <Icon name="alert-triangle" />
        {t('ui.errors', { count: props.errors.length })}
      </h2>
      <ul>
        {props.errors.map(({ field, message }) => (
          <li>{field === undefined ? message : <a href={`#field-${field}`}>{message}</a>}</li>
        ))}
      </ul>
    </div>
  );
}

/** Fields that answer one question together. */
export function FieldGroup(props: { readonly legend: string; readonly help?: Child; readonly children: Child }) {
  return (
    <fieldset class="field-group">
      <legend>{props.legend}</legend>
      {props.help && <p class="help">{props.help}</p>}
      {props.children}
    </fieldset>
  );
}

/** The end of a form: the act in words on its button, beside it who will see what is written (`seenBy`), then what will happen. */
export function SubmitBar(props: { readonly children: Child; readonly seenBy?: string; readonly note?: Child }) {
  return (
    <div class="submit-bar">
      <div class="acts">{props.children}</div>
      {props.seenBy !== undefined && (
        <p class="seen-by">
          <Icon name="lock" size={16} />
          {props.seenBy}
        </p>
      )}
      {props.note && <p class="help">{props.note}</p>}
    </div>
  );
}
