import { hashPassword } from 'better-auth/crypto';
import type pg from 'pg';
import { z } from 'zod';
import { Refusal } from '../../platform/refusal.ts';
import { PASSWORD } from './rules.ts';
import './text.ts';

export const CreateLoginInput = z.strictObject({
  email: z.string().trim().toLowerCase().pipe(z.email()),
  password: z.string(),
  /** The name that the site greets. */
  name: z.string().trim().min(1).max(200),
  /** Of each partnership the person whose mandates this login may wear. */
  persons: z.array(z.uuid()).min(1),
  /** Offered for one click, in a demonstration only. */
  demonstration: z.boolean().default(false),
});
export type CreateLoginInput = z.input<typeof CreateLoginInput>;

/**
 * Makes an account with a password, for persons of the directory. Nobody signs up: the keeper of the installation makes accounts, so this
 * takes a connection that acts as `ent_owner`. One statement: all of it happens, or nothing.
 *
 * @returns the id of the login
 * @throws Refusal 422 `accounts.password-length` at `password`; 409 `accounts.login-exists` when the address or a person has one
 */
export async function createLogin(keeper: pg.ClientBase, input: CreateLoginInput): Promise<string> {
  const { email, password, name, persons, demonstration } = CreateLoginInput.parse(input);
  if (password.length < PASSWORD.least || password.length > PASSWORD.most) {
    throw new Refusal(422, 'accounts.password-length', PASSWORD, 'password');
  }
  const values = [name, email, await hashPassword(password), demonstration, persons];
  try {
    const { rows } = await keeper.query<{ id: string }>(MAKE, values);
    return rows[0]?.id ?? '';
  } catch (error) {
    if ((error as { code?: unknown }).code === '23505') throw new Refusal(409, 'accounts.login-exists');
    throw error;
  }
}

const MAKE = `with
  made as (insert into auth."user" ("name", "email", "emailVerified", "createdAt") values ($1, $2, true, clock_timestamp()) returning "id"),
  password as (insert into auth.account ("accountId", "providerId", "userId", "password", "updatedAt")
    select made."id"::text, 'credential', made."id", $3, now() from made),
  login as (insert into accounts.login (auth_user, demonstration) select made."id", $4 from made),
  persons as (insert into accounts.login_person (login, person) select made."id", unnest($5::uuid[]) from made),
  noted as (insert into platform.audit (act, record) select 'accounts.login-created', made."id" from made)
  select "id" from made`;
