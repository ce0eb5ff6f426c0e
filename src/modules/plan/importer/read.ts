import { ImportRefusal } from './refusal.ts';

/** The text of a document from its bytes. */
export async function readBytes(bytes: Uint8Array, name: string): Promise<string> {
  if (bytes.length === 0) throw new ImportRefusal('empty', `${name} is empty: choose the file that holds the plan.`);
  return new TextDecoder().decode(bytes);
}
