#!/usr/bin/env node
// The command line under `npx entente`. npm puts the project's own Node 24 first in PATH; started by hand, it may be older.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

if (Number(process.versions.node.split('.')[0]) < 24) {
  process.stderr.write(
    `entente needs Node 24 or newer, and this is Node ${process.versions.node}. Start it as "npx entente …": npm uses the Node 24 that "npm ci" installed.\n`,
  );
  process.exit(2);
}
const root = fileURLToPath(new URL('..', import.meta.url));
// The data lie beside the program, from whatever folder the command is given.
process.env.ENTENTE_DATA ||= `${root}data`;
process.env.TSX_TSCONFIG_PATH ??= `${root}tsconfig.json`;
if (existsSync(`${root}dist/src/main.js`) && process.env.ENTENTE_DIST !== 'off') await import('../dist/src/main.js');
else {
  const { register } = await import('tsx/esm/api');
  register();
  await import('../src/main.ts');
}
