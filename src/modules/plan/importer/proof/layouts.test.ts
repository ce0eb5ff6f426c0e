import { describe, expect, it } from 'vitest';
import { importText } from '../index.ts';
import { NUMBERINGS, printed, SETTINGS } from './layouts.ts';
import { report, score } from './score.ts';

const LEAST = 0.95;

describe.each(NUMBERINGS.map((numbering) => [numbering.name, numbering] as const))('one plan, numbered %s', (_, numbering) => {
  it.each(SETTINGS.map((setting) => [JSON.stringify(setting).replaceAll(/["{}]/gu, ''), setting] as const))(
    'set with %s',
    (name, setting) => {
      const { text, gold } = printed(numbering, setting);
      const figures = score(name, gold, importText(text));
      expect(Math.min(figures.strict.recall, figures.strict.precision), report([figures], true)).toBeGreaterThanOrEqual(LEAST);
    },
  );
});
