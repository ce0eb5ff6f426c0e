import type { Frame, Page } from '../http/page.ts';
import { dateInWords, LANGUAGES } from '../i18n/index.ts';
import { asset } from './assets.ts';
import { addressIn } from './frame-address.ts';
import { Header } from './frame-header.tsx';
import { LookBand } from './frame-look.tsx';
import { Side } from './frame-side.tsx';
import { Icon } from './icon.tsx';
import { Flash } from './message.tsx';
import { Breadcrumbs } from './navigation.tsx';
import { Shortcuts } from './shortcuts.tsx';
import { text } from './text.ts';

/** The whole document around a page. Pure: the same page and frame give the same bytes. */
export function renderFrame(page: Page, frame: Frame): string {
  const html = (<Document page={page} frame={frame} />).toString();
  if (typeof html !== 'string') throw new Error('a page may not wait for anything while it is written');
  return `<!doctype html>${html}`;
}

function Document({ page, frame }: { page: Page; frame: Frame }) {
  const t = text.in(frame.lang);
  const kind = page.kind ?? 'wide';
  return (
    <html lang={frame.lang}>
      <Head page={page} frame={frame} />
      <body class={frame.navigation.some(({ items }) => items.length > 0) ? `kind-${kind}` : `kind-${kind} no-navigation`}>
        <a class="skip" href="#main">
          {t('ui.skip')}
        </a>
        <Side frame={frame} />
        <div class="sheet">
          <header>
            <Ribbon frame={frame} />
            <LookBand frame={frame} />
            <Header frame={frame} />
          </header>
          <div class="page">
            {page.breadcrumbs && page.breadcrumbs.length > 0 && <Breadcrumbs lang={frame.lang} crumbs={page.breadcrumbs} />}
            {frame.flash && <Flash lang={frame.lang} flash={frame.flash} />}
            <main id="main" tabindex={-1}>
              {page.body}
            </main>
          </div>
          <Footer frame={frame} />
        </div>
        <Shortcuts lang={frame.lang} />
      </body>
    </html>
  );
}

function Head({ page, frame }: { page: Page; frame: Frame }) {
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <title lang={page.titleLanguage}>{`${page.title} · Entente`}</title>
      {page.description !== undefined && <meta name="description" lang={page.titleLanguage} content={page.description} />}
      <link rel="canonical" href={addressIn(frame, null)} />
      {LANGUAGES.map((language) => (
        <link rel="alternate" hreflang={language} href={addressIn(frame, language)} />
      ))}
      <link rel="icon" type="image/svg+xml" href={asset('favicon.svg')} />
      <link rel="stylesheet" href={asset('entente.css')} />
      <script src={asset('entente.js')} defer></script>
    </head>
  );
}

function Ribbon({ frame }: { frame: Frame }) {
  if (frame.demonstrationDay === null) return null;
  const t = text.in(frame.lang);
  return (
    <p class="ribbon">
      <strong>{t('ui.demonstration', { day: dateInWords(frame.lang, frame.demonstrationDay) })}</strong>{' '}
      <span>{t('ui.demonstration-more')}</span>
    </p>
  );
}

function Footer({ frame }: { frame: Frame }) {
  const t = text.in(frame.lang);
  return (
    <footer class="foot">
      <nav aria-label={t('ui.footer')}>
        <ul>
          <li>
            <a href="/about">{t('ui.about')}</a>
          </li>
          <li>
            <a href="/about#accessibility">{t('ui.accessibility')}</a>
          </li>
          <li>
            <a href="/about#licence">{t('ui.licence')}</a>
          </li>
          <li>
            <button type="button" class="as-link" popovertarget="shortcuts">
              <Icon name="help-circle" size={16} />
              {t('ui.shortcuts')}
            </button>
          </li>
        </ul>
      </nav>
    </footer>
  );
}
