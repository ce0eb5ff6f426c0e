import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromRoot } from '../root.ts';

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

type Built = { readonly manifest: Manifest; readonly contents: ReadonlyMap<string, Uint8Array> };
let built: Built | undefined;

/** The address of a file, which changes with its content: `/static/entente.3f9a….css`. Throws while `npm run assets` has not run. */
export function asset(name: AssetName): string {
  return `/static/${load().manifest.files[name]}`;
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
  if (!Object.values(load().manifest.files).includes(name)) return undefined;
  const encoding = chooseEncoding(acceptEncoding);
  const type = TYPES[name.slice(name.lastIndexOf('.') + 1)];
  const body = load().contents.get(encoding === undefined ? name : `${name}.${encoding}`);
  if (type === undefined || body === undefined) return undefined;
  return {
    body,
    headers: {
      'content-type': type,
      'cache-control': `public, max-age=${YEAR}, immutable`,
      vary: 'Accept-Encoding',
      ...(encoding === undefined ? {} : { 'content-encoding': encoding === 'gz' ? 'gzip' : encoding }),
    },
  };
}

// All at once, so that a process that runs goes on serving what it named, also while a new build takes its place on disk.
function load(): Built {
  if (built) return built;
  const folder = fromRoot('public');
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest;
  const names = Object.values(manifest.files).flatMap((name) => [name, `${name}.br`, `${name}.gz`]);
  built = { manifest, contents: new Map(names.map((name) => [name, readFileSync(join(folder, name))])) };
  return built;
}

// `br;q=0` refuses; any other weight is as good as none, for we offer one file in each encoding.
function chooseEncoding(accept: string): 'br' | 'gz' | undefined {
  const takes = (coding: string) => new RegExp(`\\b${coding}\\b(?!\\s*;\\s*q=0(?:\\.0*)?(?:\\s*,|\\s*$))`).test(accept);
  if (takes('br')) return 'br';
  return takes('gzip') ? 'gz' : undefined;
}
