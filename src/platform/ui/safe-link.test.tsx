import { describe, expect, it } from 'vitest';
import { SafeLink, safeHref } from './safe-link.tsx';

describe('a safe link', () => {
  it.each([
    '/',
    '/asean-canada/plans/2007-10?area=A.2#A.2.1',
    '#main',
    '?page=2',
    'https://asean.org/x',
    'http://example.org',
    'mailto:a@b.ca',
  ])('may lead to %s', (href) => expect(safeHref(href)).toBe(href));

  it.each([
    'javascript:alert(1)',
    'JavaScript:alert(1)',
    ' javascript:alert(1)',
    'java\nscript:alert(1)',
    '\u0001javascript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    'https:evil',
    'relative/path',
    '',
    'https://',
  ])('may not lead to %j', (href) => expect(() => safeHref(href)).toThrow('a link may not lead to'));

  it('escapes what it carries', () => {
    expect(String(<SafeLink href={'/x?q="><b>'.replace(/[<>"]/g, encodeURIComponent)}>{'<b>'}</SafeLink>)).toBe(
      '<a href="/x?q=%22%3E%3Cb%3E">&lt;b&gt;</a>',
    );
  });
});
