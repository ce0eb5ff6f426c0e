import type { Actor } from '../world/actors.ts';
import type { World } from '../world/open-world.ts';
import { type Cell, MARK } from '../world/token.ts';
import { readable } from './decode.ts';

export type Found = {
  /** Private cells whose words stand in an answer to somebody who may not read them. */
  readonly leaked: readonly Cell[];
  /** Columns (`plan.edition.text`) whose words somebody got who may read them. */
  readonly shown: readonly string[];
};

/** Looks for tokens in whatever was answered. What was itself asked for may come back: that is no news to who asked. */
export function findTokens(world: Pick<World, 'planted' | 'mayRead'>, actor: Actor, bytes: Buffer, asked: string): Found {
  const known = new Set(readable(Buffer.from(asked)).match(MARK) ?? []);
  const leaked: Cell[] = [];
  const shown: string[] = [];
  for (const prefix of new Set(withoutChance(readable(bytes)).match(MARK) ?? [])) {
    const cell = world.planted.tokens.of(prefix);
    if (!cell) continue;
    if (world.mayRead(actor, cell.wall)) shown.push(`${cell.table}.${cell.column}`);
    else if (!known.has(prefix)) leaked.push(cell);
  }
  return { leaked, shown };
}

/** Form tokens are letters by chance, and new in each answer. */
const withoutChance = (text: string): string => text.replace(/name="_csrf" value="[^"]*"|"form_token":"[^"]*"/g, '');

/** Everything that an answer says: its status, its headers, its body. */
export async function bytesOf(response: Response): Promise<Buffer> {
  const body = Buffer.from(await response.arrayBuffer());
  const headers = [...response.headers].map(([name, value]) => `${name}: ${value}`).join('\n');
  // In a piece of its own, so that packed bytes begin where they begin.
  return packedApart(body)
    ? Buffer.concat([Buffer.from(`${headers}\n${readable(body)}`)])
    : Buffer.concat([Buffer.from(`${headers}\n`), body]);
}

function packedApart(body: Buffer): boolean {
  const beginning = body.subarray(0, 5).toString('latin1');
  return (body[0] === 0x1f && body[1] === 0x8b) || beginning.startsWith('PK\u0003\u0004') || beginning === '%PDF-';
}
