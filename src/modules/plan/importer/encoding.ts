import { ImportRefusal } from './refusal.ts';

/** Letters with accents and the signs of French and English typography: what a true reading of Western bytes is full of. */
const WESTERN = /[éèêëàâäçîïôöùûüœæñáíóúãõÉÈÊÀÂÇÎÔŒÆÑ’‘“”«»–—…€°•\u00a0]/g;
/** Signs that hardly a plan prints, and never inside a word. */
const ODD = /[ŽžŠ‰ƒ†‡¬√∂∆∑∏π∫Ω≈◊ﬁﬂÐÞð¤¦¶]/g;
const ADVICE = 'Save it as UTF-8 and choose it again.';

/**
 * The text of a plain text file. Reads UTF-8, UTF-16 and UTF-32 with or without a byte order mark (UTF-32 with one), and else
 * Windows-1252 (which Latin-1 is a part of) or Mac Roman, whichever makes words of it.
 *
 * @throws ImportRefusal `unreadable` when no encoding known here makes words of the bytes
 */
export function decodeText(bytes: Uint8Array, name: string): string {
  const marked = markOf(bytes);
  if (marked === 'utf-32le' || marked === 'utf-32be') return decodeWide(bytes.subarray(4), marked === 'utf-32le', name);
  if (marked !== undefined) return new TextDecoder(marked).decode(bytes);
  const wide = wideWithoutMark(bytes);
  if (wide !== undefined) return new TextDecoder(wide).decode(bytes);
  return decodeUtf8(bytes) ?? decodeWestern(bytes, name);
}

/** Whether the beginning of a file looks like characters: in a wide encoding, or bytes without control signs. */
export function isLikeText(beginning: Uint8Array): boolean {
  if (markOf(beginning) !== undefined) return true;
  const wide = wideWithoutMark(beginning);
  if (wide !== undefined) return true;
  let controls = 0;
  for (const byte of beginning) {
    if (byte === 0) return false;
    if (byte < 32 && !(byte >= 9 && byte <= 13) && byte !== 26 && byte !== 27) controls += 1;
  }
  return controls <= beginning.length / 200;
}

function markOf(bytes: Uint8Array): string | undefined {
  const [a, b, c, d] = bytes;
  if (a === 0xff && b === 0xfe) return c === 0 && d === 0 ? 'utf-32le' : 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return 'utf-32be';
  return a === 0xef && b === 0xbb && c === 0xbf ? 'utf-8' : undefined;
}

/** Western text in UTF-16 has a zero in nearly every second byte, always on the same side. */
function wideWithoutMark(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const looked = bytes.subarray(0, 4096);
  if (looked.length < 4) return undefined;
  const zeros = [0, 0];
  looked.forEach((byte, at) => {
    if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  const half = looked.length / 2;
  if (odd > half * 0.7 && even < half * 0.05) return 'utf-16le';
  return even > half * 0.7 && odd < half * 0.05 ? 'utf-16be' : undefined;
}

/** UTF-8, also where a few bytes of it were damaged: those become the sign for it. */
function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const text = new TextDecoder('utf-8').decode(bytes);
    const damaged = text.match(/\ufffd/g)?.length ?? 0;
    const whole = text.match(/[^\p{ASCII}\ufffd]/gu)?.length ?? 0;
    return whole > damaged * 3 ? text : undefined;
  }
}

function decodeWestern(bytes: Uint8Array, name: string): string {
  const readings = ['windows-1252', 'macintosh'].map((label) => {
    const text = new TextDecoder(label).decode(bytes);
    const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0;
    return { text, score: count(WESTERN) - 2 * count(ODD) - 4 * count(/[\u0080-\u009f]/g), high: count(/\P{ASCII}/gu) };
  });
  const best = readings.reduce((one, other) => (other.score > one.score ? other : one));
  if (best.high > best.text.length * 0.25 || best.score < -best.high)
    throw new ImportRefusal(
      'unreadable',
      `The letters of ${name} are in an encoding that is not known here (not UTF-8, UTF-16, Windows-1252 or Mac Roman). ${ADVICE}`,
    );
  return best.text;
}

function decodeWide(bytes: Uint8Array, little: boolean, name: string): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const pieces: string[] = [];
  for (let at = 0; at + 4 <= bytes.length; at += 4) {
    const code = view.getUint32(at, little);
    if (code > 0x10ffff) throw new ImportRefusal('unreadable', `${name} begins as UTF-32 and does not go on so. ${ADVICE}`);
    pieces.push(String.fromCodePoint(code));
  }
  return pieces.join('');
}
