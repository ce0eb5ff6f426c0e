import { z } from 'zod';
import { BackupDamaged, readArchive, Tally } from './archive.ts';

/** The version of the way a backup is written. A program reads its own and older ones. */
export const FORMAT = 1;

const Hash = z.string().regex(/^[0-9a-f]{64}$/);
const Name = z.string().regex(/^[a-z_]+\.("?)[A-Za-z_]+\1$/);
const Column = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/);

/** The first piece: what it is, and what the tables look like. */
export const Head = z.strictObject({
  format: z.literal(FORMAT),
  madeAt: z.string(),
  migrations: z.array(z.strictObject({ number: z.number().int(), name: z.string(), sha256: Hash })),
  tables: z.array(z.strictObject({ name: Name, columns: z.array(Column), order: z.array(Column) })),
});
export type Head = z.infer<typeof Head>;

/** The last piece: what must have been in between, to the byte. */
export const Manifest = z.strictObject({
  tables: z.record(z.string(), z.strictObject({ rows: z.number().int(), bytes: z.number().int(), sha256: Hash })),
  files: z.record(Hash, z.strictObject({ bytes: z.number().int() })),
  sequences: z.record(z.string().regex(/^[a-z_]+\.[A-Za-z_]+$/), z.string().regex(/^\d+$/)),
});
export type Manifest = z.infer<typeof Manifest>;

export type Verified = { readonly head: Head; readonly manifest: Manifest };

/**
 * Reads a whole backup and compares every table and every file with the hashes in it.
 *
 * @throws BackupDamaged with one sentence that names what is missing or changed
 */
export async function verifyBackup(file: string, identity: string | null): Promise<Verified> {
  const tallies = new Map<string, Tally>();
  let head: Head | undefined;
  let manifest: Manifest | undefined;
  for await (const { name, bytes } of readArchive(file, identity)) {
    if (name === 'backup.json') head = parsed(file, Head, bytes);
    else if (name === 'manifest.json') manifest = parsed(file, Manifest, bytes);
    else {
      const whole = name.slice(0, name.lastIndexOf('/'));
      const tally = tallies.get(whole) ?? new Tally();
      tally.add(bytes);
      tallies.set(whole, tally);
    }
  }
  if (!head || !manifest) throw new BackupDamaged(`${file} is cut: its ${head ? 'end' : 'beginning'} is missing.`);
  compare(file, head, manifest, tallies);
  return { head, manifest };
}

function parsed<T>(file: string, shape: z.ZodType<T>, bytes: Buffer): T {
  try {
    return shape.parse(JSON.parse(bytes.toString('utf8')));
  } catch (error) {
    throw new BackupDamaged(`${file} was not written by this version of Entente, or is damaged.`, { cause: error });
  }
}

function compare(file: string, head: Head, manifest: Manifest, tallies: Map<string, Tally>): void {
  const empty = new Tally().hex();
  for (const { name } of head.tables) {
    const said = manifest.tables[name];
    const found = tallies.get(`tables/${name}`)?.hex() ?? empty;
    tallies.delete(`tables/${name}`);
    if (found !== said?.sha256)
      throw new BackupDamaged(`${file} is damaged: the rows of ${name} are not those that were written.`);
  }
  for (const name of Object.keys(manifest.files)) {
    if (tallies.get(`files/${name}`)?.hex() !== name)
      throw new BackupDamaged(`${file} is damaged: the stored file ${name} is missing or changed.`);
    tallies.delete(`files/${name}`);
  }
  const [extra] = tallies.keys();
  if (extra !== undefined) throw new BackupDamaged(`${file} is damaged: it holds ${extra}, which it does not list.`);
}
