import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type BrowserServer, chromium, type LaunchOptions } from 'playwright-core';

const root = fileURLToPath(new URL('../../', import.meta.url));
const run = promisify(execFile);

/**
 * Starts the one browser of a run; test files connect to it. On 64-bit Linux it is the Chromium that comes as a package and needs
 * nothing of the system; elsewhere the Chrome that is installed.
 */
export async function startChromium(): Promise<BrowserServer> {
  return chromium.launchServer({ ...(await whichChromium()), handleSIGINT: false });
}

async function whichChromium(): Promise<LaunchOptions> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return { channel: 'chrome' };
  const folder = await unpacked();
  await writeFile(path.join(folder, 'fonts.conf'), fonts(folder));
  return {
    executablePath: path.join(folder, 'chromium'),
    // The one flag that is needed to run as root. Others that the package proposes switch off what we test.
    args: ['--no-sandbox'],
    env: {
      ...process.env,
      LD_LIBRARY_PATH: path.join(folder, 'al2023/lib'),
      FONTCONFIG_FILE: path.join(folder, 'fonts.conf'),
    },
  };
}

/** Unpacked once for each version, beside the packages: it takes three seconds and 200 MB. */
async function unpacked(): Promise<string> {
  const folder = path.join(root, 'node_modules/.cache', `entente-chromium-${await version()}`);
  if (existsSync(folder)) return folder;
  await mkdir(path.dirname(folder), { recursive: true });
  const fresh = await mkdtemp(`${folder}-`);
  try {
    const env = { ...process.env, TMPDIR: fresh, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x', LD_LIBRARY_PATH: '' };
    await run(process.execPath, [fileURLToPath(new URL('unpack-chromium.ts', import.meta.url))], { env });
    await rename(fresh, folder);
  } catch (error) {
    await rm(fresh, { recursive: true, force: true });
    // Another run may have been faster.
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

async function version(): Promise<string> {
  const { devDependencies } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')) as {
    devDependencies: Record<string, string>;
  };
  return devDependencies['@sparticuz/chromium'] ?? 'unknown';
}

// The sans that came with the browser, so that pages are as wide on every machine; then the fonts of the system and of the user.
const fonts = (folder: string) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>/usr/share/fonts</dir>
  <dir prefix="xdg">fonts</dir>
  <dir>${folder}/fonts/fonts</dir>
  <alias binding="strong">
    <family>system-ui</family>
    <prefer><family>Open Sans</family></prefer>
  </alias>
  <alias binding="strong">
    <family>sans-serif</family>
    <prefer><family>Open Sans</family></prefer>
  </alias>
  <cachedir>${folder}/font-cache</cachedir>
</fontconfig>
`;
