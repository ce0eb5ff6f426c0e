import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { strToU8, type Zippable, zipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FileStore, openFileStore } from '../../platform/files/store.ts';
import { acceptFile } from './accept-file.ts';
import { linesDown, makePdf, type Printed } from './fixtures/make-pdf.ts';
import { readFile } from './reading/read-file.ts';

/** Files made to harm, each taken in as the form does and read as the job does: none may hold up, fill or reach anything. */
let folder: string;
let files: FileStore;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'entente-hostile-'));
  files = await openFileStore(folder);
});
afterAll(() => rm(folder, { recursive: true }));

/** Takes a file in and reads it. @throws Refusal where it is not taken */
async function takeIn(name: string, bytes: Uint8Array) {
  const stored = await acceptFile(files, { name, bytes });
  return { type: stored.type, ...(await readFile(await files.read(stored.sha256), name, stored.type)) };
}

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const body = (inside: string) => `<w:document ${W}><w:body>${inside}</w:body></w:document>`;
const p = (text: string) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;
const TYPES =
  '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>';
const docx = (document: string, more: Zippable = {}) =>
  zipSync({ '[Content_Types].xml': strToU8(TYPES), 'word/document.xml': strToU8(document), ...more });
const zeros = (megabytes: number) => new Uint8Array(megabytes << 20);

function lying(archive: Uint8Array): Uint8Array {
  const copy = Buffer.from(archive);
  for (let at = copy.indexOf('PK\u0001\u0002'); at >= 0; at = copy.indexOf('PK\u0001\u0002', at + 4))
    copy.writeUInt32LE(10, at + 24);
  return copy;
}
const manyEntries = (): Uint8Array => {
  const entries: Zippable = {};
  for (let at = 0; at < 65_000; at += 1) entries[`word/media/${at}`] = new Uint8Array(0);
  return docx(body(p('x')), entries);
};
const laughs = `<!DOCTYPE w:document [<!ENTITY a "ha"><!ENTITY b "${'&a;'.repeat(50)}"><!ENTITY c "${'&b;'.repeat(50)}">]>`;
const outside = '<!DOCTYPE w:document [<!ENTITY a SYSTEM "file:///etc/passwd">]>';

test.each<[string, string, () => Uint8Array, string]>([
  ['a bomb of a thousand to one', 'a.docx', () => docx(`${body(p('x'))}<!--${'x'.repeat(150 << 20)}-->`), 'bomb'],
  ['a bomb beside the text', 'a.docx', () => docx(body(p('x')), { 'word/media/a.emf': zeros(300) }), 'bomb'],
  ['a bomb that lies about its size', 'a.docx', () => lying(docx(body(p('x')), { 'word/media/a.emf': zeros(300) })), 'bomb'],
  ['65,000 entries', 'a.docx', manyEntries, 'bomb'],
  ['a billion laughs', 'a.docx', () => docx(`${laughs}${body(p('&c;'))}`), 'doctype'],
  ['an entity of a file outside', 'a.docx', () => docx(`${outside}${body(p('&a;'))}`), 'doctype'],
  [
    'a PDF with a password',
    'a.pdf',
    () =>
      makePdf([linesDown(['secret'])], {
        objects: [`<< /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O <${'11'.repeat(32)}> /U <${'22'.repeat(32)}> >>`],
        trailer: '/Encrypt 6 0 R /ID [<00> <00>]',
      }),
    'locked',
  ],
  ['a PDF that is noise', 'a.pdf', () => Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(200_000, 7)]), 'damaged'],
])(
  '%s is kept, not read, and said to be so',
  async (_, name, make, why) => {
    expect(await takeIn(name, make())).toMatchObject({ state: 'unread', why, stretches: [] });
  },
  60_000,
);

