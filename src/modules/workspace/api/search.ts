import type { z } from 'zod';
import type { Tx } from '../../../platform/db/database.ts';
import { showDocuments } from '../../knowledge/index.ts';
import { findInPlans, findOrganisations, findParties, type Hit, MARK, showHits } from '../pages/search-queries.ts';
import type { Found } from './shapes.ts';
import type { Addresses } from './shown.ts';

/** Something found, before it is shown: a hit in plans, or the name of a party or organisation. `key` stays the same while it is found. */
export type Find = { readonly key: string } & (
  | { readonly hit: Hit }
  | { readonly kind: 'party' | 'organisation'; readonly slug: string; readonly name: { en?: string; fr?: string } }
);

/** Everything that words find in a partnership, best first: plans and their nodes, then parties, then organisations. */
export async function findAll(tx: Tx, partnership: string, words: string, reader: 'en' | 'fr', kind?: string): Promise<Find[]> {
  const hits = await findInPlans(tx, partnership, words, reader);
  const parties = await findParties(tx, partnership, words);
  const organisations = await findOrganisations(tx, words);
  const named = (what: 'party' | 'organisation') => (each: { slug: string; name: { en?: string; fr?: string } }) => ({
    ...{ key: `${what} ${each.slug}`, kind: what, slug: each.slug, name: each.name },
  });
  const all: Find[] = [
    ...hits.map((hit) => ({ key: hit.id, hit })),
    ...parties.map(named('party')),
    ...organisations.map(named('organisation')),
  ];
  return all.filter((each) => kind === undefined || ('hit' in each ? each.hit.kind : each.kind) === kind);
}

/** What programs see of some finds, in their order. */
export async function showFinds(
  tx: Tx,
  addresses: Addresses,
  words: string,
  finds: readonly Find[],
): Promise<z.input<typeof Found>[]> {
  const nodes = await showHits(
    tx,
    words,
    finds.flatMap((each) => ('hit' in each && each.hit.kind !== 'document' ? [each.hit] : [])),
  );
  const documents = await showDocuments(
    tx,
    words,
    finds.flatMap((each) => ('hit' in each && each.hit.kind === 'document' ? [each.hit] : [])),
  );
  const papers = new Map(documents.map((document) => [document.id, document] as const));
  const shown = new Map(nodes.map((node) => [node.id, node] as const));
  return finds.flatMap((each): z.input<typeof Found>[] => {
    if (!('hit' in each))
      return [{ kind: each.kind, reference: each.slug, plan: null, words: each.name, ...addresses[each.kind](each.slug) }];
    const paper = papers.get(each.hit.id);
    if (paper) {
      const said = { [paper.lang]: unmarked(paper.passage === '' ? paper.title : paper.passage) };
      return [{ kind: 'document', reference: paper.id, plan: null, words: said, ...addresses.paper(paper) }];
    }
    const node = shown.get(each.hit.id);
    if (!node) return [];
    if (node.comment !== null) {
      const { thread, number } = node.comment;
      const found = {
        kind: each.hit.kind,
        plan: node.plan === '' ? null : node.plan,
        words: { [node.lang]: unmarked(node.headline) },
      };
      return [{ ...found, reference: `${node.reference ?? node.plan_title} #${number}`, ...addresses.comment(thread, number) }];
    }
    const said = { kind: each.hit.kind, plan: node.plan, words: { [node.lang]: unmarked(node.headline) } };
    return node.reference === null
      ? [{ ...said, reference: node.plan, ...addresses.plan(node.plan) }]
      : [{ ...said, reference: node.reference, ...addresses.node(node.plan, node.reference) }];
  });
}

const unmarked = (text: string): string => text.replaceAll(MARK.open, '').replaceAll(MARK.close, '');
