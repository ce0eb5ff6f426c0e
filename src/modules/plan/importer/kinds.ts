import type { Entry } from './entry.ts';
import { isContainer } from './place.ts';
import { isFinished } from './words.ts';

const LONGEST_HEADING = 200;

/** Gives every entry its kind, from where the lists are: what has lists below is a heading, what few of its level have is a sub-item. */
export function nameKinds(entries: readonly Entry[]): void {
  const levels = levelsOf(entries);
  for (const entry of entries) {
    if (entry.parent && isSubItem(entry, levels)) entry.kind = 'subitem';
  }
  for (const entry of entries.toReversed()) {
    if (entry.kind === 'subitem') continue;
    const below = entry.children.filter((child) => child.kind !== 'subitem' && !child.dropped);
    if (below.length === 0 && (entry.reading === null || isAnnex(entry))) entry.dropped = true;
    const heads = below.length > 0 || isEmptyHeading(entry, levels);
    entry.kind = heads ? 'area' : 'action';
  }
  for (const entry of entries) {
    if (entry.kind === 'area' && entry.parent === null && isPart(entry, levels)) entry.kind = 'part';
  }
}

/** An annex without items, such as a list of names, is no part of what was promised. */
const isAnnex = ({ style }: Entry): boolean => /^word (?:annex|annexe|appendix)$/.test(style);

/** What the entries of one level have in common; counted once, however many they are. */
type Level = {
  readonly entries: Entry[];
  withLists: number;
  headings: number;
  /** Those with a list that read like headings. */
  headed: number;
  /** Those that have lines of their own, sub-items aside. */
  over: number | undefined;
  /** Whether areas stand in any of them. */
  areas: boolean | undefined;
};

/** A level is all entries of one style with parents of one style. */
const levelKey = (entry: Entry): string => `${entry.parent?.style ?? ''} / ${entry.style}`;

function levelsOf(entries: readonly Entry[]): Map<string, Level> {
  const levels = new Map<string, Level>();
  for (const entry of entries) {
    if (entry.dropped) continue;
    const key = levelKey(entry);
    const level = levels.get(key) ?? { entries: [], withLists: 0, headings: 0, headed: 0, over: undefined, areas: undefined };
    level.entries.push(entry);
    const heading = isHeadingLike(entry);
    if (heading) level.headings += 1;
    if (entry.children.some((child) => !child.inline && !child.dropped)) {
      level.withLists += 1;
      if (heading) level.headed += 1;
    }
    levels.set(key, level);
  }
  return levels;
}

/** Short, without an end of a sentence; a colon may introduce the list. */
export function isHeadingLike({ text }: Entry): boolean {
  return text.length <= LONGEST_HEADING && (!isFinished(text) || text.endsWith(':'));
}

function isSubItem(entry: Entry, levels: ReadonlyMap<string, Level>): boolean {
  const { parent, reading } = entry;
  if (!parent || !reading || parent.reading === null) return false;
  if (parent.kind === 'subitem') return true;
  if (reading.family === 'decimal' && reading.values.length > 1) return false;
  if (
    entry.inline &&
    !(isContainer(parent) && isHeadingLike(parent)) &&
    parent.children.find(({ style }) => style === entry.style)?.inline
  )
    return true;
  const level = levels.get(levelKey(parent));
  if (!level) return false;
  if (isContainer(parent)) return !isHeadingLike(parent) && level.headings * 2 < level.entries.length;
  const few = level.withLists * 2 < level.entries.length;
  return few || level.headed * 2 < level.withLists;
}

/** A heading that has lost its lines: others of its level have some, and its words are no sentence. */
function isEmptyHeading(entry: Entry, levels: ReadonlyMap<string, Level>): boolean {
  const level = levels.get(levelKey(entry));
  if (!level || !isHeadingLike(entry) || entry.reading === null) return false;
  level.over ??= level.entries.filter((each) => each.children.some((child) => child.kind !== 'subitem')).length;
  return level.over > 0 && level.over * 2 >= level.entries.length - 1;
}

/** The topmost headings are parts when they are lettered, roman or said in words, or when areas stand in them. */
function isPart(entry: Entry, levels: ReadonlyMap<string, Level>): boolean {
  if (entry.reading === null) return entry.children.some((child) => child.kind === 'area' && child.reading !== null);
  if (isContainer(entry)) return true;
  if (entry.reading.values.length > 1) return false;
  const level = levels.get(levelKey(entry));
  if (level) level.areas ??= level.entries.some((each) => each.children.some((child) => child.kind === 'area'));
  return level?.areas ?? false;
}
