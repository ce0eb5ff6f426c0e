import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

/**
 * A packed office document with nothing in it that tells when or where it was made: the same words give the same bytes. `day` is the one that it
 * says of itself. `mend` may change parts on the way.
 */
export function stableArchive(
  packed: Uint8Array,
  day: string,
  mend: (name: string, xml: string) => string = (_, xml) => xml,
): Uint8Array {
  const parts = unzipSync(packed);
  const files: Record<string, Uint8Array> = {};
  // Readers want the list of types first.
  const names = Object.keys(parts).sort(
    (a, b) => Number(b === '[Content_Types].xml') - Number(a === '[Content_Types].xml') || (a < b ? -1 : 1),
  );
  for (const name of names) {
    const bytes = parts[name];
    if (!bytes) continue;
    files[name] = /\.(xml|rels)$/.test(name) ? strToU8(mend(name, dated(name, strFromU8(bytes), day))) : bytes;
  }
  return zipSync(files, { level: 6, mtime: new Date(1980, 0, 1) });
}

/** Numbers what the writer of office documents named at random, or counted over all documents of a process, in the order in which it appears. */
export function renumbered(): (name: string, xml: string) => string {
  const relations = new Map<string, string>();
  const marks = new Map<string, string>();
  const numbered = (known: Map<string, string>, old: string) => {
    const now = known.get(old) ?? String(known.size + 1);
    known.set(old, now);
    return now;
  };
  return (name, xml) => {
    if (!name.startsWith('word/')) return xml;
    return xml
      .replace(
        /\b(r:id|Id|r:embed)="rId([\w-]{12,})"/g,
        (_, key: string, id: string) => `${key}="rIdN${numbered(relations, id)}"`,
      )
      .replace(/(<w:bookmark(?:Start|End) [^>]*>)/g, (mark: string) =>
        mark.replace(/ w:id="(\d+)"/, (_, id: string) => ` w:id="${numbered(marks, id)}"`),
      )
      .replace(/\b_Toc(\d+)\b/g, (_, id: string) => `_Toc${numbered(marks, id)}`);
  };
}

function dated(name: string, xml: string, day: string): string {
  if (name !== 'docProps/core.xml') return xml;
  return xml.replace(/(<dcterms:(created|modified)[^>]*>)[^<]*(<)/g, `$1${day}T00:00:00Z$3`);
}
