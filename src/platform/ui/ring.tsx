import type { PartyColour } from './parties.tsx';

export type RingParty = { readonly name: string; readonly colour: PartyColour; readonly says: string | null };
/** `none`: nobody has spoken; `awaiting`: some have; `agreed`: all say the same; `contested`: their views differ. */
export type RingState = 'none' | 'awaiting' | 'agreed' | 'contested';

const CENTRE = 17;
const RADIUS = 12;

/**
 * The joint status of a line at a glance: an arc for each party in plan order, filled when it has spoken, dashed when it has not;
 * closed with a tick when all agree, apart with ≠ when views differ, thin when stale. `label` says the same in words
 * (“Canada: implemented; ASEAN: under way; views differ”). For 1 to 12 parties, `size` in pixels from 16 to 96.
 */
export function Ring(props: {
  readonly parties: readonly RingParty[];
  readonly state: RingState;
  readonly label: string;
  readonly stale?: boolean;
  readonly size?: number;
}) {
  const size = Math.min(96, Math.max(16, props.size ?? 34));
  const { parties, state } = props;
  const classes = ['ring', state, props.stale && 'stale', size < 24 && 'small'].filter(Boolean).join(' ');
  return (
    <svg class={classes} width={size} height={size} viewBox="2 2 30 30" role="img" aria-label={props.label}>
      <title>{props.label}</title>
      {parties.map((party, index) => (
        <path
          class={party.says === null ? 'arc silent' : `arc party-${party.colour}`}
          d={arc(index, parties.length, gapOf(state, parties.length))}
        />
      ))}
      {state === 'agreed' && <path class="sign tick" d="M11.6 17.4l3.7 3.7 7-7.6" />}
      {state === 'contested' && <path class="sign differs" d="M12 14.6h10M12 19.4h10M19.7 11.4l-5.4 11.2" />}
      {state === 'awaiting' && <circle class="dot" cx={CENTRE} cy={CENTRE} r="1.6" />}
    </svg>
  );
}

/** The ring beside what it means in words and, smaller, who says what. For the cell of a list. */
export function JointStatus(props: {
  readonly ring: {
    readonly parties: readonly RingParty[];
    readonly state: RingState;
    readonly label: string;
    readonly stale?: boolean;
  };
  readonly words: string;
  readonly note?: string;
}) {
  return (
    <div class="joint-status">
      <Ring {...props.ring} size={30} />
      <div>
        <strong>{props.words}</strong>
        {props.note !== undefined && <p class="meta">{props.note}</p>}
      </div>
    </div>
  );
}

/** Degrees left open between two arcs: none when all agree, more when views differ than when one is awaited. */
function gapOf(state: RingState, count: number): number {
  if (state === 'agreed' || count === 1) return 0;
  return state === 'contested' ? Math.min(26, 120 / count) : Math.min(12, 72 / count);
}

/** The arc of one party. Two stand left and right as on the page; more go round from the top, as on a clock. */
function arc(index: number, count: number, gap: number): string {
  const share = 360 / count;
  const start = (count === 2 ? 180 : 0) + index * share + gap / 2;
  const sweep = Math.min(share - gap, 359.9);
  const [x1, y1] = point(start);
  const [x2, y2] = point(start + sweep);
  return `M${x1} ${y1}A${RADIUS} ${RADIUS} 0 ${sweep > 180 ? 1 : 0} 1 ${x2} ${y2}`;
}

/** Degrees clockwise from the top. */
function point(degrees: number): [string, string] {
  const angle = (degrees * Math.PI) / 180;
  return [short(CENTRE + RADIUS * Math.sin(angle)), short(CENTRE - RADIUS * Math.cos(angle))];
}

const short = (value: number) => String(Math.round(value * 100) / 100);
