import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The files that every page needs, by the names that the code knows them under. */
export type AssetName = 'entente.css' | 'entente.js' | 'icons.svg' | 'favicon.svg';

/** What `build/assets.ts` wrote: each file's name with its hash. */
export type Manifest = { readonly inputs: string; readonly files: Readonly<Record<AssetName, string>> };

const TYPES: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
};
const YEAR = 31_536_000;

let manifest: Manifest | undefined;
const contents = new Map<string, Uint8Array>();

/** The address of a file, which changes with its content: `/static/entente.3f9a….css`. Throws while `npm run assets` has not run. */
export function asset(name: AssetName): string {
  manifest ??= JSON.parse(readFileSync(join(publicFolder(), 'manifest.json'), 'utf8')) as Manifest;
  return `/static/${manifest.files[name]}`;
}

/**
 * A file below `/static/`, in the smallest encoding that the browser takes, with its headers: the address carries the hash of the
 * content, so it may be kept for ever. Undefined for anything that the build did not write.
 */
export function readAsset(
  path: string,
  acceptEncoding: string,
): { body: Uint8Array; headers: Record<string, string> } | undefined {
  const name = path.replace(/^\/static\//, '');
  if (!Object.values(written().files).includes(name)) return undefined;
  const encoding = chooseEncoding(acceptEncoding);
  const type = TYPES[name.slice(name.lastIndexOf('.') + 1)];
  if (type === undefined) return undefined;
  return {
    body: content(encoding === undefined ? name : `${name}.${encoding}`),
    headers: {
      'content-type': type,
      'cache-control': `public, max-age=${YEAR}, immutable`,
      vary: 'Accept-Encoding',
      ...(encoding === undefined ? {} : { 'content-encoding': encoding === 'gz' ? 'gzip' : encoding }),
    },
  };
}

function written(): Manifest {
  asset('entente.css');
  if (manifest === undefined) throw new Error('the manifest of the assets could not be read');
  return manifest;
}

// `br;q=0` refuses; any other weight is as good as none, for we offer one file in each encoding.
function chooseEncoding(accept: string): 'br' | 'gz' | undefined {
  const takes = (coding: string) => new RegExp(`\\b${coding}\\b(?!\\s*;\\s*q=0(?:\\.0*)?(?:\\s*,|\\s*$))`).test(accept);
  if (takes('br')) return 'br';
  return takes('gzip') ? 'gz' : undefined;
}

function content(name: string): Uint8Array {
  const kept = contents.get(name);
  if (kept) return kept;
  const read = readFileSync(join(publicFolder(), name));
  contents.set(name, read);
  return read;
}

// The source and the compiled program lie at different depths; both below the folder of package.json.
function publicFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json')) && folder !== dirname(folder)) folder = dirname(folder);
  return join(folder, 'public');
}
