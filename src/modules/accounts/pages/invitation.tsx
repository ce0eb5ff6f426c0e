import type { Page } from '../../../platform/http/page.ts';
import type { Visit } from '../../../platform/http/route.ts';
import type { Language } from '../../../platform/i18n/index.ts';
import {
  Button,
  EmptyState,
  ErrorSummary,
  Facts,
  Field,
  Form,
  LinkButton,
  PageHead,
  Panel,
  SubmitBar,
} from '../../../platform/ui/index.ts';
import type { InvitationRow } from '../tables.ts';
import { text } from '../text.ts';

type Shown = Pick<Visit, 'lang' | 'csrf'>;

/** What the link of an invitation opens: the form to accept it, or what became of it and what to do now. */
export function invitationPage(
  visit: Shown,
  token: string,
  invitation: InvitationRow | undefined,
  problem?: { readonly message: string; readonly status: number },
): Page {
  const t = text.in(visit.lang);
  const state = invitation?.state ?? 'none';
  const title = state === 'open' || state === 'none' ? t('accounts.invitation') : t(`accounts.invitation-${state}`);
  return {
    title,
    status: problem?.status ?? 200,
    kind: 'plain',
    body: (
      <div>
        {problem && state !== 'open' && <ErrorSummary lang={visit.lang} errors={[{ message: problem.message }]} />}
        {invitation?.state === 'open' && <Open visit={visit} token={token} invitation={invitation} problem={problem?.message} />}
        {state === 'expired' && <Expired visit={visit} token={token} />}
        {(state === 'used' || state === 'replaced') && (
          <Closed
            lang={visit.lang}
            title={title}
            means={t(`accounts.invitation-${state}-means`)}
            act={state === 'used' ? { label: t('accounts.sign-in'), href: '/sign-in' } : undefined}
          />
        )}
        {state === 'none' && <Closed lang={visit.lang} title={t('accounts.link-none')} means={t('accounts.link-none-means')} />}
      </div>
    ),
  };
}

function Open(props: {
  readonly visit: Shown;
  readonly token: string;
  readonly invitation: InvitationRow;
  readonly problem: string | undefined;
}) {
  const { visit, invitation, problem } = props;
  const { lang } = visit;
  const t = text.in(lang);
  const { email, known } = invitation;
  return (
    <>
      <PageHead title={t('accounts.invitation-of', { partnership: say(invitation.partnership_name, lang) })} />
      {problem !== undefined && <ErrorSummary lang={lang} errors={[{ field: 'password', message: problem }]} />}
      <Panel heading={t('accounts.invitation-to')}>
        <Facts
          items={[
            { term: t('accounts.invitation-for'), value: invitation.name },
            { term: t('accounts.email'), value: email },
            {
              term: t('accounts.capacity'),
              value: [say(invitation.title, lang), invitation.party_name && say(invitation.party_name, lang)]
                .filter(Boolean)
                .join(', '),
            },
          ]}
        />
      </Panel>
      <Form action="/invitation" csrf={visit.csrf} id="accept">
        <input type="hidden" name="token" value={props.token} />
        {/* for password managers: whose password this is */}
        <input type="hidden" name="username" value={email} autocomplete="username" />
        <Field
          lang={lang}
          kind="password"
          name="password"
          label={t('accounts.password')}
          help={t(known ? 'accounts.invitation-known' : 'accounts.invitation-choose')}
          autocomplete={known ? 'current-password' : 'new-password'}
          error={problem}
        />
        <SubmitBar>
          <Button kind="primary">{t('accounts.invitation-accept')}</Button>
        </SubmitBar>
      </Form>
    </>
  );
}

function Expired(props: { readonly visit: Shown; readonly token: string }) {
  const t = text.in(props.visit.lang);
  return (
    <>
      <PageHead title={t('accounts.invitation-expired')} />
      <p class="page-lead">{t('accounts.invitation-expired-means')}</p>
      <Form action="/invitation/renewal" csrf={props.visit.csrf}>
        <input type="hidden" name="token" value={props.token} />
        <SubmitBar>
          <Button kind="primary">{t('accounts.invitation-renew')}</Button>
        </SubmitBar>
      </Form>
    </>
  );
}

/** A link that opens nothing: why, and where to go. */
export function Closed(props: {
  readonly lang: Language;
  readonly title: string;
  readonly means: string;
  readonly act?: { readonly label: string; readonly href: string } | undefined;
}) {
  return (
    <>
      <PageHead title={props.title} />
      <EmptyState
        title={props.means}
        icon="inbox"
        acts={
          props.act && (
            <LinkButton kind="primary" href={props.act.href}>
              {props.act.label}
            </LinkButton>
          )
        }
      />
    </>
  );
}

const say = (words: { readonly en?: string; readonly fr?: string }, lang: Language): string =>
  words[lang] ?? words.en ?? words.fr ?? '';
