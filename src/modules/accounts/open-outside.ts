import { createHash, randomBytes } from 'node:crypto';
import { symmetricDecrypt } from 'better-auth/crypto';
import { sql } from 'kysely';
import * as oidc from 'openid-client';
import { type Database, NOBODY } from '../../platform/db/database.ts';
import { cookie } from '../../platform/http/cookies.ts';
import type { Text } from '../../platform/http/route.ts';
import { notFound, Refusal } from '../../platform/refusal.ts';
import './text.ts';

/** A party whose people may sign in with the account of their own government. */
export type IssuerOffer = { readonly partnership: string; readonly party: string; readonly name: Text };

/** Whom an issuer has confirmed, and whether that counts as a second factor. */
export type Confirmed = { readonly login: string; readonly factor: boolean; readonly next: string };

type Issuer = {
  id: string;
  address: string;
  client: string;
  secret: string;
  proves_factor: boolean;
  name: Text;
};

export type Outside = {
  /** For the page where one signs in. */
  offered(): Promise<readonly IssuerOffer[]>;
  /**
   * Begins a sign-in at the issuer of a party.
   *
   * @returns where the browser goes, and the cookie that it needs when it comes back
   * @throws Refusal 404; 503 `accounts.outside-away`
   */
  begin(place: Place, next: string): Promise<{ readonly to: string; readonly cookies: readonly string[] }>;
  /**
   * Takes what the issuer says, once: its signature, the address of the issuer, for whom and how long it holds, and that it answers what this
   * browser asked.
   *
   * @throws Refusal 404; 403 `accounts.outside-over`, `accounts.outside-refused`, `accounts.outside-unknown`; 503 `accounts.outside-away`
   */
  finish(place: Place, came: URL, cookies: ReadonlyMap<string, string>): Promise<Confirmed>;
  /** The cookie that removes the one of `begin`. */
  forget(): string;
};

type Place = { readonly partnership: string; readonly party: string };

/** How long what an issuer says of itself is believed, and how long one waits for it, in seconds. */
const KNOWN_FOR = 600;
const PATIENCE = 10;

/** Where the issuer of a party sends people back to: an address of its own for each, so that no answer of one is taken for one of another. */
export const addressOfReturn = ({ partnership, party }: Place): string => `/sign-in/with/${partnership}/${party}/back`;

