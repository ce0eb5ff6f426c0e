import type { Acting } from '../../platform/http/acting.ts';

/** Who takes part in discussions: those who act for a party or a member state, and the secretariat, which serves all parties. */
export const mayDiscuss = {
  name: 'discuss.take-part',
  allows: (acting: Acting) =>
    acting.mandate !== null && ['secretariat', 'speaker', 'focal-point', 'contributor'].includes(acting.role),
};

/** Who reads discussions: whoever acts for a party or for all of them. Each finds those of the circles that he is in. */
export const mayReadDiscussions = {
  name: 'discuss.read',
  allows: (acting: Acting) => acting.mandate !== null && acting.role !== 'observer',
};

/** Who follows records: everybody who holds a mandate, each for himself. */
export const mayFollow = { name: 'discuss.follow', allows: (acting: Acting) => acting.mandate !== null };
