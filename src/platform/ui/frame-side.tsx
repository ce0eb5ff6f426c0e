import type { Frame, NavigationGroup, NavigationItem } from '../http/page.ts';
import { Icon } from './icon.tsx';
import { isIconName } from './icon-names.ts';
import { Menu, MenuLink } from './menu.tsx';
import { Count } from './navigation.tsx';
import { SafeLink } from './safe-link.tsx';
import { text } from './text.ts';

/**
 * The navigation by the work. A column on wide screens; on a phone it is a popover that the menu button of the header opens, without
 * a script. A browser that knows no popovers shows it above the page.
 */
export function Side({ frame }: { frame: Frame }) {
  const t = text.in(frame.lang);
  const groups = frame.navigation.filter((group) => group.items.length > 0);
  return (
    <div class="side" id="navigation" popover="auto">
      <nav class="side-inner" aria-label={t('ui.navigation')}>
        <div class="side-head">
          <SafeLink class="brand" href={frame.partnership ? `/${frame.partnership.slug}` : '/'}>
            Entente
          </SafeLink>
          <button type="button" class="side-close" popovertarget="navigation" popovertargetaction="hide">
            <Icon name="x" label={t('ui.close')} />
          </button>
          <Partnerships frame={frame} />
        </div>
        {groups.map((group, index) => (
          <Group frame={frame} group={group} id={`navigation-${index}`} />
        ))}
      </nav>
    </div>
  );
}

function Partnerships({ frame }: { frame: Frame }) {
  const t = text.in(frame.lang);
  const { partnership, partnerships } = frame;
  const others = partnerships.filter(({ slug }) => slug !== partnership?.slug);
  if (others.length === 0) return partnership ? <p class="partnership">{partnership.name}</p> : null;
  return (
    <Menu
      kind="bare"
      label={
        <>
          <span class="unseen">{t('ui.partnership')} </span>
          {partnership?.name ?? t('ui.choose-partnership')}
        </>
      }
    >
      {partnerships.map(({ slug, name }) => (
        <MenuLink href={`/${slug}`} current={slug === partnership?.slug}>
          {name}
        </MenuLink>
      ))}
    </Menu>
  );
}

function Group({ frame, group, id }: { frame: Frame; group: NavigationGroup; id: string }) {
  return (
    <>
      {group.label !== null && (
        <p class="group" id={id}>
          {group.label}
        </p>
      )}
      <ul class="entries" aria-labelledby={group.label === null ? undefined : id}>
        {group.items.map((item) => (
          <li>
            <Entry frame={frame} item={item} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Entry({ frame, item }: { frame: Frame; item: NavigationItem }) {
  return (
    <SafeLink href={item.href} current={item.current ? 'page' : undefined}>
      {isIconName(item.icon) && <Icon name={item.icon} />}
      <span class="label">{item.label}</span>
      {item.count !== undefined && item.count > 0 && <Count lang={frame.lang} count={item.count} />}
    </SafeLink>
  );
}
