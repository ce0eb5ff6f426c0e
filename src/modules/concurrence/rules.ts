import type { Acting } from '../../platform/http/acting.ts';

/** Who may look at propositions: whoever acts for a party, a member state or all of them; which ones, their walls say. */
export const mayReadPropositions = {
  name: 'concurrence.read',
  allows: (acting: Acting) => acting.mandate !== null && acting.role !== 'observer',
};

/** Who may put something to the seats: the secretariat, which serves all parties, and whoever speaks for one. */
export const mayPropose = {
  name: 'concurrence.propose',
  allows: (acting: Acting) => acting.role === 'secretariat' || acting.role === 'speaker',
};

/** Who takes positions: a person who speaks for a seat, for that seat alone. The database asks again, by itself. */
export const maySpeak = {
  name: 'concurrence.speak',
  allows: (acting: Acting) => acting.role === 'speaker' && acting.party !== null,
};
