import type { Page } from '../../../platform/http/page.ts';
import type { Language } from '../../../platform/i18n/index.ts';
import {
  Button,
  DataTable,
  ErrorSummary,
  Field,
  Form,
  Notice,
  PageHead,
  Panel,
  SafeLink,
  SubmitBar,
} from '../../../platform/ui/index.ts';
import type { DemonstrationLogin } from '../accounts.ts';
import { capacityOf, partyOf } from '../hat-of.ts';
import { text } from '../text.ts';

export type SignInProblem = { readonly field?: 'email' | 'password'; readonly message: string };

export type SignInView = {
  readonly lang: Language;
  readonly csrf: string;
  /** Where to go afterwards; a path of this site. */
  readonly next: string;
  /** What was typed already. A password is never sent back. */
  readonly email: string;
  readonly problems: readonly SignInProblem[];
  readonly status: number;
  /** Whether a lost password can come back by mail. */
  readonly mail: boolean;
  /** Who is signed in already. */
  readonly signedIn: string | null;
  /** Whom a demonstration offers; nobody elsewhere. */
  readonly people: readonly DemonstrationLogin[];
};

/** The sign-in page: in a demonstration its people first, one click each; everywhere the form for one's own account. */
export function signInPage(view: SignInView): Page {
  const t = text.in(view.lang);
  const demonstration = view.people.length > 0;
  return {
    title: t('accounts.sign-in'),
    status: view.status,
    kind: demonstration ? 'wide' : 'plain',
    body: (
      <div>
        <PageHead title={t('accounts.sign-in')} below={demonstration && t('accounts.try-means')} />
        <ErrorSummary lang={view.lang} errors={view.problems} />
        {view.signedIn !== null && <Notice>{t('accounts.already', { name: view.signedIn })}</Notice>}
        {demonstration && <People {...view} />}
        {demonstration ? (
          <Panel heading={t('accounts.with-password')}>
            <OwnAccount {...view} />
          </Panel>
        ) : (
          <OwnAccount {...view} />
        )}
      </div>
    ),
  };
}

function People(view: SignInView) {
  const t = text.in(view.lang);
  return (
    <div>
      <Form action="/sign-in/demonstration" csrf={view.csrf} id="one-click">
        <input type="hidden" name="next" value={view.next} />
      </Form>
      <Panel flush heading={t('accounts.try')}>
        <DataTable
          lang={view.lang}
          caption={t('accounts.try')}
          hideCaption
          rows={view.people}
          columns={[
            { label: t('accounts.person'), heads: true, cell: (person) => <Who lang={view.lang} person={person} /> },
            { label: t('accounts.sees'), width: 'wide', cell: (person) => <What lang={view.lang} person={person} /> },
            {
              label: t('accounts.choose'),
              width: 'narrow',
              hideLabel: true,
              cell: (person) => (
                <Button form="one-click" name="login" value={person.login}>
                  {t('accounts.sign-in')} <span class="unseen">{t('accounts.as-person', { name: person.name })}</span>
                </Button>
              ),
            },
          ]}
        />
      </Panel>
    </div>
  );
}

function Who(props: { readonly lang: Language; readonly person: DemonstrationLogin }) {
  const { lang, person } = props;
  const t = text.in(lang);
  return (
    <div>
      <strong>{person.name}</strong>
      <p class="meta">
        <span class="unseen">{t('accounts.capacity')} </span>
        {person.capacity || t('accounts.no-capacity')}
      </p>
    </div>
  );
}

function What(props: { readonly lang: Language; readonly person: DemonstrationLogin }) {
  const { lang, person } = props;
  const t = text.in(lang);
  return (
    <div>
      {person.hats.map((hat) => (
        <p class="hat">
          {person.hats.length > 1 && <strong>{capacityOf(hat, lang)}</strong>}{' '}
          {t(`accounts.means.${hat.role}`, { party: partyOf(hat, lang) })}
        </p>
      ))}
    </div>
  );
}

function OwnAccount(view: SignInView) {
  const t = text.in(view.lang);
  const wrong = (field: 'email' | 'password') => view.problems.find((problem) => problem.field === field)?.message;
  return (
    <Form action="/sign-in" csrf={view.csrf} id="sign-in">
      <input type="hidden" name="next" value={view.next} />
      <Field
        lang={view.lang}
        kind="email"
        name="email"
        label={t('accounts.email')}
        value={view.email}
        autocomplete="username"
        maxlength={254}
        error={wrong('email')}
      />
      <Field
        lang={view.lang}
        kind="password"
        name="password"
        label={t('accounts.password')}
        autocomplete="current-password"
        error={wrong('password')}
      />
      <SubmitBar note={t('accounts.how-long')}>
        <Button kind="primary">{t('accounts.sign-in')}</Button>
      </SubmitBar>
      {view.mail && (
        <p>
          <SafeLink href="/password">{t('accounts.lost')}</SafeLink>
        </p>
      )}
      {view.people.length > 0 && (
        <p>
          <SafeLink href="/mailbox">{t('accounts.demonstration-mail')}</SafeLink>
        </p>
      )}
      <p class="help">{t('accounts.who-makes-accounts')}</p>
    </Form>
  );
}
