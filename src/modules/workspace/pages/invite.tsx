import type { Page } from '../../../platform/http/page.ts';
import type { Visit } from '../../../platform/http/route.ts';
import { instantInWords } from '../../../platform/i18n/index.ts';
import {
  Button,
  DataTable,
  EmptyState,
  ErrorSummary,
  Field,
  FieldGroup,
  Form,
  Notice,
  PageHead,
  Panel,
  SubmitBar,
} from '../../../platform/ui/index.ts';
import type { OpenInvitation } from '../../accounts/index.ts';
import { directoryText, nameIn, rolesToGive } from '../../directory/index.ts';
import { text } from '../text.ts';
import type { InviteInput } from './invite-answer.ts';

export type InviteProblem = { readonly field?: string; readonly message: string };
export type InviteView = {
  readonly typed: InviteInput;
  readonly waiting: readonly OpenInvitation[];
  readonly mail: boolean;
  readonly problems: readonly InviteProblem[];
  readonly status: number;
};

/** Where an administrator invites those who serve all parties, and the speaker of a party its own people; and who has not answered yet. */
export function invitePage(visit: Pick<Visit, 'lang' | 'csrf' | 'partnership' | 'acting'>, view: InviteView): Page {
  const { lang } = visit;
  const t = text.in(lang);
  const slug = visit.partnership?.slug ?? '';
  return {
    title: t('workspace.invite.title'),
    status: view.status,
    kind: 'document',
    breadcrumbs: [
      { label: directoryText.in(lang)('directory.parties'), href: `/${slug}/parties` },
      { label: t('workspace.invite.title') },
    ],
    body: (
      <>
        <PageHead title={t('workspace.invite.title')} />
        <p class="page-lead">{t(visit.acting.party === null ? 'workspace.invite.lead-all' : 'workspace.invite.lead-party')}</p>
        <ErrorSummary lang={lang} errors={view.problems} />
        {view.mail ? (
          inviteForm(visit, `/${slug}/invitations`, view)
        ) : (
          <Notice kind="attention">{t('workspace.invite.no-mail')}</Notice>
        )}
        {waitingPanel(visit, `/${slug}/invitations`, view.waiting)}
      </>
    ),
  };
}

function inviteForm(visit: Pick<Visit, 'lang' | 'csrf' | 'acting'>, address: string, { typed, problems }: InviteView) {
  const { lang, acting } = visit;
  const t = text.in(lang);
  const roles = directoryText.in(lang);
  const wrong = (field: string) => problems.find((problem) => problem.field === field)?.message;
  const ofParty = acting.party !== null;
  return (
    <Form action={address} csrf={visit.csrf} id="invite">
      <FieldGroup legend={t('workspace.invite.who')}>
        <Field
          {...{ lang, kind: 'text', name: 'name', value: typed.name, maxlength: 200, autocomplete: 'off' }}
          label={t('workspace.invite.name')}
          help={t('workspace.invite.name-help')}
          error={wrong('name')}
        />
        <Field
          {...{ lang, kind: 'email', name: 'email', value: typed.email, maxlength: 254, autocomplete: 'off' }}
          label={t('workspace.invite.email')}
          help={t('workspace.invite.email-help')}
          error={wrong('email')}
        />
        <Field
          {...{ lang, kind: 'radio', name: 'language', value: typed.language }}
          label={t('workspace.invite.language')}
          options={[
            { value: 'en', label: t('workspace.invite.language-en') },
            { value: 'fr', label: t('workspace.invite.language-fr') },
          ]}
          error={wrong('language')}
        />
      </FieldGroup>
      <FieldGroup legend={t('workspace.invite.mandate')}>
        <Field
          {...{ lang, kind: 'radio', name: 'role', value: typed.role }}
          label={roles('directory.role')}
          options={rolesToGive(acting).map((role) => ({ value: role, label: roles(`directory.role.${role}`) }))}
          error={wrong('role')}
        />
        <Field
          {...{ lang, kind: 'text', name: 'titleEn', value: typed.titleEn, maxlength: 200 }}
          label={t('workspace.invite.title-en')}
          error={wrong('titleEn')}
        />
        <Field
          {...{ lang, kind: 'text', name: 'titleFr', value: typed.titleFr, maxlength: 200 }}
          label={t('workspace.invite.title-fr')}
          error={wrong('titleFr')}
        />
        <Field
          {...{ lang, kind: 'date', name: 'since', value: typed.since }}
          label={t('workspace.invite.since')}
          error={wrong('since')}
        />
        <Field
          {...{ lang, kind: 'date', name: 'until', value: typed.until, required: false }}
          label={t('workspace.invite.until')}
          help={t('workspace.invite.until-help')}
          error={wrong('until')}
        />
        {ofParty ? (
          <Field
            {...{ lang, kind: 'radio', name: 'reach', value: typed.reach }}
            label={t('workspace.invite.reach')}
            options={[
              { value: 'partnership', label: t('workspace.invite.reach-partnership') },
              { value: 'party', label: t('workspace.invite.reach-party') },
            ]}
            error={wrong('reach')}
          />
        ) : (
          <input type="hidden" name="reach" value="partnership" />
        )}
      </FieldGroup>
      <SubmitBar note={t('workspace.invite.then')}>
        <Button kind="primary" icon="mail">
          {t('workspace.invite.send')}
        </Button>
      </SubmitBar>
    </Form>
  );
}

function waitingPanel(visit: Pick<Visit, 'lang' | 'csrf'>, address: string, waiting: readonly OpenInvitation[]) {
  const { lang } = visit;
  const t = text.in(lang);
  const roles = directoryText.in(lang);
  return (
    <Panel flush heading={t('workspace.invite.waiting')} id="waiting">
      <Form action={`${address}/withdrawals`} csrf={visit.csrf} id="withdraw">
        <p class="help">{t('workspace.invite.withdraw-means')}</p>
      </Form>
      <DataTable
        lang={lang}
        caption={t('workspace.invite.waiting')}
        hideCaption
        rows={waiting}
        empty={<EmptyState title={t('workspace.invite.nobody')} icon="mail" />}
        columns={[
          { label: t('workspace.invite.name'), heads: true, width: 'narrow', cell: (row) => row.name },
          {
            label: t('workspace.invite.mandate'),
            width: 'wide',
            cell: (row) => {
              const title = nameIn(lang, row.title);
              return (
                <>
                  <span lang={title.lang}>{title.words}</span>, {roles(`directory.role.${row.role}`)}
                </>
              );
            },
          },
          { label: t('workspace.invite.email'), width: 'narrow', cell: (row) => row.email },
          {
            label: t('workspace.invite.expires'),
            width: 'narrow',
            cell: (row) => instantInWords(lang, row.expires_at),
          },
          {
            label: t('workspace.invite.act'),
            hideLabel: true,
            width: 'narrow',
            cell: (row) => (
              <Button form="withdraw" name="invitation" value={row.id}>
                {t('workspace.invite.withdraw')}{' '}
                <span class="unseen">{t('workspace.invite.withdraw-whose', { name: row.name })}</span>
              </Button>
            ),
          },
        ]}
      />
    </Panel>
  );
}
