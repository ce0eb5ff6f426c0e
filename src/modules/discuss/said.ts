import { sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import { Refusal } from '../../platform/refusal.ts';
import './text.ts';

/** How long a comment and a reason may be, in characters. */
export const LONGEST = { words: 10_000, reason: 1_000 } as const;

/** What was typed as it is kept: line breaks of one kind, no space around it, no characters that steer a terminal. @throws Refusal 422 at the field */
export function checkedWords(typed: string, field: keyof typeof LONGEST): string {
  const words = typed
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  if ([...words].length > LONGEST[field]) throw new Refusal(422, 'discuss.too-long', { most: LONGEST[field] }, field);
  if (words === '' && field === 'words') throw new Refusal(422, 'discuss.nothing-said', {}, field);
  return words;
}

/**
 * The name of a file as it is kept: its last part alone, without characters that steer a terminal, cannot be stored or turn a name around, so that
 * `invoice‮fdp.exe` reads as what it is. Never empty, never a way into a folder.
 */
export function cleanName(given: string): string {
  const last = given.toWellFormed().normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const name = last
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u{fffd}]/gu, '')
    .replace(/\s+/g, ' ')
    .replace(/^[\s.]+|[\s.]+$/g, '');
  const letters = [...name];
  if (letters.length <= MOST_LETTERS) return name === '' ? 'file' : name;
  const ending = /\.[\p{L}\p{N}]{1,10}$/u.exec(name)?.[0] ?? '';
  return `${letters.slice(0, MOST_LETTERS - ending.length).join('')}${ending}`;
}
const MOST_LETTERS = 150;

/** The owner of what somebody writes on a wall: the wall itself where he holds it, otherwise his own. @throws Refusal 403 where he holds none */
export async function ownerOn(tx: Tx, wall: string): Promise<string> {
  const { rows } = await sql<{
    owner: string | null;
  }>`select case when ${wall}::uuid = any (platform.owns()) then ${wall}::uuid else (platform.owns())[1] end as owner`.execute(
    tx,
  );
  const owner = rows[0]?.owner;
  if (!owner) throw new Refusal(403, 'http.not-in-this-capacity');
  return owner;
}

/**
 * The people whom words call by name (`@Catherine Lavoie`), and the one who was chosen, all of whom read that wall.
 *
 * @throws Refusal 422 `discuss.could-not-read` where one whom the writer sees does not, `discuss.nobody-to-mention` where the chosen one is none of
 *   them. Of whom the writer does not see nothing is learnt: his name is words, and his id is no choice
 */
export async function peopleCalled(tx: Tx, wall: string, words: string, chosen: string | undefined): Promise<readonly string[]> {
  const called = await namesCalled(tx, words);
  if (called.length === 0 && !chosen) return [];
  const { rows: readers } = await sql<{ person: string }>`select distinct r.person from discuss.v_reader r where r.wall = ${wall}
    and r.person is distinct from platform.acting_person()`.execute(tx);
  const reads = new Set(readers.map((row) => row.person));
  for (const [name, people] of Map.groupBy(called, (each) => each.full_name))
    if (!people.some(({ person, self }) => reads.has(person) || self))
      throw new Refusal(422, 'discuss.could-not-read', { name }, 'words');
  if (chosen && !reads.has(chosen)) throw new Refusal(422, 'discuss.nobody-to-mention', {}, 'mention');
  return [...new Set([...called.map((each) => each.person).filter((each) => reads.has(each)), ...(chosen ? [chosen] : [])])];
}

type Called = { readonly person: string; readonly full_name: string; readonly self: boolean };

async function namesCalled(tx: Tx, words: string): Promise<readonly Called[]> {
  if (!words.includes('@')) return [];
  const text = words.normalize('NFC');
  const { rows } = await sql<Called>`
    select distinct m.person, m.full_name, coalesce(m.person = platform.acting_person(), false) as self from directory.v_mandate m
    where m.partnership = platform.acting_partnership() and m.valid @> platform.today() and strpos(lower(${text}), lower('@' || normalize(m.full_name, NFC))) > 0`.execute(
    tx,
  );
  // "@Ann Lee" is not called in "@Ann Leeds".
  return rows.filter(({ full_name }) => nameCalled(full_name).test(text));
}

/** Finds a name where it is called in words. */
export const nameCalled = (name: string, flags = 'iu'): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])@${escaped(name.normalize('NFC'))}(?![\\p{L}\\p{N}])`, flags);

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
