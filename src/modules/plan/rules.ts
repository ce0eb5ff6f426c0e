import type { Acting } from '../../platform/http/acting.ts';

/** Who may enter a plan into the register: the secretariat, as it serves all parties. */
export const mayEnterPlan = { name: 'plan.enter', allows: (acting: Acting) => acting.role === 'secretariat' };

/** Who may mend slips of the import while a plan is only entered: the secretariat; the database freezes it once adopted. */
export const mayMendWords = { name: 'plan.mend', allows: (acting: Acting) => acting.role === 'secretariat' };

/** Who may confirm the kind of promise that grammar proposed. */
export const mayConfirmPromise = { name: 'plan.confirm-promise', allows: (acting: Acting) => acting.role === 'secretariat' };

/** Who may read what the importer doubted: whoever acts for a party or for all of them. */
export const mayReadRemarks = {
  name: 'plan.read-remarks',
  allows: (acting: Acting) => acting.mandate !== null && acting.role !== 'observer',
};
