import type { Acting, Role } from '../../platform/http/acting.ts';

/** Who names whom. An administrator names those who serve all parties; a party's speaker names the people of his own party. */
const GIVES: Readonly<Record<Role | 'visitor', readonly Role[]>> = {
  administrator: ['administrator', 'secretariat', 'observer'],
  speaker: ['speaker', 'focal-point', 'contributor'],
  secretariat: [],
  'focal-point': [],
  contributor: [],
  observer: [],
  visitor: [],
};

/** The roles that stand for a party; a mandate in any other is for the partnership as a whole. */
const OF_A_PARTY: readonly Role[] = ['speaker', 'focal-point', 'contributor'];

/** The roles that one may give in this capacity. Nobody gives a mandate of a party that is not one's own. */
export const rolesToGive = (acting: Pick<Acting, 'role'>): readonly Role[] => GIVES[acting.role];

/** Whether a mandate in this role stands for a party. */
export const standsForParty = (role: Role): boolean => OF_A_PARTY.includes(role);

/** Whether one may give, or end, a mandate in `role` for `party` (null: for all parties). The database holds the same rule. */
export function mayGiveMandate(acting: Pick<Acting, 'role' | 'party'>, role: Role, party: string | null): boolean {
  if (!rolesToGive(acting).includes(role)) return false;
  return standsForParty(role) ? party !== null && party === acting.party : party === null;
}

/** Whether one may enter a person: whoever may give some mandate. */
export const mayEnterPerson = { name: 'directory.enter-person', allows: (acting: Acting) => rolesToGive(acting).length > 0 };

/** Who has circles: those who act for a party or a member state. Who serves all parties reads joint and public things only. */
export const mayHaveCircles = {
  name: 'directory.have-circles',
  allows: (acting: Acting) => acting.party !== null && OF_A_PARTY.some((role) => role === acting.role),
};

/** Who makes circles, and minds those of the own seat: its speaker, and its focal points those they are in. The database holds the same rule. */
export const mayMakeCircles = {
  name: 'directory.make-circles',
  allows: (acting: Acting) => acting.party !== null && (acting.role === 'speaker' || acting.role === 'focal-point'),
};

/** Whether one may name the member state that speaks for a bloc: the bloc's own speaker. */
export function mayNameCoordinator(acting: Pick<Acting, 'role' | 'party'>, bloc: string): boolean {
  return acting.role === 'speaker' && acting.party === bloc;
}

/** The terms of a mandate in ISO days: the last day stands in the range as the day after it. */
export function daysOf(since: string | null, until: string | null): string {
  return `[${since ?? ''},${until ?? ''})`;
}

/** Who may ask who acts here: whoever holds a mandate. Which mandates he finds their walls say. */
export const mayReadMandates = { name: 'directory.read-mandates', allows: (acting: Acting) => acting.mandate !== null };
