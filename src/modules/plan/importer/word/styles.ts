import { type Lists, levelNumber } from './numbering.ts';
import { walkXml } from './xml.ts';

/** What a style says that matters for reading. */
export type Style = {
  /** `heading-1` to `heading-9`, `title`, `contents` for the lines of a table of contents, or nothing special. */
  readonly role: string | undefined;
  readonly list: string | undefined;
  readonly level: number;
  readonly bold: boolean | undefined;
  readonly hidden: boolean | undefined;
};

/** The style of an id, with what it takes over from those that it is based on. */
export type Styles = (id: string | undefined) => Style;

type Raw = {
  name: string;
  basedOn: string | undefined;
  list: string | undefined;
  level: number | undefined;
  outline: number | undefined;
  bold: boolean | undefined;
  hidden: boolean | undefined;
};

const PLAIN: Style = { role: undefined, list: undefined, level: 0, bold: undefined, hidden: undefined };
const LONGEST_CHAIN = 20;
/** The outline level that says “not a heading”. */
const BODY_TEXT = '9';

/** Reads `styles.xml`; without one, every paragraph is plain. */
export function readStyles(bytes: Uint8Array | undefined, file: string, lists: Lists): Styles {
  const raw = bytes ? readRaw(bytes, file) : new Map<string, Raw>();
  const known = new Map<string, Style>();
  return (id) => {
    if (id === undefined) return PLAIN;
    const found = known.get(id) ?? resolved(raw, id, lists);
    known.set(id, found);
    return found;
  };
}

function readRaw(bytes: Uint8Array, file: string): Map<string, Raw> {
  const raw = new Map<string, Raw>();
  let style: Raw | undefined;
  walkXml(bytes, file, {
    open({ name, attributes: { val, styleId } }) {
      if (name === 'style') {
        style = {
          name: '',
          basedOn: undefined,
          list: undefined,
          level: undefined,
          outline: undefined,
          bold: undefined,
          hidden: undefined,
        };
        raw.set(styleId ?? '', style);
      } else if (style) describe(style, name, val);
    },
    close(name) {
      if (name === 'style') style = undefined;
    },
  });
  return raw;
}

function describe(style: Raw, name: string, val: string | undefined): void {
  if (name === 'name') style.name = val ?? '';
  else if (name === 'basedOn') style.basedOn = val;
  else if (name === 'numId') style.list = val;
  else if (name === 'ilvl') style.level = levelNumber(val);
  else if (name === 'outlineLvl' && val !== BODY_TEXT) style.outline = levelNumber(val) + 1;
  else if (name === 'b') style.bold = isOn(val);
  else if (name === 'vanish') style.hidden = isOn(val);
}

/** Whether a switch of Word is on: it is when it stands there without a value. */
export function isOn(val: string | undefined): boolean {
  return val !== '0' && val !== 'false' && val !== 'off' && val !== 'none';
}

function resolved(raw: ReadonlyMap<string, Raw>, id: string, lists: Lists): Style {
  const chain: (readonly [string, Raw])[] = [];
  for (let at: string | undefined = id; at !== undefined && chain.length < LONGEST_CHAIN; ) {
    const style: Raw | undefined = raw.get(at);
    if (!style) break;
    chain.push([at, style]);
    at = style.basedOn;
  }
  const first = <T>(pick: (style: Raw, id: string) => T | undefined): T | undefined => {
    for (const [own, style] of chain) {
      const found = pick(style, own);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const list = first((style) => style.list);
  const level = first((style, own) => style.level ?? (style.list === list ? levelOfStyle(lists, list, own) : undefined));
  return {
    role: first(({ name, outline }) => roleOfName(name) ?? (outline !== undefined ? `heading-${outline}` : undefined)),
    list: list === '0' ? undefined : list,
    level: levelOfStyle(lists, list, id) ?? level ?? 0,
    bold: first((style) => style.bold),
    hidden: first((style) => style.hidden),
  };
}

/** Word keeps the names of its own styles in English, in every language of the program. */
function roleOfName(name: string): string | undefined {
  const heading = /^heading ([1-9])$/i.exec(name)?.[1];
  if (heading) return `heading-${heading}`;
  if (/^title$/i.test(name)) return 'title';
  return /^(?:toc|table of figures|index)(?: [1-9])?$/i.test(name) ? 'contents' : undefined;
}

/** The level of a list that is tied to a style. */
function levelOfStyle(lists: Lists, list: string | undefined, style: string): number | undefined {
  const at = lists.get(list ?? '')?.levels.findIndex((level) => level?.style === style) ?? -1;
  return at < 0 ? undefined : at;
}
