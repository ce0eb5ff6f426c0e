import type { Page } from '../../../platform/http/page.ts';
import type { Visit } from '../../../platform/http/route.ts';
import { EmptyState, PageHead, Panel, SafeLink } from '../../../platform/ui/index.ts';
import { text } from '../text.ts';
import { addressOf, inLanguage } from '../words.ts';

/** The welcome page: what this is, and the partnerships that may be read here. */
export async function homePage(visit: Visit): Promise<Page> {
  const { lang } = visit;
  const t = text.in(lang);
  const partnerships = await visit.read((tx) =>
    tx.selectFrom('directory.v_partnership').select(['slug', 'name', 'description']).orderBy('slug').limit(100).execute(),
  );
  return {
    title: t('workspace.home.title'),
    kind: 'wide',
    description: t('workspace.home.lead'),
    body: (
      <div class="welcome">
        <PageHead title={t('workspace.home.title')} />
        <p class="page-lead">{t('workspace.home.lead')}</p>
        {partnerships.length === 0 ? (
          <EmptyState title={t('workspace.home.none')} icon="users-group">
            <p>{t('workspace.home.none-do')}</p>
          </EmptyState>
        ) : (
          <Panel heading={t('workspace.home.partnerships')}>
            <ul class="partnerships">
              {partnerships.map((each) => (
                <li data-row>
                  <h3>
                    <SafeLink href={addressOf.partnership(each.slug)}>{inLanguage(each.name, lang)}</SafeLink>
                  </h3>
                  <p>{inLanguage(each.description, lang)}</p>
                </li>
              ))}
            </ul>
          </Panel>
        )}
      </div>
    ),
  };
}

/** What Entente is, what it keeps, and how far it is accessible. */
export function aboutPage(visit: Visit): Page {
  const t = text.in(visit.lang);
  return {
    title: t('workspace.about.title'),
    kind: 'document',
    body: (
      <article class="document">
        <PageHead title={t('workspace.about.title')} />
        <h2>{t('workspace.about.what')}</h2>
        <p>{t('workspace.home.lead')}</p>
        <h2>{t('workspace.about.accessibility')}</h2>
        <p>{t('workspace.about.accessibility-text')}</p>
        <h2>{t('workspace.about.privacy')}</h2>
        <p>{t('workspace.about.privacy-text')}</p>
        <h2>{t('workspace.about.source')}</h2>
        <p>{t('workspace.about.source-text')}</p>
      </article>
    ),
  };
}
