import { createHmac } from 'node:crypto';

/** What the stamp of a matrix says: of which plan, whose notes, as of which day, and how many lines it had. */
export type Stamp = { readonly plan: string; readonly circle: string; readonly day: string; readonly sent: number };

/** What the mark of a row says: which node, and the version of the note that was sent with it (0: none). */
export type RowMark = { readonly node: string; readonly version: number };

const STAMP = /\bent1-([0-9a-f]{32})([0-9a-f]{32})-(\d{4})(\d\d)(\d\d)-(\d{1,7})-([0-9a-f]{16})\b/;
const MARK = /^e([0-9a-z]{25})([0-9a-z]{1,6})([0-9a-z]{5})$/;

/** The stamp of a file, signed with the key of its circle: letters, digits and hyphens only, so that every kind of file keeps it. */
export function writeStamp(key: Uint8Array, stamp: Stamp): string {
  const said = `ent1-${bare(stamp.plan)}${bare(stamp.circle)}-${stamp.day.replaceAll('-', '')}-${stamp.sent}`;
  return `${said}-${signed(key, said).slice(0, 16)}`;
}

/** What a stamp says of itself, wherever in a text it stands. Not believed before `isSigned` says so. */
export function readStamp(text: string): (Stamp & { readonly whole: string }) | undefined {
  const [whole, plan = '', circle = '', year, month, day, sent] = STAMP.exec(text) ?? [];
  if (whole === undefined) return undefined;
  return { whole, plan: uuidOf(plan), circle: uuidOf(circle), day: `${year}-${month}-${day}`, sent: Number(sent) };
}

/** Whether a stamp was written with this key. */
export function isSigned(key: Uint8Array, whole: string): boolean {
  const at = whole.lastIndexOf('-');
  return signed(key, whole.slice(0, at)).slice(0, 16) === whole.slice(at + 1);
}

/** The mark of a row, at most 37 letters and digits: the name of a bookmark of Word has room for it. */
export function writeMark(key: Uint8Array, { node, version }: RowMark): string {
  const said = `e${BigInt(`0x${bare(node)}`)
    .toString(36)
    .padStart(25, '0')}${version.toString(36)}`;
  return said + shortSign(key, said);
}

/** What the mark of a row says; undefined where it was not written with this key. */
export function readMark(key: Uint8Array, mark: string): RowMark | undefined {
  const [, node = '', version = '', sign = ''] = MARK.exec(mark.trim().toLowerCase()) ?? [];
  if (node === '' || shortSign(key, `e${node}${version}`) !== sign) return undefined;
  let number = 0n;
  for (const letter of node) number = number * 36n + BigInt(Number.parseInt(letter, 36));
  const hex = number.toString(16).padStart(32, '0');
  return hex.length === 32 ? { node: uuidOf(hex), version: Number.parseInt(version, 36) } : undefined;
}

const bare = (uuid: string): string => uuid.replaceAll('-', '');
const uuidOf = (hex: string): string => hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
const signed = (key: Uint8Array, said: string): string => createHmac('sha256', key).update(said).digest('hex');
const shortSign = (key: Uint8Array, said: string): string =>
  BigInt(`0x${signed(key, said).slice(0, 12)}`)
    .toString(36)
    .padStart(5, '0')
    .slice(-5);
