import type { Harness } from './harness.ts';
import { canaries } from './isolation/canaries.ts';
import { layers } from './isolation/layers.ts';
import { policies } from './isolation/policies.ts';
import { poolBleed } from './isolation/pool-bleed.ts';
import { revocation } from './isolation/revocation.ts';
import { twinWorlds } from './isolation/twin-worlds.ts';

/** Every harness, in the order of the goals. */
export const harnesses: readonly Harness[] = [canaries, revocation, poolBleed, twinWorlds, policies, layers];
