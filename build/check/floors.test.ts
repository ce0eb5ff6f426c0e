import { describe, expect, it } from 'vitest';
import { floors, isBelow } from './floors.ts';
import { plant } from './plant.ts';

const rules = {
  mostRuntimeDependencies: 2,
  atLeast: { hono: { version: '4.13.19', why: 'CVE-2026-44456' } },
  never: { xlsx: 'not maintained' },
};
const hash = 'sha512-abc';

async function problemsOf(manifest: object, packages: object): Promise<readonly string[]> {
  const root = plant({
    'package.json': JSON.stringify(manifest),
    'package-lock.json': JSON.stringify({ packages: { '': {}, ...packages } }),
    'security/floors.json': JSON.stringify(rules),
  });
  return (await floors.run(root, { write: false })).problems;
}

describe('the packages', () => {
  it('pass when pinned, few, above their floors, hashed and without scripts', async () => {
    const manifest = {
      dependencies: { hono: '4.13.19' },
      optionalDependencies: { esbuild: '0.28.2' },
      allowScripts: { esbuild: false },
    };
    const packages = {
      'node_modules/hono': { version: '4.13.19', integrity: hash },
      'node_modules/esbuild': { version: '0.28.2', integrity: hash, hasInstallScript: true },
      'node_modules/@esbuild/aix-ppc64': { version: '0.28.2', optional: true },
    };
    expect(await problemsOf(manifest, packages)).toEqual([]);
  });

  it.each([
    ['a range', { dependencies: { hono: '^4.13.19' } }, {}, 'hono is asked for as "^4.13.19": write one exact version'],
    [
      'a version below its floor, however deep it lies',
      {},
      { 'node_modules/a/node_modules/hono': { version: '4.12.2', integrity: hash } },
      'hono 4.12.2 is below 4.13.19: CVE-2026-44456',
    ],
    [
      'a package that is never used',
      {},
      { 'node_modules/xlsx': { version: '0.18.5', integrity: hash } },
      'xlsx is never used: not maintained',
    ],
    [
      'an install script that nobody refused',
      {},
      { 'node_modules/esbuild': { version: '0.28.2', integrity: hash, hasInstallScript: true } },
      'esbuild has an install script: add it to allowScripts with false',
    ],
    [
      'an install script that is allowed',
      { allowScripts: { esbuild: true } },
      {},
      'esbuild may run a script when it is installed: set it to false in allowScripts',
    ],
    [
      'too many direct dependencies',
      { dependencies: { a: '1.0.0', b: '1.0.0', c: '1.0.0' } },
      {},
      '3 direct runtime dependencies, and 2 are allowed',
    ],
    [
      'a package without a hash',
      {},
      { 'node_modules/hono': { version: '4.13.19' } },
      'hono has no integrity hash in package-lock.json',
    ],
  ])('refuse %s', async (_what, manifest, packages, problem) => {
    expect(await problemsOf(manifest, packages)).toEqual([problem]);
  });

  it('compares versions by number, and a pre-release as less than its release', () => {
    expect(isBelow('1.9.0', '1.10.0')).toBe(true);
    expect(isBelow('2.0.0', '1.10.9')).toBe(false);
    expect(isBelow('1.10.0', '1.10.0')).toBe(false);
    expect(isBelow('1.10.0-beta.3', '1.10.0')).toBe(true);
  });
});
