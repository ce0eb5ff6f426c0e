import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import type { Role } from '../../src/platform/http/acting.ts';
import type { Look } from './look.ts';
import { windowOn } from './visiting.ts';

type Person = {
  readonly full_name: string;
  readonly email: string;
  readonly mandates: readonly { readonly role: Role; readonly title: { readonly en: string; readonly fr: string } }[];
};

/** The people that the demonstration offers, each with one click. */
export const PEOPLE = (
  JSON.parse(readFileSync(new URL('../../demo/people.json', import.meta.url), 'utf8')) as { people: readonly Person[] }
).people;

/** Somebody of the demonstration in this role. */
export function personIn(role: Role): Person {
  const person = PEOPLE.find(({ mandates }) => mandates.some((mandate) => mandate.role === role));
  if (person === undefined) throw new Error(`the demonstration has nobody as ${role}`);
  return person;
}

/** Signs in from the sign-in page by one click. */
export async function signIn(page: Page, person: Person, next?: string): Promise<void> {
  await page.goto(`/sign-in${next === undefined ? '' : `?next=${encodeURIComponent(next)}`}`);
  await page.getByRole('row').filter({ hasText: person.full_name }).getByRole('button').click();
}

const sessions = new Map<Role, Promise<NonNullable<Look['session']>>>();

/** A session in this role for windows to open with, signed in once for each file. */
export function sessionOf(role: Role): Promise<NonNullable<Look['session']>> {
  const known = sessions.get(role) ?? openSession(role);
  sessions.set(role, known);
  return known;
}

async function openSession(role: Role): Promise<NonNullable<Look['session']>> {
  const { page, close } = await windowOn({ script: false });
  await signIn(page, personIn(role));
  const session = await page.context().storageState();
  await close();
  return session;
}
