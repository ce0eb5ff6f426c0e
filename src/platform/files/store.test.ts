import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { zipSync } from 'fflate';
import { afterAll, expect, test } from 'vitest';
import { type FileStore, MOST_BYTES, openFileStore } from './store.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'entente-files-'));
afterAll(() => rmSync(folder, { recursive: true }));
let count = 0;
const fresh = async (most?: number): Promise<{ store: FileStore; at: string }> => {
  count += 1;
  const at = path.join(folder, String(count));
  return { store: await openFileStore(at, most), at };
};
const text = (words: string): Buffer => Buffer.from(words);
const filesIn = (at: string): string[] =>
  readdirSync(at, { recursive: true, encoding: 'utf8' }).filter((name) => statSync(path.join(at, name)).isFile());

test('keeps bytes under the hash of their content, once, for this account alone', async () => {
  const { store, at } = await fresh();
  const kept = await Promise.all([
    store.keep(text('the plan'), 'a.txt'),
    store.keep(text('the plan'), 'b.txt'),
    store.keep(text('the plan'), 'c.txt'),
  ]);
  const sha256 = createHash('sha256').update('the plan').digest();
  expect(kept).toEqual([1, 2, 3].map(() => ({ sha256, size: 8, type: 'text/plain' })));
  const hex = sha256.toString('hex');
  expect(filesIn(at)).toEqual([`${hex.slice(0, 2)}/${hex.slice(2)}`]);
  expect(await store.read(sha256)).toEqual(text('the plan'));
  expect(statSync(at).mode & 0o777).toBe(0o700);
  expect(statSync(path.join(at, hex.slice(0, 2))).mode & 0o777).toBe(0o700);
  expect(statSync(path.join(at, hex.slice(0, 2), hex.slice(2))).mode & 0o777).toBe(0o600);
});

test('notices that a file is no longer what was stored, and does not hand it out', async () => {
  const { store, at } = await fresh();
  const { sha256 } = await store.keep(text('the plan'), 'a.txt');
  writeFileSync(path.join(at, filesIn(at)[0] ?? ''), 'the plaN');
  await expect(store.read(sha256)).rejects.toThrow('no longer has the content it was stored with');
  await expect(store.read(createHash('sha256').update('never stored').digest())).rejects.toMatchObject({ code: 'ENOENT' });
});

test('what is empty or too large is refused, and leaves nothing', async () => {
  const { store, at } = await fresh();
  await expect(store.keep(text(''), 'a.txt')).rejects.toMatchObject({ status: 422, key: 'files.empty' });
  await expect(store.keep(Buffer.alloc(MOST_BYTES + 1, 'a'), 'a.txt')).rejects.toMatchObject({
    status: 413,
    key: 'files.too-large',
  });
  expect(filesIn(at)).toEqual([]);
  expect((await store.keep(Buffer.alloc(MOST_BYTES, 'a'), 'a.txt')).size).toBe(MOST_BYTES);
});

test('takes no more than the installation has room for; what it has already costs nothing', async () => {
  const { store, at } = await fresh(20);
  await store.keep(text('ten bytes.'), 'a.txt');
  await store.keep(text('ten bytes.'), 'again.txt');
  await store.keep(text('and ten.. '), 'b.txt');
  await store.keep(text('ten bytes.'), 'again.txt');
  await expect(store.keep(text('x'), 'c.txt')).rejects.toMatchObject({ status: 413, key: 'files.no-room' });
  const again = await openFileStore(at, 20);
  await expect(again.keep(text('x'), 'c.txt')).rejects.toMatchObject({ key: 'files.no-room' });
  expect(filesIn(at)).toHaveLength(2);
});

const docx = readFileSync(fileURLToPath(new URL('../../../demo/plan-2007-10/plan.docx', import.meta.url)));
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

test.each([
  ['plan.docx', docx, DOCX],
  ['called.txt', docx, DOCX],
  ['scan.pdf', text('%PDF-1.7\n%âãÏÓ\n1 0 obj\n'), 'application/pdf'],
  ['plan.txt', text('Le plan, à la lettre : « œuvre »'), 'text/plain'],
  ['latin.txt', Buffer.from('Le plan, à la lettre', 'latin1'), 'text/plain'],
  ['wide.txt', Buffer.from('\ufeffLe plan, à la lettre', 'utf16le'), 'text/plain'],
  // Markup is text to us: it is only ever handed over as a file, and the browser is told not to guess.
  ['page.html', text('<script>alert(1)</script>'), 'text/plain'],
])('the type of %s is what its content says', async (name, bytes, type) => {
  expect((await (await fresh()).store.keep(bytes, name)).type).toBe(type);
});

test.each([
  ['picture.txt', PNG],
  ['plan.docx', Buffer.from(zipSync({ 'a.txt': text('no document') }))],
  ['program.txt', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 62, 0])],
  ['nul.txt', text('a\0b')],
  ['late-nul.txt', text(`${'a'.repeat(100_000)}\0`)],
  ['drawing.svg', text('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')],
])('%s is of a kind that is not taken', async (name, bytes) => {
  const { store, at } = await fresh();
  await expect(store.keep(bytes, name)).rejects.toMatchObject({ status: 415, key: 'files.wrong-type', values: { name } });
  expect(filesIn(at)).toEqual([]);
});

test('a name never becomes a path', async () => {
  const { store, at } = await fresh();
  for (const name of ['../../escaped.txt', '/etc/escaped.txt', 'a\0b.txt', '..'])
    await store.keep(text(`for ${name.length}`), name);
  expect(filesIn(at).every((each) => /^[0-9a-f]{2}\/[0-9a-f]{62}$/.test(each))).toBe(true);
  expect(existsSync(path.join(folder, 'escaped.txt'))).toBe(false);
});
