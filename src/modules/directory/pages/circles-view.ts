import type { Visit } from '../../../platform/http/route.ts';
import type { Candidate, CircleRow, MindedCircle } from '../queries.ts';

export type CirclesVisit = Pick<Visit, 'lang' | 'csrf' | 'partnership' | 'acting'>;
/** What one typed and could not send, and what is in its way. `circle`: the circle whose form it was; null: the form of a new one. */
export type CirclesProblem = {
  readonly status: number;
  readonly message: string;
  readonly field?: string | undefined;
  readonly circle: string | null;
  readonly name?: string | undefined;
  readonly inside?: string | undefined;
};
export type CirclesView = {
  readonly circles: readonly CircleRow[];
  readonly minded: readonly MindedCircle[];
  readonly candidates: readonly Candidate[];
  /** The row of one's own seat, in its name. */
  readonly seat: string;
  readonly problem?: CirclesProblem | undefined;
};

/** The address of the page of circles. */
export const circlesAddress = (partnership: string): string => `/${partnership}/circles`;
