import { text as auditText } from '../../../platform/audit/text.ts';
import type { Frame, NavigationGroup, NavigationItem } from '../../../platform/http/page.ts';
import type { Visit } from '../../../platform/http/route.ts';
import { concurrencePlaces, concurrenceText, mayReadPropositions } from '../../concurrence/index.ts';
import { directoryText, mayHaveCircles } from '../../directory/index.ts';
import { discussPlaces, discussText, mayFollow, mayReadDiscussions } from '../../discuss/index.ts';
import { followupText, mayKeepNotes } from '../../followup/index.ts';
import { documentPlaces, knowledgeText } from '../../knowledge/index.ts';
import { text } from '../text.ts';
import { addressOf } from '../words.ts';
import { mayReadAudit } from './audit.tsx';
import { mayLook } from './look.tsx';

/**
 * The navigation by the work: only what exists, and only what this visitor may open.
 *
 * @param unread how many mentions of the visitor he has not read
 */
export function navigation(visit: Visit<never, never>, plan: string | undefined, unread = 0): Frame['navigation'] {
  const t = text.in(visit.lang);
  const path = visit.url.pathname;
  const item = (label: string, href: string, icon: string, exact = false): NavigationItem => {
    return { label, href, icon, current: exact ? path === href : path === href || path.startsWith(`${href}/`) };
  };
  const global: NavigationGroup = {
    label: t('workspace.nav.group.directory'),
    items: [
      ...(visit.partnership ? [item(t('workspace.nav.parties'), `/${visit.partnership.slug}/parties`, 'users-group')] : []),
      item(
        t('workspace.nav.organisations'),
        visit.partnership ? `/${visit.partnership.slug}/organisations` : '/organisations',
        'building',
      ),
    ],
  };
  const demonstration: NavigationGroup[] =
    visit.demonstrationDay === null
      ? []
      : [
          {
            label: t('workspace.nav.group.demonstration'),
            items: [item(t('workspace.nav.design'), '/design', 'layout-dashboard')],
          },
        ];
  if (!visit.partnership)
    return [{ label: null, items: [item(t('workspace.nav.home'), '/', 'home', true)] }, global, ...demonstration];
  const slug = visit.partnership.slug;
  const overview: NavigationGroup = {
    label: null,
    items: [
      item(t('workspace.nav.overview'), addressOf.partnership(slug), 'layout-dashboard', true),
      item(knowledgeText.in(visit.lang)('knowledge.shelf.title'), documentPlaces.shelf(slug), 'books'),
    ],
  };
  const governance: NavigationGroup[] = mayReadPropositions.allows(visit.acting)
    ? [
        {
          label: t('workspace.nav.group.governance'),
          items: [item(concurrenceText.in(visit.lang)('concurrence.navigation'), concurrencePlaces.list(slug), 'scale')],
        },
      ]
    : [];
  const exchange = exchangeGroup(visit, item, unread);
  const administering = [
    ...(mayHaveCircles.allows(visit.acting)
      ? [item(directoryText.in(visit.lang)('directory.circles'), `/${slug}/circles`, 'shield-lock')]
      : []),
    ...(mayLook.allows(visit.acting) ? [item(t('workspace.look.title'), `/${slug}/preview`, 'eye')] : []),
    ...(mayReadAudit.allows(visit.acting) ? [item(auditText.in(visit.lang)('audit.title'), `/${slug}/audit`, 'history')] : []),
  ];
  const administration: NavigationGroup[] =
    administering.length > 0 ? [{ label: t('workspace.nav.group.administration'), items: administering }] : [];
  if (plan === undefined) return [overview, ...governance, ...exchange, global, ...administration, ...demonstration];
  const register = item(t('workspace.nav.register'), addressOf.register(slug, plan), 'list-details', true);
  const onLine = path.startsWith(`${addressOf.register(slug, plan)}/lines/`);
  return [
    overview,
    {
      label: t('workspace.nav.group.plan'),
      items: [
        { ...register, current: register.current || onLine },
        item(t('workspace.nav.document'), addressOf.document(slug, plan), 'article'),
        item(t('workspace.nav.priorities'), addressOf.priorities(slug, plan), 'flag'),
        item(t('workspace.nav.matrix'), addressOf.matrix(slug, plan), 'report'),
        item(t('workspace.nav.source'), addressOf.source(slug, plan), 'file-text'),
        ...(mayKeepNotes.allows(visit.acting)
          ? [item(followupText.in(visit.lang)('followup.grid.nav'), addressOf.notes(slug, plan), 'notebook')]
          : []),
      ],
    },
    ...governance,
    ...exchange,
    global,
    ...administration,
    ...demonstration,
  ];
}

type Item = (label: string, href: string, icon: string, exact?: boolean) => NavigationItem;

function exchangeGroup(visit: Visit<never, never>, item: Item, unread: number): NavigationGroup[] {
  const slug = visit.partnership?.slug ?? '';
  const say = discussText.in(visit.lang);
  const items = [
    ...(mayReadDiscussions.allows(visit.acting)
      ? [
          item(say('discuss.nav'), discussPlaces.list(slug), 'message-circle'),
          { ...item(say('discuss.mentions'), discussPlaces.mentions(slug), 'inbox'), ...(unread > 0 && { count: unread }) },
        ]
      : []),
    ...(mayFollow.allows(visit.acting) ? [item(say('discuss.follows'), discussPlaces.follows(slug), 'eye')] : []),
  ];
  return items.length === 0 ? [] : [{ label: say('discuss.nav-group'), items }];
}
