import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * A folder to throw away, below the temporary folder. Others may pass through it: when root runs the benchmark, the account of the database is
 * another, and a database that it could not reach there would be put elsewhere and outlive the folder.
 */
export async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'entente-bench-'));
  await chmod(folder, 0o755);
  return folder;
}
