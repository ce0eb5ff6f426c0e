import type { Language } from '../../../platform/i18n/index.ts';
import { text } from './text.ts';

const KEYS = [
  [['n', 'p'], 'next'],
  [['a'], 'right'],
  [['j', 'k'], 'rows'],
  [['s'], 'split'],
  [['m'], 'merge'],
  [['u'], 'move'],
  [['r'], 'renumber'],
  [['t'], 'kind'],
  [['w'], 'words'],
  [['c'], 'promise'],
  [['f'], 'drop'],
  [['z'], 'undo'],
] as const;

/** What the keyboard does on a desk, in sight; only where a script listens. */
export function DeskKeys(props: { readonly lang: Language }) {
  const t = text.in(props.lang);
  return (
    <section class="desk-keys" aria-labelledby="keys-title" data-with-script hidden>
      <h2 id="keys-title">{t('plan.desk.keys')}</h2>
      <dl>
        {KEYS.map(([strokes, does]) => (
          <div>
            <dt>
              {strokes.map((stroke) => (
                <kbd>{stroke}</kbd>
              ))}
            </dt>
            <dd>{t(`plan.desk.key.${does}`)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
