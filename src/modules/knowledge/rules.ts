import type { Acting } from '../../platform/http/acting.ts';

/**
 * Who puts documents on the shelf and lays their passages beside lines: those who act for a party or a member state, for their own side; and
 * the secretariat, for all parties. Observers, visitors and administrators read what they may and add nothing.
 */
export const mayKeepDocuments = {
  name: 'knowledge.keep-documents',
  allows: (acting: Acting) =>
    acting.role === 'secretariat' ||
    (acting.party !== null && (acting.role === 'speaker' || acting.role === 'focal-point' || acting.role === 'contributor')),
};

/** Who puts a document, or a passage, before more readers than their own: the speaker of a seat; and the secretariat, before the public. */
export const mayShareDocuments = {
  name: 'knowledge.share-documents',
  allows: (acting: Acting) => acting.role === 'secretariat' || (acting.role === 'speaker' && acting.party !== null),
};
