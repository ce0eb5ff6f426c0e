import type { Frame } from '../http/page.ts';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';
import { text } from './text.ts';

/** Above a page that is seen as somebody else would get it: as whom, what is not there, another reader, and the way back. */
export function LookBand({ frame }: { frame: Frame }) {
  const { looking } = frame;
  if (looking === null) return null;
  const t = text.in(frame.lang);
  const kept = [...new URLSearchParams(frame.query)].filter(([name]) => name !== 'as' && name !== 'lang');
  return (
    <section class="looking" aria-label={t('ui.looking')}>
      <p>
        <Icon name="eye" />
        <strong>{t('ui.looking-as', { reader: looking.label })}</strong> {looking.hidden} {t('ui.looking-only')}
      </p>
      <form method="get" action={frame.path} class="form line" data-own>
        {kept.map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <label for="look-as">{t('ui.looking-other')}</label>
        <select id="look-as" name="as" class="form-select">
          {looking.readers.map((reader) => (
            <option value={reader.key} selected={reader.key === looking.key}>
              {reader.label}
            </option>
          ))}
          <option value="self">{t('ui.looking-self')}</option>
        </select>
        <Button>{t('ui.looking-show')}</Button>
        <a class="button quiet" href={looking.back} data-own>
          {t('ui.looking-back')}
        </a>
      </form>
    </section>
  );
}
