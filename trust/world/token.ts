/** A cell with words that only some may read, and the word in it that says so wherever it turns up. */
export type Cell = { readonly wall: string; readonly table: string; readonly column: string; readonly row: string };

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
/** Enough of a token to know the wall and the column. */
export const PREFIX = 6;
/** What may be a token, or its beginning. No word of any language here has these two letters together. */
export const MARK = /qz[a-z]{4}/g;

const inLetters = (number: number, length: number): string =>
  Array.from({ length }, (_, at) => LETTERS[Math.floor(number / 26 ** (length - 1 - at)) % 26]).join('');

/** Gives out tokens and remembers for which cell: letters only, so that a search finds them; the first six say wall, table and column. */
export class Tokens {
  readonly #walls: string[] = [];
  readonly #columns: string[] = [];
  readonly #cells = new Map<string, Cell>();
  #count = 0;

  give(cell: Cell): string {
    const token = `qz${inLetters(place(this.#walls, cell.wall), 1)}${inLetters(place(this.#columns, `${cell.table}.${cell.column}`), 3)}${inLetters(this.#count, 4)}k`;
    this.#count += 1;
    this.#cells.set(token, cell);
    return token;
  }

  /** The cells that a beginning of a token belongs to; they share wall, table and column. */
  of(prefix: string): Cell | undefined {
    const [wall, column] = [
      this.#walls[LETTERS.indexOf(prefix[2] ?? '')],
      this.#columns[[...prefix.slice(3, PREFIX)].reduce((sum, letter) => sum * 26 + LETTERS.indexOf(letter), 0)],
    ];
    if (wall === undefined || column === undefined) return undefined;
    const at = column.lastIndexOf('.');
    return { wall, table: column.slice(0, at), column: column.slice(at + 1), row: '' };
  }

  /** All tokens that stand behind a wall; all of them where none is named. */
  behind(wall?: string): string[] {
    return [...this.#cells].filter(([, cell]) => wall === undefined || cell.wall === wall).map(([token]) => token);
  }

  /** The columns that hold tokens behind a wall. */
  columnsBehind(wall: string): Set<string> {
    return new Set([...this.#cells.values()].filter((cell) => cell.wall === wall).map((cell) => `${cell.table}.${cell.column}`));
  }

  get size(): number {
    return this.#cells.size;
  }
}

function place(list: string[], value: string): number {
  const at = list.indexOf(value);
  return at >= 0 ? at : list.push(value) - 1;
}
