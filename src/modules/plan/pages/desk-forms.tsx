import type { Child } from 'hono/jsx';
import type { Language } from '../../../platform/i18n/index.ts';
import { Button, Field, Form, Icon } from '../../../platform/ui/index.ts';
import { DESK_KINDS, type Desk, type DeskNode, familyOf, LONGEST_NUMBER, splitPlaces } from '../importer/index.ts';
import { PROMISES } from '../tables.ts';
import { text as planText } from '../text.ts';
import { text } from './text.ts';
import { beginningOf, nameOfNode } from './words.ts';

/** What all forms of a desk share. */
export type Desking = {
  readonly lang: Language;
  readonly csrf: string;
  readonly action: string;
  readonly version: number;
  readonly desk: Desk;
  /** The doubtful place that is settled by what is done here. */
  readonly finding: number | undefined;
  /** What was typed and refused, and why. */
  readonly again:
    | { readonly typed: Readonly<Record<string, string>>; readonly message: string; readonly field: string | undefined }
    | undefined;
};

/** A form that makes one mend. */
export function MendForm(props: {
  readonly desking: Desking;
  readonly hidden: Readonly<Record<string, string>>;
  readonly children: Child;
}) {
  const { action, csrf, version, finding } = props.desking;
  return (
    <Form action={action} csrf={csrf} version={version} layout="line">
      {Object.entries(props.hidden).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      {finding !== undefined && <input type="hidden" name="finding" value={String(finding)} />}
      {props.children}
    </Form>
  );
}

/** An act that asks something first: closed until one wants it, and open where what was typed was refused. */
function Act(props: { desking: Desking; what: string; stroke: string; title: string; children: Child }) {
  return (
    <details class="desk-act" name="desk-act" open={props.desking.again?.typed.do === props.what}>
      <summary data-stroke={props.stroke}>{props.title}</summary>
      {props.children}
    </details>
  );
}

/** All that can be mended of one node, each a form of its own. */
export function NodeForms(props: { readonly desking: Desking; readonly node: DeskNode; readonly before: DeskNode | undefined }) {
  const { desking, node } = props;
  const { lang, desk } = desking;
  const t = text.in(lang);
  const say = planText.in(lang);
  const own = (what: string) => ({ do: what, node: node.key });
  const typed = (what: string, field: string, otherwise: string) =>
    desking.again?.typed.do === what ? (desking.again.typed[field] ?? otherwise) : otherwise;
  const error = (what: string, field: string) =>
    desking.again?.typed.do === what && desking.again.field === field ? desking.again.message : undefined;
  const tree = familyOf(node.kind) === 'tree';
  const places = splitPlaces(desk, node);
  return (
    <div class="desk-acts">
      <Act desking={desking} what="split" stroke="s" title={t('plan.desk.split')}>
        <MendForm desking={desking} hidden={own('split')}>
          {places.length > 0 && (
            <Field
              lang={lang}
              kind="select"
              name="at"
              label={t('plan.desk.split-at')}
              value={typed('split', 'at', '')}
              required={false}
              error={error('split', 'at')}
              options={[
                ...places.map(({ at, begins }) => ({ value: String(at), label: beginningOf(begins) })),
                { value: '', label: t('plan.desk.split-other') },
              ]}
            />
          )}
          <Field
            lang={lang}
            kind="text"
            name="begins"
            label={t('plan.desk.split-words')}
            help={t('plan.desk.split-words-help')}
            value={typed('split', 'begins', '')}
            required={false}
            typedIn={desk.language}
            error={error('split', 'begins') ?? (places.length === 0 ? error('split', 'at') : undefined)}
          />
          {tree && (
            <Field
              lang={lang}
              kind="text"
              name="number"
              id="field-number-split"
              label={t('plan.desk.split-number')}
              value={typed('split', 'number', '')}
              width="short"
              maxlength={LONGEST_NUMBER}
              required={false}
            />
          )}
          <Button>{t('plan.desk.split-button')}</Button>
        </MendForm>
      </Act>
      {tree && (
        <Act desking={desking} what="move" stroke="u" title={t('plan.desk.move')}>
          <MendForm desking={desking} hidden={own('move')}>
            <Field
              lang={lang}
              kind="select"
              name="under"
              label={t('plan.desk.move-under')}
              value={typed('move', 'under', node.parent ?? '')}
              required={false}
              error={error('move', 'under')}
              options={[{ value: '', label: t('plan.desk.move-none') }, ...placesFor(lang, desk, node)]}
            />
            <Button>{t('plan.desk.move-button')}</Button>
          </MendForm>
        </Act>
      )}
      {tree && (
        <Act desking={desking} what="renumber" stroke="r" title={t('plan.desk.renumber')}>
          <MendForm desking={desking} hidden={own('renumber')}>
            <Field
              lang={lang}
              kind="text"
              name="number"
              id="field-number"
              label={t('plan.desk.renumber-number')}
              value={typed('renumber', 'number', node.number)}
              width="short"
              maxlength={LONGEST_NUMBER}
              error={error('renumber', 'number')}
            />
            <Button>{t('plan.desk.renumber-button')}</Button>
          </MendForm>
        </Act>
      )}
      <Act desking={desking} what="kind" stroke="t" title={t('plan.desk.kind')}>
        <MendForm desking={desking} hidden={own('kind')}>
          <Field
            lang={lang}
            kind="select"
            name="kind"
            label={t('plan.desk.kind')}
            value={typed('kind', 'kind', node.kind)}
            error={error('kind', 'kind')}
            options={DESK_KINDS.map((kind) => ({ value: kind, label: say(`plan.kind.${kind}`) }))}
          />
          <Button>{t('plan.desk.kind-button')}</Button>
        </MendForm>
      </Act>
      <Act desking={desking} what="words" stroke="w" title={t('plan.desk.words')}>
        <MendForm desking={desking} hidden={own('words')}>
          <Field
            lang={lang}
            kind="textarea"
            name="words"
            label={t('plan.desk.words-words')}
            help={t('plan.desk.words-help')}
            value={typed('words', 'words', node.text)}
            rows={4}
            planWords={desk.language}
            error={error('words', 'words')}
          />
          <Field
            lang={lang}
            kind="text"
            name="reason"
            label={t('plan.desk.words-reason')}
            value={typed('words', 'reason', node.byHand?.reason ?? '')}
            maxlength={500}
            error={error('words', 'reason')}
          />
          <Button>{t('plan.desk.words-button')}</Button>
        </MendForm>
        {node.byHand && (
          <MendForm desking={desking} hidden={{ ...own('words'), words: '', reason: '' }}>
            <Button kind="quiet">{t('plan.desk.words-back')}</Button>
          </MendForm>
        )}
      </Act>
      {node.promise !== null && (
        <Act desking={desking} what="promise" stroke="c" title={t('plan.desk.promise')}>
          <MendForm desking={desking} hidden={own('promise')}>
            <Field
              lang={lang}
              kind="select"
              name="promise"
              label={t('plan.desk.promise')}
              value={typed('promise', 'promise', node.promise)}
              error={error('promise', 'promise')}
              options={PROMISES.map((promise) => ({
                value: promise,
                label: `${say(`plan.promise.${promise}`)} – ${say(`plan.promise-means.${promise}`)}`,
              }))}
            />
            <Button>{t('plan.desk.promise-button')}</Button>
          </MendForm>
        </Act>
      )}
      <div class="desk-buttons">
        {props.before && (
          <MendForm desking={desking} hidden={own('merge')}>
            <Stroke stroke="m" icon="arrow-up" help={t('plan.desk.merge-help', { reference: nameOfNode(lang, props.before) })}>
              {t('plan.desk.merge')}
            </Stroke>
          </MendForm>
        )}
        <MendForm desking={desking} hidden={own('drop')}>
          <Stroke stroke="f" icon="eye-off" help={t('plan.desk.drop-node-help')}>
            {t('plan.desk.drop-node')}
          </Stroke>
        </MendForm>
      </div>
    </div>
  );
}

/** A button that a key presses as well. */
export function Stroke(props: {
  stroke: string;
  icon: 'arrow-up' | 'eye-off' | 'check' | 'history';
  help?: string;
  primary?: boolean;
  children: Child;
}) {
  return (
    <button
      type="submit"
      class={`button ${props.primary ? 'primary' : 'secondary'}`}
      data-stroke={props.stroke}
      title={props.help}
    >
      <Icon name={props.icon} />
      <span>{props.children}</span>
    </button>
  );
}

const MOST_HEADINGS = 300;
const MOST_LINES = 40;

/** Under what a node may stand: the headings before it, and the lines near it. */
function placesFor(lang: Language, desk: Desk, node: DeskNode) {
  const before = desk.nodes.slice(0, desk.nodes.indexOf(node)).filter(({ kind }) => familyOf(kind) === 'tree');
  const headings = before.filter(({ kind }) => kind === 'part' || kind === 'area').slice(-MOST_HEADINGS);
  const lines = before.filter(({ kind }) => kind === 'action' || kind === 'subitem').slice(-MOST_LINES);
  const offered = new Set([...headings, ...lines].map(({ key }) => key));
  return before
    .filter(({ key }) => offered.has(key) || key === node.parent)
    .map((each) => ({ value: each.key, label: `${nameOfNode(lang, each)} ${beginningOf(each.text)}` }));
}
