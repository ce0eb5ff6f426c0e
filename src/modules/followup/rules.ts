import type { Acting } from '../../platform/http/acting.ts';

/**
 * Who keeps notes: those who act for a party or a member state. The secretariat serves all parties and administrators serve the
 * installation, so neither has a side; observers and visitors have no circle. None of them has notes, and none sees any.
 */
export const mayKeepNotes = {
  name: 'followup.keep-notes',
  allows: (acting: Acting) =>
    acting.party !== null && (acting.role === 'speaker' || acting.role === 'focal-point' || acting.role === 'contributor'),
};
