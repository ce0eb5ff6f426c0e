import { type Language, sayPhrase } from '../i18n/index.ts';
import type { Frame } from './page.ts';
import type { SeeOther } from './route.ts';

/** What was done, carried by a cookie to the next page: a phrase and its values, never markup. */
export function writeFlash(flash: NonNullable<SeeOther['flash']>): string {
  return Buffer.from(JSON.stringify([flash.kind, flash.key, flash.values ?? {}])).toString('base64url');
}

/** Reads it back. A cookie that somebody made up can only choose among our own phrases. */
export function readFlash(lang: Language, value: string | undefined): Frame['flash'] {
  if (!value || value.length > 2_000) return null;
  try {
    const [kind, key, values] = JSON.parse(Buffer.from(value, 'base64url').toString('utf8')) as [unknown, unknown, unknown];
    if ((kind !== 'done' && kind !== 'problem') || typeof key !== 'string' || typeof values !== 'object' || values === null)
      return null;
    const said = sayPhrase(lang, key, Object.fromEntries(Object.entries(values).map(([name, each]) => [name, String(each)])));
    return said === key ? null : { kind, text: said };
  } catch {
    return null;
  }
}
