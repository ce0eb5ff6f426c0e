import { createHmac } from 'node:crypto';
import { symmetricEncrypt } from 'better-auth/crypto';
import type pg from 'pg';
import { z } from 'zod';
import { Refusal } from '../../platform/refusal.ts';
import { isLoopback } from './open-outside.ts';
import './text.ts';

/** The issuer of a party: where it is, as what the site is known there, the secret of that, and whether what it says counts as a second factor. */
export const NameIssuerInput = z.strictObject({
  partnership: z.string(),
  party: z.string(),
  address: z.url().max(500),
  client: z.string().min(1).max(300),
  secret: z.string().min(1).max(1_000),
  provesFactor: z.boolean(),
});
export type NameIssuerInput = z.infer<typeof NameIssuerInput>;

/**
 * Names the issuer at which the people of a party sign in, or another in its place; by what names it knows people begins anew where the issuer changes.
 * Takes a connection that acts as `ent_owner`. The secret is kept encrypted with that of the installation.
 *
 * @throws Refusal 404 `accounts.no-such-party`; 422 `accounts.issuer-unsafe` for an address without encryption that is not on this machine
 */
export async function nameIssuer(keeper: pg.ClientBase, installation: string, input: NameIssuerInput): Promise<void> {
  const { partnership, party, address, client, secret, provesFactor } = NameIssuerInput.parse(input);
  const at = new URL(address);
  if (at.protocol !== 'https:' && !isLoopback(at)) throw new Refusal(422, 'accounts.issuer-unsafe');
  const sealed = await symmetricEncrypt({ key: keyOf(installation), data: Buffer.from(secret).toString('base64url') });
  const { rows } = await keeper.query<{ id: string }>(
    `with seat as (select id from accounts.v_seat where partnership = $1 and party = $2),
      forgotten as (delete from accounts.outside_name o using seat s, accounts.issuer i where o.party = s.id and i.party = s.id and i.address <> $3)
     insert into accounts.issuer (party, address, client, secret, proves_factor) select s.id, $3, $4, $5, $6 from seat s
       on conflict (party) do update set address = $3, client = $4, secret = $5, proves_factor = $6, named_at = clock_timestamp() returning party as id`,
    [partnership, party, address, client, sealed, provesFactor],
  );
  if (!rows[0]) throw new Refusal(404, 'accounts.no-such-party');
  await keeper.query(`insert into platform.audit (act, record) values ('accounts.issuer-named', $1)`, [rows[0].id]);
}

/** What encrypts the secrets of accounts, from the secret of the installation. */
export const keyOf = (installation: string): string => createHmac('sha256', installation).update('accounts').digest('base64url');
