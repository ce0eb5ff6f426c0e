import { lastValue } from './entry.ts';
import type { Unit } from './units.ts';

/** What the markers further down say: asked for each unit, answered in constant time. */
export type Forecast = {
  /** The next number of several parts after a unit. */
  readonly deepAfter: (at: number) => readonly number[] | undefined;
  /** Whether a marker of that style and value comes within the next units. */
  readonly comes: (at: number, style: string, value: number) => boolean;
};

const NEAR = 120;

/** Looks through the units once, from the end. */
export function forecast(units: readonly Unit[]): Forecast {
  const deep: (readonly number[] | undefined)[] = new Array(units.length);
  const places = new Map<string, number[]>();
  let next: readonly number[] | undefined;
  for (let at = units.length - 1; at >= 0; at -= 1) {
    deep[at] = next;
    const [reading] = units[at]?.marker?.readings ?? [];
    if (reading && reading.values.length > 1) next = reading.values;
  }
  units.forEach((unit, at) => {
    for (const { style, values } of unit.marker?.readings ?? []) {
      const key = `${style} ${lastValue(values)}`;
      const list = places.get(key);
      if (list) list.push(at);
      else places.set(key, [at]);
    }
  });
  const comes = (at: number, style: string, value: number) => {
    const list = places.get(`${style} ${value}`);
    if (!list) return false;
    let low = 0;
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((list[middle] ?? 0) > at) high = middle;
      else low = middle + 1;
    }
    const next = list[low];
    return next !== undefined && next - at <= NEAR;
  };
  return { deepAfter: (at) => deep[at], comes };
}
