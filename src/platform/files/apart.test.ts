import { describe, expect, test } from 'vitest';
import { workApart } from './apart.ts';
import type { OddWork } from './fixtures/odd-work.ts';

const PROGRAM = new URL('./fixtures/odd-work.ts', import.meta.url);

async function run(way: OddWork) {
  const heard: number[] = [];
  const ended = await workApart<number>(PROGRAM, way, { time: 2_000, patience: 20_000, memory: 64 }, (message) => {
    heard.push(message);
    return message === 2;
  });
  return { ended, heard };
}

describe('a program that works apart', () => {
  test('says several things, and is done with the last', async () => {
    expect(await run('answers')).toEqual({ ended: undefined, heard: [1, 2] });
  });

  test('is ended when it works without end, when it fills its memory, and when it breaks; what it said before is kept', async () => {
    expect(await run('spins')).toEqual({ ended: 'time', heard: [1] });
    expect(await run('fills')).toEqual({ ended: 'memory', heard: [1] });
    expect(await run('breaks')).toEqual({ ended: 'crash', heard: [1] });
  });

  test('that fails by an error of its own, or forgets to answer, is a fault of ours', async () => {
    await expect(run('throws')).rejects.toThrow('the program that works apart ended with 1');
    await expect(run('says nothing')).rejects.toThrow('the program that works apart ended with 0');
  });
});
