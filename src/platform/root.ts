import { fileURLToPath } from 'node:url';

/** The folder of the program: two above this file, and one more in what `npm run build` leaves in `dist`. */
const root = new URL(import.meta.url.endsWith('.ts') ? '../../' : '../../../', import.meta.url);

/** The absolute path of something that the program brings along, like `db/migrations/`: the same for the sources and for a release. */
export function fromRoot(path: string): string {
  return fileURLToPath(new URL(path, root));
}
