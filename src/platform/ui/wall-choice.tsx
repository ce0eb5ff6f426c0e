import type { Language } from '../i18n/index.ts';
import { Field } from './field.tsx';
import { WallBand } from './record.tsx';
import { text } from './text.ts';

/** A wall that one may choose: `label` says in words who reads there, `people` how many that are. */
export type WallOption = { readonly value: string; readonly label: string; readonly people?: number };

/**
 * “Who sees this”: the choice of a wall for what is about to be written, in the band that stands for walls everywhere. Where there is nothing to
 * choose it says who will read, and sends that.
 */
export function WallChoice(props: {
  readonly lang: Language;
  readonly name: string;
  readonly options: readonly WallOption[];
  readonly value?: string | undefined;
  readonly label?: string;
  readonly error?: string | undefined;
  /** Where there are several of that name on a page. */
  readonly id?: string | undefined;
}) {
  const t = text.in(props.lang);
  const [only] = props.options;
  const readers = ({ people }: WallOption) => (people === undefined ? undefined : t('ui.wall-people', { count: people }));
  if (only && props.options.length === 1)
    return (
      <WallBand sentence={only.people === undefined ? only.label : `${only.label} · ${readers(only)}`}>
        <input type="hidden" name={props.name} value={only.value} />
      </WallBand>
    );
  return (
    <div class="wall wall-choice">
      <Field
        lang={props.lang}
        kind="radio"
        name={props.name}
        id={props.id}
        label={props.label ?? t('ui.wall-who')}
        value={props.value}
        error={props.error}
        options={props.options.map((option) => {
          const help = readers(option);
          return { value: option.value, label: option.label, ...(help === undefined ? {} : { help }) };
        })}
      />
    </div>
  );
}
