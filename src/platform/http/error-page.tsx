import { type Language, sayPhrase } from '../i18n/index.ts';
import type { Refusal } from '../refusal.ts';
import type { Page } from './page.ts';
import { text } from './text.ts';

/**
 * What a person reads when something was refused: what happened, what was kept, and what to do. The same bytes for hidden and absent. `here`
 * is the address that was asked for, to come back to after signing in.
 */
export function refusalPage(lang: Language, refusal: Refusal, here = '/'): Page {
  const t = text.in(lang);
  const missing = refusal.status === 404;
  return {
    title: missing ? t('http.not-found-title') : t('http.refused-title'),
    status: refusal.status,
    kind: 'plain',
    body: (
      <div class="message">
        <h1>{missing ? t('http.not-found-title') : t('http.refused-title')}</h1>
        <p class="lead">{sayPhrase(lang, refusal.key, refusal.values)}</p>
        <p>{whatToDo(lang, refusal)}</p>
        <p class="acts">
          {refusal.key === 'http.sign-in-first' && (
            <a class="button primary" href={`/sign-in?next=${encodeURIComponent(here)}`}>
              {t('http.sign-in')}
            </a>
          )}
          <a class="button secondary" href="/">
            {t('http.home')}
          </a>
        </p>
      </div>
    ),
  };
}

function whatToDo(lang: Language, { status, key }: Refusal): string {
  const t = text.in(lang);
  if (status === 404) return t('http.not-found-do');
  if (key === 'http.not-in-this-capacity') return t('http.other-capacity-do');
  if (key === 'http.sign-in-first') return t('http.sign-in-do');
  return status === 400 ? t('http.go-back-do') : t('http.refused-do');
}

/** A bug of ours: the number leads to the log line, which holds the rest. */
export function failurePage(lang: Language, requestId: string): Page {
  const t = text.in(lang);
  return {
    title: t('http.failed-title'),
    status: 500,
    kind: 'plain',
    body: (
      <div class="message">
        <h1>{t('http.failed-title')}</h1>
        <p class="lead">{t('http.failed', { request: requestId })}</p>
        <p class="acts">
          <a class="button secondary" href="/">
            {t('http.home')}
          </a>
        </p>
      </div>
    ),
  };
}
