import type { StepUp } from '../../../platform/http/step-up.ts';
import type { Accounts } from '../accounts.ts';
import { tokenOf } from './account-routes.ts';
import { problemOf } from './password-routes.ts';
import { proofPage } from './proof.tsx';

/** How the site asks once more who somebody is, before acts whose route says `stepUp`. */
export const stepUpOf = (accounts: Accounts): StepUp => ({
  ask: async (visit, waiting, problem) =>
    proofPage(visit, await accounts.proofWay(tokenOf(visit)), waiting, problem && problemOf(visit.lang, problem)),
  prove: (visit, typed) => accounts.proveAgain(tokenOf(visit), typed.slice(0, 1_000), { address: visit.address }),
});
