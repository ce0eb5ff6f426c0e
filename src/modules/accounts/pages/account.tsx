import type { Page } from '../../../platform/http/page.ts';
import type { Visit } from '../../../platform/http/route.ts';
import { instantInWords } from '../../../platform/i18n/index.ts';
import {
  Badge,
  Button,
  DataTable,
  ErrorSummary,
  Field,
  Form,
  LinkButton,
  Notice,
  PageHead,
  Panel,
  SubmitBar,
} from '../../../platform/ui/index.ts';
import type { FactorState } from '../add-factor.ts';
import type { SessionRow } from '../tables.ts';
import { text } from '../text.ts';
import { FactorPanel } from './factor.tsx';
import type { Problem } from './password.tsx';

type Shown = Pick<Visit, 'lang' | 'csrf' | 'session'>;

export type AccountView = {
  readonly sessions: readonly SessionRow[];
  readonly factor: FactorState;
  /** Whether one holds a mandate in which one cannot act without a second factor. */
  readonly lacksFactor: boolean;
};

/** One's own account: where one is signed in, and the password. */
export function accountPage(visit: Shown, view: AccountView, problem?: Problem): Page {
  const { lang } = visit;
  const t = text.in(lang);
  return {
    title: t('accounts.account'),
    status: problem?.status ?? 200,
    kind: 'document',
    body: (
      <div>
        <PageHead title={t('accounts.account')} below={visit.session?.person.name} />
        {problem && <ErrorSummary lang={lang} errors={[problem]} />}
        {view.lacksFactor && <Notice kind="attention">{t('accounts.factor-required')}</Notice>}
        <Sessions visit={visit} sessions={view.sessions} />
        <FactorPanel visit={visit} state={view.factor} problem={problem} />
        <Panel heading={t('accounts.tokens')} id="tokens">
          <p>{t('accounts.tokens-about')}</p>
          <p class="acts">
            <LinkButton href="/account/tokens">{t('accounts.tokens')}</LinkButton>
          </p>
        </Panel>
        <Panel heading={t('accounts.account-password')} id="password">
          <Form action="/account/password" csrf={visit.csrf}>
            <Field
              lang={lang}
              kind="password"
              name="present"
              label={t('accounts.present-password')}
              autocomplete="current-password"
              error={problem?.field === 'present' ? problem.message : undefined}
            />
            <Field
              lang={lang}
              kind="password"
              name="password"
              label={t('accounts.new-password')}
              help={t('accounts.invitation-choose')}
              autocomplete="new-password"
              error={problem?.field === 'password' ? problem.message : undefined}
            />
            <SubmitBar>
              <Button kind="primary">{t('accounts.change-password')}</Button>
            </SubmitBar>
          </Form>
        </Panel>
      </div>
    ),
  };
}

function Sessions({ visit, sessions }: { visit: Shown; sessions: readonly SessionRow[] }) {
  const { lang } = visit;
  const t = text.in(lang);
  const about = <p class="help above-table">{t('accounts.account-sessions-about')}</p>;
  const device = (row: SessionRow) => row.device ?? t('accounts.session-unknown');
  return (
    <Panel flush heading={t('accounts.account-sessions')} id="sessions">
      {sessions.length > 1 ? (
        <Form action="/account/sessions" csrf={visit.csrf} id="end-session">
          {about}
        </Form>
      ) : (
        about
      )}
      <DataTable
        lang={lang}
        caption={t('accounts.account-sessions')}
        hideCaption
        rows={sessions}
        columns={[
          {
            label: t('accounts.session-device'),
            heads: true,
            cell: (row) => (
              <>
                {device(row)} {row.mine && <Badge>{t('accounts.session-this')}</Badge>}
              </>
            ),
          },
          { label: t('accounts.session-began'), cell: (row) => instantInWords(lang, row.began) },
          { label: t('accounts.session-seen'), cell: (row) => instantInWords(lang, row.seen) },
          {
            label: t('accounts.session-act'),
            hideLabel: true,
            width: 'narrow',
            cell: (row) =>
              row.mine ? null : (
                <Button form="end-session" name="session" value={row.id}>
                  {t('accounts.session-end')}{' '}
                  <span class="unseen">
                    {t('accounts.session-end-which', { device: device(row), began: instantInWords(lang, row.began) })}
                  </span>
                </Button>
              ),
          },
        ]}
      />
      {sessions.length > 1 && (
        <p class="acts">
          <Button form="end-session" name="session" value="others">
            {t('accounts.sessions-end-others')}
          </Button>
        </p>
      )}
    </Panel>
  );
}
