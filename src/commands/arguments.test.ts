import { describe, expect, it } from 'vitest';
import { readArguments, short, UsageError } from './arguments.ts';

const KNOWN = { json: 'flag', into: 'value' } as const;
const trouble = (args: string[], most = 1): string => {
  try {
    readArguments(args, KNOWN, most);
    return '';
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
    return (error as Error).message;
  }
};

describe('what stands after a command', () => {
  it('is read in any order, a value after its option or joined to it', () => {
    for (const args of [
      ['plan.txt', '--json', '--into', 'a/b'],
      ['--into=a/b', '--json', 'plan.txt'],
    ]) {
      const { has, optionOf, words } = readArguments(args, KNOWN, 1);
      expect([has('json'), optionOf('into'), words]).toEqual([true, 'a/b', ['plan.txt']]);
    }
    const { has, optionOf } = readArguments(['plan.txt'], KNOWN, 1);
    expect([has('json'), optionOf('into')]).toEqual([false, undefined]);
  });

  it('takes "-" as a word, and everything after "--"', () => {
    expect(readArguments(['-'], KNOWN, 1).words).toEqual(['-']);
    expect(readArguments(['--', '--json'], KNOWN, 1).words).toEqual(['--json']);
  });

  it('is refused by the name of what is wrong', () => {
    expect(trouble(['--jsn'])).toMatch(/--jsn/u);
    expect(trouble(['-x'])).toMatch(/-x/u);
    expect(trouble(['--json=yes'])).toMatch(/--json takes no value/u);
    expect(trouble(['--into'])).toMatch(/--into needs a value/u);
    expect(trouble(['--into='])).toMatch(/--into needs a value/u);
    expect(trouble(['--into', '--json'])).toMatch(/--into/u);
    expect(trouble(['--json', '--json'])).toMatch(/--json stands there twice/u);
    expect(trouble(['one', 'two'])).toMatch(/"two" is one word too many/u);
    expect(trouble(['one'], 0)).toMatch(/"one"/u);
    expect(trouble(['--toString'])).toMatch(/--toString/u);
    expect(trouble(['--__proto__'])).toMatch(/__proto__/u);
  });

  it('is repeated on one line, however long and odd', () => {
    expect(short(`a\u001b[2J\n${'x'.repeat(500)}`)).toMatch(/^a\?\[2J\?x+…$/u);
    expect(short('x'.repeat(500))).toHaveLength(58);
  });
});
