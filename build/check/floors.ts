import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Check, Verdict } from './verdict.ts';

/** Every package of ours at or above the version that mends its known holes, pinned exactly, few, and none that runs a script when installed. */
export const floors: Check = { name: 'packages', run: async (root) => checkPackages(root) };

type Floors = {
  readonly mostRuntimeDependencies: number;
  readonly atLeast: Readonly<Record<string, { readonly version: string; readonly why: string }>>;
  readonly never: Readonly<Record<string, string>>;
};
type Manifest = {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly allowScripts?: Readonly<Record<string, boolean>>;
};
type Lock = {
  readonly packages: Readonly<
    Record<
      string,
      { readonly version?: string; readonly integrity?: string; readonly optional?: boolean; readonly hasInstallScript?: boolean }
    >
  >;
};

function checkPackages(root: string): Verdict {
  const read = (path: string): unknown => JSON.parse(readFileSync(join(root, path), 'utf8'));
  const manifest = read('package.json') as Manifest;
  const rules = read('security/floors.json') as Floors;
  const installed = Object.entries((read('package-lock.json') as Lock).packages)
    .filter(([path]) => path !== '')
    .map(([path, entry]) => ({ ...entry, name: path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length) }));

  const wanted = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies };
  const runtime = Object.keys(manifest.dependencies ?? {}).length;
  const problems = [
    ...Object.entries(wanted)
      .filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))
      .map(([name, version]) => `${name} is asked for as "${version}": write one exact version`),
    ...(runtime > rules.mostRuntimeDependencies
      ? [`${runtime} direct runtime dependencies, and ${rules.mostRuntimeDependencies} are allowed`]
      : []),
    ...Object.entries(manifest.allowScripts ?? {})
      .filter(([, allowed]) => allowed)
      .map(([name]) => `${name} may run a script when it is installed: set it to false in allowScripts`),
    ...installed.flatMap(({ name, version, integrity, optional, hasInstallScript }) => {
      const floor = rules.atLeast[name];
      const never = rules.never[name];
      return [
        ...(never === undefined ? [] : [`${name} is never used: ${never}`]),
        ...(floor !== undefined && version !== undefined && isBelow(version, floor.version)
          ? [`${name} ${version} is below ${floor.version}: ${floor.why}`]
          : []),
        ...(hasInstallScript && manifest.allowScripts?.[name] !== false
          ? [`${name} has an install script: add it to allowScripts with false`]
          : []),
        // Platform packages that a registry lacks stand in the lockfile without a hash; whatever is installed everywhere must have one.
        ...(integrity === undefined && !optional ? [`${name} has no integrity hash in package-lock.json`] : []),
      ];
    }),
  ];
  return { seen: `${installed.length} packages, ${runtime} of them asked for at run time`, problems };
}

/** Whether one exact version comes before another; a pre-release comes before its release. */
export function isBelow(version: string, floor: string): boolean {
  const [numbers, floorNumbers] = [version, floor].map((each) => (each.split('-')[0] ?? '').split('.').map(Number));
  for (const index of [0, 1, 2]) {
    const difference = (numbers?.[index] ?? 0) - (floorNumbers?.[index] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return version.includes('-') && !floor.includes('-');
}
