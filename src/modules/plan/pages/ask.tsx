import type { Page } from '../../../platform/http/page.ts';
import type { Visit } from '../../../platform/http/route.ts';
import { notFound } from '../../../platform/refusal.ts';
import { Button, Form, LinkButton, PageHead, SubmitBar, WallBand } from '../../../platform/ui/index.ts';
import { sayReaders } from '../../directory/index.ts';
import { draftById } from '../drafts.ts';
import { placeOf } from './places.ts';
import { text } from './text.ts';

/** Asks before a draft is dropped, or put before all parties: what will happen, and the one button that does it. */
export async function askPage(visit: Visit, what: 'drop' | 'hand-over'): Promise<Page> {
  const { lang, partnership } = visit;
  if (!partnership) throw notFound();
  const draft = await visit.read((tx) => draftById(tx, partnership.id, visit.params.draft ?? ''));
  const t = text.in(lang);
  const back = placeOf.draft(partnership.slug, draft.id);
  return {
    title: t(`plan.ask.${what}`),
    kind: 'document',
    breadcrumbs: [
      { label: t('plan.drafts.title'), href: placeOf.list(partnership.slug) },
      { label: draft.title, href: back },
      { label: t(`plan.ask.${what}`) },
    ],
    body: (
      <>
        <WallBand sentence={sayReaders(lang, draft.readers)} />
        <PageHead title={t(`plan.ask.${what}`)} below={<span lang={draft.lang}>{draft.title}</span>} />
        <p class="page-lead">{t(`plan.ask.${what}-lead`)}</p>
        <Form
          action={placeOf.under(partnership.slug, draft.id, what === 'drop' ? 'removal' : 'release')}
          csrf={visit.csrf}
          version={draft.version}
        >
          <SubmitBar>
            <Button kind={what === 'drop' ? 'danger' : 'primary'} icon={what === 'drop' ? 'x' : 'send'}>
              {t(`plan.ask.${what}-button`)}
            </Button>
            <LinkButton kind="quiet" href={back}>
              {t('plan.ask.cancel')}
            </LinkButton>
          </SubmitBar>
        </Form>
      </>
    ),
  };
}
