import type { Child } from 'hono/jsx';
import type { Language } from '../i18n/index.ts';
import { text } from './text.ts';

/** One of twelve calm colours, none of which is green or red. Equal in weight: no party stands out. */
export type PartyColour = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11;

/** The colour of the party at a place of the partnership's list; from the thirteenth on they begin again. */
export const partyColour = (place: number): PartyColour => (((place % 12) + 12) % 12) as PartyColour;

export type PartySide = {
  readonly name: string;
  readonly colour: PartyColour;
  /** Who said it for the party, and when. */
  readonly by?: string;
  /** What the party says in a word; null while it has said nothing. */
  readonly says: string | null;
  readonly children?: Child;
};

/** The parties beside each other, never one above the other on a wide screen, in the protocol order in which they are given. */
export function SideBySide(props: { readonly lang: Language; readonly label: string; readonly sides: readonly PartySide[] }) {
  return (
    <ul class={`sides sides-${Math.min(props.sides.length, 4)}`} aria-label={props.label}>
      {props.sides.map((side) => (
        <li class={`party-${side.colour}`}>
          <p class="side-by">
            <strong>{side.name}</strong>
            {side.by !== undefined && <span> · {side.by}</span>}
          </p>
          {side.says === null ? (
            <p class="side-silent">{text.in(props.lang)('ui.says-nothing')}</p>
          ) : (
            <p class="side-says">{side.says}</p>
          )}
          {side.children && <div class="side-more">{side.children}</div>}
        </li>
      ))}
    </ul>
  );
}
