import type { Page } from '../../../platform/http/page.ts';
import type { Visit } from '../../../platform/http/route.ts';
import { PROOF, type Waiting } from '../../../platform/http/step-up.ts';
import { Button, ErrorSummary, Field, Form, PageHead, SubmitBar } from '../../../platform/ui/index.ts';
import type { ProofWay } from '../prove-again.ts';
import { text } from '../text.ts';
import type { Problem } from './password.tsx';

/** Asks who one is before a sensitive act. What was typed for the act travels along, and the form goes to the act itself. */
export function proofPage(visit: Pick<Visit, 'lang' | 'csrf'>, way: ProofWay, waiting: Waiting, problem?: Problem): Page {
  const { lang } = visit;
  const t = text.in(lang);
  return {
    title: t('accounts.proof'),
    status: problem?.status ?? 403,
    kind: 'plain',
    body: (
      <div>
        <PageHead title={t('accounts.proof')} />
        {problem && <ErrorSummary lang={lang} errors={[{ ...problem, field: PROOF }]} />}
        <p class="page-lead">{t('accounts.proof-lead')}</p>
        <Form action={waiting.action} csrf={visit.csrf}>
          {Object.entries(waiting.fields).map(([name, value]) =>
            typeof value === 'string' ? (
              <input type="hidden" name={name} value={value} />
            ) : (
              value.map((each) => <input type="hidden" name={`${name}[]`} value={each} />)
            ),
          )}
          {way === 'click' ? (
            <>
              <p>{t('accounts.proof-click')}</p>
              <input type="hidden" name={PROOF} value="click" />
            </>
          ) : (
            <Field
              lang={lang}
              kind={way === 'code' ? 'text' : 'password'}
              name={PROOF}
              label={t(way === 'code' ? 'accounts.code' : 'accounts.password')}
              {...(way === 'code' ? { help: t('accounts.code-lead'), width: 'short' as const } : {})}
              autocomplete={way === 'code' ? 'one-time-code' : 'current-password'}
              error={problem?.message}
            />
          )}
          <SubmitBar>
            <Button kind="primary">{t('accounts.proof-go-on')}</Button>
          </SubmitBar>
        </Form>
      </div>
    ),
  };
}
