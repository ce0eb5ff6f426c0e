import type { Hat, Page } from '../../../platform/http/page.ts';
import type { Visit } from '../../../platform/http/route.ts';
import { dateInWords, instantInWords, type Language } from '../../../platform/i18n/index.ts';
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
  SafeLink,
  SubmitBar,
} from '../../../platform/ui/index.ts';
import { capacityOf } from '../hat-of.ts';
import { TOKEN_DAYS } from '../keep-tokens.ts';
import type { TokenRow } from '../tables.ts';
import { text } from '../text.ts';
import type { Problem } from './password.tsx';

type Shown = Pick<Visit, 'lang' | 'csrf'>;

/** What was typed, and why it was not done. */
export type TokenForm = {
  readonly name: string;
  readonly mandate: string;
  readonly scope: 'read' | 'write';
  readonly days: string;
  readonly problem: Problem;
};
export type TokensView = {
  readonly tokens: readonly TokenRow[];
  readonly hats: readonly Hat[];
  readonly typed: TokenForm | undefined;
};

/** One's own tokens, and the form for another. */
export function tokensPage(visit: Shown, view: TokensView): Page {
  const { lang } = visit;
  const t = text.in(lang);
  const problem = view.typed?.problem;
  return {
    title: t('accounts.tokens'),
    status: problem?.status ?? 200,
    kind: 'document',
    breadcrumbs: [{ label: t('accounts.account'), href: '/account' }, { label: t('accounts.tokens') }],
    body: (
      <div>
        <PageHead title={t('accounts.tokens')} />
        {problem && <ErrorSummary lang={lang} errors={[problem]} />}
        <p class="page-lead">
          {t('accounts.tokens-about')} <SafeLink href="/api">{t('accounts.tokens-api')}</SafeLink>
        </p>
        {view.tokens.length > 0 && tokensTable(visit, view.tokens)}
        <Panel heading={t('accounts.token-make')} id="make">
          {view.hats.length === 0 ? <p>{t('accounts.token-no-capacity')}</p> : makeForm(visit, view)}
        </Panel>
      </div>
    ),
  };
}

function makeForm({ lang, csrf }: Shown, { hats, typed }: TokensView) {
  const t = text.in(lang);
  const worn = hats.find((hat) => hat.current) ?? hats[0];
  return (
    <Form action="/account/tokens" csrf={csrf}>
      <Field
        lang={lang}
        kind="text"
        name="name"
        label={t('accounts.token-name')}
        help={t('accounts.token-name-help')}
        value={typed?.name}
        maxlength={80}
        autocomplete="off"
        error={typed?.problem.field === 'name' ? typed.problem.message : undefined}
      />
      <Field
        lang={lang}
        kind="select"
        name="mandate"
        label={t('accounts.token-capacity')}
        help={t('accounts.token-capacity-help')}
        value={typed?.mandate ?? worn?.mandate}
        options={hats.map((hat) => ({ value: hat.mandate, label: `${hat.label} · ${hat.partnership}` }))}
      />
      <Field
        lang={lang}
        kind="radio"
        name="scope"
        label={t('accounts.token-scope')}
        value={typed?.scope ?? 'read'}
        options={(['read', 'write'] as const).map((value) => ({ value, label: t(`accounts.token-scope.${value}`) }))}
      />
      <Field
        lang={lang}
        kind="select"
        name="days"
        label={t('accounts.token-days')}
        value={typed?.days ?? '90'}
        options={TOKEN_DAYS.map((count) => ({ value: String(count), label: t('accounts.token-for-days', { count }) }))}
      />
      <SubmitBar note={t('accounts.token-make-note')}>
        <Button kind="primary">{t('accounts.token-make')}</Button>
      </SubmitBar>
    </Form>
  );
}

function tokensTable({ lang, csrf }: Shown, tokens: readonly TokenRow[]) {
  const t = text.in(lang);
  return (
    <Panel flush heading={t('accounts.tokens-own')} id="tokens">
      <Form action="/account/tokens/revocations" csrf={csrf} id="revoke-token">
        <p class="help above-table">{t('accounts.tokens-own-about')}</p>
      </Form>
      <DataTable
        lang={lang}
        caption={t('accounts.tokens-own')}
        hideCaption
        rows={tokens}
        columns={[
          {
            label: t('accounts.token-name'),
            heads: true,
            cell: (row) => (
              <>
                {row.name} {row.state !== 'holds' && <Badge>{t(`accounts.token-state.${row.state}`)}</Badge>}
              </>
            ),
          },
          { label: t('accounts.token-capacity'), cell: (row) => capacityInWords(lang, row) },
          {
            label: t('accounts.token-scope'),
            width: 'narrow',
            cell: (row) => t(`accounts.token-may.${row.writes ? 'write' : 'read'}`),
          },
          { label: t('accounts.token-until'), width: 'narrow', cell: (row) => dateInWords(lang, row.expires_at.toISOString()) },
          {
            label: t('accounts.token-used'),
            width: 'narrow',
            cell: (row) => (row.used_at === null ? t('accounts.token-never') : instantInWords(lang, row.used_at)),
          },
          {
            label: t('accounts.token-act'),
            hideLabel: true,
            width: 'narrow',
            cell: (row) =>
              row.state === 'revoked' || row.state === 'expired' ? null : (
                <Button form="revoke-token" name="token" value={row.id}>
                  {t('accounts.token-revoke')} <span class="unseen">{row.name}</span>
                </Button>
              ),
          },
        ]}
      />
    </Panel>
  );
}

function capacityInWords(lang: Language, row: TokenRow): string {
  const partnership = row.partnership_name[lang] ?? row.partnership_name.en ?? row.partnership_name.fr ?? '';
  return `${capacityOf(row, lang)} · ${partnership}`;
}

/** The token that was just made, once, and how it is used. */
export function madeTokenPage(visit: Shown, token: string, publicUrl: URL): Page {
  const t = text.in(visit.lang);
  const example = `curl -H 'Authorization: Bearer ${token}' '${new URL('/api/v1/session', publicUrl).href}'`;
  return {
    title: t('accounts.token-made'),
    status: 201,
    kind: 'document',
    breadcrumbs: [
      { label: t('accounts.account'), href: '/account' },
      { label: t('accounts.tokens'), href: '/account/tokens' },
      { label: t('accounts.token-made') },
    ],
    body: (
      <div>
        <PageHead title={t('accounts.token-made')} />
        <Notice kind="attention">{t('accounts.token-once')}</Notice>
        <p>
          <code class="secret">{token}</code>
        </p>
        <p>{t('accounts.token-use')}</p>
        <pre tabindex={0}>
          <code>{example}</code>
        </pre>
        <p class="acts">
          <LinkButton kind="primary" href="/account/tokens">
            {t('accounts.token-kept')}
          </LinkButton>
        </p>
      </div>
    ),
  };
}
