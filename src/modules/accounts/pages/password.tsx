import type { Page } from '../../../platform/http/page.ts';
import type { Visit } from '../../../platform/http/route.ts';
import { Button, EmptyState, ErrorSummary, Field, Form, LinkButton, PageHead, SubmitBar } from '../../../platform/ui/index.ts';
import { text } from '../text.ts';
import { Closed } from './invitation.tsx';

type Shown = Pick<Visit, 'lang' | 'csrf' | 'demonstrationDay'>;
export type Problem = { readonly field?: string; readonly message: string; readonly status: number };

/** Where one asks for a link for a new password. `sent`: it was asked for; says the same for every address. */
export function lostPasswordPage(
  visit: Shown,
  view: { readonly email: string; readonly mail: boolean; readonly sent: boolean; readonly problem?: Problem },
): Page {
  const { lang } = visit;
  const t = text.in(lang);
  const { problem } = view;
  const title = t(view.sent ? 'accounts.lost-sent' : 'accounts.lost');
  return {
    title,
    status: problem?.status ?? 200,
    kind: 'plain',
    body: (
      <div>
        <PageHead title={title} />
        {problem && <ErrorSummary lang={lang} errors={[problem]} />}
        {view.sent && <Sent visit={visit} />}
        {!view.sent && !view.mail && <EmptyState title={t('accounts.no-mail')} />}
        {!view.sent && view.mail && (
          <>
            <p class="page-lead">{t('accounts.lost-lead')}</p>
            <Form action="/password" csrf={visit.csrf}>
              <Field
                lang={lang}
                kind="email"
                name="email"
                label={t('accounts.email')}
                value={view.email}
                autocomplete="username"
                maxlength={254}
                error={problem?.field === 'email' ? problem.message : undefined}
              />
              <SubmitBar>
                <Button kind="primary">{t('accounts.lost-send')}</Button>
              </SubmitBar>
            </Form>
          </>
        )}
      </div>
    ),
  };
}

function Sent({ visit }: { visit: Shown }) {
  const t = text.in(visit.lang);
  return (
    <>
      <p class="page-lead">{t('accounts.lost-sent-means')}</p>
      {visit.demonstrationDay !== null && (
        <p>
          <LinkButton href="/mailbox">{t('accounts.demonstration-mail')}</LinkButton>
        </p>
      )}
    </>
  );
}

/** Where the link leads: the new password, or that the link opens nothing any more. */
export function newPasswordPage(visit: Shown, token: string, open: boolean, problem?: Problem): Page {
  const { lang } = visit;
  const t = text.in(lang);
  return {
    title: t('accounts.new-password'),
    status: problem?.status ?? 200,
    kind: 'plain',
    body: (
      <div>
        {open ? (
          <>
            <PageHead title={t('accounts.new-password')} />
            <p class="page-lead">{t('accounts.new-password-lead')}</p>
            {problem && <ErrorSummary lang={lang} errors={[problem]} />}
            <Form action="/password/new" csrf={visit.csrf}>
              <input type="hidden" name="token" value={token} />
              <Field
                lang={lang}
                kind="password"
                name="password"
                label={t('accounts.new-password')}
                autocomplete="new-password"
                error={problem?.field === 'password' ? problem.message : undefined}
              />
              <SubmitBar>
                <Button kind="primary">{t('accounts.new-password-set')}</Button>
              </SubmitBar>
            </Form>
          </>
        ) : (
          <Closed
            lang={lang}
            title={t('accounts.new-password')}
            means={t('accounts.recovery-over')}
            act={{ label: t('accounts.lost-send'), href: '/password' }}
          />
        )}
      </div>
    ),
  };
}
