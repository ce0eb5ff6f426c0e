import type { Draft } from '../types.ts';
import { type Desk, deskOf } from './desk.ts';
import { merge, split } from './divide.ts';
import type { Mend } from './mend.ts';
import { drop, lift, move, renumber, setKind, takeBack } from './place-nodes.ts';
import { setPromise, setPromises, settle, setWords } from './say.ts';

export { DESK_KINDS, type Desk, type DeskFinding, type DeskKind, type DeskNode, deskOf, draftOn, familyOf } from './desk.ts';
export { LONGEST_NUMBER, LONGEST_WORDS, Mend, MendTrouble, type MendTroubleCode } from './mend.ts';
export { placeOfWords, type SplitPlace, splitPlaces } from './places.ts';
export { readWords, shownNode } from './say.ts';

/** A mend that was made, by its number. */
export type NumberedMend = { readonly number: number; readonly mend: Mend };

/**
 * The desk after one mend; pure. The desk that it is given stays as it is.
 *
 * @param number of the mend, under which what it settles is kept
 * @throws MendTrouble where it cannot be made, and nothing else
 */
export function mended(desk: Desk, mend: Mend, number: number): Desk {
  const after = apply(desk, mend);
  if (mend.do === 'accept') return settle(after, mend.finding, 'right', number);
  return 'finding' in mend && mend.finding !== undefined ? settle(after, mend.finding, 'mended', number) : after;
}

function apply(desk: Desk, mend: Mend): Desk {
  switch (mend.do) {
    case 'split':
      return split(desk, mend);
    case 'merge':
      return merge(desk, mend);
    case 'move':
      return move(desk, mend);
    case 'renumber':
      return renumber(desk, mend);
    case 'kind':
      return setKind(desk, mend);
    case 'drop':
      return drop(desk, mend);
    case 'take-back':
      return takeBack(desk, mend);
    case 'lift':
      return lift(desk, mend);
    case 'words':
      return setWords(desk, mend);
    case 'promise':
      return setPromise(desk, mend);
    case 'promises':
      return setPromises(desk, mend);
    case 'accept':
      return desk;
  }
}

/** All mends over the reading, in their order: the same as making them one by one. */
export function replay(draft: Draft, mends: readonly NumberedMend[]): Desk {
  return mends.reduce((desk, { number, mend }) => mended(desk, mend, number), deskOf(draft));
}

/** The key of the node that a mend speaks of, where it speaks of one. */
export function nodeOfMend(mend: Mend): string | null {
  if ('node' in mend) return mend.node;
  return mend.do === 'lift' ? `l${mend.start}` : null;
}
