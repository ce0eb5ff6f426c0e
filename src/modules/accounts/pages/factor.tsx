import { raw } from 'hono/html';
import type { Page } from '../../../platform/http/page.ts';
import type { Visit } from '../../../platform/http/route.ts';
import type { Language } from '../../../platform/i18n/index.ts';
import {
  Button,
  ErrorSummary,
  Facts,
  Field,
  Form,
  LinkButton,
  Notice,
  PageHead,
  Panel,
  SubmitBar,
} from '../../../platform/ui/index.ts';
import type { FactorState, Offer } from '../add-factor.ts';
import { text } from '../text.ts';
import type { Problem } from './password.tsx';

type Shown = Pick<Visit, 'lang' | 'csrf'>;

/** The second half of signing in: the password was right, a code is asked for. */
export function codePage(visit: Shown, half: string, next: string, problem?: Problem): Page {
  const { lang } = visit;
  const t = text.in(lang);
  return {
    title: t('accounts.code-title'),
    status: problem?.status ?? 200,
    kind: 'plain',
    body: (
      <div>
        <PageHead title={t('accounts.code-title')} />
        {problem && <ErrorSummary lang={lang} errors={[problem]} />}
        <Form action="/sign-in/code" csrf={visit.csrf}>
          <input type="hidden" name="half" value={half} />
          <input type="hidden" name="next" value={next} />
          <CodeField lang={lang} label={t('accounts.code')} help={t('accounts.code-lead')} problem={problem} />
          <SubmitBar>
            <Button kind="primary">{t('accounts.code-enter')}</Button>
          </SubmitBar>
        </Form>
      </div>
    ),
  };
}

/** Adding a second factor: the picture, the same in letters, and the first code. */
export function offerPage(visit: Shown, offer: Offer, required: boolean, problem?: Problem): Page {
  const { lang } = visit;
  const t = text.in(lang);
  return {
    title: t('accounts.factor-add'),
    status: problem?.status ?? 200,
    kind: 'document',
    breadcrumbs: [{ label: t('accounts.account'), href: '/account' }, { label: t('accounts.factor-add') }],
    body: (
      <div>
        <PageHead title={t('accounts.factor-add')} />
        {required && <Notice kind="attention">{t('accounts.factor-required')}</Notice>}
        {problem && <ErrorSummary lang={lang} errors={[problem]} />}
        <p class="page-lead">{t('accounts.factor-scan')}</p>
        <div class="code-picture" role="img" aria-label={t('accounts.factor-picture')}>
          {raw(offer.picture)}
        </div>
        <Facts items={[{ term: t('accounts.factor-letters'), value: <code>{offer.letters}</code> }]} />
        <Form action="/account/second-factor" csrf={visit.csrf}>
          <CodeField lang={lang} label={t('accounts.factor-code')} problem={problem} />
          <SubmitBar>
            <Button kind="primary">{t('accounts.factor-confirm')}</Button>
          </SubmitBar>
        </Form>
      </div>
    ),
  };
}

/** The codes for paper, once. */
export function paperPage(visit: Shown, codes: readonly string[]): Page {
  const t = text.in(visit.lang);
  return {
    title: t('accounts.factor-added'),
    kind: 'document',
    breadcrumbs: [{ label: t('accounts.account'), href: '/account' }, { label: t('accounts.factor-added') }],
    body: (
      <div>
        <PageHead title={t('accounts.factor-added')} />
        <p class="page-lead">{t('accounts.factor-paper')}</p>
        <ul aria-label={t('accounts.factor-paper-list')}>
          {codes.map((code) => (
            <li>
              <code>{code}</code>
            </li>
          ))}
        </ul>
        <p class="acts">
          <LinkButton kind="primary" href="/account">
            {t('accounts.factor-done')}
          </LinkButton>
        </p>
      </div>
    ),
  };
}

/** On one's own account: whether there is a second factor, and what one can do about it. */
export function FactorPanel(props: {
  readonly visit: Shown;
  readonly state: FactorState;
  readonly problem: Problem | undefined;
}) {
  const { visit, state, problem } = props;
  const t = text.in(visit.lang);
  return (
    <Panel heading={t('accounts.factor')} id="second-factor">
      <p>{t('accounts.factor-about')}</p>
      <p>{state.paperLeft === null ? t('accounts.factor-none') : t('accounts.factor-has', { count: state.paperLeft })}</p>
      {state.paperLeft === null ? (
        <Form action="/account/second-factor/offer" csrf={visit.csrf}>
          <SubmitBar>
            <Button>{t('accounts.factor-add')}</Button>
          </SubmitBar>
        </Form>
      ) : (
        <Form action="/account/second-factor/removal" csrf={visit.csrf}>
          <CodeField lang={visit.lang} label={t('accounts.code')} help={t('accounts.code-lead')} problem={problem} />
          <SubmitBar>
            <Button kind="danger">{t('accounts.factor-remove')}</Button>
          </SubmitBar>
        </Form>
      )}
    </Panel>
  );
}

function CodeField(props: {
  readonly lang: Language;
  readonly label: string;
  readonly help?: string;
  readonly problem: Problem | undefined;
}) {
  return (
    <Field
      lang={props.lang}
      kind="text"
      name="code"
      label={props.label}
      {...(props.help === undefined ? {} : { help: props.help })}
      autocomplete="one-time-code"
      width="short"
      maxlength={20}
      error={props.problem?.field === 'code' ? props.problem.message : undefined}
    />
  );
}
