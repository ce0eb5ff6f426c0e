import { strToU8, Zip, ZipDeflate, type Zippable, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { ImportRefusal, importDocument, importText } from '../index.ts';

const CONTENT_TYPES = `<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`;
const RELATIONS = `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`;
const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

const paragraphs = (lines: string[]): string => lines.map((line) => `<w:p><w:r><w:t>${line}</w:t></w:r></w:p>`).join('');
const body = (inner: string): string => `<w:document ${W}><w:body>${inner}</w:body></w:document>`;
const docx = (document: string, more: Zippable = {}): Uint8Array =>
  zipSync({
    '[Content_Types].xml': strToU8(CONTENT_TYPES),
    '_rels/.rels': strToU8(RELATIONS),
    'word/document.xml': strToU8(document),
    ...more,
  });
const PLAN = paragraphs(['Work Plan 2020-2021', '1. Health', '1.1 Hold annual meetings.', '1.2 Share information.']);

/** Reads and returns the refusal; the time and memory it took are held to bounds. */
async function refusal(bytes: Uint8Array, name: string): Promise<ImportRefusal> {
  const before = process.memoryUsage();
  const started = process.cpuUsage();
  const outcome: unknown = await importDocument(bytes, name).catch((error: unknown) => error);
  const { user, system } = process.cpuUsage(started);
  // Work, the worker's included, and not the clock: a busy machine is no hostile file.
  expect((user + system) / 1_000, 'milliseconds of work').toBeLessThan(12_000);
  const grown = process.memoryUsage();
  expect(grown.rss - before.rss, 'bytes of memory').toBeLessThan(300_000_000);
  expect(outcome).toBeInstanceOf(ImportRefusal);
  const refused = outcome as ImportRefusal;
  // One clear sentence for a person: no stack, no file of ours, no library's words.
  expect(refused.message.length).toBeGreaterThan(20);
  expect(refused.message).not.toMatch(/\n|node_modules|\bat \w+ \(|undefined|\[object|Error:/u);
  return refused;
}

/** A file of many zero bytes, compressed as a stream so that this test need not hold them. */
function bomb(megabytes: number, path: string): Uint8Array {
  const chunks: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    chunks.push(chunk.slice());
  });
  for (const [name, text] of [
    ['[Content_Types].xml', CONTENT_TYPES],
    ['_rels/.rels', RELATIONS],
  ] as const) {
    const small = new ZipDeflate(name);
    zip.add(small);
    small.push(strToU8(text), true);
  }
  const big = new ZipDeflate(path, { level: 9 });
  zip.add(big);
  const spaces = new Uint8Array(1 << 20).fill(0x20);
  for (let count = 1; count <= megabytes; count += 1) big.push(spaces, count === megabytes);
  zip.end();
  return new Uint8Array(Buffer.concat(chunks));
}

/** The same archive with false sizes: it claims that every entry unpacks to ten bytes. */
function lying(archive: Uint8Array): Uint8Array {
  const copy = Buffer.from(archive);
  for (let at = copy.indexOf('PK\u0001\u0002'); at >= 0; at = copy.indexOf('PK\u0001\u0002', at + 4))
    copy.writeUInt32LE(10, at + 24);
  return new Uint8Array(copy);
}

describe('files that are not a plan', () => {
  it('nothing', async () => {
    expect((await refusal(new Uint8Array(0), 'plan.txt')).code).toBe('empty');
    expect((await refusal(strToU8(' \r\n\t \u00a0 \n'), 'plan.txt')).code).toBe('empty');
    expect((await refusal(new Uint8Array(0), 'plan.docx')).code).toBe('empty');
  });

  it('binary in a text name', async () => {
    const noise = Uint8Array.from({ length: 5_000 }, (_, index) => (index * 7919 + (index >> 3)) & 255);
    expect(['binary', 'type']).toContain((await refusal(noise, 'plan.txt')).code);
    expect(['binary', 'type']).toContain((await refusal(new Uint8Array(4_096), 'plan.txt')).code);
  });

  it.each([
    ['a picture', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52], 'plan.txt'],
    ['a portable document', [...strToU8('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n')], 'plan.docx'],
    ['an old Word file', [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...Array<number>(600).fill(0)], 'plan.doc'],
    ['a program', [0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, ...Array<number>(200).fill(0)], 'plan.txt'],
  ])('%s', async (_, bytes, name) => {
    expect(['type', 'binary', 'damaged']).toContain((await refusal(Uint8Array.from(bytes), name)).code);
  });

  it('an archive that is no Word file', async () => {
    expect(['type', 'damaged']).toContain(
      (await refusal(zipSync({ 'readme.txt': strToU8('1. Hold meetings.') }), 'plan.docx')).code,
    );
  });

  it('a Word file cut in the middle', async () => {
    const whole = docx(body(PLAN));
    expect(['damaged', 'type']).toContain((await refusal(whole.slice(0, whole.length >> 1), 'plan.docx')).code);
  });

  it('a Word file whose text is no XML', async () => {
    expect((await refusal(docx(`<w:document ${W}><w:body><w:p>`), 'plan.docx')).code).toBe('damaged');
  });

  it('a Word file without words', async () => {
    expect(['empty', 'no-items']).toContain((await refusal(docx(body('<w:p/>')), 'plan.docx')).code);
  });

  it('prose without items', async () => {
    const prose =
      'The ministers met in Ottawa. They spoke of many things, among them trade and fish.\n\nThey will meet again.\n'.repeat(30);
    expect((await refusal(strToU8(prose), 'speech.txt')).code).toBe('no-items');
    expect(() => importText('Dear colleague,\n\nPlease find the plan attached.\n\nKind regards')).toThrow(ImportRefusal);
  });
});