test.each<[string, string, Uint8Array | string]>([
  ['a web page that calls itself PDF', 'a.pdf', '<html><script>alert(1)</script></html>'],
  ['a web page that calls itself a picture', 'a.png', '<script>alert(1)</script>'],
  ['a web page by its name', 'a.html', '<script>alert(1)</script>'],
  [
    'a drawing with a script',
    'a.txt',
    '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
  ],
  ['a text that calls itself Word', 'a.docx', 'only words'],
  ['a PDF that calls itself text', 'a.txt', makePdf([linesDown(['x'])])],
  ['an archive of other things', 'a.docx', zipSync({ '../../etc/passwd': strToU8('x'), 'a.sh': strToU8('x') })],
  ['letters that are none', 'a.txt', 'a\0b'],
  ['a name that turns around', 'a\u202etxt.exe', 'MZ'],
])('%s is not taken', async (_, name, bytes) => {
  await expect(takeIn(name, Buffer.from(bytes))).rejects.toMatchObject({ status: 415, field: 'file' });
});

test('what would act in a PDF or in Word does nothing: only the words come out', async () => {
  const script = makePdf([linesDown(['plain words'])], {
    more: '/OpenAction 6 0 R /Names << /JavaScript << /Names [(x) 6 0 R] >> >>',
    objects: [
      '<< /S /JavaScript /JS (globalThis.harmed = true; app.alert\\("x"\\); app.launchURL\\("http://127.0.0.1:9/"\\)) >>',
    ],
  });
  expect(await takeIn('a.pdf', script)).toMatchObject({ state: 'read', stretches: [{ text: 'plain words' }] });
  expect('harmed' in globalThis).toBe(false);
  // A file that is a PDF at its head and an archive at its tail is the PDF that its first bytes say.
  const both = Buffer.concat([
    makePdf([linesDown(['plain words'])]),
    zipSync({ 'word/document.xml': strToU8(body(p('other words'))) }),
  ]);
  expect(await takeIn('a.pdf', both)).toMatchObject({ type: 'application/pdf', stretches: [{ text: 'plain words' }] });
  const template = docx(body(p('plain words')), {
    'word/_rels/settings.xml.rels': strToU8(
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" Target="http://127.0.0.1:9/evil.dotm" TargetMode="External"/></Relationships>',
    ),
    '../../escaped.xml': strToU8('<x/>'),
    '/etc/escaped.xml': strToU8('<x/>'),
  });
  expect(await takeIn('a.docx', template)).toMatchObject({ state: 'read', stretches: [{ text: 'plain words' }] });
});

test('a PDF that claims a million pages is read as far as it goes', async () => {
  const read = await takeIn('a.pdf', makePdf([linesDown(['first']), linesDown(['second'])], { count: 1_000_000 }));
  expect(read.stretches.map((each) => each.text)).toEqual(['first', 'second']);
  expect(read).toMatchObject({ state: 'read' });
}, 60_000);

test('pages without measure are cut, and what was read is kept', async () => {
  const full: Printed[] = Array.from({ length: 4_000 }, (_, at) => ({
    text: `words number ${at} of many`,
    x: 60,
    y: 800 - at * 0.2,
    size: 1,
  }));
  const read = await takeIn('a.pdf', makePdf(Array.from({ length: 40 }, () => full)));
  expect(read.state).toBe('read');
  expect(Math.max(...read.stretches.map((each) => each.text.length))).toBeLessThanOrEqual(60_000);
}, 120_000);

test('the Word file that costs most is ended by its limits, and the memory of the process does not grow by it', async () => {
  const cells = `<w:tr>${'<w:tc><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc>'.repeat(60)}</w:tr>`;
  const worst = docx(body(`<w:tbl>${cells.repeat(1_300)}</w:tbl>`));
  const { user, system } = process.cpuUsage();
  const held = process.memoryUsage().rss;
  const read = await takeIn('a.docx', worst);
  const after = process.cpuUsage();
  expect(['read', 'unread']).toContain(read.state);
  // Work of the whole process, the thread included; more than its share by what starting and ending takes.
  expect((after.user - user + after.system - system) / 1e6).toBeLessThan(8);
  expect(process.memoryUsage().rss - held).toBeLessThan(300 * 1024 * 1024);
}, 120_000);
