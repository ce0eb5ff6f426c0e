import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Acting, Right } from '../../src/platform/http/acting.ts';
import { fromRoot } from '../../src/platform/root.ts';

/**
 * Every rule of who may come or act that a module exports, by its name: found by its shape, so that a new one is found by itself. They are the very objects
 * that routes and actions ask.
 */
export async function everyRight(): Promise<ReadonlyMap<string, Right>> {
  const folder = fromRoot('src/modules/');
  const files = (readdirSync(folder, { recursive: true }) as string[])
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\./.test(file))
    .map((file) => path.join(folder, file))
    .filter((file) => /\ballows\b|\.\.\.may[A-Z]/.test(readFileSync(file, 'utf8')));
  const found = new Map<string, Right>();
  for (const file of files.sort())
    for (const value of Object.values((await import(pathToFileURL(file).href)) as Record<string, unknown>))
      if (isRight(value)) found.set(value.name, value);
  return found;
}

const isRight = (value: unknown): value is Right =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as Right).name === 'string' &&
  typeof (value as Right).allows === 'function';

/** Does some work while a rule says something else, and puts it back. */
export async function whileAllowing<T>(
  right: Right,
  allows: (acting: Acting, sound: boolean) => boolean,
  work: () => Promise<T>,
): Promise<T> {
  const { allows: sound } = right;
  const open = right as { allows: Right['allows'] };
  open.allows = (acting) => allows(acting, sound(acting));
  try {
    return await work();
  } finally {
    open.allows = sound;
  }
}
