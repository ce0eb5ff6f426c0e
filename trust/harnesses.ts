import { existingTests } from './existing-tests.ts';
import type { Harness } from './harness.ts';
import { canaries } from './isolation/canaries.ts';
import { layers } from './isolation/layers.ts';
import { policies } from './isolation/policies.ts';
import { poolBleed } from './isolation/pool-bleed.ts';
import { revocation } from './isolation/revocation.ts';
import { twinWorlds } from './isolation/twin-worlds.ts';
import { editors } from './reliability/editors.ts';
import { kills } from './reliability/kills.ts';
import { outages } from './reliability/outages.ts';
import { restoring } from './reliability/restore.ts';
import { headers } from './security/headers.ts';
import { matrix } from './security/matrix.ts';
import { rules } from './security/rules.ts';
import { seededFaults } from './seeded-faults.ts';

const isolation = [canaries, revocation, poolBleed, twinWorlds, policies, layers];
const security = [rules, matrix, headers];
const reliability = [kills, outages, editors, restoring];

/** Every harness, in the order of the goals. */
export const harnesses: readonly Harness[] = [...isolation, ...security, ...reliability, ...existingTests, seededFaults];
