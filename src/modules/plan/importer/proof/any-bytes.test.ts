import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { importDocument } from '../index.ts';
import type { Outcome } from './any-bytes.ts';

const script = fileURLToPath(new URL('./any-bytes.ts', import.meta.url));
const MEGABYTE = 1024 * 1024;

it('any bytes at all give a draft or a refusal, in bounded time and memory', async () => {
  // A process of its own, with a small heap, so that its memory is that of the importer.
  const { stdout } = await promisify(execFile)(process.execPath, ['--max-old-space-size=192', script], { maxBuffer: MEGABYTE });
  const { read, refused, broken, longestWork, mostMemory } = JSON.parse(stdout) as Outcome;
  expect(broken).toEqual([]);
  expect(read).toBeGreaterThan(30);
  expect(Object.keys(refused).length).toBeGreaterThan(3);
  expect(longestWork, 'milliseconds of work for one file').toBeLessThan(10_000);
  expect(mostMemory / MEGABYTE, 'megabytes').toBeLessThan(600);
}, 600_000);

const LATIN =
  'Plan d’action 2012-2014\n\n1. Santé\n\n1.1 Échanger des données sur la grippe « aviaire ».\n\n1.2 Former à l’été.\n';
const windows = (text: string): Uint8Array =>
  Uint8Array.from([...text].map((letter) => (letter === '’' ? 0x92 : (letter.codePointAt(0) ?? 0))));
const wide = (text: string, big: boolean): Buffer => {
  const bytes = Buffer.from(text, 'utf16le');
  return big ? bytes.swap16() : bytes;
};
const MAC: Readonly<Record<string, number>> = { é: 0x8e, É: 0x83, à: 0x88, '’': 0xd5, '«': 0xc7, '»': 0xc8 };

it.each<readonly [string, Uint8Array]>([
  ['UTF-8', Buffer.from(LATIN)],
  ['UTF-8 with its mark', Buffer.from(`\ufeff${LATIN}`)],
  ['UTF-16, little end first', wide(`\ufeff${LATIN}`, false)],
  ['UTF-16, big end first', wide(`\ufeff${LATIN}`, true)],
  ['UTF-16 without its mark', wide(LATIN, false)],
  ['UTF-16 without its mark, big end first', wide(LATIN, true)],
  ['Windows-1252', windows(LATIN)],
  ['Mac Roman', Uint8Array.from([...LATIN].map((letter) => MAC[letter] ?? letter.codePointAt(0) ?? 0))],
  ['Windows line ends', Buffer.from(LATIN.replaceAll('\n', '\r\n'))],
])('%s is read letter by letter', async (_, bytes) => {
  const draft = await importDocument(bytes, 'plan.txt');
  expect(draft.text.replaceAll('\r\n', '\n')).toBe(LATIN);
  expect(draft.nodes.map(({ text }) => text)).toEqual([
    'Santé',
    'Échanger des données sur la grippe « aviaire ».',
    'Former à l’été.',
  ]);
});

it('a byte that was damaged spoils a letter, not the encoding', async () => {
  const bytes = Buffer.from(LATIN);
  bytes[bytes.indexOf('é') + 1] = 0x20;
  const draft = await importDocument(bytes, 'plan.txt');
  expect(draft.text).toContain('Échanger des données');
  expect(draft.text).toContain('Sant\ufffd');
});

it('letters in an encoding that is not known are refused by name', async () => {
  // Cyrillic in Windows-1251: nearly every byte stands above the letters of Latin.
  const bytes = Uint8Array.from(
    [...'1. Сотрудничество. 1.1 Проводить встречи.'].map((letter) => {
      const code = letter.codePointAt(0) ?? 0;
      return code >= 0x410 && code <= 0x44f ? code - 0x410 + 0xc0 : code;
    }),
  );
  await expect(importDocument(bytes, 'plan.txt')).rejects.toMatchObject({ code: 'unreadable', message: /UTF-8/u });
});
