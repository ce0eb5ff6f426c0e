import { Refusal } from '../refusal.ts';
import type { Page } from './page.ts';
import type { Route, Visit } from './route.ts';

/** The field in which a form carries the proof, beside the fields of the act. No form of ours has a field of that name. */
export const PROOF = '_proof';

/** What was typed for an act that waits for a proof, and where it goes. */
export type Waiting = {
  readonly action: string;
  readonly fields: Readonly<Record<string, string | readonly string[]>>;
};

/** Asks who somebody is once more, before a sensitive act. Told to the site by whoever knows passwords and codes. */
export type StepUp = {
  /** The page that asks; it sends the fields of the act again, with the proof, to the address of the act. */
  ask(visit: Visit<never, never>, waiting: Waiting, problem?: Refusal): Promise<Page>;
  /** Takes the proof; from then on the session has proved itself lately. @throws Refusal for what is no proof */
  prove(visit: Visit<never, never>, typed: string): Promise<void>;
};

/**
 * Lets a request to a sensitive act pass whose sender has proved lately who it is, or does so with it. Otherwise the page to answer with.
 *
 * @throws Refusal 403 `http.prove-first` for a program
 */
export async function askAgain(
  stepUp: StepUp,
  route: Route,
  visit: Visit<never, never>,
  fields: Waiting['fields'],
  proof: string | undefined,
): Promise<Page | undefined> {
  if (!route.stepUp || visit.session === null || visit.session.provedLately) return undefined;
  if (route.api) throw new Refusal(403, 'http.prove-first');
  const waiting = { action: `${visit.url.pathname}${visit.url.search}`, fields };
  if (proof === undefined) return stepUp.ask(visit, waiting);
  try {
    await stepUp.prove(visit, proof);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return stepUp.ask(visit, waiting, error);
  }
  return undefined;
}
