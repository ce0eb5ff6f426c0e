import { z } from 'zod';

/** Every schema that has a name in the OpenAPI document, by that name. */
export const named = z.registry<{ id: string }>();

/** Gives a schema its name in the document. Two of the same name do not start. */
export function name<Schema extends z.ZodType>(id: string, schema: Schema): Schema {
  named.add(schema as z.ZodType, { id });
  return schema;
}

/** A language of words: of a plan, a name, a page. */
export const LanguageCode = z.enum(['en', 'fr']);

/** One text in each language that it has. */
export const Words = name('Text', z.object({ en: z.string().optional(), fr: z.string().optional() }));

/** A permanent address. */
export const Address = z.url();

/** A calendar date, without a time zone. There is no year 0 in it, nor in the database. */
export const Day = z.iso.date().refine((day) => day >= '0001-01-01');

/** Who reads a thing: the kind of its wall, and the sentence that pages say of it. */
export const Wall = name(
  'Wall',
  z.object({ kind: z.enum(['public', 'partnership', 'party', 'member', 'organisation', 'group']), readers: Words }),
);

/** What is answered when something was refused: RFC 9457, in the language of whoever asks. `code` never changes its sense. */
export const Problem = name(
  'Problem',
  z.object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string(),
    field: z.string().optional(),
    /** The entity tag of `current`, and what stands there now, where one had not seen it. */
    etag: z.string().optional(),
    current: z.unknown().optional(),
  }),
);

/** How a list is asked for: from which place on, and how much of it. `lang` is understood everywhere. */
export const PageQuery = z.strictObject({
  cursor: z.string().min(1).max(400).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(100),
});
export type PageQuery = z.output<typeof PageQuery>;

/** A page of a list: its things, its own address, and that of the next page, null on the last. */
export function listOf<Item extends z.ZodType>(id: string, item: Item) {
  return name(id, z.object({ items: z.array(item), self: Address, next: Address.nullable() }));
}
