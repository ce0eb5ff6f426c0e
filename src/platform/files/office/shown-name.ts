/** The name of a file as a sentence may hold it: short, on one line, without signs that turn the direction of writing. */
export function shownName(name: string): string {
  const clean = name.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, ' ').trim();
  return clean === '' ? 'The file' : clean.length > 80 ? `${clean.slice(0, 60)}…${clean.slice(-16)}` : clean;
}
