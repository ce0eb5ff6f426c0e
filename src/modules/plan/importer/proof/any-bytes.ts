import fc from 'fast-check';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { ImportRefusal, importDocument } from '../index.ts';
import { referenceDocx, referencePlan } from './gold.ts';

/** What came of many files: how many were read and refused, what else was thrown, the longest work and the most memory. */
export type Outcome = {
  read: number;
  refused: Record<string, number>;
  broken: string[];
  longestWork: number;
  mostMemory: number;
};

const word = referenceDocx();
const text = strToU8(referencePlan().text);
const parts = unzipSync(word);

/** Bytes with some of them changed, a stretch cut out, or the end lost. */
function damaged(whole: Uint8Array): fc.Arbitrary<Uint8Array> {
  const changes = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 12 });
  return fc.tuple(changes, fc.nat(whole.length), fc.nat(2_000), fc.boolean()).map(([changed, at, length, cut]) => {
    const copy = Uint8Array.from(whole);
    for (const [place, byte] of changed) copy[place] = byte;
    return cut ? Uint8Array.from([...copy.subarray(0, at), ...copy.subarray(at + length)]) : copy;
  });
}

/** A sound archive in which one part is damaged. */
const damagedPart = fc.constantFrom('word/document.xml', 'word/numbering.xml', 'word/styles.xml', '_rels/.rels').chain((path) => {
  const part = parts[path] ?? new Uint8Array(1);
  return damaged(part).map((bytes) => zipSync({ ...parts, [path]: bytes }));
});

/** Elements of Word, in any order and depth. */
const { element } = fc.letrec<{ element: string }>((tie) => ({
  element: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(
      '<w:t>1.1 Hold meetings.</w:t>',
      '<w:br/>',
      '<w:tab/>',
      '<w:footnoteReference w:id="9"/>',
      '<w:gridSpan w:val="-4"/>',
    ),
    fc
      .tuple(
        fc.constantFrom('p', 'r', 'tbl', 'tr', 'tc', 'pPr', 'rPr', 'numPr', 'del', 'ins', 'sdt', 'tcPr', 'vMerge', 'txbxContent'),
        fc.array(tie('element'), { maxLength: 4 }),
      )
      .map(([name, inside]) => `<w:${name}>${inside.join('')}</w:${name}>`),
  ),
}));
const shuffled = fc.array(element, { minLength: 1, maxLength: 8 }).map((inside) => {
  const open = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>';
  return zipSync({ ...parts, 'word/document.xml': strToU8(`${open}${inside.join('')}</w:body></w:document>`) });
});

const beginning = fc.constantFrom<number[]>(
  [],
  [0xff, 0xfe],
  [0xfe, 0xff],
  [0xef, 0xbb, 0xbf],
  [0x50, 0x4b, 3, 4],
  [0xd0, 0xcf, 0x11, 0xe0],
);
const noise = fc
  .tuple(beginning, fc.uint8Array({ minLength: 1, maxLength: 3_000, size: 'medium' }))
  .map(([mark, rest]) => Uint8Array.from([...mark, ...rest]));

async function run(files: fc.Arbitrary<Uint8Array>, count: number, name: string, outcome: Outcome): Promise<void> {
  for (const bytes of fc.sample(files, { numRuns: count, seed: 2007 })) {
    const before = process.cpuUsage();
    try {
      const draft = await importDocument(bytes, name);
      if (typeof draft.text !== 'string') outcome.broken.push('no draft');
      outcome.read += 1;
    } catch (error) {
      if (error instanceof ImportRefusal) outcome.refused[error.code] = (outcome.refused[error.code] ?? 0) + 1;
      else outcome.broken.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
    }
    const used = process.cpuUsage(before);
    outcome.longestWork = Math.max(outcome.longestWork, (used.user + used.system) / 1000);
  }
}

const outcome: Outcome = { read: 0, refused: {}, broken: [], longestWork: 0, mostMemory: 0 };
await run(noise, 300, 'noise.txt', outcome);
await run(damaged(text), 40, 'plan.txt', outcome);
await run(damaged(word), 15, 'plan.docx', outcome);
await run(damagedPart, 15, 'plan.docx', outcome);
await run(shuffled, 20, 'plan.docx', outcome);
outcome.mostMemory = process.resourceUsage().maxRSS * 1024;
process.stdout.write(JSON.stringify(outcome));
