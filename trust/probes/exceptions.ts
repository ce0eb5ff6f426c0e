import type { Asked } from './requests.ts';

/** What everybody is shown on purpose. */
export const EXCEPTIONS = [
  {
    path: '/sign-in',
    column: 'directory.mandate.title',
    why: 'a demonstration offers everybody its people to sign in as, in all their capacities',
  },
] as const;

/** Whether a find is one of those. */
export const isException = ({ route }: Asked, column: string): boolean =>
  EXCEPTIONS.some((each) => each.path === route.path && each.column === column);
