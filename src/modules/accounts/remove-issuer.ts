import type pg from 'pg';
import { Refusal } from '../../platform/refusal.ts';
import './text.ts';

/** An issuer as it is listed: never its secret. */
export type IssuerRow = {
  readonly partnership: string;
  readonly party: string;
  readonly address: string;
  readonly client: string;
  readonly proves_factor: boolean;
  readonly people: number;
};

/** The issuers that the keeper named. Takes a connection that acts as `ent_owner`. */
export async function listIssuers(keeper: pg.ClientBase): Promise<readonly IssuerRow[]> {
  const { rows } = await keeper.query<IssuerRow>(
    `select s.partnership, s.party, i.address, i.client, i.proves_factor, count(o.*)::int as people
      from accounts.issuer i join accounts.v_seat s on s.id = i.party
        left join accounts.outside_name o on o.party = i.party
      group by s.partnership, s.party, i.party order by s.partnership, s.party`,
  );
  return rows;
}

/**
 * Takes the issuer of a party away: from now on its people sign in here, with password and second factor. Sessions go on.
 *
 * @throws Refusal 404 `accounts.no-such-party`
 */
export async function removeIssuer(keeper: pg.ClientBase, partnership: string, party: string): Promise<void> {
  const { rows } = await keeper.query<{ party: string }>(
    `delete from accounts.issuer i using accounts.v_seat s where s.id = i.party and s.partnership = $1 and s.party = $2 returning i.party`,
    [partnership, party],
  );
  if (!rows[0]) throw new Refusal(404, 'accounts.no-such-party');
  await keeper.query(`insert into platform.audit (act, record) values ('accounts.issuer-removed', $1)`, [rows[0].party]);
}
