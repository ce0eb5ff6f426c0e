import { Fragment } from 'hono/jsx';
import type { Frame } from '../http/page.ts';
import { LANGUAGES, type Language } from '../i18n/index.ts';
import { addressIn } from './frame-address.ts';
import { Icon } from './icon.tsx';
import { Menu, MenuHeading } from './menu.tsx';
import { SafeLink } from './safe-link.tsx';
import { text } from './text.ts';

const NAMES: Readonly<Record<Language, string>> = { en: 'English', fr: 'Français' };

/** The head of every page: one search over everything, the languages, and the capacity in which one acts. */
export function Header({ frame }: { frame: Frame }) {
  const t = text.in(frame.lang);
  return (
    <div class="top">
      <button type="button" class="menu-button" popovertarget="navigation">
        <Icon name="menu-2" />
        <span>{t('ui.menu')}</span>
      </button>
      <search>
        <form class="search" method="get" action={frame.partnership ? `/${frame.partnership.slug}/search` : '/search'}>
          <label class="unseen" for="search">
            {t('ui.search')}
          </label>
          <input
            id="search"
            type="search"
            name="q"
            value={frame.search}
            placeholder={t('ui.search-in')}
            maxlength={200}
            data-search
          />
          <button type="submit">
            <Icon name="search" label={t('ui.search')} />
          </button>
        </form>
      </search>
      <div class="top-right">
        <Languages frame={frame} />
        <Capacity frame={frame} />
      </div>
    </div>
  );
}

function Languages({ frame }: { frame: Frame }) {
  return (
    <nav class="languages" aria-label={text.in(frame.lang)('ui.language')}>
      {LANGUAGES.map((language) => (
        <SafeLink
          href={addressIn(frame, language)}
          lang={language}
          hreflang={language}
          current={language === frame.lang ? 'true' : undefined}
        >
          {NAMES[language]}
        </SafeLink>
      ))}
    </nav>
  );
}

/** In which capacity one acts is always in sight; the other hats one might wear here stand in its menu. */
function Capacity({ frame }: { frame: Frame }) {
  const t = text.in(frame.lang);
  const { person } = frame;
  if (frame.looking)
    return (
      <p class="capacity">
        <span class="acting-as">{t('ui.looking-seen')} </span>
        <strong>{frame.looking.label}</strong>
      </p>
    );
  if (person === null) {
    return (
      <SafeLink class="button secondary sign-in" href="/sign-in">
        {t('ui.sign-in')}
      </SafeLink>
    );
  }
  const worn = person.hats.find((hat) => hat.current);
  const others = person.hats.filter((hat) => !hat.current);
  return (
    <div class="capacity">
      <Menu
        kind="bare"
        align="end"
        label={
          <Fragment>
            <span class="acting-as">{t('ui.acting-as')} </span>
            <strong>{worn?.label ?? t('ui.no-capacity')}</strong>
          </Fragment>
        }
      >
        <MenuHeading>{t('ui.signed-in-as', { name: person.name })}</MenuHeading>
        {others.length === 0 ? (
          <p class="menu-note">{t('ui.one-capacity')}</p>
        ) : (
          <MenuHeading>{t('ui.other-capacities')}</MenuHeading>
        )}
        {others.map((hat) => (
          <form method="post" action="/capacity">
            <input type="hidden" name="_csrf" value={frame.csrf} />
            <input type="hidden" name="mandate" value={hat.mandate} />
            <button type="submit" class="menu-link">
              <Icon name="user" />
              <span>{hat.label}</span>
            </button>
          </form>
        ))}
        {frame.lookHref !== null && (
          <SafeLink class="menu-link apart" href={frame.lookHref}>
            <Icon name="eye" />
            <span>{t('ui.look')}</span>
          </SafeLink>
        )}
        <SafeLink class="menu-link apart" href="/account">
          <Icon name="settings" />
          <span>{t('ui.my-account')}</span>
        </SafeLink>
        <form method="post" action="/sign-out">
          <input type="hidden" name="_csrf" value={frame.csrf} />
          <button type="submit" class="menu-link">
            <Icon name="logout" />
            <span>{t('ui.sign-out')}</span>
          </button>
        </form>
      </Menu>
    </div>
  );
}