/** Opens sign-in by the issuers that the keeper named: OpenID Connect, by code with PKCE, state and nonce. `key` encrypts their secrets. */
export function openOutside(
  database: Database,
  { key, publicUrl, https }: { key: string; publicUrl: URL; https: boolean },
): Outside {
  const name = https ? '__Host-outside' : 'outside';
  const known = new Map<string, { readonly until: number; readonly config: Promise<oidc.Configuration> }>();

  async function issuerOf({ partnership, party }: Place): Promise<Issuer> {
    const { rows } = await database.withActor(NOBODY, 'read', (tx) =>
      sql<Issuer>`select * from accounts.issuer_of(${partnership}, ${party})`.execute(tx),
    );
    if (!rows[0]) throw notFound();
    return rows[0];
  }

  async function discover(issuer: Issuer): Promise<oidc.Configuration> {
    const sealed = `${issuer.id} ${issuer.address} ${issuer.client} ${issuer.secret}`;
    const before = known.get(sealed);
    if (before && before.until > Date.now()) return before.config;
    const secret = Buffer.from(await symmetricDecrypt({ key, data: issuer.secret }), 'base64url').toString('utf8');
    const address = new URL(issuer.address);
    const config = oidc.discovery(address, issuer.client, secret, undefined, {
      timeout: PATIENCE,
      // Signatures are checked also where the token came from the issuer directly.
      execute: [oidc.enableNonRepudiationChecks, ...(isLoopback(address) ? [oidc.allowInsecureRequests] : [])],
    });
    known.set(sealed, { until: Date.now() + KNOWN_FOR * 1_000, config });
    config.catch(() => known.delete(sealed));
    return config;
  }

  const away = (issuer: Issuer) => (error: unknown) => {
    throw refusalOf(error, issuer);
  };
  const partyOf = (place: Place) => new URL(addressOfReturn(place), publicUrl);

  return {
    offered: async () => {
      const { rows } = await database.withActor(NOBODY, 'read', (tx) =>
        sql<IssuerOffer>`select * from accounts.issuers()`.execute(tx),
      );
      return rows;
    },
    begin: async (place, next) => {
      const issuer = await issuerOf(place);
      const config = await discover(issuer).catch(away(issuer));
      const token = randomBytes(32).toString('base64url');
      const [state, nonce, verifier] = [oidc.randomState(), oidc.randomNonce(), oidc.randomPKCECodeVerifier()];
      await database.withActor(NOBODY, 'write', (tx) =>
        sql`select accounts.begin_outside(${hashOf(token)}, ${issuer.id}, ${state}, ${nonce}, ${verifier}, ${next})`.execute(tx),
      );
      const to = oidc.buildAuthorizationUrl(config, {
        redirect_uri: partyOf(place).href,
        scope: 'openid email',
        state,
        nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      });
      return { to: to.href, cookies: [cookie(name, token, { https, days: 10 / 1_440 })] };
    },
    finish: async (place, came, cookies) => {
      const issuer = await issuerOf(place);
      const token = cookies.get(name) ?? '';
      const { rows } = await database.withActor(NOBODY, 'write', (tx) =>
        sql<{ state: string; nonce: string; verifier: string; next: string }>`
          select * from accounts.take_outside(${hashOf(token)}, ${issuer.id})`.execute(tx),
      );
      const begun = rows[0];
      if (!begun) throw new Refusal(403, 'accounts.outside-over');
      const config = await discover(issuer).catch(away(issuer));
      const here = partyOf(place);
      here.search = came.search;
      const said = await oidc
        .authorizationCodeGrant(config, here, {
          expectedState: begun.state,
          expectedNonce: begun.nonce,
          pkceCodeVerifier: begun.verifier,
          idTokenExpected: true,
        })
        .catch(away(issuer));
      const claims = said.claims();
      if (!claims) throw refusalOf(undefined, issuer);
      const email = claims['email_verified'] === true && typeof claims['email'] === 'string' ? claims['email'] : null;
      const found = await database.withActor(NOBODY, 'write', (tx) =>
        sql<{ login: string | null }>`select accounts.login_outside(${issuer.id}, ${claims.sub}, ${email}) as login`.execute(tx),
      );
      const login = found.rows[0]?.login;
      if (!login) throw new Refusal(403, 'accounts.outside-unknown', named(issuer));
      return { login, factor: issuer.proves_factor && saysFactor(claims['amr']), next: begun.next };
    },
    forget: () => cookie(name, '', { https, days: 0 }),
  };
}

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();
const named = ({ name }: Issuer) => ({ party: name.en ?? name.fr ?? '' });

/** An issuer that says with which means somebody signed in (RFC 8176) says that there were several. */
const saysFactor = (amr: unknown): boolean => Array.isArray(amr) && amr.includes('mfa');

/** Only on the machine itself may an issuer be reached without encryption. */
export const isLoopback = ({ protocol, hostname }: URL): boolean =>
  protocol === 'http:' && (hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]');

/** An issuer that does not answer is away; whatever it says that does not hold is refused, without saying why to whoever sent it. */
function refusalOf(error: unknown, issuer: Issuer): Refusal {
  const { code, name } = (error ?? {}) as { code?: string; name?: string };
  const unreachable = name === 'TypeError' || code === 'OAUTH_TIMEOUT' || code === 'OAUTH_RESPONSE_IS_NOT_CONFORM';
  return unreachable
    ? new Refusal(503, 'accounts.outside-away', named(issuer))
    : new Refusal(403, 'accounts.outside-refused', named(issuer));
}
