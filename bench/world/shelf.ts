import { createHash } from 'node:crypto';
import pg from 'pg';
import type { Server } from '../../src/platform/db/server.ts';
import { FIELDS, PLACES, RARE, randomFrom, SUBJECTS, VERBS, WAYS } from './words.ts';

/** One document of an invented shelf, with the text of each of its pages. */
export type WrittenDocument = {
  readonly id: string;
  readonly title: string;
  readonly day: string;
  readonly pages: readonly string[];
};

const PARAGRAPHS_OF_A_PAGE = 14;

/** A document of so many pages that reads like a record of a meeting, about 2,000 letters to a page. The same seed gives the same one. */
export function writeDocument(seed: number, pages: number): WrittenDocument {
  const random = randomFrom(seed);
  const pick = (from: readonly string[]): string => from[Math.floor(random() * from.length)] as string;
  const sentence = () => {
    const rare = random() < 1 / 400 ? ` in view of ${pick(RARE)}` : '';
    return `${pick(VERBS)} ${pick(SUBJECTS)} in ${pick(FIELDS)}${rare} ${pick(WAYS)} in ${pick(PLACES)}.`;
  };
  return {
    id: idOf(`document ${seed}`),
    title: `Record of Discussion ${seed} on ${pick(FIELDS)}`,
    day: `${1990 + (seed % 18)}-0${1 + (seed % 9)}-1${seed % 10}`,
    pages: Array.from({ length: pages }, () => Array.from({ length: PARAGRAPHS_OF_A_PAGE }, sentence).join('\n')),
  };
}

/**
 * Puts so many documents of so many pages on the shelf of a partnership, for everybody to read, as the owner of the tables does, in bulk: for a throw-away
 * database only. Their files are rows without bytes: they are found and listed, not handed over.
 */
export async function fillShelf(server: Server, partnership: string, documents: number, pages: number): Promise<void> {
  const client = new pg.Client(server.admin);
  await client.connect();
  try {
    await client.query('set session_replication_role = replica; set role ent_owner');
    for (let seed = 1; seed <= documents; seed += 1) {
      const { id, title, day, pages: texts } = writeDocument(seed, pages);
      await client.query(INSERT_DOCUMENT, [partnership, id, title, day, texts]);
      await client.query('select knowledge.put_in_search($1)', [id]);
    }
    await client.query('reset role');
    await client.query('vacuum (analyze)');
  } finally {
    await client.end();
  }
}

function idOf(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}

const INSERT_DOCUMENT = `
  with place as (
    select p.id as partnership, max(w.id::text) filter (where w.kind = 'public')::uuid as wall, max(w.id::text) filter (where w.kind = 'partnership')::uuid as owner
    from directory.partnership p join platform.wall w on w.partnership = p.id where p.slug = $1 group by p.id),
  record as (
    insert into platform.record (id, partnership, kind, wall, owner, title, lang)
    select $2::uuid, partnership, 'knowledge.document', wall, owner, $3, 'en' from place),
  document as (
    insert into knowledge.document (id, wall, owner, kind, day) select $2, wall, owner, 'record', $4::date from place),
  attachment as (
    insert into platform.attachment (id, record, wall, owner, role, name, type, size, sha256, added_by)
    select $2, $2, wall, owner, 'enclosure', 'record.pdf', 'application/pdf', 100000, sha256(convert_to($3, 'UTF8')), $2 from place),
  file as (
    insert into knowledge.file (attachment, document, number, wall, owner, state, unit, pages, read_at)
    select $2, $2, 1, wall, owner, 'read', 'page', cardinality($5::text[]), now() from place)
  insert into knowledge.page (file, number, last, wall, text)
  select $2, t.number, t.number, wall, t.text from place, unnest($5::text[]) with ordinality t (text, number)`;
