import type { Config } from '../config.ts';
import { addressOfReturn, listIssuers, nameIssuer, removeIssuer } from '../modules/accounts/index.ts';
import { dangerouslyAsKeeper } from '../platform/db/keeper.ts';
import { openServer } from '../platform/db/server.ts';
import { sayPhrase } from '../platform/i18n/index.ts';
import { Refusal } from '../platform/refusal.ts';
import { type Arguments, readArguments, UsageError } from './arguments.ts';

const OPTIONS = { json: 'flag', address: 'value', client: 'value', 'proves-factor': 'flag' } as const;

/**
 * `entente issuer ACT`: names the issuer of identities at which the people of a party sign in, lists those that are named, or takes one away. The secret comes
 * from ENTENTE_ISSUER_SECRET, never from the command line, and is never shown. Exit code 1 when there is no such party.
 */
export async function issuerCommand(args: string[], config: Config): Promise<number> {
  const given = readArguments(args, OPTIONS, 2);
  const [act = ''] = given.words;
  if (!['name', 'list', 'remove'].includes(act))
    throw new UsageError('say one of name, list, remove. See: entente issuer --help');
  const work =
    act === 'list'
      ? undefined
      : workOf(act, given, placeIn(given), new URL(config.publicUrl ?? `http://localhost:${config.port}`));
  const secret = await config.secret();
  const server = await openServer({ DATABASE_URL: config.databaseUrl, ENTENTE_DATA: config.data });
  try {
    const said = await dangerouslyAsKeeper(server, 'helping', async (keeper) => {
      if (work) return work(keeper, secret);
      const issuers = await listIssuers(keeper);
      if (given.has('json')) return JSON.stringify(issuers);
      return issuers
        .map(
          (each) =>
            `${each.partnership}/${each.party}  ${each.address}  client ${each.client}  people ${each.people}${each.proves_factor ? '  proves a second factor' : ''}`,
        )
        .join('\n');
    });
    process.stdout.write(`${said || 'No party has an issuer.'}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    process.stderr.write(`entente: ${sayPhrase('en', error.key, error.values)}\n`);
    return 1;
  } finally {
    await server.leave();
  }
}

type Place = { readonly partnership: string; readonly party: string };

function placeIn({ words }: Arguments): Place {
  const [partnership = '', party = '', more] = (words[1] ?? '').split('/');
  if (partnership === '' || party === '' || more !== undefined)
    throw new UsageError('name the party as PARTNERSHIP/PARTY, for example asean-canada/canada.');
  return { partnership, party };
}

function workOf(act: string, { has, optionOf }: Arguments, place: Place, publicUrl: URL) {
  const where = `${place.partnership}/${place.party}`;
  if (act === 'remove')
    return async (keeper: Parameters<typeof removeIssuer>[0]): Promise<string> => {
      await removeIssuer(keeper, place.partnership, place.party);
      return `${where} has no issuer any more; its people sign in with their passwords.`;
    };
  const [address, client] = [optionOf('address'), optionOf('client')];
  const secretOfClient = process.env.ENTENTE_ISSUER_SECRET;
  if (address === undefined || !URL.canParse(address))
    throw new UsageError('--address says where the issuer is: https://login.ministry.example');
  if (client === undefined) throw new UsageError('--client says as what this site is registered at the issuer.');
  if (!secretOfClient) throw new UsageError('set ENTENTE_ISSUER_SECRET to the secret that the issuer gave for this site.');
  return async (keeper: Parameters<typeof nameIssuer>[0], secret: string): Promise<string> => {
    await nameIssuer(keeper, secret, { ...place, address, client, secret: secretOfClient, provesFactor: has('proves-factor') });
    return `The people of ${where} may now sign in at ${address}. There, register this address for the way back:\n  ${new URL(addressOfReturn(place), publicUrl).href}`;
  };
}
