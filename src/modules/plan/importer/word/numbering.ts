import { walkXml } from './xml.ts';

/** One level of a list: how Word counts it and what it prints before the words ("%1.%2." is the numbers of two levels). */
export type Level = {
  start: number;
  format: string;
  text: string;
  /** The level (from 1) whose items make this one begin anew; 0 when none does; undefined when every higher one does. */
  restart: number | undefined;
  /** Whether the numbers of higher levels are printed in digits here, whatever they are there. */
  legal: boolean;
  style: string | undefined;
};

/** A list as paragraphs name it: the definition it shares with others, and where it begins by itself. */
export type List = {
  readonly shared: string;
  readonly levels: readonly (Level | undefined)[];
  readonly starts: ReadonlyMap<number, number>;
};

/** The lists of a Word file by their id. */
export type Lists = ReadonlyMap<string, List>;

type Shared = { readonly levels: (Level | undefined)[]; link: string | undefined; styleLink: string | undefined };
type Raw = { shared: string; readonly starts: Map<number, number>; readonly levels: (Level | undefined)[] };

const DEEPEST = 9;

/** Reads `numbering.xml`. */
export function readLists(bytes: Uint8Array, file: string): Lists {
  const shared = new Map<string, Shared>();
  const raw = new Map<string, Raw>();
  let definition: Shared | undefined;
  let list: Raw | undefined;
  let override = 0;
  let level: Level | undefined;
  walkXml(bytes, file, {
    open({ name, attributes: { val, ...attributes } }) {
      switch (name) {
        case 'abstractNum':
          definition = { levels: [], link: undefined, styleLink: undefined };
          shared.set(attributes.abstractNumId ?? '', definition);
          break;
        case 'num':
          list = { shared: '', starts: new Map(), levels: [] };
          raw.set(attributes.numId ?? '', list);
          break;
        case 'abstractNumId':
          if (list) list.shared = val ?? '';
          break;
        case 'lvlOverride':
          override = levelNumber(attributes.ilvl);
          break;
        case 'startOverride':
          list?.starts.set(override, wholeNumber(val, 1));
          break;
        case 'numStyleLink':
          if (definition) definition.link = val;
          break;
        case 'styleLink':
          if (definition) definition.styleLink = val;
          break;
        case 'lvl':
          level = { start: 1, format: 'decimal', text: '', restart: undefined, legal: false, style: undefined };
          setLevel((list ?? definition)?.levels, levelNumber(attributes.ilvl), level);
          break;
        default:
          if (level) describe(level, name, val);
      }
    },
    close(name) {
      if (name === 'abstractNum') definition = undefined;
      if (name === 'num') list = undefined;
      if (name === 'lvl') level = undefined;
    },
  });
  return resolved(shared, raw);
}

function setLevel(levels: (Level | undefined)[] | undefined, at: number, level: Level): void {
  if (levels) levels[at] = level;
}

function describe(level: Level, name: string, val: string | undefined): void {
  if (name === 'start') level.start = wholeNumber(val, 1);
  else if (name === 'numFmt') level.format = val ?? 'decimal';
  else if (name === 'lvlText') level.text = (val ?? '').slice(0, 80);
  else if (name === 'lvlRestart') level.restart = wholeNumber(val, 0);
  else if (name === 'isLgl') level.legal = val !== '0' && val !== 'false';
  else if (name === 'pStyle') level.style = val;
}

/** A definition may point to the one that a list style holds. */
function resolved(shared: ReadonlyMap<string, Shared>, raw: ReadonlyMap<string, Raw>): Lists {
  const byStyle = new Map(
    [...shared].flatMap(([id, { styleLink }]) => (styleLink === undefined ? [] : [[styleLink, id] as const])),
  );
  const lists = new Map<string, List>();
  for (const [id, list] of raw) {
    const link = shared.get(list.shared)?.link;
    const own = (link !== undefined ? byStyle.get(link) : undefined) ?? list.shared;
    const levels = Array.from({ length: DEEPEST }, (_, at) => list.levels[at] ?? shared.get(own)?.levels[at]);
    lists.set(id, { shared: own, levels, starts: list.starts });
  }
  return lists;
}

/** The number of a level, 0 to 8, whatever is written. */
export function levelNumber(written: string | undefined): number {
  return Math.min(wholeNumber(written, 0), DEEPEST - 1);
}

function wholeNumber(written: string | undefined, otherwise: number): number {
  return written !== undefined && /^\d{1,6}$/.test(written) ? Number(written) : otherwise;
}
