/** The most that is looked at of what a browser calls itself. */
const MOST = 400;
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/\bEdgA?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(Chrome|CriOS|HeadlessChrome)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/\bAndroid\b/, 'Android'],
  [/\b(iPhone|iPad)\b/, 'iOS'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
];

/**
 * By what a person knows his own device again: `Firefox, Windows`. Only this is stored, not the long line with versions that tells devices
 * of strangers apart. Null where nothing is known of it.
 */
export function nameDevice(userAgent: string | null): string | null {
  const said = userAgent?.slice(0, MOST) ?? '';
  const named = [BROWSERS, SYSTEMS].map((list) => list.find(([pattern]) => pattern.test(said))?.[1]);
  return named.filter((each) => each !== undefined).join(', ') || null;
}
