import { deflateSync, gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { sameSource } from '../kit/statistics.ts';
import { Tokens } from '../world/token.ts';
import { readable } from './decode.ts';

const token = new Tokens().give({ wall: 'canada', table: 'plan.edition', column: 'text', row: '1' });
const pdf = (stream: string) =>
  Buffer.concat([Buffer.from('%PDF-1.7\n1 0 obj\nstream\n'), deflateSync(stream), Buffer.from('\nendstream\n')]);

test.each<[string, Buffer | string]>([
  ['plain', `words ${token} words`],
  ['in capitals', token.toUpperCase()],
  ['gzip', gzipSync(`words ${token}`)],
  ['an entry of a ZIP file', Buffer.from(zipSync({ 'word/document.xml': Buffer.from(`<w:t>${token}</w:t>`.repeat(9)) }))],
  ['a ZIP file in a ZIP file', Buffer.from(zipSync({ a: zipSync({ b: Buffer.from(token.repeat(20)) }) }))],
  ['a stream of a PDF', pdf(`BT (${token}) Tj ET`)],
  ['a stream of a PDF, letter by letter', pdf(`BT [${[...token].map((letter) => `(${letter}) -3`).join(' ')}] TJ ET`)],
  ['a stream of a PDF, in hexadecimal', pdf(`BT <${Buffer.from(token).toString('hex')}> Tj ET`)],
  ['percent signs', [...token].map((letter) => `%${letter.charCodeAt(0).toString(16)}`).join('')],
  ['references of HTML', [...token].map((letter) => `&#${letter.charCodeAt(0)};`).join('')],
  ['escapes of JSON', [...token].map((letter) => `\\u00${letter.charCodeAt(0).toString(16)}`).join('')],
  ['quoted-printable', `${token.slice(0, 3)}=\r\n${token.slice(3)}`],
  ['base64', `"cursor":"${Buffer.from(`A.2.4 ${token} more`).toString('base64url')}"`],
  ['hexadecimal', `\\x${Buffer.from(`file ${token}`).toString('hex')}`],
])('a word is found in %s', (_, hidden) => {
  expect(readable(Buffer.from(hidden))).toContain(token);
});

test('tokens say for which wall and column they stand, by their first six letters', () => {
  const tokens = new Tokens();
  const cells = Array.from({ length: 900 }, (_, at) => ({
    wall: `w${at % 3}`,
    table: `t.t${at % 40}`,
    column: `c${at % 9}`,
    row: String(at),
  }));
  const given = cells.map((cell) => tokens.give(cell));
  expect(new Set(given).size).toBe(900);
  for (const [at, word] of given.entries()) expect(tokens.of(word.slice(0, 6))).toMatchObject({ ...cells[at], row: '' });
  expect(tokens.of('qzzzzz')).toBeUndefined();
});

test('times of one source are told from times of two', () => {
  const times = (shift: number) => Array.from({ length: 400 }, (_, at) => ((at * 7919) % 1000) / 1000 + shift);
  expect(sameSource(times(0), times(0))).toBeGreaterThan(0.9);
  expect(sameSource(times(0), times(0.2))).toBeLessThan(1e-6);
});
