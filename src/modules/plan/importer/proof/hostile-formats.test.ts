import { readFileSync } from 'node:fs';
import { strToU8 } from 'fflate';
import { describe, expect, it } from 'vitest';
import { workbookOf } from '../fixtures/make-xlsx.ts';
import { ImportRefusal, importDocument } from '../index.ts';

/** Reads and returns the refusal; the work it took is held to a bound, and its words are one sentence or two for a person. */
async function refusal(bytes: Uint8Array, name: string): Promise<ImportRefusal> {
  const started = process.cpuUsage();
  const outcome: unknown = await importDocument(bytes, name).catch((error: unknown) => error);
  const { user, system } = process.cpuUsage(started);
  expect((user + system) / 1_000, 'milliseconds of work').toBeLessThan(12_000);
  expect(outcome).toBeInstanceOf(ImportRefusal);
  const refused = outcome as ImportRefusal;
  expect(refused.message.length).toBeGreaterThan(20);
  expect(refused.message).not.toMatch(/\n|node_modules|\bat \w+ \(|undefined|\[object|Error:/u);
  return refused;
}

/** A PDF as small as can be, of the objects given, with its table of places. */
function pdfOf(objects: readonly string[], trailer = ''): Uint8Array {
  let file = '%PDF-1.4\n';
  const places = objects.map((each, at) => {
    const place = file.length;
    file += `${at + 1} 0 obj\n${each}\nendobj\n`;
    return place;
  });
  const table = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('')}`;
  return Buffer.from(
    `${file}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${table}\n%%EOF\n`,
    'latin1',
  );
}
const page = (stream: string): string[] => [
  '<< /Type /Catalog /Pages 2 0 R >>',
  '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
  '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 5 0 R >> >> /Contents 4 0 R >>',
  `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
  '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
];
const lines = (words: readonly string[]): string =>
  words.map((each, at) => `BT /F 11 Tf 60 ${780 - at * 24} Td (${each}) Tj ET`).join('\n');

describe('PDF files', () => {
  it('of the smallest kind are read', async () => {
    const draft = await importDocument(
      pdfOf(page(lines(['Work Plan 2020-2021', '1. Health', '1.1 Hold meetings.']))),
      'plan.pdf',
    );
    expect(draft.nodes.map(({ text }) => text)).toEqual(['Health', 'Hold meetings.']);
    expect(draft.pages).toEqual([0]);
  });

  it('locked by a password are refused by name', async () => {
    const hex = 'aa'.repeat(32);
    const lock = `<< /Filter /Standard /V 1 /R 2 /O <${hex}> /U <${hex}> /P -4 >>`;
    const bytes = pdfOf([...page(lines(['1. Health'])), lock], `/Encrypt 6 0 R /ID [<${'01'.repeat(16)}> <${'01'.repeat(16)}>]`);
    expect((await refusal(bytes, 'plan.pdf')).message).toMatch(/password/);
  });

  it('of pictures say that OCR is needed', async () => {
    const refused = await refusal(pdfOf(page('0 0 100 100 re f')), 'scan.pdf');
    expect([refused.code, refused.message]).toEqual(['empty', expect.stringMatching(/OCR/)]);
  });

  it('cut in the middle, or only called so, are damaged', async () => {
    const whole = readFileSync(new URL('../../../../../demo/plan-2007-10/plan.pdf', import.meta.url));
    expect(['damaged', 'empty', 'no-items']).toContain((await refusal(whole.subarray(0, 20_000), 'plan.pdf')).code);
    expect((await refusal(strToU8('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n'), 'plan.pdf')).code).toBe('damaged');
  });

  it('of more pages than any plan are refused', async () => {
    const pages = `/Kids [${'3 0 R '.repeat(1_200)}] /Count 1200`;
    const bytes = pdfOf(page(lines(['1. Health'])).map((each) => each.replace('/Kids [3 0 R] /Count 1', pages)));
    expect((await refusal(bytes, 'plan.pdf')).message).toMatch(/1200 pages/);
  });

  it('of endless pieces end by their work', async () => {
    const stream = `BT /F 1 Tf ${'1 0 0 1 0 0 Tm (1. a) Tj '.repeat(600_000)} ET`;
    expect(['too-large', 'bomb', 'no-items']).toContain((await refusal(pdfOf(page(stream)), 'plan.pdf')).code);
  }, 60_000);
});

describe('spreadsheets', () => {
  it('of a million columns are refused', async () => {
    const csv = `Area,Action\n1 Health,1.1 Hold meetings.${',x'.repeat(1_000_000)}\n`;
    expect((await refusal(strToU8(csv), 'plan.csv')).message).toMatch(/columns/);
    const row = Array.from({ length: 600 }, (_, at) => `c${at}`);
    expect((await refusal(workbookOf([{ name: 'x', rows: [row] }]), 'plan.xlsx')).message).toMatch(/columns/);
  });

  it('of a hundred thousand rows are refused', async () => {
    const csv = `Area,Action\n${'1 Health,Hold meetings.\n'.repeat(100_000)}`;
    expect((await refusal(strToU8(csv), 'plan.csv')).message).toMatch(/rows/);
  }, 60_000);

  it('that unpack without end, lock, declare entities or never close a quote are refused', async () => {
    const spaces = new Uint8Array(150 << 20).fill(0x20);
    const more = { 'xl/media/image1.emf': spaces };
    expect(['bomb', 'too-large']).toContain((await refusal(workbookOf([{ name: 'x', rows: [['a']] }], { more }), 'x.xlsx')).code);
    const entities = { 'xl/sharedStrings.xml': strToU8('<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><sst/>') };
    expect((await refusal(workbookOf([{ name: 'x', rows: [['a']] }], { more: entities }), 'x.xlsx')).code).toBe('doctype');
    expect((await refusal(strToU8('Area,Action\n"1 Health,Hold meetings.\n'), 'plan.csv')).code).toBe('damaged');
  }, 60_000);

  it('without a row that names its columns say what to do', async () => {
    const refused = await refusal(
      workbookOf([
        {
          name: 'x',
          rows: [
            ['1', '2'],
            ['3', '4'],
          ],
        },
      ]),
      'plan.xlsx',
    );
    expect([refused.code, refused.message]).toEqual(['no-items', expect.stringMatching(/first row with “Area” and “Action”/)]);
  });
});

describe('web pages', () => {
  it('with a document type of their own, of frames, or nested without end are refused', async () => {
    const web = (markup: string) => refusal(strToU8(markup), 'plan.html');
    expect((await web('<!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/hostname">]><html><p>1.1 &a;</p></html>')).code).toBe(
      'doctype',
    );
    expect((await web('<html><frameset cols="20%,80%"><frame src="a.html"></frameset></html>')).message).toMatch(/frames/);
    expect(['bomb', 'too-large']).toContain((await web(`<html><body>${'<div>'.repeat(50_000)}1. Health`)).code);
    expect(['bomb', 'too-large']).toContain((await web(`<html><body>${'<i>1.1 x</i>'.repeat(500_000)}`)).code);
  }, 60_000);
});
