import { actingFrom } from './enter-document.ts';
import type { Accounts } from './modules/accounts/index.ts';
import { openProposition, propositionByReference, takePosition } from './modules/concurrence/index.ts';
import { planBySlug } from './modules/plan/index.ts';
import type { Database } from './platform/db/database.ts';
import type { Acting } from './platform/http/acting.ts';

type Installation = { readonly accounts: Accounts; readonly database: Database; readonly partnership: string };
type Person = { readonly email: string; readonly role: Acting['role']; readonly password: string };

const REASON = 'The register was compared with the signed text by both delegations in May. Please certify that they are equal.';

/** The demonstration's secretariat puts the plan to the parties to be certified. @returns the reference of the proposition */
export async function putPlan(installation: Installation, slug: string, by: Person): Promise<void> {
  await as(installation, by, async (acting) => {
    await installation.database.withActor(acting.secret, 'write', async (tx) => {
      const plan = await planBySlug(tx, installation.partnership, slug);
      const how = { bloc: null, act: 'certified', procedure: 'express', zone: 'UTC', deadline: '' } as const;
      await openProposition(tx, {
        ...how,
        title: `Certification of the ${plan.title}`,
        lang: 'en',
        reason: REASON,
        subjects: [plan.id],
      });
    });
  });
}

/** One party concurs; the other is still to be heard when the demonstration is opened. */
export async function concurWith(installation: Installation, reference: string, by: Person): Promise<void> {
  await as(installation, by, async (acting) => {
    await installation.database.withActor(acting.secret, 'write', async (tx) => {
      const { id, seen } = await propositionByReference(tx, installation.partnership, reference);
      await takePosition(tx, id, { item: null, stance: 'concur', reason: '', counter: '', seen: seen ?? '' });
    });
  });
}

async function as({ accounts, partnership }: Installation, by: Person, work: (acting: Acting) => Promise<void>): Promise<void> {
  const cookies = await accounts.signIn(by.email, by.password, { address: null });
  const acting = await actingFrom(accounts, cookies, by.role, partnership);
  await work(acting);
  await accounts.signOut(acting.secret.split(':')[0]);
}
