import type { Marker } from './markers.ts';
import type { Place } from './place.ts';
import type { Join } from './units.ts';

/** What speaks for a marker being one, besides its place in a sequence. */
export type Evidence = {
  readonly join: Join;
  /** Whether the words before had come to an end, or nothing stands before. */
  readonly ended: boolean;
  /** Whether a capital, a quotation or a bracket follows. */
  readonly capital: boolean;
  /** Whether the next number of the same style comes later. */
  readonly succeeded: boolean;
  /** Whether the next marker of several parts begins with this number. */
  readonly announces: boolean;
  readonly inRow: boolean;
  readonly length: number;
};

/** Whether a marker at the start of a line or cell opens an item, or is a number that a line happens to begin with. */
export function isAccepted(marker: Marker, place: Place, evidence: Evidence): boolean {
  const { family, values } = place.reading;
  const fresh = evidence.join !== 'wrap' || evidence.ended;
  if (family === 'bullet') return fresh || !/[-–—*+]/.test(place.reading.style) || (evidence.capital && evidence.succeeded);
  if (family === 'word') return fresh && evidence.length < 240 && (marker.set || evidence.capital || evidence.length === 0);
  const deep = values.length > 1;
  if (deep) {
    if (place.fit === 'exact' || place.fit === 'first' || (place.fit === 'same' && evidence.length > 20))
      return fresh ? evidence.capital || marker.set || evidence.inRow : evidence.capital;
    if (marker.set && evidence.capital && place.fit !== 'back') return true;
    return fresh && (evidence.capital || marker.set);
  }
  if (!marker.set) {
    const sequence = place.fit === 'exact' || place.fit === 'first' || place.fit === 'gap';
    return (
      (fresh || evidence.announces) &&
      evidence.capital &&
      ((place.fit === 'exact' && evidence.ended) || (sequence && (evidence.succeeded || evidence.announces || evidence.inRow)))
    );
  }
  switch (place.fit) {
    case 'exact':
      return fresh || evidence.capital;
    case 'first':
      return fresh ? evidence.capital || evidence.succeeded || evidence.length === 0 : evidence.capital && evidence.succeeded;
    case 'same':
      return fresh;
    case 'gap':
    case 'late':
      return fresh && (evidence.capital || evidence.ended);
    default:
      return fresh && evidence.join !== 'wrap' && evidence.capital;
  }
}

/** Whether a marker in the middle of the words opens the next item, glued to the one before, or a sub-item of the sentence. */
export function isAcceptedInline(
  marker: Marker,
  place: Place,
  at: { before: string; capital: boolean; succeeded: boolean; parted: boolean; opens: boolean; onTop: boolean },
): boolean {
  const { family, values } = place.reading;
  const stop = /[.;:!?)\]"”’»]$/.test(at.before);
  const link = stop || at.before.endsWith(',') || /[\s;,](?:and|or|et|ou)$/i.test(at.before);
  if (values.length > 1) {
    if (place.fit === 'exact') return at.capital && (link || at.opens);
    return place.fit === 'first' && at.capital && (stop || at.opens) && !place.implied;
  }
  if (family === 'bullet') {
    const dash = /[-–—]/.test(place.reading.style);
    if (place.fit === 'exact') return at.onTop && (!dash || /[;.,]$/.test(at.before));
    return at.succeeded && (dash ? at.before.endsWith(':') : stop);
  }
  if (family === 'word' || family === 'upper' || family === 'roman-upper' || !marker.set) return false;
  const bracketed = place.reading.style.endsWith(')');
  if (place.fit === 'exact')
    return at.onTop
      ? link && (bracketed || stop || family !== 'decimal')
      : /[.;!?)\]]$/.test(at.before) && at.capital && family === 'decimal';
  if (place.fit !== 'first' || !at.succeeded) return false;
  if (family === 'decimal' && at.opens && at.capital) return true;
  return /[:–—]$/.test(at.before) || (bracketed ? at.parted : at.before.endsWith(';'));
}
