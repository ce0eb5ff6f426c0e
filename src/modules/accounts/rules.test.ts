import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { safeNext } from './rules.ts';

describe('where to go after signing in', () => {
  test.each([
    ['/', '/'],
    ['/asean-canada/plans/2007-10?lang=fr#A.1', '/asean-canada/plans/2007-10?lang=fr#A.1'],
    ['/search?q=a//b', '/search?q=a//b'],
    ['/é', '/%C3%A9'],
    ['/a/../b', '/b'],
  ])('%s stays on the site', (next, expected) => expect(safeNext(next)).toBe(expected));

  test.each([
    undefined,
    '',
    'evil',
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '/ok\r\nset-cookie: a=b',
    '/ok\u0000',
    '/.//evil.example',
    '/..//evil.example',
    '/x/..//evil.example',
    '/%2e//evil.example',
    ' //evil.example',
    'javascript:alert(1)',
    'data:text/html,x',
    '/a\\b',
    '/\u0085/evil',
    '/sign-in',
    '/sign-in?next=/x',
    '/sign-in/demonstration',
    '/sign-out',
    `/${'x'.repeat(3_000)}`,
  ])('%j leads home', (next) => expect(safeNext(next)).toBe('/'));

  test('whatever comes in, a browser stays on the site', () => {
    const pieces = fc.constantFrom(
      '/',
      '\\',
      '.',
      '%2f',
      '%5c',
      '%09',
      '\t',
      '@',
      ':',
      '?',
      '#',
      'evil.example',
      'http:',
      'a',
      '\u2028',
      'é',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 9 }), (parts) => {
        const next = safeNext(parts.join(''));
        expect(new URL(next, 'https://entente.example/sign-in').origin).toBe('https://entente.example');
        expect(next).toMatch(/^\/(?!\/)[\x21-\x7e]*$/);
      }),
      { numRuns: 5_000 },
    );
  });
});
