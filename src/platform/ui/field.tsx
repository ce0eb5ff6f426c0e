import type { Child } from 'hono/jsx';
import type { Language } from '../i18n/index.ts';
import { Icon } from './icon.tsx';
import { text } from './text.ts';

export type Option = { readonly value: string; readonly label: string; readonly help?: string; readonly disabled?: boolean };

type Common = {
  readonly lang: Language;
  readonly name: string;
  /** The id of its input, where a page holds the same question more than once. */
  readonly id?: string | undefined;
  readonly label: string;
  readonly help?: Child;
  /** What must be mended; stands at the field and is read with it. */
  readonly error?: string | undefined;
  /** False adds the word “optional”; fields are required unless this says otherwise. */
  readonly required?: boolean;
  /** The language of what stands in it, where that may be another than the page's. */
  readonly typedIn?: Language | undefined;
};

type Kind =
  | {
      readonly kind: 'text' | 'email' | 'password' | 'number' | 'search' | 'url';
      readonly value?: string | undefined;
      readonly autocomplete?: string;
      readonly inputmode?: 'numeric' | 'decimal' | 'text';
      readonly width?: 'short' | 'full';
      readonly maxlength?: number;
      readonly pattern?: string;
    }
  /** A day and a time, `2008-07-04T17:00`, in a zone that the label names. */
  | { readonly kind: 'moment'; readonly value?: string | undefined }
  | { readonly kind: 'date'; readonly value?: string | undefined; readonly min?: string; readonly max?: string }
  | {
      readonly kind: 'textarea';
      readonly value?: string | undefined;
      readonly rows?: number;
      readonly maxlength?: number;
      /** The words of a plan are typed in the face in which they are read. */
      readonly planWords?: Language;
    }
  | { readonly kind: 'select'; readonly value?: string | undefined; readonly options: readonly Option[] }
  | { readonly kind: 'radio'; readonly value?: string | undefined; readonly options: readonly Option[] }
  | { readonly kind: 'checkboxes'; readonly values?: readonly string[]; readonly options: readonly Option[] }
  | { readonly kind: 'checkbox'; readonly checked?: boolean; readonly value?: string }
  | { readonly kind: 'file'; readonly accept?: string; readonly multiple?: boolean };

/** Everything that a field can be; values that were typed come back through `value`, so that a refused form loses nothing. */
export type FieldProps = Common & Kind;

/** One question of a form: label above, help and error below it, both read with the input. Its input has the id `field-{name}`. The
 * answers of `checkboxes` come as the list `{name}[]`. */
export function Field(props: FieldProps) {
  if (props.kind === 'radio' || props.kind === 'checkboxes') return <ChoiceField {...props} />;
  if (props.kind === 'checkbox') return <SingleCheckbox {...props} />;
  return (
    <div class={props.error === undefined ? 'field' : 'field wrong'}>
      <label for={idOf(props)}>
        {props.label}
        <Optional {...props} />
      </label>
      <Help {...props} />
      <Trouble {...props} />
      <Input {...props} />
    </div>
  );
}

type InputProps = Common & Exclude<Kind, { kind: 'radio' | 'checkboxes' | 'checkbox' }>;

function Input(props: InputProps) {
  const shared = { id: idOf(props), name: props.name, ...told(props), required: props.required !== false, lang: props.typedIn };
  switch (props.kind) {
    case 'textarea':
      return (
        <textarea
          {...shared}
          rows={props.rows ?? 5}
          maxlength={props.maxlength}
          class={props.planWords && 'words'}
          lang={props.planWords ?? props.typedIn}
        >
          {/* a first line break is swallowed by the browser: one of ours keeps one of theirs */}
          {props.value?.startsWith('\n') ? `\n${props.value}` : props.value}
        </textarea>
      );
    case 'select':
      return (
        <select {...shared}>
          {props.options.map((option) => (
            <option value={option.value} selected={option.value === props.value} disabled={option.disabled}>
              {option.label}
            </option>
          ))}
        </select>
      );
    case 'file':
      return <input {...shared} type="file" accept={props.accept} multiple={props.multiple} />;
    case 'moment':
      return <input {...shared} type="datetime-local" value={props.value} class="short" />;
    case 'date':
      return <input {...shared} type="date" value={props.value} min={props.min} max={props.max} class="short" />;
    default: {
      const { kind, value, autocomplete, inputmode, width, maxlength, pattern } = props;
      return <input {...shared} type={kind} class={width} {...{ value, autocomplete, inputmode, maxlength, pattern }} />;
    }
  }
}

function ChoiceField(props: Common & Extract<Kind, { kind: 'radio' | 'checkboxes' }>) {
  const chosen = props.kind === 'radio' ? [props.value] : (props.values ?? []);
  const type = props.kind === 'radio' ? 'radio' : 'checkbox';
  return (
    <fieldset class={props.error === undefined ? 'field' : 'field wrong'} {...told(props)}>
      <legend>
        {props.label}
        <Optional {...props} />
      </legend>
      <Help {...props} />
      <Trouble {...props} />
      <div class="choices">
        {props.options.map((option, index) => {
          const id = index === 0 ? idOf(props) : `${idOf(props)}-${index}`;
          return (
            <div class="choice">
              <input
                type={type}
                id={id}
                name={type === 'radio' ? props.name : `${props.name}[]`}
                value={option.value}
                checked={chosen.includes(option.value)}
                disabled={option.disabled}
                required={type === 'radio' && props.required !== false}
                aria-describedby={option.help === undefined ? undefined : `${id}-help`}
              />
              <div>
                <label for={id}>{option.label}</label>
                {option.help !== undefined && (
                  <p class="help" id={`${id}-help`}>
                    {option.help}
                  </p>
                )}
              </div>
            </div>
          );
        })}
      </div>
    </fieldset>
  );
}

function SingleCheckbox(props: Common & Extract<Kind, { kind: 'checkbox' }>) {
  return (
    <div class={props.error === undefined ? 'field' : 'field wrong'}>
      <Trouble {...props} />
      <div class="choice">
        <input
          type="checkbox"
          id={idOf(props)}
          name={props.name}
          value={props.value ?? 'yes'}
          checked={props.checked === true}
          required={props.required === true}
          {...told(props)}
        />
        <div>
          <label for={idOf(props)}>{props.label}</label>
          <Help {...props} />
        </div>
      </div>
    </div>
  );
}

function Optional(props: Common) {
  return props.required === false ? <span class="optional"> ({text.in(props.lang)('ui.optional')})</span> : null;
}

function Help(props: Common) {
  if (!props.help) return null;
  return (
    <p class="help" id={`${idOf(props)}-help`}>
      {props.help}
    </p>
  );
}

function Trouble(props: Common) {
  if (props.error === undefined) return null;
  return (
    <p class="error" id={`${idOf(props)}-error`}>
      <Icon name="alert-triangle" size={16} />
      <span>
        <span class="unseen">{text.in(props.lang)('ui.error')} </span>
        {props.error}
      </span>
    </p>
  );
}

const idOf = (props: Common) => props.id ?? `field-${props.name}`;

function told(props: Common): Record<string, string | undefined> {
  const ids = [props.help ? `${idOf(props)}-help` : '', props.error === undefined ? '' : `${idOf(props)}-error`].filter(Boolean);
  return {
    'aria-describedby': ids.length > 0 ? ids.join(' ') : undefined,
    'aria-invalid': props.error === undefined ? undefined : 'true',
  };
}
