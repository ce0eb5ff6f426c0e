import fc from 'fast-check';
import { expect, test } from 'vitest';
import { characterAt, unitAt } from './characters.ts';

const text = fc.string({ unit: fc.constantFrom('a', '𝒫', 'é', '\n', '👩') });

test('characters are counted as the database counts them', () => {
  fc.assert(
    fc.property(text, (some) => {
      const character = characterAt(some);
      let unit = 0;
      [...some].forEach((letter, index) => {
        expect(character(unit)).toBe(index);
        unit += letter.length;
      });
      expect(character(some.length)).toBe([...some].length);
    }),
  );
});

test('and lead back to the same place', () => {
  fc.assert(
    fc.property(text, (some) => {
      const [character, unit] = [characterAt(some), unitAt(some)];
      const letters = [...some];
      for (let at = 0; at <= letters.length; at += 1) {
        expect(some.slice(0, unit(at))).toBe(letters.slice(0, at).join(''));
        expect(character(unit(at))).toBe(at);
      }
    }),
  );
});
