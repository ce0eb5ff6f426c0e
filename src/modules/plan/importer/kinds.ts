import type { Entry } from './entry.ts';
import { isContainer } from './place.ts';
import { isFinished } from './words.ts';

const LONGEST_HEADING = 200;

/** Gives every entry its kind, from where the lists are: what has lists below is a heading, what few of its level have is a sub-item. */
export function nameKinds(entries: readonly Entry[]): void {
  dropLeadIns(entries);
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

/** "Actions:" below every heading of the document names no area of its own: its items belong to the heading above. */
function dropLeadIns(entries: readonly Entry[]): void {
  const owners = new Map<string, Entry[]>();
  for (const entry of entries) {
    if (entry.reading !== null || entry.dropped || !entry.parent || !/:$/.test(entry.text)) continue;
    const key = entry.text.toLowerCase();
    const list = owners.get(key);
    if (list) list.push(entry);
    else owners.set(key, [entry]);
  }
  for (const leadIns of owners.values()) {
    const parents = new Set(leadIns.map(({ parent }) => parent));
    if (leadIns.length < 2 || parents.size < leadIns.length) continue;
    for (const entry of leadIns) {
      entry.dropped = true;
      for (const child of entry.children.splice(0)) {
        child.parent = entry.parent;
        entry.parent?.children.push(child);
      }
    }
  }
}

/** An annex without items, such as a list of names, is no part of what was promised. */
const isAnnex = ({ style }: Entry): boolean => /^word (?:annex|annexe|appendix)$/.test(style);

/** What the entries of one level have in common; counted once, however many they are. */
type Level = {
  readonly entries: Entry[];
  withLists: number;
  headings: number;
  /** How many stand below each parent, and how many of them have lists. */
  readonly branches: Map<Entry | null, { all: number; withLists: number }>;
  /** How many have a list of each style. */
  readonly lists: Map<string, number>;
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
    const level: Level = levels.get(key) ?? {
      entries: [],
      withLists: 0,
      headings: 0,
      branches: new Map(),
      lists: new Map(),
      headed: 0,
      over: undefined,
      areas: undefined,
    };
    level.entries.push(entry);
    const heading = isHeadingLike(entry);
    if (heading) level.headings += 1;
    const listed = entry.children.find((child) => !child.inline && !child.dropped);
    const branch = level.branches.get(entry.parent) ?? { all: 0, withLists: 0 };
    level.branches.set(entry.parent, branch);
    branch.all += 1;
    if (listed) {
      branch.withLists += 1;
      level.withLists += 1;
      level.lists.set(listed.style, (level.lists.get(listed.style) ?? 0) + 1);
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
  if (!parent.text.endsWith(':') && isHeadingLike(parent) && !parent.inline && isHeadOfBranch(parent, level)) return false;
  const odd = parent.text.endsWith(':') && (level.lists.get(entry.style) ?? 0) * 2 < level.withLists;
  return few || odd || level.headed * 2 < level.withLists;
}

/** Whether it and its neighbours below one heading have lists, though elsewhere that level has none. */
function isHeadOfBranch(entry: Entry, level: Level): boolean {
  const branch = level.branches.get(entry.parent);
  return branch !== undefined && branch.all > 1 && branch.withLists === branch.all;
}

/** A heading that has lost its lines: others of its level have some, and its words are no sentence. */
function isEmptyHeading(entry: Entry, levels: ReadonlyMap<string, Level>): boolean {
  const level = levels.get(levelKey(entry));
  if (!level || !isHeadingLike(entry) || entry.reading === null || entry.children.length > 0) return false;
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
