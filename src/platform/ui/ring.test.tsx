import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { partyColour } from './parties.tsx';
import { Ring, type RingState } from './ring.tsx';

const parties = (says: readonly (string | null)[]) =>
  says.map((each, place) => ({ name: `Party ${place + 1}`, colour: partyColour(place), says: each }));
const draw = (says: readonly (string | null)[], state: RingState, size = 34, stale = false) =>
  String(
    <Ring
      parties={parties(says)}
      state={state}
      label="Canada: implemented; ASEAN: under way; views differ"
      size={size}
      stale={stale}
    />,
  );
const arcs = (svg: string) =>
  [...svg.matchAll(/<path class="arc [^"]*" d="M([\d.]+) ([\d.]+)A12 12 0 [01] 1 ([\d.]+) ([\d.]+)"/g)].map((found) =>
    found.slice(1).map(Number),
  );

describe('the ring', () => {
  it('says the same in words to those who do not see it', () => {
    expect(draw(['implemented', 'under way'], 'contested')).toContain(
      'role="img" aria-label="Canada: implemented; ASEAN: under way; views differ"',
    );
  });

  it('reads without colour: a tick, a sign of difference, a dash for who is silent, a thin line for what is old', () => {
    expect(draw(['a', 'a'], 'agreed')).toContain('class="sign tick"');
    expect(draw(['a', 'b'], 'contested')).toContain('class="sign differs"');
    expect(draw(['a', null], 'awaiting').match(/class="arc silent"/g)).toHaveLength(1);
    expect(draw([null, null], 'none').match(/class="arc silent"/g)).toHaveLength(2);
    expect(draw(['a', 'a'], 'agreed', 34, true)).toContain('class="ring agreed stale"');
  });

  it('stands two parties left and right as they stand on the page', () => {
    const [first, second] = arcs(draw(['a', 'a'], 'agreed'));
    expect(first).toEqual([17, 29, 17, 5]);
    expect(second).toEqual([17, 5, 17, 29]);
  });

  it('draws an arc for each of 1 to 12 parties, all within the picture, at any size from 16 to 96', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }),
        fc.constantFrom<RingState>('none', 'awaiting', 'agreed', 'contested'),
        fc.integer({ min: 0, max: 300 }),
        (count, state, size) => {
          const svg = draw(
            Array.from({ length: count }, () => 'a'),
            state,
            size,
          );
          const drawn = arcs(svg);
          const width = Number(/width="(\d+)"/.exec(svg)?.[1]);
          return drawn.length === count && drawn.flat().every((each) => each >= 5 && each <= 29) && width >= 16 && width <= 96;
        },
      ),
    );
  });
});
