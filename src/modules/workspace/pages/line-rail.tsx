import { text as auditText } from '../../../platform/audit/text.ts';
import type { Visit } from '../../../platform/http/route.ts';
import type { Language } from '../../../platform/i18n/index.ts';
import { Button, Facts, Form, Icon, LinkButton, SafeLink } from '../../../platform/ui/index.ts';
import { FollowButton } from '../../discuss/index.ts';
import { mayConfirmPromise, mayMendWords, PROMISES, planText } from '../../plan/index.ts';
import type { Mentioned } from '../queries.ts';
import { text } from '../text.ts';
import { addressOf, inLanguage, inReadersWords, promiseInWords, stageInWords } from '../words.ts';
import { mayReadAudit } from './audit.tsx';
import type { LineData } from './line-data.ts';

/** The facts of a node, and the two acts that the secretariat may do with it. */
export function lineRail(visit: Visit, data: LineData, publicUrl: URL) {
  const { lang } = visit;
  const { node, plan } = data;
  const t = text.in(lang);
  const say = planText.in(lang);
  const partnership = visit.partnership?.slug ?? '';
  const address = addressOf.line(partnership, plan.slug, node.reference);
  const promise = node.promise === null ? undefined : promiseInWords(lang, node.promise);
  const above = data.relatives.filter((each) => each.relation === 'above');
  const place = (kind: 'part' | 'area') => above.findLast((each) => each.kind === kind);
  const placeFact = (kind: 'part' | 'area', term: string) => {
    const found = place(kind);
    if (!found) return [];
    const words = inReadersWords(found, lang);
    return [
      {
        term,
        value: (
          <SafeLink href={addressOf.line(partnership, plan.slug, found.reference)} lang={words.lang}>
            {found.reference} {words.text}
          </SafeLink>
        ),
      },
    ];
  };
  return (
    <>
      <Facts
        items={[
          ...(promise
            ? [
                {
                  term: t('workspace.line.kind'),
                  value: (
                    <>
                      <strong>{promise.name}</strong>
                      {t('workspace.line.kind-means', { meaning: promise.meaning })}
                      <br />
                      <span class="quiet-words">
                        {say(node.promise_confirmed ? 'plan.promise-confirmed-by' : 'plan.promise-proposed')}
                      </span>
                    </>
                  ),
                },
              ]
            : []),
          ...(node.qualifiers.length > 0
            ? [{ term: t('workspace.line.qualifiers'), value: quoted(node.qualifiers, node.lang) }]
            : []),
          ...placeFact('area', t('workspace.line.area')),
          ...placeFact('part', t('workspace.line.part')),
          {
            term: t('workspace.line.plan'),
            value: (
              <SafeLink href={addressOf.register(partnership, plan.slug)} lang={plan.lang}>
                {plan.title}
              </SafeLink>
            ),
          },
          { term: t('workspace.line.printed'), value: node.number === '' ? t('workspace.line.printed-none') : node.number },
          ...(data.organisations.length > 0
            ? [{ term: t('workspace.line.organisations'), value: organisations(lang, partnership, data.organisations) }]
            : []),
          {
            term: t('workspace.line.address'),
            value: (
              <code class="address">
                <SafeLink href={address}>{new URL(address, publicUrl).href}</SafeLink>
              </code>
            ),
          },
          {
            term: t('workspace.line.cite'),
            value: citation(visit, data, new URL(address, publicUrl)),
          },
        ]}
      />
      {data.follows !== null && (
        <div class="rail-acts">
          <FollowButton visit={visit} partnership={partnership} record={node.id} follows={data.follows} />
        </div>
      )}
      {mayReadAudit.allows(visit.acting) && (
        <p class="section-foot">
          <SafeLink href={`/${partnership}/readers?record=${node.id}`}>{auditText.in(lang)('audit.readers.title')}</SafeLink>
        </p>
      )}
      {mayMendWords.allows(visit.acting) && plan.stage === 'entered' && (
        <div class="rail-acts">
          <LinkButton href={`${address}/mend`} icon="pencil">
            {t('workspace.line.mend')}
          </LinkButton>
        </div>
      )}
      {mayConfirmPromise.allows(visit.acting) && promise && !node.promise_confirmed && confirmForm(visit, data, address)}
    </>
  );
}

/** What one puts into a footnote: the plan, the reference, how far its words have come, the words, and where they stand for good. */
function citation({ lang }: Visit, { plan, node }: LineData, address: URL) {
  const t = text.in(lang);
  const [before, after] = t('workspace.line.citation', {
    plan: plan.title,
    reference: node.reference,
    stage: stageInWords(lang, plan),
    words: CUT,
    address: address.href,
  }).split(CUT);
  return (
    <>
      <span class="citation" id="citation">
        {before}
        <span class="words" lang={node.lang}>
          {node.text}
        </span>
        {after}
      </span>
      <span
        class="copy"
        hidden
        data-copy="citation"
        data-copied={t('workspace.line.cite-copied')}
        data-selected={t('workspace.line.cite-selected')}
      >
        <button type="button" class="button quiet">
          <Icon name="quote" />
          <span>{t('workspace.line.cite-copy')}</span>
        </button>
        <span role="status" />
      </span>
    </>
  );
}

// Where the words go into the citation: they are in a language of their own, so they are no value of the phrase.
const CUT = '\uE000';

function confirmForm(visit: Visit, { node }: LineData, address: string) {
  const { lang } = visit;
  const t = text.in(lang);
  return (
    <div class="rail-acts">
      <Form action={`${address}/promise`} csrf={visit.csrf} version={node.version}>
        <label for="promise">{t('workspace.line.kind')}</label>
        <select id="promise" name="promise" class="form-select">
          {PROMISES.map((each) => (
            <option value={each} selected={each === node.promise}>
              {promiseInWords(lang, each).name}
            </option>
          ))}
        </select>
        <Button icon="check">{t('workspace.line.confirm')}</Button>
      </Form>
    </div>
  );
}

/** Words of the line, each in the quotation marks of the language of the page. */
function quoted(words: readonly string[], wordsLang: string) {
  return words.map((each, at) => (
    <>
      {at > 0 ? ', ' : ''}
      <q lang={wordsLang}>{each}</q>
    </>
  ));
}

function organisations(lang: Language, partnership: string, rows: readonly Mentioned[]) {
  return (
    <ul class="plain-list">
      {rows.map((row) => (
        <li>
          <SafeLink href={addressOf.organisation(partnership, row.slug)}>{inLanguage(row.name, lang)}</SafeLink>
        </li>
      ))}
    </ul>
  );
}
