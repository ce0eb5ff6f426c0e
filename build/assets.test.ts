import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Manifest } from '../src/platform/ui/assets.ts';
import { ICON_NAMES } from '../src/platform/ui/icon-names.ts';
import { buildAssets } from './assets.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const target = mkdtempSync(join(tmpdir(), 'entente-assets-'));
let manifest: Manifest;

beforeAll(async () => {
  manifest = await buildAssets(root, target, { ifMissing: false });
});
afterAll(() => rmSync(target, { recursive: true }));

const content = (name: keyof Manifest['files'], ending = '') => readFileSync(join(target, `${manifest.files[name]}${ending}`));

describe('the built files', () => {
  it('weigh less than 25 kB compressed together, so that a first visit stays far below 60', () => {
    const sizes = Object.values(manifest.files).map((name) => statSync(join(target, `${name}.gz`)).size);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(25_000);
  });

  it('are the same in every encoding', () => {
    for (const name of Object.keys(manifest.files) as (keyof Manifest['files'])[]) {
      expect(brotliDecompressSync(content(name, '.br'))).toEqual(content(name));
      expect(gunzipSync(content(name, '.gz'))).toEqual(content(name));
    }
  });

  it('hold each icon once, without colours of their own', () => {
    const sprite = content('icons.svg').toString();
    expect([...sprite.matchAll(/<symbol id="([^"]+)"/g)].map(([, id]) => id)).toEqual([...ICON_NAMES]);
    expect(sprite).not.toMatch(/style=|<script|href|stroke="none"/);
  });

  it('name nothing outside the site: the policy of every page would refuse it', () => {
    expect(content('entente.css').toString()).not.toMatch(/@import|url\((?!#)/);
    expect(content('entente.js').toString()).not.toMatch(/https?:|innerHTML|eval\(|document\.write/);
  });

  it('keep their order: what is printed wins over what is seen', () => {
    const layers = [
      ...content('entente.css')
        .toString()
        .matchAll(/@layer ([a-z]+)\{/g),
    ].map(([, layer]) => layer);
    expect(layers).toEqual(['tokens', 'base', 'frame', 'components', 'pages', 'print']);
  });
});

describe('building again', () => {
  it('does nothing while the inputs are the same and all files are there', async () => {
    writeFileSync(join(target, 'entente.000000000000.css'), 'old');
    const again = await buildAssets(root, target, { ifMissing: true });
    expect(again).toEqual(manifest);
    expect(readdirSync(target)).toContain('entente.000000000000.css');
  });

  it('writes a file that went missing, and clears away what an earlier build left', async () => {
    const old = join(target, 'entente.111111111111.css');
    writeFileSync(old, 'old');
    utimesSync(old, new Date('2008-06-30'), new Date('2008-06-30'));
    rmSync(join(target, manifest.files['entente.css']));
    await buildAssets(root, target, { ifMissing: true });
    expect(readdirSync(target)).toContain(manifest.files['entente.css']);
    expect(readdirSync(target)).not.toContain('entente.111111111111.css');
  });
});
