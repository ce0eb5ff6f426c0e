import { HtmlValidate } from 'html-validate';
import { describe, expect, it } from 'vitest';
import { markupRules } from '../../../build/markup-rules.ts';
import type { Frame } from '../http/page.ts';
import { LANGUAGES } from '../i18n/index.ts';
import { DESIGN_SECTIONS, designPage } from './design.tsx';
import { renderFrame } from './frame.tsx';

const validator = new HtmlValidate(markupRules);

function frameFor(lang: Frame['lang'], signedIn: boolean): Frame {
  return {
    lang,
    path: '/design',
    query: '',
    navigation: [{ label: 'Plan', items: [{ label: 'Register', href: '/p', icon: 'list-details', current: false }] }],
    partnership: { slug: 'asean-canada', name: 'ASEAN – Canada' },
    partnerships: [
      { slug: 'asean-canada', name: 'ASEAN – Canada' },
      { slug: 'arctic', name: 'Arctic' },
    ],
    person: signedIn
      ? { name: 'Marie Tremblay', hats: [{ mandate: 'one', label: 'Canada', partnership: 'asean-canada', current: false }] }
      : null,
    demonstrationDay: '2008-06-30',
    flash: { kind: 'problem', text: 'Nothing was changed.' },
    looking: null,
    lookHref: null,
    csrf: 'token',
    search: '',
  };
}

const outputs = LANGUAGES.flatMap((lang) =>
  [true, false].map((signedIn) => ({ lang, signedIn, html: renderFrame(designPage(lang), frameFor(lang, signedIn)) })),
);

describe('everything that the kit writes', () => {
  it.each(outputs)('is valid and accessible HTML ($lang, signed in: $signedIn)', async ({ html }) => {
    const report = await validator.validateString(html);
    const messages = report.results.flatMap((result) =>
      result.messages.map(
        ({ ruleId, message, line, column }) =>
          `${ruleId}: ${message} ${html.split('\n')[line - 1]?.slice(Math.max(0, column - 60), column + 60)}`,
      ),
    );
    expect(messages).toEqual([]);
  });

  it.each(outputs)('carries no inline style, handler or script ($lang, signed in: $signedIn)', ({ html }) => {
    expect(html).not.toMatch(/<[^>]*\sstyle=/i);
    expect(html).not.toMatch(/<[^>]*\son[a-z]+=/i);
    expect(html).not.toMatch(/<script(?! src="\/static\/)/i);
    expect(html).not.toMatch(/(?:href|action|src)="(?:javascript|data):/i);
  });

  it.each(outputs)('leaves nothing undefined or unsaid ($lang, signed in: $signedIn)', ({ html }) => {
    expect(html).not.toMatch(/undefined|\[object |NaN|\bui\.[a-z-]+\b/);
  });

  it('shows one section at its own address', () => {
    for (const section of DESIGN_SECTIONS) {
      const html = renderFrame(designPage('en', section), frameFor('en', true));
      expect(html.match(/<section id="([a-z]+)" class="sample">/g)).toEqual([`<section id="${section}" class="sample">`]);
    }
  });
});
