import type { Page } from '../../../platform/http/page.ts';
import type { Visit } from '../../../platform/http/route.ts';
import { LinkButton, SafeLink } from '../../../platform/ui/index.ts';
import { type EvidenceRow, evidenceOfPlan, planBySlug, sourceOfPlan, unitAt } from '../../plan/index.ts';
import { text } from '../text.ts';
import { addressOf } from '../words.ts';
import { planHead } from './plan-head.tsx';

type SourceLine = { readonly number: number; readonly text: string; readonly references: readonly string[] };

/** The document as it was read, line by line, each beside the nodes that begin in it. */
export async function sourcePage(visit: Visit, partnership: string, slug: string): Promise<Page> {
  const { lang } = visit;
  const { plan, source, evidence } = await visit.read(async (tx) => {
    const found = await planBySlug(tx, partnership, slug);
    return { plan: found, source: await sourceOfPlan(tx, found.id), evidence: await evidenceOfPlan(tx, found.id) };
  });
  const t = text.in(lang);
  const here = visit.partnership?.slug ?? '';
  return {
    title: `${t('workspace.source.title')} · ${plan.title}`,
    kind: 'wide',
    body: (
      <>
        {planHead(visit, plan, 'source')}
        <p class="page-lead">{t('workspace.source.lead')}</p>
        <p class="acts">
          <LinkButton href={`${addressOf.source(here, plan.slug)}/file`} icon="download" download>
            {t('workspace.source.download', { name: source.name })}
          </LinkButton>
        </p>
        <ol class="source-lines" lang={plan.lang}>
          {sourceLines(source.text, evidence).map((line) => (
            <li id={`line-${line.number}`} value={line.number}>
              <span class="source-text">{line.text.replaceAll('\t', ' ⇥ ')}</span>
              {line.references.length > 0 && (
                <span class="source-references" lang={lang}>
                  {line.references.map((reference) => (
                    <SafeLink href={addressOf.line(here, plan.slug, reference)}>{reference}</SafeLink>
                  ))}
                </span>
              )}
            </li>
          ))}
        </ol>
      </>
    ),
  };
}

/** Lays the text out line by line, with the references of the nodes whose passage begins on each; blank lines keep their number but are not shown. */
export function sourceLines(source: string, evidence: readonly EvidenceRow[]): SourceLine[] {
  const lines: SourceLine[] = [];
  const unit = unitAt(source);
  let start = 0;
  let next = 0;
  source.split('\n').forEach((line, index) => {
    const end = start + line.length;
    const references: string[] = [];
    for (let item = evidence[next]; item && unit(item.from_character) <= end; item = evidence[next]) {
      references.push(item.reference);
      next += 1;
    }
    if (line.trim() !== '') lines.push({ number: index + 1, text: line, references });
    start = end + 1;
  });
  return lines;
}
