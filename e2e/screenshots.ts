import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { startChromium } from './kit/chromium.ts';
import { type Look, openWindow } from './kit/look.ts';
import { startProgram } from './kit/program.ts';
import { smallPicture } from './kit/small-picture.ts';

const docs = fileURLToPath(new URL('../docs/', import.meta.url));
const PLAN = '/asean-canada/plans/2007-10';
const SECRETARIAT = 'Sari Wulandari';

type Picture = {
  readonly file: string;
  readonly path: string;
  readonly look?: Look;
  readonly height?: number;
  /** Who is signed in, and what is done before the picture is taken. */
  readonly person?: string;
  readonly act?: (page: Page) => Promise<void>;
};

const PICTURES: readonly Picture[] = [
  { file: 'register.png', path: PLAN },
  { file: 'guide/overview.png', path: '/asean-canada' },
  { file: 'guide/register.png', path: `${PLAN}?area=A.2.1` },
  { file: 'guide/document.png', path: `${PLAN}/document#A.2.4` },
  { file: 'guide/search.png', path: '/asean-canada/search?q=brume', height: 560 },
  { file: 'guide/line.png', path: `${PLAN}/lines/A.2.4.5` },
  { file: 'guide/french.png', path: `${PLAN}/lines/A.2.1.1`, look: { lang: 'fr' } },
  { file: 'guide/parties.png', path: '/asean-canada/parties' },
  { file: 'guide/sign-in.png', path: '/sign-in' },
  {
    file: 'guide/mend.png',
    path: `${PLAN}/lines/A.2.1.1/mend`,
    person: SECRETARIAT,
    act: async (page) => {
      await page.getByLabel('Why').fill('ok');
      await page.getByRole('button', { name: /^Record a new edition/ }).click();
      await page.getByText('Say why the words are mended').first().waitFor();
    },
  },
  { file: 'guide/proposition.png', path: '/asean-canada/propositions/2008-1', person: 'Catherine Lavoie' },
  { file: 'guide/dark.png', path: `${PLAN}/lines/A.2.4.5`, look: { scheme: 'dark' } },
  { file: 'guide/phone.png', path: `${PLAN}/lines/A.2.4.5`, look: { width: 320 }, height: 640 },
];

/** Makes the pictures of the README and of the guide, from a demonstration that was just loaded. */
async function takePictures(): Promise<void> {
  const [program, server] = await Promise.all([startProgram(3000), startChromium()]);
  try {
    const browser = await chromium.connect(server.wsEndpoint());
    for (const picture of PICTURES) await take(browser, program.url, picture);
  } finally {
    await server.close();
    await program.stop();
  }
}

async function take(browser: Browser, site: string, picture: Picture): Promise<void> {
  const { page, trouble, close } = await openWindow(browser, site, picture.look);
  const viewport = page.viewportSize();
  if (viewport && picture.height !== undefined) await page.setViewportSize({ ...viewport, height: picture.height });
  if (picture.person !== undefined) {
    await page.goto('/sign-in');
    await page.getByRole('row').filter({ hasText: picture.person }).getByRole('button').click();
    await page.waitForURL((url) => url.pathname === '/');
  }
  await page.goto(picture.path);
  await picture.act?.(page);
  const bytes = smallPicture(await page.screenshot({ animations: 'disabled', caret: 'hide' }));
  const found = trouble();
  if (found.length > 0) throw new Error(`${picture.path}: ${found.join('; ')}`);
  const target = path.join(docs, picture.file);
  await mkdir(path.dirname(target), { recursive: true });
  await writeFile(target, bytes);
  console.log(`${picture.file}  ${Math.round(bytes.length / 1024)} kB`);
  await close();
}

await takePictures();
