import { openArchive } from './archive.ts';
import { hasDoctype, refuseDoctype, walkXml } from './xml.ts';

const CORE = 'docProps/core.xml';
const LONGEST = 2_000;

/**
 * The keywords that an office file says of itself; empty where it says none.
 *
 * @throws FileRefusal `damaged`, `bomb`, `doctype`, `type`
 */
export function keywordsOf(bytes: Uint8Array, name: string): string {
  const part = openArchive(bytes, name).unpack(CORE);
  if (!part) return '';
  if (hasDoctype(part)) throw refuseDoctype(name);
  let inside = false;
  let words = '';
  walkXml(part, name, {
    open(element) {
      inside = element.name === 'other:keywords';
    },
    close() {
      inside = false;
    },
    text(piece) {
      if (inside && words.length < LONGEST) words += piece;
    },
  });
  return words;
}
