import type { Entry } from './entry.ts';
import { keptParent, parentReference, spanOf } from './identify.ts';
import { proposePromise } from './promise.ts';
import { qualifiersOf } from './qualifiers.ts';
import type { DraftNode, PromiseKind } from './types.ts';

/** The nodes of the draft in the order of the document, with what their words promise. */
export function nodesOf(entries: readonly Entry[], language: 'en' | 'fr'): DraftNode[] {
  const promised = new Map<Entry, PromiseKind>();
  return entries
    .filter((entry) => !entry.dropped)
    .map((entry): DraftNode => {
      const { id, number, kind, text, pieces, confidence, reasons } = entry;
      const node = { id, number, parent: parentReference(entry), kind, text, source: spanOf(entry), pieces, confidence, reasons };
      if (kind !== 'action' && kind !== 'subitem') return { ...node, qualifiers: [] };
      const above = kind === 'subitem' ? keptParent(entry) : null;
      const promise = proposePromise(text, language, above ? promised.get(above) : undefined);
      promised.set(entry, promise);
      return { ...node, promise, qualifiers: qualifiersOf(text) };
    });
}
