import { walkXml } from '../word/xml.ts';

/** The format of each style of cell, in the order in which cells name them. */
export type Formats = readonly string[];

/** The formats that every workbook has without saying so, as far as they show dates, decimals or shares. */
const BUILT_IN: Readonly<Record<number, string>> = {
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  9: '0%',
  10: '0.00%',
  14: 'd/m/yyyy',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  18: 'h:mm',
  19: 'h:mm:ss',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'd/m/yyyy h:mm',
  45: 'mm:ss',
  46: 'h:mm:ss',
  47: 'mm:ss',
};
const DAY = 86_400_000;
/** Day 0 of both calendars of Excel; the first counts a 29 February 1900 that never was. */
const FROM_1900 = Date.UTC(1899, 11, 30);
const FROM_1904 = Date.UTC(1904, 0, 1);
const LATEST = 2_958_465;

/** Reads how numbers are shown from the styles of a workbook. @throws ImportRefusal as `walkXml` does */
export function readFormats(part: Uint8Array | undefined, name: string): Formats {
  const own = new Map<number, string>();
  const formats: string[] = [];
  if (!part) return formats;
  let inCells = false;
  walkXml(part, name, {
    open({ name: element, attributes }) {
      const id = Number(attributes.numFmtId ?? '0');
      if (element === 's:numFmt') own.set(id, (attributes.formatCode ?? '').slice(0, 200));
      if (element === 's:cellXfs') inCells = true;
      if (element === 's:xf' && inCells) formats.push(own.get(id) ?? BUILT_IN[id] ?? 'General');
    },
    close(element) {
      if (element === 's:cellXfs') inCells = false;
    },
  });
  return formats;
}

/** A number as the spreadsheet shows it, as far as a plan needs it: dates as ISO days, decimals as many as the format asks for. */
export function shownNumber(value: string, format: string, from1904: boolean): { text: string; date: boolean } {
  const number = Number(value);
  if (value.trim() === '' || !Number.isFinite(number)) return { text: value, date: false };
  const [code = ''] = format.split(';');
  const bare = code.replace(/"[^"]*"|\\.|\[[^\]]*\]|_.|\*./g, '');
  if (/[dy]|mmm/i.test(bare) && number >= 0 && number <= LATEST) return { text: dayOf(number, from1904), date: true };
  if (/^[hms:. ap/]+$/i.test(bare)) return { text: value, date: true };
  if (bare.includes('%')) return { text: `${Number((number * 100).toFixed(decimals(bare)))}%`, date: false };
  return {
    text: /^[#,]*0\.0+$/.test(bare) ? number.toFixed(decimals(bare)) : String(Number(number.toPrecision(15))),
    date: false,
  };
}

const decimals = (code: string): number => Math.min(10, /\.(0+)/.exec(code)?.[1]?.length ?? 0);

function dayOf(number: number, from1904: boolean): string {
  // Before March 1900 the first calendar is a day behind, for the day that it invented.
  const days = Math.floor(number) + (!from1904 && number > 0 && number < 60 ? 1 : 0);
  return new Date((from1904 ? FROM_1904 : FROM_1900) + days * DAY).toISOString().slice(0, 10);
}
