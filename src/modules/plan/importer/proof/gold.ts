import { readdirSync, readFileSync } from 'node:fs';

/** What an examiner wrote down of one entry, before the importer read the document (see fixtures/README.md). */
export type GoldLine = {
  readonly id: string;
  readonly number: string;
  readonly kind: string;
  readonly parent: string | null;
  readonly text?: string;
  readonly text_starts?: string;
  readonly text_ends?: string;
  readonly chars?: number;
  readonly note?: string;
  readonly also?: readonly string[];
  readonly optional?: boolean;
};

export type GoldPriority = {
  readonly period: string;
  readonly label: string;
  readonly text: string;
  readonly lines: readonly string[];
};

export type Gold = {
  readonly title: string;
  readonly period: { readonly start: string | null; readonly end: string | null };
  readonly parties: readonly string[];
  readonly objectives?: readonly string[];
  readonly priorities?: readonly GoldPriority[];
  readonly gaps?: readonly string[];
  readonly duplicates?: readonly string[];
  readonly lines: readonly GoldLine[];
};

export type Example = { readonly name: string; readonly text: string; readonly gold: Gold };

const FIXTURES = new URL('../fixtures/', import.meta.url);
const DEMO = new URL('../../../../../demo/plan-2007-10/', import.meta.url);

/** The documents of one folder of fixtures that have a gold file, by name. */
export function examples(folder: 'corpus' | 'unseen'): Example[] {
  const at = new URL(`${folder}/`, FIXTURES);
  const names = readdirSync(at).filter((file) => file.endsWith('.gold.json'));
  return names.sort().map((file) => {
    const name = file.replace('.gold.json', '');
    const gold = JSON.parse(readFileSync(new URL(file, at), 'utf8')) as Gold;
    return { name, text: readFileSync(new URL(`${name}.txt`, at), 'utf8'), gold };
  });
}

/** One example by the beginning of its name; the number is enough. */
export function example(folder: 'corpus' | 'unseen', beginning: string): Example {
  const found = examples(folder).find(({ name }) => name.startsWith(beginning));
  if (!found) throw new Error(`no example ${folder}/${beginning}`);
  return found;
}

/** The reference plan, with the whole text of its 128 entries. */
export function referencePlan(): Example {
  const gold = JSON.parse(readFileSync(new URL('full.gold.json', DEMO), 'utf8')) as Gold;
  return { name: 'plan-2007-10', text: readFileSync(new URL('plan.txt', DEMO), 'utf8'), gold };
}

/** The reference plan as a Word file. */
export function referenceDocx(): Uint8Array {
  return new Uint8Array(readFileSync(new URL('plan.docx', DEMO)));
}

/** The kind of promise of every line and sub-item of the reference plan, by reference. */
export function promiseKinds(): Map<string, string> {
  const rows = readFileSync(new URL('promise.gold.csv', FIXTURES), 'utf8').trim().split('\n').slice(1);
  return new Map(rows.map((row) => row.split(';')).map(([reference = '', promise = '']) => [reference, promise]));
}
