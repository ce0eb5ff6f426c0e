import type { EarlyFinding, Entry } from './entry.ts';
import { isPrefix } from './entry.ts';
import { spanOf } from './identify.ts';

/**
 * Sets aside numbers behind which no words stand: a list mark of an empty row, a heading that was lost. What stands below goes to the
 * entry above, or keeps the lost number as that of a parent that the source lacks.
 */
export function setEmptyAside(entries: readonly Entry[]): EarlyFinding[] {
  const findings: EarlyFinding[] = [];
  for (const entry of entries) {
    if (entry.dropped || entry.text !== '') continue;
    entry.dropped = true;
    for (const child of entry.children) {
      if (isPrefix(entry.values, child.values) && child.values.length === entry.values.length + 1) child.implied ??= entry.values;
      child.parent = entry.parent;
      entry.parent?.children.push(child);
    }
    entry.children.length = 0;
    const said = entry.number === '' ? 'A list mark' : `The number ${entry.number}`;
    const message = `${said} stands here without words; it was read as no line.`;
    findings.push({ severity: 'warning', code: 'unplaced-text', message, source: spanOf(entry) });
  }
  return findings;
}
