import { describe, expect, it } from 'vitest';
import type { Frame, Page } from '../http/page.ts';
import { renderFrame } from './frame.tsx';

const page: Page = { title: 'Register', body: <h1>Register</h1>, description: 'What was promised' };
const frame: Frame = {
  lang: 'en',
  path: '/asean-canada/plans/2007-10',
  query: '?area=A.2&lang=en',
  navigation: [
    { label: null, items: [{ label: 'Overview', href: '/asean-canada', icon: 'layout-dashboard', current: true, count: 4 }] },
    { label: 'The plan', items: [] },
  ],
  partnership: { slug: 'asean-canada', name: 'ASEAN – Canada' },
  partnerships: [{ slug: 'asean-canada', name: 'ASEAN – Canada' }],
  person: null,
  demonstrationDay: '2008-06-30',
  flash: null,
  looking: null,
  lookHref: null,
  csrf: 'a-token',
  search: '"bird" <flu>',
};
const person: Frame['person'] = {
  name: 'Marie Tremblay',
  hats: [
    { mandate: 'one', label: 'Canada, coordinator', partnership: 'asean-canada', current: true },
    { mandate: 'two', label: 'Public Health Agency, focal point', partnership: 'asean-canada', current: false },
  ],
};
const html = (changes: Partial<Frame> = {}, other: Partial<Page> = {}) =>
  renderFrame({ ...page, ...other }, { ...frame, ...changes });

describe('the frame', () => {
  it('is a whole document in the language of the interface, with the title of the page', () => {
    expect(html()).toMatch(/^<!doctype html><html lang="en"><head>/);
    expect(html()).toContain('<title>Register · Entente</title>');
    expect(html({ lang: 'fr' })).toContain('<html lang="fr">');
  });

  it('keeps path and query in the language links, and names one address as the lasting one', () => {
    expect(html()).toContain('<link rel="canonical" href="/asean-canada/plans/2007-10?area=A.2"/>');
    expect(html()).toContain('<link rel="alternate" hreflang="fr" href="/asean-canada/plans/2007-10?area=A.2&amp;lang=fr"/>');
    expect(html()).toMatch(/<a href="[^"]*area=A\.2&amp;lang=fr"[^>]*lang="fr" hreflang="fr"/);
  });

  it('says in words on which day a demonstration stands, and nothing in a real installation', () => {
    expect(html()).toContain('Demonstration: today is 30 June 2008 here.');
    expect(html({ demonstrationDay: null })).not.toContain('ribbon');
  });

  it('searches in the partnership, or everywhere outside of one, with the words kept and escaped', () => {
    expect(html()).toContain('action="/asean-canada/search"');
    expect(html({ partnership: null })).toContain('action="/search"');
    expect(html()).toContain('value="&quot;bird&quot; &lt;flu&gt;"');
  });

  it('always shows the capacity one acts in, and offers the other hats by a form', () => {
    const signedIn = html({ person });
    expect(signedIn).toMatch(/Acting as <\/span><strong>Canada, coordinator<\/strong>/);
    expect(signedIn).toContain('<input type="hidden" name="mandate" value="two"/>');
    expect(signedIn).not.toContain('value="one"');
    expect(signedIn.match(/name="_csrf" value="a-token"/g)).toHaveLength(2);
    expect(html()).not.toContain('name="_csrf"');
    expect(html()).toContain('href="/sign-in"');
  });

  it('marks where one is, shows how much waits, and leaves empty groups out', () => {
    expect(html()).toMatch(/href="\/asean-canada" aria-current="page"[^>]*>.*?Overview.*? 4</);
    expect(html()).not.toContain('The plan');
  });

  it('offers other partnerships only where there are some', () => {
    expect(html()).toContain('<p class="partnership">ASEAN – Canada</p>');
    const both = [...frame.partnerships, { slug: 'arctic', name: 'Arctic' }];
    expect(html({ partnerships: both })).toContain('href="/arctic"');
  });

  it('tells what was done once, as a status', () => {
    expect(html({ flash: { kind: 'done', text: 'Certified.' } })).toMatch(/role="status">.*Certified\./);
    expect(html()).not.toContain('role="status"');
  });

  it('stands without any of what a database would give', () => {
    const bare = html({ navigation: [], partnership: null, partnerships: [], demonstrationDay: null, csrf: '', search: '' });
    expect(bare).toContain('<h1>Register</h1>');
    expect(bare).not.toContain('class="entries"');
  });
});
