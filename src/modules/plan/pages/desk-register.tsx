import type { Visit } from '../../../platform/http/route.ts';
import { Badge, FilterForm, SafeLink } from '../../../platform/ui/index.ts';
import type { DraftRow } from '../drafts.ts';
import { type Desk, type DeskNode, familyOf } from '../importer/index.ts';
import { text as planText } from '../text.ts';
import { type Desking, NodeForms } from './desk-forms.tsx';
import { depthOf, type View } from './desk-view.ts';
import { placeOf } from './places.ts';
import { text } from './text.ts';
import { beginningOf, nameOfNode } from './words.ts';

type Props = {
  readonly visit: Pick<Visit, 'lang' | 'partnership'>;
  readonly draft: DraftRow;
  readonly desk: Desk;
  readonly view: View;
  readonly desking: Desking | null;
};

const SURE = 0.8;
const MOST_HEADINGS = 400;

/** The register as it would be entered: a stretch of it around the node in view, which stands open with all that can be done to it. */
export function DeskRegister({ visit, draft, desk, view, desking }: Props) {
  const { lang } = visit;
  const t = text.in(lang);
  const partnership = visit.partnership?.slug ?? '';
  const at = (node: DeskNode | undefined) => node && placeOf.at(partnership, draft.id, { node: node.key });
  const [before, after] = [at(view.before), at(view.after)];
  return (
    <section class="desk-register" id="register" aria-labelledby="register-title">
      <div class="desk-side-head">
        <h2 id="register-title">{t('plan.desk.register')}</h2>
        <FilterForm action={placeOf.draft(partnership, draft.id)} label={t('plan.desk.go')}>
          <label class="unseen" for="field-node">
            {t('plan.desk.go')}
          </label>
          <select id="field-node" name="node">
            {headingsOf(desk).map((node) => (
              <option value={node.key} selected={node.key === headingAbove(desk, view)?.key}>
                {familyOf(node.kind) === 'tree'
                  ? `${nameOfNode(lang, node)} ${beginningOf(node.text, 48)}`
                  : `${planText.in(lang)(`plan.kind.${node.kind}`)}: ${beginningOf(node.text, 40)}`}
              </option>
            ))}
          </select>
          <button type="submit" class="button quiet">
            {t('plan.desk.go-button')}
          </button>
        </FilterForm>
      </div>
      {before && (
        <SafeLink class="desk-more" href={before}>
          {t('plan.desk.previous')}
        </SafeLink>
      )}
      <ol class="desk-nodes">
        {view.nodes.map((node) => (
          <Row visit={visit} draft={draft} desk={desk} view={view} desking={desking} node={node} />
        ))}
      </ol>
      {after && (
        <SafeLink class="desk-more" href={after}>
          {t('plan.desk.next')}
        </SafeLink>
      )}
    </section>
  );
}

function Row({ visit, draft, desk, view, desking, node }: Props & { node: DeskNode }) {
  const { lang } = visit;
  const t = text.in(lang);
  const say = planText.in(lang);
  const open = view.node?.key === node.key;
  const list = desk.nodes.filter(({ kind }) => familyOf(kind) === familyOf(node.kind));
  const before = list[list.findIndex(({ key }) => key === node.key) - 1];
  const doubts = desk.findings.filter((finding) => finding.node === node.key && finding.settled === null).length;
  const depth = depthOf(desk, node);
  return (
    <li
      id={`node-${node.key}`}
      class={`desk-node kind-${node.kind} depth-${depth}${open ? ' open' : ''}`}
      data-row
      aria-current={open ? 'true' : undefined}
    >
      <p class="desk-node-head">
        <SafeLink class="reference" href={placeOf.at(visit.partnership?.slug ?? '', draft.id, { node: node.key })}>
          {nameOfNode(lang, node)}
        </SafeLink>{' '}
        <span class="desk-kind">{node.reference === '' ? '' : say(`plan.kind.${node.kind}`)}</span>
        {node.promise !== null && (
          <span class={node.confirmed ? 'desk-promise confirmed' : 'desk-promise'}>
            {say(`plan.promise.${node.promise}`)}
            <span class="unseen"> ({t(node.confirmed ? 'plan.desk.promise-confirmed' : 'plan.desk.promise-proposed')})</span>
            {node.confirmed ? ' ✓' : ' ?'}
          </span>
        )}
        {(doubts > 0 || node.confidence < SURE) && <Badge kind="attention">{t('plan.desk.confidence')}</Badge>}
      </p>
      <p class={node.kind === 'part' || node.kind === 'area' ? 'words heading' : 'words row'} lang={desk.language}>
        {node.label ? <strong>{node.label}: </strong> : null}
        {node.text}
      </p>
      {node.implied !== null && <p class="help">{t('plan.desk.implied', { reference: node.implied })}</p>}
      {node.byHand && <p class="help">{t('plan.desk.by-hand', { reason: node.byHand.reason })}</p>}
      {open && desking && <NodeForms desking={desking} node={node} before={before} />}
    </li>
  );
}

/** Where one may go at once: the first objective and priority, parts and areas. */
function headingsOf(desk: Desk): DeskNode[] {
  const first = (kind: string) => desk.nodes.find((node) => node.kind === kind) ?? [];
  const headings = desk.nodes.filter(({ kind }) => kind === 'part' || kind === 'area').slice(0, MOST_HEADINGS);
  return [
    first('objective'),
    first('priority'),
    headings.length > 0 ? headings : (desk.nodes.find(({ kind }) => kind === 'action') ?? []),
  ].flat();
}

function headingAbove(desk: Desk, view: View): DeskNode | undefined {
  let node = view.node ?? view.nodes[0];
  const nodes = new Map(desk.nodes.map((each) => [each.key, each] as const));
  while (node && node.kind !== 'part' && node.kind !== 'area' && node.parent !== null) node = nodes.get(node.parent);
  return node;
}
