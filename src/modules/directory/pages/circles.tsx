import type { Page } from '../../../platform/http/page.ts';
import {
  Button,
  DataTable,
  EmptyState,
  ErrorSummary,
  Field,
  Form,
  PageHead,
  Panel,
  SubmitBar,
} from '../../../platform/ui/index.ts';
import { mayMakeCircles } from '../rules.ts';
import { sayTerm } from '../say-term.ts';
import { text } from '../text.ts';
import { circlePanel } from './circle.tsx';
import { type CirclesView, type CirclesVisit, circlesAddress } from './circles-view.ts';

/** The circles one is in, each with its people and what one may do; those that a speaker minds from outside; and the form of a new one. */
export function circlesPage(visit: CirclesVisit, view: CirclesView): Page {
  const { lang } = visit;
  const t = text.in(lang);
  const { problem } = view;
  return {
    title: t('directory.circles'),
    status: problem?.status ?? 200,
    kind: 'document',
    breadcrumbs: [],
    body: (
      <>
        <PageHead title={t('directory.circles')} />
        <p class="page-lead">{t('directory.circles-lead')}</p>
        {problem && (
          <ErrorSummary
            lang={lang}
            errors={[{ message: problem.message, ...(problem.field && problem.circle === null ? { field: problem.field } : {}) }]}
          />
        )}
        {view.circles.length === 0 && (
          <EmptyState title={t('directory.circles-none')} icon="users-group">
            <p>{t(mayMakeCircles.allows(visit.acting) ? 'directory.circles-none-do' : 'directory.circles-none-ask')}</p>
          </EmptyState>
        )}
        {view.circles.map((circle) => circlePanel(visit, view, circle))}
        {view.minded.length > 0 && mindedPanel(visit, view)}
        {mayMakeCircles.allows(visit.acting) && newCircle(visit, view)}
      </>
    ),
  };
}

function newCircle(visit: CirclesVisit, { seat, problem }: CirclesView) {
  const { lang } = visit;
  const t = text.in(lang);
  const own = problem?.circle === null ? problem : undefined;
  return (
    <Panel heading={t('directory.circle-new')} id="new">
      <Form action={circlesAddress(visit.partnership?.slug ?? '')} csrf={visit.csrf}>
        <Field
          {...{ lang, kind: 'text', name: 'name', value: own?.name ?? '', maxlength: 80 }}
          label={t('directory.circle-name-label')}
          help={t('directory.circle-name-help')}
          error={own?.field === 'name' ? own.message : undefined}
        />
        <Field
          {...{ lang, kind: 'radio', name: 'inside', value: own?.inside ?? 'partnership' }}
          label={t('directory.circle-inside')}
          help={t('directory.circle-inside-help')}
          options={[
            { value: 'partnership', label: t('directory.circle-inside-partnership') },
            { value: 'side', label: t('directory.circle-inside-side', { party: seat }) },
          ]}
        />
        <SubmitBar note={t('directory.circle-then')}>
          <Button kind="primary" icon="users-group">
            {t('directory.circle-make')}
          </Button>
        </SubmitBar>
      </Form>
    </Panel>
  );
}

function mindedPanel(visit: CirclesVisit, { minded, seat }: CirclesView) {
  const { lang } = visit;
  const t = text.in(lang);
  const base = circlesAddress(visit.partnership?.slug ?? '');
  return (
    <Panel flush heading={t('directory.circles-minded', { party: seat })} note={t('directory.circles-minded-note')} id="minded">
      <Form action={`${base}/members`} csrf={visit.csrf} id="join">
        <input type="hidden" name="member" value={`mandate:${visit.acting.mandate ?? ''}`} />
      </Form>
      <DataTable
        lang={lang}
        caption={t('directory.circles-minded', { party: seat })}
        hideCaption
        rows={minded}
        columns={[
          { label: t('directory.circle'), heads: true, cell: (row) => row.name },
          { label: t('directory.circle-made'), width: 'narrow', cell: (row) => sayTerm(lang, { since: row.made, until: null }) },
          {
            label: t('directory.circle-members'),
            width: 'narrow',
            cell: (row) => t('directory.circle-count', { count: row.members }),
          },
          {
            label: t('directory.circle-act'),
            hideLabel: true,
            width: 'narrow',
            cell: (row) =>
              row.closed === null ? (
                <Button form="join" name="circle" value={row.id}>
                  {t('directory.circle-enter')} <span class="unseen">{row.name}</span>
                </Button>
              ) : (
                t('directory.circle-closed')
              ),
          },
        ]}
      />
    </Panel>
  );
}
