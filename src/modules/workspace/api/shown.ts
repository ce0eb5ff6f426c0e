import { discussPlaces } from '../../discuss/index.ts';
import { documentPlaces, type FoundDocument } from '../../knowledge/index.ts';
import type { PlanRow, Readers } from '../../plan/index.ts';
import { addressOf, readersInWords, stageInWords } from '../words.ts';

/** A text of the interface in both its languages: what programs read does not depend on who asks. */
export function bothLanguages(say: (lang: 'en' | 'fr') => string): { en: string; fr: string } {
  return { en: say('en'), fr: say('fr') };
}

/** A wall as programs see it: its kind, and what pages say of it. */
export const wallShown = (readers: Readers) => ({
  kind: readers.kind,
  readers: bothLanguages((lang) => readersInWords(lang, readers)),
});

/** How far the words of a plan have come. */
export const stageShown = (plan: PlanRow) => ({
  kind: plan.stage,
  words: bothLanguages((lang) => stageInWords(lang, plan)),
});

type Both = { readonly address: string; readonly api: string };

/** The permanent address of each thing of a partnership, and where programs read it. */
export type Addresses = {
  readonly plan: (slug: string) => Both;
  readonly node: (plan: string, reference: string) => Both;
  readonly party: (slug: string) => Both;
  readonly organisation: (slug: string) => Both;
  /** A comment on the page of its discussion, and the discussion. */
  readonly comment: (thread: string, number: number) => Both;
  /** A document of the shelf, at the page on which something was found. */
  readonly paper: (found: Pick<FoundDocument, 'id' | 'page' | 'unit'>) => Both;
  /** A part of a plan's own address for programs: its nodes, its source. */
  readonly under: (plan: string, part: string) => string;
  /** The page of a plan on which a line of the source stands, and the file itself. */
  readonly sourceLine: (plan: string, line: number) => string;
  readonly sourceFile: (plan: string) => string;
};

/** @param partnership its name in addresses */
export function addressesIn(publicUrl: URL, partnership: string): Addresses {
  const at = (path: string): string => new URL(path, publicUrl).href;
  const base = `/api/v1/partnerships/${partnership}`;
  return {
    plan: (slug) => ({ address: at(addressOf.register(partnership, slug)), api: at(`${base}/plans/${slug}`) }),
    node: (plan, reference) => ({
      address: at(addressOf.line(partnership, plan, reference)),
      api: at(`${base}/plans/${plan}/nodes/${encodeURIComponent(reference)}`),
    }),
    party: (slug) => ({ address: at(`/${partnership}/parties/${slug}`), api: at(`${base}/parties/${slug}`) }),
    organisation: (slug) => organisationAt(publicUrl, slug),
    comment: (thread, number) => ({
      address: at(discussPlaces.comment(partnership, thread, number)),
      api: at(`${base}/discussions/${thread}`),
    }),
    paper: ({ id, page, unit }) => ({
      address: at(
        page === null ? documentPlaces.document(partnership, id) : documentPlaces.page(partnership, id, page, unit ?? 'page'),
      ),
      api: at(`${base}/documents/${id}`),
    }),
    under: (plan, part) => at(`${base}/plans/${plan}/${part}`),
    sourceLine: (plan, line) => at(addressOf.sourceLine(partnership, plan, line)),
    sourceFile: (plan) => at(`${addressOf.source(partnership, plan)}/file`),
  };
}

/** Organisations belong to no partnership. */
export function organisationAt(publicUrl: URL, slug: string): Both {
  return {
    address: new URL(addressOf.organisation('', slug), publicUrl).href,
    api: new URL(`/api/v1/organisations/${slug}`, publicUrl).href,
  };
}
