import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { asset, readAsset } from './assets.ts';

const text = (found: ReturnType<typeof readAsset>) => Buffer.from(found?.body ?? []).toString();

describe('the files of every page', () => {
  it('have addresses that change with their content', () => {
    expect(asset('entente.css')).toMatch(/^\/static\/entente\.[0-9a-f]{12}\.css$/);
    expect(asset('icons.svg')).toMatch(/^\/static\/icons\.[0-9a-f]{12}\.svg$/);
  });

  it('may be kept for ever, and come in the encoding that the browser takes', () => {
    const path = asset('entente.css');
    const whole = readAsset(path, '');
    expect(whole?.headers).toEqual({
      'content-type': 'text/css; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'Accept-Encoding',
    });
    expect(readAsset(path, 'gzip, deflate, br;q=1.0')?.headers).toMatchObject({ 'content-encoding': 'br' });
    expect(readAsset(path, 'gzip, br;q=0')?.headers).toMatchObject({ 'content-encoding': 'gzip' });
    expect(readAsset(path, 'br;q=0.5')?.headers).toMatchObject({ 'content-encoding': 'br' });
    expect(brotliDecompressSync(readAsset(path, 'br')?.body ?? '').toString()).toBe(text(whole));
    expect(gunzipSync(readAsset(path, 'gzip')?.body ?? '').toString()).toBe(text(whole));
  });

  it('are only those that the build wrote', () => {
    for (const path of [
      '/static/manifest.json',
      '/static/../package.json',
      '/static/',
      '/static/entente.css',
      `${asset('entente.css')}.br`,
    ])
      expect(readAsset(path, 'br')).toBeUndefined();
  });
});