describe('files made to harm', () => {
  it('too large', async () => {
    const line = strToU8('1.1 Hold annual meetings of the working group.\n');
    const large = new Uint8Array(26 << 20);
    for (let at = 0; at + line.length < large.length; at += line.length) large.set(line, at);
    expect((await refusal(large, 'plan.txt')).code).toBe('too-large');
    expect((await refusal(large, 'plan.docx')).code).toMatch(/too-large|type/u);
  });

  it('a zip bomb, honest or lying about its size', async () => {
    const archive = bomb(400, 'word/document.xml');
    expect(archive.length).toBeLessThan(2_000_000);
    expect(['bomb', 'too-large']).toContain((await refusal(archive, 'plan.docx')).code);
    expect(['bomb', 'too-large', 'damaged']).toContain((await refusal(lying(archive), 'plan.docx')).code);
  }, 60_000);

  it('a zip bomb beside the text', async () => {
    expect(['bomb', 'too-large']).toContain((await refusal(bomb(400, 'word/media/image1.emf'), 'plan.docx')).code);
  }, 60_000);

  it('ten thousand entries', async () => {
    const entries: Zippable = {};
    for (let count = 0; count < 10_000; count += 1) entries[`word/media/${count}.txt`] = new Uint8Array(0);
    expect(['bomb', 'too-large', 'damaged']).toContain((await refusal(docx(body(PLAN), entries), 'plan.docx')).code);
  });

  it('a document type declaration with entities', async () => {
    const entities = '<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">';
    const document = `<?xml version="1.0"?><!DOCTYPE w:document [${entities}]>${body(paragraphs(['1.1 &b;']))}`;
    expect((await refusal(docx(document), 'plan.docx')).code).toBe('doctype');
  });

  it('a document type declaration in UTF-16, or in a part beside the text', async () => {
    const hidden = `<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>${body(paragraphs(['1.1 &a;']))}`;
    const wide = new Uint8Array(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(hidden, 'utf16le')]));
    const archive = docx(body(PLAN), { 'word/document.xml': wide });
    expect(['doctype', 'damaged', 'type']).toContain((await refusal(archive, 'plan.docx')).code);
    const styles = strToU8('<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><w:styles/>');
    expect((await refusal(docx(body(PLAN), { 'word/styles.xml': styles }), 'plan.docx')).code).toBe('doctype');
  });

  it('a document nested very deeply', async () => {
    const deep = `${'<w:tbl><w:tr><w:tc>'.repeat(20_000)}${PLAN}${'</w:tc></w:tr></w:tbl>'.repeat(20_000)}`;
    await refusal(docx(body(deep)), 'plan.docx');
  });

  const shapes: readonly (readonly [string, (size: number) => string])[] = [
    ['numbers only', (size) => '1.1 '.repeat(size)],
    ['open brackets', (size) => `1. Hold meetings.\n${'('.repeat(size * 3)}`],
    ['letters in brackets', (size) => `1. Hold meetings on: ${'(a) x; '.repeat(size / 2)}`],
    ['one long word', (size) => `1. Hold meetings.\n${'x'.repeat(size * 6)}`],
    ['white space', (size) => `1. Hold meetings.${' '.repeat(size * 5)}\t${' '.repeat(size * 5)}x`],
    ['tabs', (size) => `1.\t${'\t'.repeat(size * 3)}Hold meetings.`],
    ['blank lines', (size) => `1. Hold meetings.${'\n'.repeat(size * 5)}2. Share.`],
    ['stars', (size) => `1. Hold meetings.\n${'*'.repeat(size * 3)}a`],
    ['a number without end', (size) => `${'1.'.repeat(size * 2)} Hold meetings.`],
    ['angles', (size) => `1. Hold meetings.\n${'<!--'.repeat(size)}`],
    ['roman numerals', (size) => `${'IVXLCDM'.repeat(size / 2)}. Hold meetings.`],
    ['many lines', (size) => '1.1 Hold annual meetings of the working group on trade.\n'.repeat(size / 8)],
    [
      'many different lines',
      (size) => Array.from({ length: size / 8 }, (_, at) => `${at + 1}. Hold meeting ${at} on trade.`).join('\n'),
    ],
  ];

  // Four times the text may cost four times the work, not sixteen; work is counted, as a busy machine is not slow code.
  it.each(shapes)('%s: the work grows as the text does', (_, shape) => {
    const once = (text: string): number => {
      const started = process.threadCpuUsage();
      try {
        importText(text);
      } catch (error) {
        expect(error).toBeInstanceOf(ImportRefusal);
      }
      const { user, system } = process.threadCpuUsage(started);
      return (user + system) / 1_000;
    };
    // The least of three: what the compiler and the collector of garbage do beside it is no work of the importer.
    const work = (size: number): number => Math.min(...Array.from({ length: 3 }, () => once(shape(size))));
    expect(work(40_000) / Math.max(work(10_000), 40)).toBeLessThan(10);
  });
});
