import { readFile } from 'node:fs/promises';
import { text as streamText } from 'node:stream/consumers';
import type { Config } from '../config.ts';
import { inviteFounder } from '../modules/accounts/index.ts';
import { appointFounder, foundPartnership, nameCountry, seatParty } from '../modules/directory/index.ts';
import { dangerouslyAsKeeper, type Keeper } from '../platform/db/keeper.ts';
import { migrate } from '../platform/db/migrate.ts';
import { openServer } from '../platform/db/server.ts';
import { readArguments, UsageError } from './arguments.ts';
import { EXAMPLE, type Founder, type FoundingFile, readFoundingFile } from './founding-file.ts';

type Invited = { readonly name: string; readonly email: string; readonly url: URL };

/**
 * `entente found FILE`: founds a partnership with its parties, their member states and its first people, and invites these. All of it happens, or
 * nothing. Without a mail server the links of the invitations are printed, once.
 */
export async function foundCommand(args: string[], config: Config): Promise<number> {
  const { has, words } = readArguments(args, { json: 'flag', example: 'flag' }, 1);
  if (has('example')) {
    process.stdout.write(`${JSON.stringify(EXAMPLE, null, 2)}\n`);
    return 0;
  }
  const [name] = words;
  if (name === undefined) throw new UsageError('name the file that says what to found; "entente found --example" prints one.');
  const file = readFoundingFile(await readWhole(name), name);
  const publicUrl = new URL(config.publicUrl ?? `http://localhost:${config.port}`);
  const byMail = config.mail !== undefined;
  const server = await openServer({ DATABASE_URL: config.databaseUrl, ENTENTE_DATA: config.data });
  try {
    await migrate(server);
    const invited = await dangerouslyAsKeeper(server, 'founding', (keeper) => found(keeper, file, { publicUrl, byMail }));
    announce(has('json'), new URL(`/${file.slug}`, publicUrl), invited, byMail);
    return 0;
  } finally {
    await server.leave();
  }
}

async function readWhole(name: string): Promise<string> {
  if (name === '-') return streamText(process.stdin);
  return readFile(name, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`${name} cannot be read: ${error.code ?? error.message}.`);
  });
}

/** Founds what the file says, within the transaction of the keeper. @returns whom it invited, in the order of the file */
export async function found(
  keeper: Keeper,
  file: FoundingFile,
  how: { publicUrl: URL; byMail: boolean },
): Promise<readonly Invited[]> {
  const { slug, name, description, partyOrder } = file;
  const partnership = await foundPartnership(keeper, { slug, name, description, partyOrder });
  const { rows } = await keeper.query<{ today: string }>('select platform.today()::text as today');
  const since = rows[0]?.today ?? '';
  const invite = async (founder: Founder, role: 'administrator' | 'speaker', party: string | null): Promise<Invited> => {
    const appointed = await appointFounder(keeper, {
      partnership,
      fullName: founder.name,
      sortAs: founder.sortAs ?? founder.name,
      mandates: [{ role, party, organisation: null, title: founder.title, since, until: null, reach: 'partnership' }],
    });
    const { email, lang } = founder;
    const [mandate = ''] = appointed.mandates;
    const invitation = { partnership: { id: partnership, name }, person: appointed.person, name: founder.name, mandate };
    const url = await inviteFounder(keeper, { ...invitation, email, lang, byMail: how.byMail }, how.publicUrl);
    return { name: founder.name, email, url };
  };
  const invited = [await invite(file.administrator, 'administrator', null)];
  for (const [order, party] of file.parties.entries()) {
    const seat = await seatParty(keeper, {
      ...{ partnership, bloc: null, kind: party.kind, slug: party.slug, name: party.name, formalName: party.formalName ?? null },
      ...{ iso2: party.iso2 ?? null, protocolOrder: order, colour: order, since: party.since ?? null, source: null },
    });
    for (const [position, iso2] of party.members.entries()) {
      const names = { en: nameCountry('en', iso2), fr: nameCountry('fr', iso2) };
      await seatParty(keeper, {
        ...{ partnership, bloc: seat, kind: 'state', slug: slugOf(names.en), name: names, formalName: null, iso2 },
        ...{ protocolOrder: position, colour: order, since: null, source: null },
      });
    }
    invited.push(await invite(party.speaker, 'speaker', seat));
  }
  return invited;
}

const slugOf = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/[’']/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/[^a-zA-Z0-9 ]/g, '')
    .trim()
    .replace(/ +/g, '-')
    .toLowerCase();

function announce(json: boolean, address: URL, invited: readonly Invited[], byMail: boolean): void {
  const shown = invited.map(({ name, email, url }) => ({ name, email, ...(byMail ? {} : { invitation: url.href }) }));
  if (json) {
    process.stdout.write(`${JSON.stringify({ partnership: address.href, invited: shown })}\n`);
    return;
  }
  const how = byMail
    ? 'Invited by mail, as soon as the site runs:'
    : 'No mail server is set: hand these links over yourself. Each opens once, within 72 hours, and is not shown again.';
  const lines = shown.map((each) => `  ${each.name} <${each.email}>${each.invitation ? `\n    ${each.invitation}` : ''}`);
  process.stdout.write(`Founded ${address.href}\n${how}\n${lines.join('\n')}\n`);
}
