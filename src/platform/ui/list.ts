import type { Sorting } from './table.tsx';

/** What a filter may say: one of some values, or words that match a pattern (a reference, a search). */
export type FilterRule = readonly string[] | RegExp;

export type ListSpec<Filter extends string, Sort extends string> = {
  readonly filters: Readonly<Record<Filter, FilterRule>>;
  /** Keys to sort by. The first is how the list stands when nobody asks. */
  readonly sorts: readonly [Sort, ...Sort[]];
  /** Rows on a page, the first where nobody asks. */
  readonly sizes: readonly [number, ...number[]];
};

/** What the address said that the list does not understand: for a 400, or to be passed over with a word. */
export type ListProblem = { readonly key: string; readonly kind: 'unknown' | 'repeated' | 'value' };

/** A list as one sees it now, read from its address, and the addresses of the same list with one thing changed. */
export type ListState<Filter extends string, Sort extends string> = {
  readonly filters: Readonly<Partial<Record<Filter, string>>>;
  readonly sort: { readonly by: Sort; readonly descending: boolean };
  /** Counted from 1. */
  readonly pageNumber: number;
  readonly size: number;
  readonly offset: number;
  readonly problems: readonly ListProblem[];
  /** The address of this very view, in its shortest form. */
  readonly href: string;
  /** With a filter set, from the first page on. */
  with(changes: Readonly<Partial<Record<Filter, string>>>): string;
  /** With some filters taken away, or with none left when none is named. */
  without(...filters: readonly Filter[]): string;
  /** Sorted by a key; the other way round if it is sorted so already. */
  sortedBy(sort: Sort): string;
  page(number: number): string;
  sized(size: number): string;
  /** What the head of a column needs. */
  sorting(sort: Sort): Sorting;
  /** The ways to the pages before and after; `total` is the number of rows of all pages. */
  pages(total: number): { from: number; until: number; total: number; previous: string | null; next: string | null };
};

const LAST_PAGE = 10_000;
const OURS = ['sort', 'page', 'size'];

/**
 * Reads a list's state from its address: `?area=A.2&sort=-title&page=2&size=50`. Only what `spec` allows is taken; what else the
 * address says is told in `problems` and passed over. `lang` may always stand there and stays in every address that is made.
 */
export function listState<const Filter extends string, const Sort extends string>(
  url: URL,
  spec: ListSpec<Filter, Sort>,
): ListState<Filter, Sort> {
  const { said, problems } = readOnce(url, [...Object.keys(spec.filters), ...OURS, 'lang']);
  const take = <Value>(key: string, read: (value: string) => Value | undefined, otherwise: Value): Value => {
    const value = said.get(key);
    if (value === undefined) return otherwise;
    const taken = read(value);
    if (taken === undefined) problems.push({ key, kind: 'value' });
    return taken ?? otherwise;
  };
  const filters: Partial<Record<Filter, string>> = {};
  for (const key of Object.keys(spec.filters) as Filter[]) {
    const value = take<string | null>(key, (each) => (allows(spec.filters[key], each) ? each : undefined), null);
    if (value !== null) filters[key] = value;
  }
  const view: View<Filter, Sort> = {
    filters,
    sort: take('sort', (value) => readSort(value, spec.sorts), { by: spec.sorts[0], descending: false }),
    pageNumber: take('page', (value) => readNumber(value, LAST_PAGE), 1),
    size: take('size', (value) => spec.sizes.find((size) => String(size) === value), spec.sizes[0]),
  };
  return { ...view, offset: (view.pageNumber - 1) * view.size, problems, ...addresses(url, said.get('lang'), spec, view) };
}

type View<Filter extends string, Sort extends string> = {
  readonly filters: Readonly<Partial<Record<Filter, string>>>;
  readonly sort: { readonly by: Sort; readonly descending: boolean };
  readonly pageNumber: number;
  readonly size: number;
};

function addresses<Filter extends string, Sort extends string>(
  url: URL,
  lang: string | undefined,
  spec: ListSpec<Filter, Sort>,
  view: View<Filter, Sort>,
) {
  const href = (changes: Partial<View<Filter, Sort>>) => {
    const { filters, sort, pageNumber, size } = { ...view, pageNumber: 1, ...changes };
    const query = new URLSearchParams();
    for (const key of Object.keys(spec.filters) as Filter[]) if (filters[key] !== undefined) query.set(key, filters[key]);
    if (sort.by !== spec.sorts[0] || sort.descending) query.set('sort', `${sort.descending ? '-' : ''}${sort.by}`);
    if (size !== spec.sizes[0]) query.set('size', String(size));
    if (pageNumber > 1) query.set('page', String(pageNumber));
    if (lang !== undefined) query.set('lang', lang);
    return query.size === 0 ? url.pathname : `${url.pathname}?${query}`;
  };
  const isSorted = (by: Sort) => view.sort.by === by;
  const sortedBy = (by: Sort) => href({ sort: { by, descending: isSorted(by) && !view.sort.descending } });
  const page = (pageNumber: number) => href({ pageNumber });
  return {
    href: href({ pageNumber: view.pageNumber }),
    with: (changes: Readonly<Partial<Record<Filter, string>>>) => href({ filters: { ...view.filters, ...changes } }),
    without: (...keys: readonly Filter[]) => {
      const filters: Partial<Record<Filter, string>> = keys.length === 0 ? {} : { ...view.filters };
      for (const key of keys) delete filters[key];
      return href({ filters });
    },
    sortedBy,
    page,
    sized: (size: number) => href({ size }),
    sorting: (by: Sort): Sorting => ({
      href: sortedBy(by),
      direction: isSorted(by) ? (view.sort.descending ? 'descending' : 'ascending') : null,
    }),
    pages: (total: number) => {
      const until = Math.min(total, view.pageNumber * view.size);
      return {
        from: Math.min(total, (view.pageNumber - 1) * view.size + 1),
        until,
        total,
        previous: view.pageNumber > 1 ? page(view.pageNumber - 1) : null,
        next: until < total ? page(view.pageNumber + 1) : null,
      };
    },
  };
}

// Repeated keys are how one half of a program reads another value than its other half: neither is taken.
function readOnce(url: URL, known: readonly string[]): { said: Map<string, string>; problems: ListProblem[] } {
  const said = new Map<string, string>();
  const problems: ListProblem[] = [];
  for (const key of new Set(url.searchParams.keys())) {
    const values = url.searchParams.getAll(key);
    const [value] = values;
    if (!known.includes(key)) problems.push({ key, kind: 'unknown' });
    else if (values.length > 1) problems.push({ key, kind: 'repeated' });
    else if (value !== undefined && value !== '') said.set(key, value);
  }
  return { said, problems };
}

function allows(rule: FilterRule | undefined, value: string): boolean {
  if (rule === undefined) return false;
  return rule instanceof RegExp ? value.length <= 200 && value.search(rule) === 0 : rule.includes(value);
}

function readSort<Sort extends string>(value: string, sorts: readonly Sort[]): { by: Sort; descending: boolean } | undefined {
  const descending = value.startsWith('-');
  const by = sorts.find((sort) => sort === value.slice(descending ? 1 : 0));
  return by === undefined ? undefined : { by, descending };
}

function readNumber(value: string, most: number): number | undefined {
  if (!/^[1-9]\d{0,5}$/.test(value)) return undefined;
  const number = Number(value);
  return number <= most ? number : undefined;
}
