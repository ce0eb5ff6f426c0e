import { type Language, sayPhrase } from '../../../platform/i18n/index.ts';
import type { Refusal } from '../../../platform/refusal.ts';
import { Field } from '../../../platform/ui/index.ts';
import { text } from '../text.ts';
import type { WallChoice } from '../walls.ts';
import { wallInWords } from './words.ts';

/** Who is to read it: one’s own side unless something else is chosen; and the box that says so where more are to read it. */
export function WallFields(props: {
  readonly lang: Language;
  readonly label: string;
  readonly walls: readonly WallChoice[];
  readonly chosen: string;
  readonly said: boolean;
  readonly refusal?: Refusal | undefined;
}) {
  const { lang, walls, refusal } = props;
  const t = text.in(lang);
  const error = (field: string) => (refusal?.field === field ? sayPhrase(lang, refusal.key, refusal.values) : undefined);
  return (
    <>
      <Field
        lang={lang}
        kind="radio"
        name="wall"
        label={props.label}
        value={props.chosen === '' ? walls[0]?.id : props.chosen}
        options={walls.map((wall) => ({ value: wall.id, label: wallInWords(lang, wall.readers) }))}
        error={error('wall')}
      />
      {walls.some((wall) => wall.wider) && (
        <Field
          lang={lang}
          kind="checkbox"
          name="wider"
          label={t('knowledge.form.wider')}
          checked={props.said}
          required={false}
          error={error('wider')}
        />
      )}
    </>
  );
}
