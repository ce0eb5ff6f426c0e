import { gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';

/**
 * All that somebody could read out of some bytes: as they are, unpacked (gzip, the entries of a ZIP file and so of DOCX and XLSX, the streams of a
 * PDF), and each of that again out of percent signs, HTML references, JSON escapes, quoted-printable, base64 and hexadecimal; in small letters.
 */
export function readable(bytes: Buffer): string {
  const texts = unpacked(bytes, 0).map((each) => each.toString('utf8'));
  return texts
    .flatMap((text) => [text, ...decoded(text)])
    .join('\n')
    .toLowerCase();
}

function unpacked(bytes: Buffer, depth: number): Buffer[] {
  if (depth > 3) return [bytes];
  const inner = [...gzipIn(bytes), ...entriesIn(bytes), ...streamsIn(bytes)];
  return [bytes, ...inner.flatMap((each) => unpacked(each, depth + 1))];
}

function gzipIn(bytes: Buffer): Buffer[] {
  return bytes[0] === 0x1f && bytes[1] === 0x8b ? tried(() => gunzipSync(bytes)) : [];
}

function entriesIn(bytes: Buffer): Buffer[] {
  if (bytes.subarray(0, 4).toString('latin1') !== 'PK\u0003\u0004') return [];
  const entries: Buffer[] = [];
  for (let at = 0; at >= 0; at = bytes.indexOf('PK\u0003\u0004', at + 4)) {
    const start = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
    if (bytes.readUInt16LE(at + 8) === 8) entries.push(...tried(() => inflateRawSync(bytes.subarray(start), { finishFlush: 2 })));
  }
  return entries;
}

function streamsIn(bytes: Buffer): Buffer[] {
  if (bytes.subarray(0, 5).toString('latin1') !== '%PDF-') return [];
  const streams: Buffer[] = [];
  for (let at = bytes.indexOf('stream'); at >= 0; at = bytes.indexOf('stream', at + 6)) {
    if (bytes.subarray(at - 3, at).toString('latin1') === 'end') continue;
    const start = at + (bytes[at + 6] === 13 ? 8 : 7);
    streams.push(...tried(() => inflateSync(bytes.subarray(start), { finishFlush: 2 })));
  }
  return streams.flatMap((stream) => [stream, shownIn(stream.toString('latin1'))]);
}

/** The letters that a page of a PDF shows: strings, also cut into pieces and in hexadecimal, without what moves them apart. */
function shownIn(stream: string): Buffer {
  const pieces = [...stream.matchAll(/\(((?:\\.|[^\\()])*)\)|<([0-9a-fA-F\s]+)>/g)];
  const text = pieces
    .map(([, plain, hex]) => plain ?? Buffer.from((hex ?? '').replace(/\s/g, ''), 'hex').toString('latin1'))
    .join('');
  return Buffer.from(`${text}\n${text.replaceAll('\0', '')}`, 'latin1');
}

function tried(work: () => Buffer): Buffer[] {
  try {
    return [work()];
  } catch {
    return [];
  }
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decoded(text: string): string[] {
  const found: string[] = [];
  if (text.includes('%'))
    found.push(text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))));
  if (text.includes('&'))
    found.push(
      text.replace(/&(?:#(\d{1,6})|#x([0-9a-f]{1,5})|(\w+));/gi, (whole, decimal?: string, hex?: string, name?: string) =>
        name !== undefined
          ? (NAMED[name] ?? whole)
          : String.fromCodePoint(Number.parseInt(decimal ?? hex ?? '0', decimal ? 10 : 16)),
      ),
    );
  if (text.includes('\\'))
    found.push(text.replace(/\\u([0-9a-f]{4})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))));
  if (text.includes('='))
    found.push(
      text.replace(/=\r?\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    );
  for (const [run] of text.matchAll(/[A-Za-z0-9+/_-]{12,}={0,2}/g)) found.push(Buffer.from(run, 'base64').toString('latin1'));
  for (const [run] of text.matchAll(/[0-9a-f]{24,}/gi)) found.push(Buffer.from(run, 'hex').toString('latin1'));
  return found;
}
