import { z } from 'zod';
import type { Random } from '../kit/random.ts';

/** What may be typed into a field, as far as its schema says. */
type Shape = {
  readonly type?: unknown;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly items?: Shape;
  readonly anyOf?: readonly Shape[];
};
export type Fields = ReadonlyMap<string, readonly Shape[]>;

/** The fields of a query, a form or a JSON body: of what comes in and of what it becomes, since a schema may hide its choices in either. */
export function fieldsOf(schema: z.ZodType | null): Fields {
  const fields = new Map<string, Shape[]>();
  if (schema === null) return fields;
  for (const io of ['input', 'output'] as const) {
    const { properties } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as { properties?: Record<string, Shape> };
    for (const [name, shape] of Object.entries(properties ?? {})) fields.set(name, [...(fields.get(name) ?? []), shape]);
  }
  return fields;
}

/** What nobody types by accident. */
const ODD = [
  '',
  ' ',
  '%',
  '%00',
  '../..',
  `' or 1=1 --`,
  '\u202e',
  'null',
  '-1',
  '1e9',
  '99999999999999999999',
  '"',
  '😀',
  '(((',
  '*',
  '{{}}',
  '\\',
  '[',
  'x'.repeat(300),
] as const;

/** A value for one field: of its choices, of the words that lead somewhere here, or odd. */
export function valueFor(random: Random, shapes: readonly Shape[], words: readonly string[]): string {
  const choices = shapes.flatMap(choicesOf);
  if (choices.length > 0 && !random.once(8)) return random.pick(choices);
  if (shapes.some(({ type }) => type === 'integer' || type === 'number') && !random.once(8)) return String(random.below(4));
  return random.once(10) ? random.pick(ODD) : random.pick(words);
}

function choicesOf(shape: Shape): string[] {
  return [
    ...(shape.enum ?? []),
    ...(shape.const === undefined ? [] : [shape.const]),
    ...(shape.anyOf ?? []).flatMap(choicesOf),
  ].map(String);
}
