import type { Language } from '../i18n/index.ts';
import { Icon } from './icon.tsx';
import { text } from './text.ts';

/** What the keyboard can do, in a layer that `?` opens. Its id is known to the script. */
export function Shortcuts(props: { readonly lang: Language }) {
  const t = text.in(props.lang);
  const keys = [
    [['/'], t('ui.shortcut-search')],
    [['j', 'k'], t('ui.shortcut-rows')],
    [[t('ui.key-enter')], t('ui.shortcut-open')],
    [['[', ']'], t('ui.shortcut-fold')],
    [['?'], t('ui.shortcut-help')],
  ] as const;
  return (
    <div id="shortcuts" class="dialog" popover="auto" role="dialog" aria-labelledby="shortcuts-title">
      <div class="dialog-head">
        <h2 id="shortcuts-title">{t('ui.shortcuts')}</h2>
        <button type="button" class="button quiet" popovertarget="shortcuts" popovertargetaction="hide">
          <Icon name="x" label={t('ui.close')} />
        </button>
      </div>
      <dl class="shortcuts">
        {keys.map(([strokes, does]) => (
          <div>
            <dt>
              {strokes.map((stroke) => (
                <kbd>{stroke}</kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <p class="help">{t('ui.shortcut-none')}</p>
    </div>
  );
}
