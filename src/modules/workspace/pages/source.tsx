import { z } from 'zod';
import type { Page } from '../../../platform/http/page.ts';
import type { Visit } from '../../../platform/http/route.ts';
import type { Language } from '../../../platform/i18n/index.ts';
import { notFound } from '../../../platform/refusal.ts';
import { LinkButton, Pager, SafeLink } from '../../../platform/ui/index.ts';
import {
  type EvidenceRow,
  evidenceBetween,
  LINES_ON_A_PAGE,
  pageOfLine,
  planBySlug,
  type SourceLine,
  sourceFile,
  sourceLinesOf,
} from '../../plan/index.ts';
import { text } from '../text.ts';
import { addressOf } from '../words.ts';
import { planHead } from './plan-head.tsx';

/** Which line the page begins with. */
export const SourceQuery = z.strictObject({ from: z.coerce.number().int().min(1).max(100_000_000).optional() });

/** The document as it was read, line by line, each beside the nodes that begin in it; a long one a page at a time. */
export async function sourcePage(visit: Visit<z.infer<typeof SourceQuery>>, partnership: string, slug: string): Promise<Page> {
  const { lang } = visit;
  const from = pageOfLine(visit.query.from ?? 1);
  const { plan, file, read, evidence } = await visit.read(async (tx) => {
    const found = await planBySlug(tx, partnership, slug);
    const some = await sourceLinesOf(tx, found.id, from);
    const [first, beyond] = [some[0], some[LINES_ON_A_PAGE]];
    const until = beyond?.from_character ?? MOST_CHARACTERS;
    return {
      plan: found,
      file: await sourceFile(tx, found.id),
      read: some,
      evidence: first ? await evidenceBetween(tx, found.id, first.from_character, until) : [],
    };
  });
  if (read.length === 0 && from > 1) throw notFound();
  const lines = read.slice(0, LINES_ON_A_PAGE);
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
            {t('workspace.source.download', { name: file.name })}
          </LinkButton>
        </p>
        <ol class="source-lines" lang={plan.lang}>
          {besideNodes(lines, evidence).map((line) => (
            <li id={`line-${line.line}`} value={line.line}>
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
        {pager(lang, addressOf.source(here, plan.slug), lines, read.length > LINES_ON_A_PAGE)}
      </>
    ),
  };
}

const MOST_CHARACTERS = 2_147_483_647;

function pager(lang: Language, base: string, lines: readonly SourceLine[], more: boolean) {
  const [first, last] = [lines.at(0)?.line ?? 1, lines.at(-1)?.line ?? 1];
  if (first === 1 && !more) return null;
  const before = first - LINES_ON_A_PAGE;
  return (
    <Pager
      lang={lang}
      from={first}
      until={last}
      total={null}
      previous={first === 1 ? null : before === 1 ? base : `${base}?from=${before}`}
      next={more ? `${base}?from=${last + 1}` : null}
    />
  );
}

/** Each line with the references of the nodes whose passage begins on it; blank lines keep their number but are not shown. */
export function besideNodes(
  lines: readonly SourceLine[],
  evidence: readonly EvidenceRow[],
): (SourceLine & { readonly references: readonly string[] })[] {
  let next = 0;
  const beside = lines.map((line, index) => {
    const end = lines[index + 1]?.from_character ?? MOST_CHARACTERS;
    const references: string[] = [];
    for (let item = evidence[next]; item && item.from_character < end; item = evidence[next]) {
      references.push(item.reference);
      next += 1;
    }
    return { ...line, references };
  });
  return beside.filter((line) => line.text.trim() !== '' || line.references.length > 0);
}
