import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { Features, transform } from 'lightningcss';
import type { AssetName, Manifest } from '../src/platform/ui/assets.ts';
import { ICON_NAMES } from '../src/platform/ui/icon-names.ts';

/**
 * `npm run assets`: writes the style, the script, the icon sprite and the favicon of `src/platform/ui` into `target` (`public/`), each under a
 * name
 * that carries the hash of its content, plain and compressed, and a manifest of those names. `--if-missing` does nothing when the files
 * of the same inputs are there already.
 */
export async function buildAssets(root: string, target: string, options: { ifMissing: boolean }): Promise<Manifest> {
  const inputs = hashOfInputs(root);
  const before = readManifest(target);
  if (options.ifMissing && before?.inputs === inputs && isWhole(target, before)) return before;

  const contents: Record<AssetName, Uint8Array> = {
    'entente.css': style(root),
    'entente.js': await script(root),
    'icons.svg': sprite(root),
    'favicon.svg': readFileSync(join(root, 'src/platform/ui/favicon.svg')),
  };
  mkdirSync(target, { recursive: true });
  const names = {} as Record<AssetName, string>;
  for (const [name, content] of Object.entries(contents) as [AssetName, Uint8Array][]) names[name] = write(target, name, content);
  const manifest: Manifest = { inputs, files: names };
  // Last, and in one step: who reads the manifest finds every file that it names.
  writeFileSync(join(target, `manifest.${process.pid}`), `${JSON.stringify(manifest, null, 2)}\n`);
  renameSync(join(target, `manifest.${process.pid}`), join(target, 'manifest.json'));
  removeOld(target, manifest);
  return manifest;
}

/** The order of the cascade: what stands later wins over what stands before. */
const LAYERS = ['tokens', 'base', 'frame', 'components', 'pages', 'print'] as const;

function style(root: string): Uint8Array {
  const folder = join(root, 'src/platform/ui/css');
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.css'))
    .sort();
  const strays = files.filter((name) => !LAYERS.some((layer) => layer === layerOf(name)));
  if (strays.length > 0) throw new Error(`${strays.join(', ')}: a style sheet is called after its layer: ${LAYERS.join(', ')}`);
  const layers = LAYERS.map((layer) => {
    const sheets = files.filter((name) => layerOf(name) === layer).map((name) => readFileSync(join(folder, name), 'utf8'));
    return `@layer ${layer} {\n${sheets.join('\n')}\n}`;
  });
  const code = Buffer.from(`@layer ${LAYERS.join(', ')};\n${layers.join('\n')}`);
  // Browsers of the last three years: nested rules and media ranges are written out for them.
  const targets = { chrome: 111 << 16, firefox: 115 << 16, safari: (16 << 16) | (4 << 8) };
  return transform({ filename: 'entente.css', code, targets, exclude: Features.LightDark, minify: true }).code;
}

/** `components-forms.css` belongs to the layer of components. */
const layerOf = (name: string) => name.replace(/(?:-[a-z-]+)?\.css$/, '');

async function script(root: string): Promise<Uint8Array> {
  const { outputFiles } = await build({
    entryPoints: [join(root, 'src/platform/ui/browser/entente.ts')],
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    write: false,
    legalComments: 'none',
  });
  const [file] = outputFiles;
  if (file === undefined) throw new Error('esbuild wrote no script');
  return file.contents;
}

/** One file with a symbol for each icon that is used; drawn in the colour of the words beside it. */
function sprite(root: string): Uint8Array {
  const folder = join(root, 'node_modules/@tabler/icons/icons/outline');
  const symbols = ICON_NAMES.map((name) => {
    const drawing = readFileSync(join(folder, `${name}.svg`), 'utf8')
      .replace(/^[\s\S]*?<svg[^>]*>/, '')
      .replace(/<\/svg>\s*$/, '')
      .replace(/<path stroke="none" d="M0 0h24v24H0z" fill="none"\s*\/>/, '')
      .replace(/\s+/g, ' ')
      .replace(/> </g, '><')
      .trim();
    return `<symbol id="${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round">${drawing}</symbol>`;
  });
  return Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}</svg>`);
}

function write(target: string, name: AssetName, content: Uint8Array): string {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 12);
  const hashed = name.replace(/\.(\w+)$/, `.${hash}.$1`);
  const brotli = brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } });
  writeFileSync(join(target, hashed), content);
  writeFileSync(join(target, `${hashed}.br`), brotli);
  writeFileSync(join(target, `${hashed}.gz`), gzipSync(content, { level: constants.Z_BEST_COMPRESSION }));
  return hashed;
}

function hashOfInputs(root: string): string {
  const folders = ['src/platform/ui/css', 'src/platform/ui/browser'];
  const files = [
    ...folders.flatMap((folder) =>
      readdirSync(join(root, folder))
        .sort()
        .map((name) => join(folder, name)),
    ),
    'src/platform/ui/favicon.svg',
    'src/platform/ui/icon-names.ts',
    'build/assets.ts',
    'package-lock.json',
  ];
  const hash = createHash('sha256');
  for (const file of files)
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(root, file)))
      .update('\0');
  return hash.digest('hex').slice(0, 16);
}

function readManifest(target: string): Manifest | undefined {
  const path = join(target, 'manifest.json');
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Manifest) : undefined;
}

const ENCODINGS = ['', '.br', '.gz'] as const;

const isWhole = (target: string, manifest: Manifest): boolean =>
  Object.values(manifest.files).every((name) => ENCODINGS.every((ending) => existsSync(join(target, `${name}${ending}`))));

const HOUR = 3_600_000;

/** Files of earlier builds go, but not those of the last hour: another process may have read the manifest before and its files not yet. */
function removeOld(target: string, manifest: Manifest): void {
  const kept = new Set(Object.values(manifest.files).flatMap((name) => ENCODINGS.map((ending) => `${name}${ending}`)));
  for (const name of readdirSync(target).filter((each) => /^(?:entente|icons|favicon)\.[0-9a-f]{12}\./.test(each))) {
    const path = join(target, name);
    if (!kept.has(name) && Date.now() - statSync(path).mtimeMs > HOUR) rmSync(path, { force: true });
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const root = fileURLToPath(new URL('..', import.meta.url));
  await buildAssets(root, join(root, 'public'), { ifMissing: process.argv.includes('--if-missing') });
}
