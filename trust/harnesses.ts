import type { Harness } from './harness.ts';
import { canaries } from './isolation/canaries.ts';

/** Every harness, in the order of the goals. */
export const harnesses: readonly Harness[] = [canaries];
