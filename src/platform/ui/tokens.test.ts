import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('css/tokens.css', import.meta.url), 'utf8');
const colours = (block: string) =>
  Object.fromEntries([...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/gi)].map(([, name, colour]) => [name, colour]));
const [light = '', rest = ''] = css.split('@media (prefers-color-scheme: dark)');
const [dark = ''] = rest.split('@media (prefers-contrast: more)');
const schemes = { light: colours(light), dark: { ...colours(light), ...colours(dark) } };

/** Relative luminance and contrast by WCAG 2.2. */
function contrast(one: string, other: string): number {
  const luminance = (colour: string) => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
      const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

const GROUNDS = ['paper', 'sheet', 'tint'];
const WORDS: readonly [string, readonly string[]][] = [
  ['ink', [...GROUNDS, 'wall-soft', 'bad-soft', 'good-soft', 'accent-soft']],
  ['words', [...GROUNDS, 'good-soft', 'bad-soft']],
  ['muted', [...GROUNDS, 'wall-soft', 'accent-soft']],
  ['link', [...GROUNDS, 'wall-soft']],
  ['accent-ink', [...GROUNDS, 'accent-soft']],
  ['wall-ink', [...GROUNDS, 'wall-soft']],
  ['bad', [...GROUNDS, 'bad-soft']],
  ['good', ['paper', 'sheet', 'good-soft']],
  ['act-ink', ['act', 'act-over']],
  ['mark-ink', ['mark']],
  ['side-ink', ['side', 'side-over', 'side-current']],
  ['side-muted', ['side', 'side-over']],
  ['accent-over', ['accent']],
];
const SHAPES: readonly [string, readonly string[]][] = [
  ['edge', ['paper', 'sheet']],
  ['focus', GROUNDS],
  ['wall', ['paper', 'wall-soft']],
  ['silent', ['paper', 'sheet']],
  ...Array.from({ length: 12 }, (_, place): [string, readonly string[]] => [`party-${place}`, GROUNDS]),
];

describe.each(Object.entries(schemes))('the colours of the %s scheme', (_scheme, colour) => {
  const pairs = (list: typeof WORDS) => list.flatMap(([front, grounds]) => grounds.map((ground) => ({ front, ground })));
  const ratio = (front: string, ground: string) => contrast(colour[front] ?? '', colour[ground] ?? '');

  it.each(pairs(WORDS))('can be read: $front on $ground', ({ front, ground }) => {
    expect(ratio(front, ground)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(pairs(SHAPES))('can be seen: $front on $ground', ({ front, ground }) => {
    expect(ratio(front, ground)).toBeGreaterThanOrEqual(3);
  });

  it('give no party a red, a green, or the violet of a wall', () => {
    for (let place = 0; place < 12; place += 1) {
      const { hue, saturation } = hueOf(colour[`party-${place}`] ?? '');
      if (saturation < 0.2) continue;
      expect([place, hue < 12 || hue > 345]).toEqual([place, false]);
      expect([place, hue > 75 && hue < 170]).toEqual([place, false]);
    }
  });
});

function hueOf(colour: string): { hue: number; saturation: number } {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255);
  const [most, least] = [Math.max(red, green, blue), Math.min(red, green, blue)];
  const span = most - least;
  if (span === 0) return { hue: 0, saturation: 0 };
  const sixth =
    most === red ? ((green - blue) / span + 6) % 6 : most === green ? (blue - red) / span + 2 : (red - green) / span + 4;
  return { hue: sixth * 60, saturation: span / (1 - Math.abs(most + least - 1)) };
}
